/** The steps of the bring-up of a Pico on its USB cable, in their order. */
import type { Bench, Firmware } from "./bench.ts";
import { Difference, median, type Note, type Step } from "./step.ts";

const PROGRAM: Firmware = { program: "ts-src/bring-up.ts", board: "pico", link: "usb" };
const COMMANDS = 80;
const MIRROR = 7;
/** What a board does, in seconds: appear on USB, answer a request. */
const APPEARS = 15;
const ANSWERS = 5;
/** The watchdog's time of the firmware (TSPICO_WATCHDOG_MS), and how exact its clock is. */
const WATCHDOG = 8;
const WATCHDOG_DEVIATION = 0.3;

/** Sends a command to the program and returns its answer. */
async function ask(bench: Bench, command: string, seconds = ANSWERS): Promise<string> {
    const request = Buffer.from(`GET ${command} HTTP/1.1\r\n\r\n`);
    const answer = await bench.exchange(COMMANDS, request, Infinity, seconds).catch((error: unknown) => {
        throw new Difference(
            `an answer to ${command} within ${seconds.toString()} s`,
            error instanceof Error ? error.message : String(error),
            "the console: has the program started, was the board reset?",
        );
    });
    return Buffer.from(answer).toString("latin1").split("\r\n\r\n")[1]?.trim() ?? "";
}

async function expectLine(bench: Bench, pattern: RegExp, seconds: number, look: string, from = 0): Promise<string> {
    const line = await bench.waitForLine(pattern, seconds, from);
    if (line !== undefined) return line;
    const seen = bench.lines.slice(from).join(" | ");
    throw new Difference(
        `a line ${String(pattern)} within ${seconds.toString()} s`,
        seen === "" ? "no line" : seen,
        look,
    );
}

async function expectNetwork(bench: Bench): Promise<string> {
    const address = await bench.waitForAddress(APPEARS);
    if (address?.startsWith("192.168.7.") === true) return address;
    throw new Difference(
        "an address 192.168.7.2 to 192.168.7.5 for this computer",
        address ?? `none within ${APPEARS.toString()} s`,
        "the network adapters of this computer, and its kernel log; docs/usb.md says what each system shows",
    );
}

async function attach(bench: Bench, note: Note): Promise<void> {
    await bench.hand("bootsel");
    await bench.flash(PROGRAM);
    const began = bench.now();
    await expectNetwork(bench);
    note("address after the start", bench.now() - began, "s");
}

async function typeHelp(bench: Bench): Promise<void> {
    const from = bench.lines.length;
    await bench.type("help\r");
    const look = "the UART's input: nothing may be connected, and the firmware pulls it up";
    await expectLine(bench, /^tspico: commands are$/, 3, look, from);
}

async function ping(bench: Bench, note: Note): Promise<void> {
    const { pings } = bench.effort;
    const times = await bench.ping(pings);
    note("ping, median", median(times), "ms");
    if (times.length < pings) {
        throw new Difference(
            "no ping lost",
            `${(pings - times.length).toString()} of ${pings.toString()} lost`,
            "the cable, a hub",
        );
    }

    if (median(times) >= 2)
        throw new Difference("a median below 2 ms", `${median(times).toString()} ms`, "a hub between");
}

async function request(bench: Bench, note: Note): Promise<void> {
    const { requests } = bench.effort;
    const times: number[] = [];
    for (let count = 0; count < requests; count++) {
        const began = bench.now();
        const answer = await ask(bench, "/");
        if (answer !== "ready") throw new Difference("ready", answer, "what other program serves at this address?");
        times.push((bench.now() - began) * 1000);
    }
    note("request, median", median(times), "ms");
    note("request, longest", Math.max(...times), "ms");
}

async function mirror(bench: Bench, note: Note): Promise<void> {
    const { bulkBytes } = bench.effort;
    const bytes = Uint8Array.from({ length: bulkBytes }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
    const began = bench.now();
    const back = await bench.exchange(MIRROR, bytes, bulkBytes, 60 + bulkBytes / 10_000);
    const seconds = bench.now() - began;
    note("each way at once", bulkBytes / 1024 / seconds, "KiB/s");
    const differs = bytes.findIndex((byte, index) => back[index] !== byte);
    if (differs >= 0 || back.length !== bulkBytes) {
        const seen = `${back.length.toString()} bytes, the first difference at ${differs.toString()}`;
        throw new Difference(
            `${bulkBytes.toString()} bytes as they were sent`,
            seen,
            "errors of the cable in the kernel log",
        );
    }
}

async function print(bench: Bench, note: Note): Promise<void> {
    const count = Math.min(bench.effort.requests, 100);
    const began = bench.now();
    for (let each = 0; each < count; each++) await ask(bench, "/print");
    note("requests that print 100 characters each", count / (bench.now() - began), "1/s");
    const from = bench.lines.length;
    await ask(bench, "/flood", 60);
    const answer = await ask(bench, "/");
    const reset = bench.lines.slice(from).find((line) => line.startsWith("tspico: reset "));
    if (answer !== "ready" || reset !== undefined)
        throw new Difference("a program that lives on after 100 KB of output", reset ?? answer, "the watchdog's time");
}

async function reattach(bench: Bench, note: Note): Promise<void> {
    const times: number[] = [];
    for (let count = 0; count < bench.effort.attachments; count++) {
        await bench.flash(PROGRAM);
        const began = bench.now();
        await expectNetwork(bench);
        times.push(bench.now() - began);
        if ((await ask(bench, "/")) !== "ready") throw new Difference("ready", "another answer", "the console");
    }
    note("address after an attachment, longest", Math.max(...times), "s");
}

async function watchdog(bench: Bench, note: Note): Promise<void> {
    const from = bench.lines.length;
    const began = bench.now();
    void bench.exchange(COMMANDS, Buffer.from("GET /stuck HTTP/1.1\r\n\r\n"), Infinity, 60).catch(() => undefined);
    const look = "the watchdog's setting; whether the console was opened again after the reset";
    await expectLine(bench, /^tspico: reset by the watchdog: /, 2 * WATCHDOG + APPEARS, look, from);
    await expectNetwork(bench);
    const seconds = bench.now() - began;
    note("reset by the watchdog, seen after", seconds, "s");
    if (seconds < WATCHDOG - WATCHDOG_DEVIATION) {
        throw new Difference(
            `a reset after ${WATCHDOG.toString()} s`,
            `one after ${seconds.toFixed(1)} s`,
            "the watchdog's clock",
        );
    }
}

async function resetByCommand(bench: Bench): Promise<void> {
    const from = bench.lines.length;
    await bench.type("reset\r");
    await expectLine(bench, /^tspico: reset by a command$/, APPEARS, "the console", from);
    await expectNetwork(bench);
}

async function wire(bench: Bench): Promise<void> {
    await bench.hand("wire");
    const look = "the wire between GPIO 2 and GPIO 3, and that nothing else is connected there";
    const edges = await ask(bench, "/edges");
    if (edges !== "rising 10 falling 10") throw new Difference("rising 10 falling 10", edges, look);
    const drain = await ask(bench, "/drain");
    const expected = "falling at open 0 when written 1";
    if (drain !== expected) throw new Difference(expected, drain, look);
    await bench.hand("unwire");
}

/** In their order, which matters: the first difference is where to stop. */
export const picoSteps: readonly Step[] = [
    { name: "attach", title: "The board takes a program and appears as a network adapter", run: attach },
    { name: "console", title: "The first typed line is understood", run: typeHelp },
    { name: "ping", title: "Pings come back", run: ping },
    { name: "requests", title: "Requests are answered", run: request },
    { name: "bulk", title: "Bytes come back as they were sent", run: mirror },
    { name: "printing", title: "A program that prints much lives on", run: print },
    { name: "attachments", title: "The network is there after each attachment", run: reattach },
    { name: "watchdog", title: "The watchdog resets a stuck program, which the next start says", run: watchdog },
    { name: "reset", title: "A typed reset says so", run: resetByCommand },
    { name: "pins", title: "Pins drive, read and start as they should", run: wire },
];
