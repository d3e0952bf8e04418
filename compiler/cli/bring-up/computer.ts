/** What this computer does as a client of the board, and what it can tell of it. */
import { createSocket, type Socket } from "node:dgram";
import { connect } from "node:net";
import os from "node:os";
import { run } from "../../system/process.ts";
import type { Held } from "./bench.ts";
import { MDNS_GROUP, MDNS_PORT, mdnsAddress, mdnsQuestion } from "./mdns.ts";

/** The system's own ping, one packet after the other, and what it is told. */
export function pingCommand(
    platform: NodeJS.Platform,
    address: string,
    count: number,
    interval: number,
): readonly [command: string, ...args: string[]] {
    const packets = count.toString();
    const isIpv6 = address.includes(":");
    // Windows' asks once a second, and knows no other interval.
    if (platform === "win32") return ["ping", ...(isIpv6 ? ["-6"] : []), "-n", packets, address];
    const often = ["-i", interval.toString(), "-c", packets, address];
    if (!isIpv6) return ["ping", ...often];
    return platform === "darwin" ? ["ping6", ...often] : ["ping", "-6", ...often];
}

/**
 * The milliseconds of each answer: "time=0.41 ms" on Linux and macOS, "time<1ms" on Windows, in the
 * language of the system. A line about an answer has the word TTL, or macOS' word for it in IPv6;
 * Windows' has none then. In a summary, the equals sign has a space behind it.
 */
export function parsePings(text: string): readonly number[] {
    return text
        .split("\n")
        .filter((line) => /\b(?:ttl|hlim)\b|[=<][\d.]+ ?ms\b/i.test(line))
        .flatMap((line) => /[=<]\s?([\d.]+) ?ms\b/.exec(line)?.[1] ?? [])
        .map(Number);
}

/** What comes back over a connection of TCP; see `Bench.exchange`. */
export function exchange(
    address: string,
    port: number,
    bytes: Uint8Array,
    { enough, seconds }: { readonly enough: number; readonly seconds: number },
): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
        const parts: Buffer[] = [];
        let received = 0;
        const socket = connect({ host: address, port });
        const patience = setTimeout(() => {
            socket.destroy(new Error(`no end within ${seconds.toString()} s`));
        }, seconds * 1000);
        const end = (): void => {
            clearTimeout(patience);
            socket.destroy();
            resolve(Buffer.concat(parts));
        };
        socket.on("connect", () => socket.write(bytes));
        socket.on("data", (data) => {
            parts.push(data);
            received += data.length;
            if (received >= enough) end();
        });
        socket.on("end", end);
        socket.on("error", (error) => {
            clearTimeout(patience);
            reject(error);
        });
    });
}

/** A connection of TCP that stays open; see `Bench.hold`. */
export function hold(address: string, port: number, seconds: number): Promise<Held> {
    return new Promise((resolve, reject) => {
        const socket = connect({ host: address, port });
        const held = {
            received: 0,
            end: undefined as string | undefined,
            send: (bytes: Uint8Array): void => void socket.write(bytes),
            close: (): void => void socket.destroy(),
        };
        const patience = setTimeout(() => {
            socket.destroy(new Error(`not open within ${seconds.toString()} s`));
        }, seconds * 1000);
        socket.on("connect", () => {
            clearTimeout(patience);
            resolve(held);
        });
        socket.on("data", ({ length }) => (held.received += length));
        socket.on("end", () => (held.end ??= "closed"));
        socket.on("error", (error) => {
            clearTimeout(patience);
            held.end ??= error.message;
            reject(error);
        });
    });
}

/** The address of this computer from which packets to the board go out. */
function ownAddress(board: string): Promise<string> {
    return new Promise((resolve, reject) => {
        const socket = createSocket("udp4");
        socket.once("error", reject);
        socket.connect(MDNS_PORT, board, () => {
            resolve(socket.address().address);
            socket.close();
        });
    });
}

function bound(socket: Socket): Promise<void> {
    return new Promise((resolve, reject) => {
        socket.once("error", reject);
        socket.bind(0, resolve);
    });
}

/** Asks on the board's network, once a second; undefined after so many seconds. */
export async function lookUp(name: string, board: string, seconds: number): Promise<string | undefined> {
    const socket = createSocket("udp4");
    await bound(socket);
    socket.setMulticastInterface(await ownAddress(board));
    return new Promise((resolve) => {
        const end = (address: string | undefined): void => {
            clearInterval(again);
            clearTimeout(patience);
            socket.close();
            resolve(address);
        };
        const askOnce = (): void => {
            socket.send(mdnsQuestion(name), MDNS_PORT, MDNS_GROUP, () => undefined);
        };
        const again = setInterval(askOnce, 1000);
        const patience = setTimeout(end, seconds * 1000, undefined);
        socket.on("message", (message) => {
            const address = mdnsAddress(message, name);
            if (address !== undefined) end(address);
        });
        askOnce();
    });
}

/** The messages of dmesg, which begin with the seconds since the start, after a moment. */
export function messagesAfter(text: string, seconds: number): readonly string[] {
    return text.split("\n").filter((line) => Number(/^\[\s*(\d+\.\d+)\]/.exec(line)?.[1] ?? -1) >= seconds);
}

/** Linux's log of the last seconds, or why it cannot be read. */
export async function kernelLog(platform: NodeJS.Platform, seconds: number): Promise<readonly string[] | string> {
    if (platform !== "linux") return "only Linux's can be read";
    const messages = await run("dmesg", []);
    if (messages.status === 0) return messagesAfter(messages.stdout, os.uptime() - seconds);
    const journal = await run("journalctl", ["-k", "-q", "-o", "cat", "--since", `-${seconds.toString()}s`]);
    if (journal.status === 0) return journal.stdout.split("\n");
    const why = messages.stderr.trim().split("\n")[0] ?? "";
    return `${why === "" ? "no dmesg" : why}; for members of the group adm, or with sudo sysctl kernel.dmesg_restrict=0, it can be`;
}
