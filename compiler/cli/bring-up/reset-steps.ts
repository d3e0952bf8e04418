/** What ends a program, and what the next start says of it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../../system/layout.ts";
import { APPEARS, ask, expectLine, expectReady, type Reached, request } from "./asking.ts";
import type { Bench, Firmware } from "./bench.ts";
import type { BringUpBoard } from "./boards.ts";
import { Difference, type Notes, type Step } from "./step.ts";

/** The watchdog's time of the firmware (TSPICO_WATCHDOG_MS), and how exact its clock is. */
const WATCHDOG = 8;
const WATCHDOG_DEVIATION = 0.3;
/** Seconds in which a program that has just joined its network has printed all. */
const QUIET = 1;

const PROGRAM = "ts-src/bring-up.ts";
const TROUBLE = "ts-src/trouble/trouble.ts";
const NATIVE = "ts-src/trouble/native.c";

/** The program that has C of its own, which faults and makes waves. */
export function troubleOf(board: BringUpBoard): Firmware {
    return { program: TROUBLE, native: [NATIVE, "ts-src/trouble/native.h"], board, link: "usb" };
}

/** `file.ts:12`, where 12 is the line of the file that has the text. */
function placeOf(file: string, text: string): string {
    const lines = readFileSync(path.join(repositoryRoot, file), "utf8").split("\n");
    return `${path.basename(file)}:${(lines.findIndex((line) => line.includes(text)) + 1).toString()}`;
}

async function watchdog(bench: Bench, { figure }: Notes, { expectNetwork }: Reached): Promise<void> {
    const from = bench.lines.length;
    const began = bench.now();
    void request(bench, "/stuck", 60).catch(() => undefined);
    const look = "the cable, the watchdog's setting, and whether the console was opened again after the reset";
    await expectLine(bench, /^tspico: reset by the watchdog: /, 2 * WATCHDOG + APPEARS, look, from);
    await expectNetwork(bench, from);
    const seconds = bench.now() - began;
    figure("reset by the watchdog, seen after", seconds, "s");
    if (seconds < WATCHDOG - WATCHDOG_DEVIATION) {
        const seen = `one after ${seconds.toFixed(1)} s`;
        throw new Difference(`a reset after ${WATCHDOG.toString()} s`, seen, "the watchdog's clock");
    }
}

/** The reason must come before all else that the next start prints. */
async function resetByCommand(bench: Bench, { expectNetwork }: Reached): Promise<void> {
    // What the program still has to print comes before.
    await bench.sleep(QUIET);
    const from = bench.lines.length;
    await bench.type("reset\r");
    await expectLine(bench, /^tspico: reset by a command$/, APPEARS, "the cable, and the console", from);
    const first = bench.lines.slice(from).find((line) => line.trim() !== "");
    if (first !== "tspico: reset by a command") {
        const look = "whether somebody else has the console open, and what else the board prints as it starts";
        throw new Difference("the reason for the reset in the first line", first ?? "no line", look);
    }
    await expectNetwork(bench, from);
}

/** One that leaves a callback ends no more than that; the program ends at its top level. */
async function throwInCallback(bench: Bench): Promise<void> {
    const from = bench.lines.length;
    await ask(bench, "/throw");
    const look = "the cable, and the console: an error that nobody catches is printed there";
    await expectLine(bench, /^Uncaught Error: asked for$/, APPEARS, look, from);
    const place = placeOf(PROGRAM, "throw new Error(");
    const line = await expectLine(bench, /^ {4}at /, APPEARS, look, from);
    if (!line.endsWith(`/${place}`))
        throw new Difference(`the place of the throw, ${place}`, line, "whether this program is that of the sources");
    await expectReady(bench);
    const reset = bench.lines.slice(from).find((each) => each.startsWith("tspico: reset "));
    if (reset !== undefined) throw new Difference("a program that goes on after the error", reset, look);
}

/** The watchdog runs when the boot loader starts; the boot ROM has to stop it. */
async function waitAsDrive(bench: Bench, { figure, remark }: Notes, reached: Reached): Promise<void> {
    const { drive } = bench.effort;
    await bench.type("bootsel\r");
    const look = "the cable, the console, and whether the computer mounts the drive";
    if (!(await bench.isDrive(APPEARS)))
        throw new Difference("a drive after bootsel", `none within ${APPEARS.toString()} s`, look);
    const began = bench.now();
    while (bench.now() < began + drive) {
        await bench.sleep(1);
        if (await bench.isDrive(0)) continue;
        const seen = `none after ${(bench.now() - began).toFixed(0)} s`;
        throw new Difference(`the drive for ${drive.toString()} s`, seen, "a watchdog that the boot ROM did not stop");
    }
    if (drive > 0) figure("the drive was there for", bench.now() - began, "s");
    else remark("whether the drive stays was not looked at: the emulator ends where the boot loader begins");
    await bench.flash(reached.firmware);
    await reached.expectNetwork(bench);
}

async function fault(bench: Bench, { remark }: Notes, reached: Reached): Promise<void> {
    await bench.flash(troubleOf(reached.firmware.board));
    await reached.expectNetwork(bench);
    const from = bench.lines.length;
    await ask(bench, "/fault");
    const look = "the cable, and the console: the next start says where the fault was";
    const line = await expectLine(bench, /^tspico: reset after a hard fault at /, APPEARS, look, from);
    const places = bench.explain(line);
    const expected = [placeOf(NATIVE, "__builtin_trap();"), placeOf(TROUBLE, "        fault();")];
    if (!expected.every((place, index) => places[index]?.endsWith(`/${place})`) === true)) {
        const seen = [line, ...places].map((text) => text.trim()).join("; ");
        throw new Difference(
            `the fault at ${expected.join(", called from ")}`,
            seen,
            "the ELF, and addr2line's answer",
        );
    }
    for (const place of places) remark(place.trim());
    await reached.expectNetwork(bench, from);
    await bench.flash(reached.firmware);
    await reached.expectNetwork(bench);
}

export function resetSteps(reached: Reached): readonly Step[] {
    return [
        {
            name: "watchdog",
            title: "The watchdog resets a stuck program, which the next start says",
            run: (bench, notes) => watchdog(bench, notes, reached),
        },
        {
            name: "reset",
            title: "A typed reset is what the next start says first",
            run: (bench) => resetByCommand(bench, reached),
        },
        {
            name: "uncaught-error",
            title: "An error that nobody catches is printed with its line, and the program goes on",
            run: throwInCallback,
        },
        {
            name: "bootsel",
            title: "A typed bootsel makes a drive, which stays",
            run: (bench, notes) => waitAsDrive(bench, notes, reached),
        },
    ];
}

export function faultStep(reached: Reached): Step {
    return {
        name: "hard-fault",
        title: "A hard fault is led back to its lines of C and TypeScript",
        run: (bench, notes) => fault(bench, notes, reached),
    };
}
