/**
 * `tspico test --board --bring-up`: the steps on the emulated board, then on a real one, and the
 * record of both.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildProgram, purposesOf, refuse } from "../../build/build-program.ts";
import { parseTarget } from "../../build/target.ts";
import { Machine, type Supplies, supply } from "../../supply/index.ts";
import { repositoryRoot, supplyFolder, workFolder } from "../../system/layout.ts";
import { UserError } from "../../system/user-error.ts";
import type { BoardNames } from "../device/waiting-board.ts";
import { compileProgram, findEntry } from "../program.ts";
import type { Reporter } from "../reporter.ts";
import { buildFirmwareSuites, firmwareSuites, type SuiteBoard } from "../testing/suites.ts";
import type { Tally } from "../testing/tally.ts";
import type { Bench, Firmware } from "./bench.ts";
import type { BringUpBoard, EmulatedBoard } from "./boards.ts";
import { type BuiltFirmware, EmulatedBench, smallEffort } from "./emulated-bench.ts";
import { HardwareBench } from "./hardware-bench.ts";
import { type BringUpRecord, recordPage, type Run, succeeded } from "./record.ts";
import { runSteps } from "./run-steps.ts";
import { Skipped } from "./step.ts";
import { stepsOf } from "./steps.ts";

/** Seconds of simulated time in which the emulated board shows what a soak is. */
const EMULATED_SOAK = 10;

/** Keeps what has been made, by what it is. */
function once<Key, Made>(keyOf: (key: Key) => string, make: (key: Key) => Promise<Made>): (key: Key) => Promise<Made> {
    const made = new Map<string, Made>();
    return async (key) => {
        const name = keyOf(key);
        const known = made.get(name) ?? (await make(key));
        made.set(name, known);
        return known;
    };
}

async function supplies(needed: Parameters<typeof supply>[1], say: (line: string) => void): Promise<Supplies> {
    return supply(new Machine(supplyFolder, process.env), needed, say);
}

/** C that a program has of its own goes where its generated C does. */
function withNative(files: ReadonlyMap<string, string>, native: readonly string[]): ReadonlyMap<string, string> {
    const own = native.map((file) => {
        const text = readFileSync(path.join(repositoryRoot, file), "utf8");
        return [path.basename(file), text] as const;
    });
    return new Map([...files, ...own]);
}

/** Builds a program for a board, into a folder below the current one. */
export async function buildFirmware(
    { program, native = [], board, link }: Firmware,
    say: (line: string) => void,
): Promise<BuiltFirmware> {
    const entry = findEntry(path.join(repositoryRoot, program));
    const target = parseTarget(board, link, undefined);
    await supplies(purposesOf(target), say).catch((error: unknown) => {
        // What only somebody's own hands can bring.
        const isDriver = error instanceof UserError && link === "wifi";
        throw isDriver ? new Skipped("the radio's driver is missing; docs/wifi.md says how to get it") : error;
    });
    const { compilation, errors } = await compileProgram(entry, "plain");
    if (errors > 0) refuse(errors);
    const whole = { ...compilation, files: withNative(compilation.files, native) };
    const { uf2, executable } = await buildProgram(entry, target, whole, say);
    if (uf2 === undefined) throw new Error("the build for a board left no UF2");
    return { uf2, elf: executable };
}

/** Builds suites when the first one is asked for, all in one go. */
export function suiteBuilder(
    names: readonly string[],
    board: SuiteBoard,
    say: (line: string) => void,
): (name: string) => Promise<BuiltFirmware> {
    const place = path.join(workFolder, "bring-up", board);
    const buildAll = once(
        () => "",
        async () => {
            const found = await supplies(["board", "unit"], say);
            await buildFirmwareSuites(names, board, place, { supplies: found, say });
        },
    );
    return async (name) => {
        await buildAll("");
        return { uf2: path.join(place, `${name}.uf2`), elf: path.join(place, `${name}.elf`) };
    };
}

/** What the firmware says of board and build; the steps may have ended before it could be asked. */
async function identify(bench: Bench): Promise<Readonly<Record<string, string>>> {
    try {
        const from = bench.lines.length;
        await bench.type("about\r");
        const line = await bench.waitForLine(/^tspico: this is /, 3, from);
        return line === undefined ? {} : { firmware: line.slice("tspico: this is ".length) };
    } catch {
        return {};
    }
}

async function runOn(bench: Bench, board: BringUpBoard, say: (line: string) => void): Promise<Run> {
    const steps = await runSteps(stepsOf(board, bench.effort), bench, say);
    return { about: { ...(await bench.describe()), ...(await identify(bench)) }, steps };
}

/** Writes record.json and record.md, and returns their folder. */
function write(record: BringUpRecord): string {
    const folder = path.resolve("build", "bring-up");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "record.json"), `${JSON.stringify(record, undefined, 4)}\n`);
    writeFileSync(path.join(folder, "record.md"), recordPage(record));
    return folder;
}

function tallyOf({ steps }: Run): Tally {
    const count = (outcome: string): number => steps.filter((step) => step.outcome === outcome).length;
    const skipped = steps.flatMap(({ outcome, title, remarks }) => {
        if (outcome === "not run") return [`${title}: a step before it differs`];
        return outcome === "skipped" ? [`${title}: ${remarks.at(-1) ?? "no reason given"}`] : [];
    });
    return { passed: count("passed"), failed: count("differs"), skipped };
}

export interface BringUpOptions {
    readonly names: BoardNames;
    readonly board: BringUpBoard;
    /** Hours of the soak; without them there is none. */
    readonly soak?: number | undefined;
    /** Without a board: the emulated one alone. */
    readonly onBoard: boolean;
}

interface BringUpRun {
    readonly build: (firmware: Firmware) => Promise<BuiltFirmware>;
    readonly soak: number | undefined;
    readonly say: (line: string) => void;
}

function runEmulated(board: EmulatedBoard, { build, soak, say }: BringUpRun): Promise<Run> {
    say("on the emulated board, for the figures beside");
    const effort = soak === undefined ? {} : { soak: EMULATED_SOAK };
    const buildSuite = suiteBuilder(smallEffort.suites, "pico", say);
    return runOn(new EmulatedBench({ board, build, buildSuite, effort }), board, say);
}

async function runOnBoard(board: BringUpBoard, names: BoardNames, { build, soak, say }: BringUpRun): Promise<Run> {
    say("on the connected board");
    const suites = firmwareSuites();
    const buildSuite = suiteBuilder(suites, board === "pico2-w" ? board : "pico", say);
    const seconds = soak === undefined ? undefined : soak * 3600;
    const bench = new HardwareBench({ names, build, buildSuite, suites, soak: seconds, say });
    try {
        return await runOn(bench, board, say);
    } finally {
        await bench.close();
    }
}

export async function bringUp({ names, board, soak, onBoard }: BringUpOptions, reporter: Reporter): Promise<Tally> {
    const say = reporter.step;
    if (board === "pico2-w" && !onBoard)
        throw new UserError("the emulator has no RP2350: the bring-up of a pico2-w needs --board");
    // A board for Wi-Fi without the radio's driver would skip all that it is brought up for.
    if (board !== "pico") await supplies(["wifi"], say);
    const buildOnce = once(
        ({ program, board: built, link }: Firmware) => [program, built, link].join(" "),
        (firmware) => buildFirmware(firmware, say),
    );
    const date = new Date().toISOString().slice(0, 10);
    const run = { build: buildOnce, soak, say };
    const emulator = board === "pico2-w" ? undefined : await runEmulated(board, run);
    let hardware: Run | undefined;
    if (onBoard && (emulator === undefined || succeeded(emulator))) hardware = await runOnBoard(board, names, run);
    const runs = { ...(emulator === undefined ? {} : { emulator }), ...(hardware === undefined ? {} : { hardware }) };
    const folder = write({ date, ...runs });
    reporter.result(`the record: ${path.relative(process.cwd(), path.join(folder, "record.md"))}`);
    return tallyOf(hardware ?? emulator ?? { about: {}, steps: [] });
}
