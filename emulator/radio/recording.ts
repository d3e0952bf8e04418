/**
 * What went over a radio's bus, as text that can be kept: one line for each step, with the
 * nanoseconds since the line before.
 *
 *     +341020 W0 4/2 2000 !      the host wrote two bytes at address 4 of function 0; afterwards the
 *                                chip held the wake line
 *     +2048 R0 8/4 20190800      the host read four bytes, and got these
 *     +8 W1 8000/64 *a5:64 x512  512 writes of 64 bytes at addresses that follow each other
 *     +0 frame ffff...           the network delivered a frame
 *     +0 out 350                 the chip handed a frame of 350 bytes to the network
 *     +0 power 1                 the power went on
 *     +0 do deauthenticate       something happened in the air
 *
 * Bytes are hexadecimal, runs are `*byte:count`, parts are joined by `+`. Firmware, settings and
 * regulatory tables are runs: nothing of them is kept.
 */
import type { AccessPoint } from "./air.ts";

export interface Recording {
    /** What was recorded. */
    readonly title: string;
    readonly air: readonly Omit<AccessPoint, "bssid">[];
    readonly steps: readonly string[];
}

/** What happens in the air by the script, and not by the bus. */
export type Action = "loseLink" | "deauthenticate" | `remove ${string}`;

export interface Transaction {
    readonly kind: "transaction";
    readonly write: boolean;
    readonly function: number;
    readonly address: number;
    readonly length: number;
    readonly data: Buffer;
    /** How often, at addresses that follow each other. */
    readonly times: number;
    /** Level of the wake line, before a read or after a write. */
    readonly wake: boolean;
}

export type Step = { readonly delta: number } & (
    | Transaction
    | { readonly kind: "frame"; readonly data: Buffer }
    | { readonly kind: "out"; readonly length: number }
    | { readonly kind: "power"; readonly on: boolean }
    | { readonly kind: "do"; readonly action: string }
);

const SHORTEST_RUN = 6;

/** Bytes as text, with long runs of one byte counted. */
export function bytesToText(bytes: Uint8Array): string {
    const parts: string[] = [];
    let plain = "";
    for (let at = 0; at < bytes.length;) {
        const byte = bytes[at] ?? 0;
        let end = at;
        while (end < bytes.length && bytes[end] === byte) end++;
        const digits = byte.toString(16).padStart(2, "0");
        if (end - at >= SHORTEST_RUN) {
            if (plain !== "") parts.push(plain);
            plain = "";
            parts.push(`*${digits}:${String(end - at)}`);
        } else {
            plain += digits.repeat(end - at);
        }
        at = end;
    }
    if (plain !== "") parts.push(plain);
    return parts.join("+");
}

export function textToBytes(text: string): Buffer {
    return Buffer.concat(
        text.split("+").map((part) => {
            const run = /^\*([0-9a-f]{2}):(\d+)$/.exec(part);
            return run === null
                ? Buffer.from(part, "hex")
                : Buffer.alloc(Number(run[2]), Number.parseInt(run[1] ?? "", 16));
        }),
    );
}

export function formatTransaction(step: Omit<Transaction, "kind" | "data">, data: string): string {
    const name = `${step.write ? "W" : "R"}${String(step.function)}`;
    const times = step.times === 1 ? "" : ` x${String(step.times)}`;
    return `${name} ${step.address.toString(16)}/${String(step.length)} ${data}${times}${step.wake ? " !" : ""}`;
}

const TRANSACTION = /^([WR])([0-3]) ([0-9a-f]+)\/(\d+) (\S*)(?: x(\d+))?( !)?$/;

/** Takes a line apart; throws where it is none. */
export function parseStep(line: string): Step {
    const [, deltaText, rest = ""] = /^\+(\d+) (.*)$/.exec(line) ?? [];
    const delta = Number(deltaText);
    const [word, argument = ""] = rest.split(/ (.*)/);
    switch (word) {
        case "frame":
            return { kind: "frame", delta, data: textToBytes(argument) };
        case "out":
            return { kind: "out", delta, length: Number(argument) };
        case "power":
            return { kind: "power", delta, on: argument === "1" };
        case "do":
            return { kind: "do", delta, action: argument };
    }
    const match = TRANSACTION.exec(rest);
    if (match === null) throw new Error(`no step of a recording: ${line}`);
    const [, way, fn, address, length, data, times = "1", wake] = match;
    return {
        kind: "transaction",
        delta,
        write: way === "W",
        function: Number(fn),
        address: Number.parseInt(address ?? "", 16),
        length: Number(length),
        data: textToBytes(data ?? ""),
        times: Number(times),
        wake: wake !== undefined,
    };
}
