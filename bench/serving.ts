/** What a request costs on the emulated board, with a client at the other end of the link. Simulated time, so two runs agree. */
import { EmulatedProgram } from "../tests/support/emulatedProgram.ts";
import { type Firmware } from "./firmware.ts";

const WARM_UP = 4;
/** A connection needs this long until nothing of it is left to do. */
const AFTER_REQUEST_MS = 20;
const IDLE_MS = 1000;

export interface ServingCost {
    /** Per request, what the board spends without any request in the same time taken off. */
    readonly cycles: number;
    readonly instructions: number;
}

function request(body: number): Buffer {
    const head = ["Host: 192.168.7.1", "User-Agent: curl/7.88.1", "Accept: */*"];
    const lines =
        body === 0 ? ["GET / HTTP/1.1", ...head] : ["POST / HTTP/1.1", ...head, `Content-Length: ${body.toString()}`];
    return Buffer.concat([Buffer.from([...lines, "", ""].join("\r\n")), Buffer.alloc(body, "x")]);
}

/** One connection: sends, reads to the end, closes. The answer must hold what was sent. */
async function ask(program: EmulatedProgram, sent: Buffer): Promise<void> {
    const parts: Buffer[] = [];
    const state: { ended?: (reset: boolean) => void } = {};
    const end = new Promise<boolean>((resolve) => (state.ended = resolve));
    const connection = await program.connect({
        data: (bytes) => parts.push(Buffer.from(bytes)),
        end: () => state.ended?.(false),
        reset: () => state.ended?.(true),
    });
    await connection.write(sent);
    const reset = await program.within(end, "the answer");
    connection.finish();
    const answer = Buffer.concat(parts);
    if (reset || !answer.toString().startsWith("HTTP/1.1 200 OK\r\n") || !answer.subarray(-sent.length).equals(sent)) {
        throw new Error(`a wrong answer${reset ? ", and a reset" : ""}: ${answer.toString()}`);
    }
}

/** `body` bytes in each request, none: a GET. */
export async function measureServing(
    firmware: Firmware,
    link: "usb" | "wifi",
    requests: number,
    body: number,
): Promise<ServingCost> {
    const program = await EmulatedProgram.start({ uf2: firmware.uf2, elf: firmware.elf, link });
    const sent = request(body);
    return program.play(async () => {
        await program.serving();
        for (let count = 0; count < WARM_UP; count++) await ask(program, sent);
        await program.pause(IDLE_MS);
        const idleFrom = program.board.counters;
        await program.pause(IDLE_MS);
        const from = program.board.counters;
        for (let count = 0; count < requests; count++) {
            await ask(program, sent);
            await program.pause(AFTER_REQUEST_MS);
        }
        const to = program.board.counters;
        const share = (to.nanos - from.nanos) / (from.nanos - idleFrom.nanos);
        const cost = (name: "cycles" | "instructions"): number =>
            Math.round((to[name] - from[name] - share * (from[name] - idleFrom[name])) / requests);
        return { cycles: cost("cycles"), instructions: cost("instructions") };
    });
}
