/**
 * What a user of the emulated board can expect of it: from reset to the first answer, round trips,
 * a mebibyte each way on good and bad networks, ten thousand requests and what they leave behind.
 * Simulated times are the same in every run; the others are what it costs a core of this machine,
 * whatever else that does.
 *
 *     node --import tsx bench/board.ts [usb | wifi] [REQUESTS]
 */
import { buildForBoard, type BoardProgram } from "../tests/support/board-program.ts";
import { EmulatedProgram, type EmulatedOptions } from "../tests/support/emulated-program.ts";
import { Peer } from "../tests/support/peer.ts";
import { BoardMemory, type MemoryUse } from "./board-memory.ts";

type Link = EmulatedOptions["link"];

const MEBIBYTE = 1024 * 1024;
const ROUND_TRIPS = 200;
const LOSS_SEEDS = [1, 2, 3, 4, 5];
const REQUEST = "GET / HTTP/1.1\r\nHost: 192.168.7.1\r\n\r\n";
/** Long enough for the last connections' pools to be given back, two minutes of TIME-WAIT apart. */
const QUIET_MS = 1000;

/** The network for which the Wi-Fi programs are built. */
const air = { ssid: "tspico bench", passphrase: "emulated air" };
const boards: Readonly<Record<Link, string>> = { usb: "pico", wifi: "pico-w" };

interface Timed<T> {
    readonly result: T;
    readonly simulatedMs: number;
    readonly coreMs: number;
}

/** Milliseconds that this process has worked. */
function worked(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
}

async function timed<T>(program: EmulatedProgram, work: () => Promise<T>): Promise<Timed<T>> {
    const [nanos, before] = [program.board.time.nanos, worked()];
    const result = await work();
    return { result, simulatedMs: (program.board.time.nanos - nanos) / 1e6, coreMs: worked() - before };
}

function start(firmware: BoardProgram, link: Link, loss = 0, seed = 1): Promise<EmulatedProgram> {
    const { uf2, elf } = firmware;
    const wire = { impairments: { loss, seed } };
    return EmulatedProgram.start({ uf2, elf, link, wire, ...(link === "wifi" ? { accessPoints: [air] } : {}) });
}

async function request(program: EmulatedProgram): Promise<void> {
    const peer = new Peer(program);
    const client = await peer.connect("client");
    await client.send(REQUEST);
    await client.ended();
    client.finish();
    if (!client.received.toString().endsWith(REQUEST)) throw new Error(`a wrong answer: ${client.received.toString()}`);
}

function row(what: string, { simulatedMs, coreMs }: Timed<unknown>, more = ""): void {
    const figures = [`${simulatedMs.toFixed(2)} ms`, `${coreMs.toFixed(0)} ms`];
    console.log([what.padEnd(40), ...figures.map((figure) => figure.padStart(12)), more].join("  ").trimEnd());
}

async function measureBoot(firmware: BoardProgram, link: Link): Promise<void> {
    const began = worked();
    const program = await start(firmware, link);
    await program.play(async () => {
        await program.serving();
        const serving = {
            result: undefined,
            simulatedMs: program.board.time.nanos / 1e6,
            coreMs: worked() - began,
        };
        row("reset to listening, with an address", serving);
        await request(program);
        const answered = { ...serving, simulatedMs: program.board.time.nanos / 1e6, coreMs: worked() - began };
        const { instructions } = program.board.counters;
        row("reset to the first answer", answered, `${(instructions / 1e6).toFixed(2)} M instructions`);
    });
}

async function measureRoundTrip(firmware: BoardProgram, link: Link): Promise<void> {
    const program = await start(firmware, link);
    await program.play(async () => {
        await program.serving();
        const client = await new Peer(program).connect("client");
        const times: Timed<void>[] = [];
        for (let count = 1; count <= ROUND_TRIPS; count++) {
            const round = await timed(program, async () => {
                await client.send("ping");
                await client.receive(4 * count);
            });
            times.push(round);
        }
        times.sort((left, right) => left.simulatedMs - right.simulatedMs);
        const median = times[ROUND_TRIPS / 2];
        if (median !== undefined) row("round trip of 4 bytes, median", median);
    });
}

async function measureBulk(firmware: BoardProgram, link: Link, loss: number, seed: number): Promise<void> {
    const program = await start(firmware, link, loss, seed);
    await program.play(async () => {
        await program.serving();
        const client = await new Peer(program).connect("client");
        const bytes = Buffer.from(Uint8Array.from({ length: MEBIBYTE }, (_, at) => (at * 31 + (at >> 8)) & 0xff));
        const bulk = await timed(program, async () => {
            await client.send(bytes);
            await client.receive(MEBIBYTE);
        });
        if (!client.received.equals(bytes)) throw new Error("what came back is not what was sent");
        const rate = MEBIBYTE / 1024 / (bulk.simulatedMs / 1000);
        const losses = loss === 0 ? "no loss" : `${(loss * 100).toString()} % loss, seed ${seed.toString()}`;
        row(`1 MiB each way, ${losses}`, bulk, `${rate.toFixed(0)} KiB/s simulated`);
    });
}

function describe(use: MemoryUse): string {
    const parts = Object.entries(use.pools).map(
        ([name, { used, peak, size, failed }]) =>
            `${name} ${used.toString()} (peak ${peak.toString()} of ${size.toString()}, failed ${failed.toString()})`,
    );
    const { objects, heapPeak, collections } = use;
    parts.push(
        `script heap: peak ${heapPeak.toString()} B, ${objects.toString()} objects, ${collections.toString()} collections`,
    );
    return parts.join("; ");
}

async function measureRequests(firmware: BoardProgram, link: Link, count: number): Promise<void> {
    const program = await start(firmware, link);
    const memory = new BoardMemory(program.board, firmware.elf);
    await program.play(async () => {
        await program.serving();
        const serve = (from: number, to: number): Promise<Timed<void>> =>
            timed(program, async () => {
                for (let done = from; done < to; done++) await request(program);
            });
        const look = async (done: number): Promise<void> => {
            await program.pause(QUIET_MS);
            console.log(`after ${done.toString()}: ${describe(memory.read())}`);
        };
        const tenth = Math.max(1, Math.floor(count / 10));
        const first = await serve(0, tenth);
        await look(tenth);
        const others = await serve(tenth, count);
        await look(count);
        const simulatedMs = first.simulatedMs + others.simulatedMs;
        const all = { result: undefined, simulatedMs, coreMs: first.coreMs + others.coreMs };
        row(`${count.toString()} requests, one after the other`, all, `${(simulatedMs / count).toFixed(2)} ms each`);
    });
}

function isLink(text: string): text is Link {
    return text in boards;
}

async function main(link: string, requests: number): Promise<void> {
    if (!isLink(link) || !(requests > 0)) throw new Error("usage: bench/board.ts [usb | wifi] [REQUESTS]");
    if (link === "wifi") {
        process.env["TSPICO_WIFI_SSID"] = air.ssid;
        process.env["TSPICO_WIFI_PASSWORD"] = air.passphrase;
    }
    const echo = buildForBoard("ts-src/echo.ts", boards[link], link);
    const stream = buildForBoard("tests/fixtures/net/stream.ts", boards[link], link);
    console.log(`${boards[link]} over ${link}`.padEnd(40) + "     simulated          core");
    await measureBoot(echo, link);
    await measureRoundTrip(stream, link);
    await measureBulk(stream, link, 0, 1);
    // Which segments are lost makes a difference of seconds.
    for (const seed of LOSS_SEEDS) await measureBulk(stream, link, 0.01, seed);
    await measureRequests(echo, link, requests);
}

const [link = "usb", requests = "10000"] = process.argv.slice(2);
main(link, Number(requests)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
