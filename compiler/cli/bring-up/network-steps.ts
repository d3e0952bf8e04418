/** What a board does over its network, whichever that is. */
import { ask, expectLine, expectReady, MIRROR } from "./asking.ts";
import type { Bench } from "./bench.ts";
import { Difference, median, type Notes, type Step } from "./step.ts";

/** Seconds between two pings. */
const PING_INTERVAL = 0.2;
/** Seconds for the answer to a name: a board makes sure first that nobody else has it. */
const NAMED = 15;

export async function typeHelp(bench: Bench): Promise<void> {
    const from = bench.lines.length;
    await bench.type("help\r");
    const look = "the cable, and the UART's input: nothing may be connected, and the firmware pulls it up";
    await expectLine(bench, /^tspico: commands are$/, 3, look, from);
}

export async function ping(bench: Bench, { figure }: Notes, longest: number, address: string): Promise<void> {
    const { pings } = bench.effort;
    const times = await bench.ping(address, pings, PING_INTERVAL);
    figure(address.includes(":") ? "ping over IPv6, median" : "ping, median", median(times), "ms");
    if (times.length < pings) {
        const lost = `${(pings - times.length).toString()} of ${pings.toString()} lost`;
        throw new Difference("no ping lost", lost, "the cable, a hub, the signal's strength");
    }
    if (median(times) >= longest) {
        const expected = `a median below ${longest.toString()} ms`;
        throw new Difference(expected, `${median(times).toString()} ms`, "a hub between, a busy network");
    }
}

async function answerRequests(bench: Bench, { figure }: Notes): Promise<void> {
    const { requests } = bench.effort;
    const times: number[] = [];
    for (let count = 0; count < requests; count++) {
        const began = bench.now();
        await expectReady(bench);
        times.push((bench.now() - began) * 1000);
    }
    figure("request, median", median(times), "ms");
    figure("request, longest", Math.max(...times), "ms");
}

async function mirror(bench: Bench, { figure }: Notes): Promise<void> {
    const { bulkBytes } = bench.effort;
    const bytes = Uint8Array.from({ length: bulkBytes }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
    const began = bench.now();
    const back = await bench.exchange(MIRROR, bytes, bulkBytes, 60 + bulkBytes / 10_000);
    const seconds = bench.now() - began;
    figure("each way at once", bulkBytes / 1024 / seconds, "KiB/s");
    const differs = bytes.findIndex((byte, index) => back[index] !== byte);
    if (differs >= 0 || back.length !== bulkBytes) {
        const seen = `${back.length.toString()} bytes, the first difference at ${differs.toString()}`;
        const expected = `${bulkBytes.toString()} bytes as they were sent`;
        throw new Difference(expected, seen, "errors of the cable in the kernel log");
    }
}

async function print(bench: Bench, { figure }: Notes): Promise<void> {
    const count = Math.min(bench.effort.requests, 100);
    const began = bench.now();
    for (let each = 0; each < count; each++) await ask(bench, "/print");
    figure("requests that print 100 characters each", count / (bench.now() - began), "1/s");
    const from = bench.lines.length;
    await ask(bench, "/flood", 60);
    const answer = await ask(bench, "/");
    const reset = bench.lines.slice(from).find((line) => line.startsWith("tspico: reset "));
    if (answer !== "ready" || reset !== undefined)
        throw new Difference("a program that lives on after 100 KB of output", reset ?? answer, "the watchdog's time");
}

/** Its name is what the console last said of it. */
export async function findByName(bench: Bench, { figure }: Notes, when = ""): Promise<void> {
    const taken = bench.lines.flatMap((line) => /^tspico: another device .* this one is (\S+)$/.exec(line)?.[1] ?? []);
    const name = taken.at(-1) ?? "tspico.local";
    const began = bench.now();
    const address = await bench.lookUp(name, NAMED);
    if (address !== bench.boardAddress) {
        const look = "the cable, whether the computer's firewall lets UDP port 5353 pass, and other boards here";
        throw new Difference(`${bench.boardAddress} for ${name}`, address ?? "no answer", look);
    }
    figure(`answer to its name${when}`, (bench.now() - began) * 1000, "ms");
}

/** On a network that is there; pings must come back within so many milliseconds. */
export function trafficSteps(longestPing: number): readonly Step[] {
    return [
        { name: "console", title: "The first typed line is understood", run: typeHelp },
        {
            name: "ping",
            title: "Pings come back",
            run: (bench, notes) => ping(bench, notes, longestPing, bench.boardAddress),
        },
        {
            name: "name",
            title: "The board answers to its name",
            run: (bench, notes) => findByName(bench, notes),
        },
        { name: "requests", title: "Requests are answered", run: answerRequests },
        { name: "bulk", title: "Bytes come back as they were sent", run: mirror },
        { name: "printing", title: "A program that prints much lives on", run: print },
    ];
}
