/** What several steps ask of the board, with the difference that a missing answer is. */
import type { Bench, Firmware } from "./bench.ts";
import { Difference } from "./step.ts";

/** Ports of the program that is on the board (ts-src/bring-up.ts). */
const COMMANDS = 80;
export const MIRROR = 7;
/** What a board does, in seconds: appear on USB, answer a request. */
export const APPEARS = 15;
const ANSWERS = 5;
const HEARD = 3;

/** A program on the board, and how one knows that its network is there again after a start. */
export interface Reached {
    readonly firmware: Firmware;
    expectNetwork(bench: Bench, from?: number): Promise<void>;
}

export function request(bench: Bench, path: string, seconds: number): Promise<Uint8Array> {
    return bench.exchange(COMMANDS, Buffer.from(`GET ${path} HTTP/1.1\r\n\r\n`), Infinity, seconds);
}

/** Sends a command to the program and returns its answer. */
export async function ask(bench: Bench, command: string, seconds = ANSWERS): Promise<string> {
    const answer = await request(bench, command, seconds).catch((error: unknown) => {
        throw new Difference(
            `an answer to ${command} within ${seconds.toString()} s`,
            error instanceof Error ? error.message : String(error),
            "the cable, and the console: has the program started, was the board reset?",
        );
    });
    return Buffer.from(answer).toString("latin1").split("\r\n\r\n")[1]?.trim() ?? "";
}

export async function expectReady(bench: Bench): Promise<void> {
    const answer = await ask(bench, "/");
    if (answer !== "ready") throw new Difference("ready", answer, "what other program serves at this address?");
}

/** What the radio says of the network that it is in. */
export interface Signal {
    /** dBm. */
    readonly strength: number;
    readonly channel: number;
}

/** Undefined where the board is in no network, or does not answer. */
export async function askForSignal(bench: Bench): Promise<Signal | undefined> {
    const from = bench.lines.length;
    await bench.type("wifi status\r");
    const pattern = /, signal (-?\d+) dBm, channel (\d+)$/;
    const line = await bench.waitForLine(/^tspico: (?:not yet )?in Wi-Fi network /, ANSWERS, from);
    const [, strength, channel] = pattern.exec(line ?? "") ?? [];
    return strength === undefined ? undefined : { strength: Number(strength), channel: Number(channel) };
}

export async function expectLine(
    bench: Bench,
    pattern: RegExp,
    seconds: number,
    look: string,
    from = 0,
): Promise<string> {
    const line = await bench.waitForLine(pattern, seconds, from);
    if (line !== undefined) return line;
    const seen = bench.lines.slice(from).join(" | ");
    throw new Difference(
        `a line ${String(pattern)} within ${seconds.toString()} s`,
        seen === "" ? "no line" : seen,
        look,
    );
}

/** Types until the board, which may have just started, has heard it. */
export async function typeUntil(bench: Bench, command: string, pattern: RegExp): Promise<void> {
    const from = bench.lines.length;
    for (const end = bench.now() + APPEARS; bench.now() < end;) {
        await bench.type(`${command}\r`);
        if ((await bench.waitForLine(pattern, HEARD, from)) !== undefined) return;
    }
    await expectLine(bench, pattern, 0, "the console: is its port open elsewhere?", from);
}
