/**
 * What a request costs on the emulated board, with a client at the other end of the link. Simulated
 * time, so two runs agree.
 */
import { EmulatedProgram } from "../tests/support/emulated-program.ts";
import { type Firmware } from "./firmware.ts";
import { Profile, type Cycles } from "./profile.ts";

const WARM_UP = 4;
/** By then the board has told the network its name and addresses, which is no part of a request. */
const SETTLED_MS = 5000;
/** A connection needs this long until nothing of it is left to do. */
const AFTER_REQUEST_MS = 20;
const IDLE_MS = 1000;

export interface ServingCost {
    /** Per request, what the board spends without any request in the same time taken off. */
    readonly cycles: number;
    readonly instructions: number;
    /** The cycles of a request by function, when asked for. */
    readonly functions: Cycles;
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
    if (reset || !answer.toString().startsWith("HTTP/1.1 200 OK\r\n") || !answer.subarray(-sent.length).equals(sent))
        throw new Error(`a wrong answer${reset ? ", and a reset" : ""}: ${answer.toString()}`);
}

export interface Load {
    readonly requests: number;
    /** Bytes in each request, none: a GET. */
    readonly body: number;
    /** Whether to count cycles by function, which makes the emulator slower. */
    readonly profile: boolean;
}

export async function measureServing(
    firmware: Firmware,
    link: "usb" | "wifi",
    { requests, body, profile }: Load,
): Promise<ServingCost> {
    const program = await EmulatedProgram.start({ uf2: firmware.uf2, elf: firmware.elf, link });
    const counted = profile ? new Profile(program.board, firmware.elf) : undefined;
    const functions = (): Cycles => counted?.functions() ?? new Map<string, number>();
    const sent = request(body);
    return program.play(async () => {
        await program.serving();
        for (let count = 0; count < WARM_UP; count++) await ask(program, sent);
        await program.pause(SETTLED_MS);
        const [idleFrom, idleFunctions] = [program.board.counters, functions()];
        await program.pause(IDLE_MS);
        const [from, fromFunctions] = [program.board.counters, functions()];
        for (let count = 0; count < requests; count++) {
            await ask(program, sent);
            await program.pause(AFTER_REQUEST_MS);
        }
        const to = program.board.counters;
        const share = (to.nanos - from.nanos) / (from.nanos - idleFrom.nanos);
        /**
         * Per request, of a count that stood at these values when the idle second began, when it
         * ended, and at the end.
         */
        const perRequest = (idle = 0, start = 0, end = 0): number => (end - start - share * (start - idle)) / requests;
        const cost = (name: "cycles" | "instructions"): number =>
            Math.round(perRequest(idleFrom[name], from[name], to[name]));
        const costs = [...functions()].map(
            ([name, end]) => [name, perRequest(idleFunctions.get(name), fromFunctions.get(name), end)] as const,
        );
        return { cycles: cost("cycles"), instructions: cost("instructions"), functions: new Map(costs) };
    });
}
