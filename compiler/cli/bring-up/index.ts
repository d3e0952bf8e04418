/**
 * `tspico test --board --bring-up`: the steps on the emulated board, then on a real one, and the
 * record of both.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildProgram, refuse } from "../../build/build-program.ts";
import { parseTarget } from "../../build/target.ts";
import { repositoryRoot } from "../../system/layout.ts";
import type { BoardNames } from "../device/waiting-board.ts";
import { compileProgram, findEntry } from "../program.ts";
import type { Reporter } from "../reporter.ts";
import type { Tally } from "../testing/tally.ts";
import type { Bench, Firmware } from "./bench.ts";
import { type BuiltFirmware, EmulatedBench } from "./emulated-bench.ts";
import { HardwareBench } from "./hardware-bench.ts";
import { type BringUpRecord, recordPage, type Run, succeeded } from "./record.ts";
import { runSteps } from "./run-steps.ts";
import { picoSteps } from "./steps.ts";

/** Builds each program once. */
function builder(say: (line: string) => void): (firmware: Firmware) => Promise<BuiltFirmware> {
    const built = new Map<string, BuiltFirmware>();
    return async ({ program, board, link }) => {
        const key = [program, board, link].join(" ");
        const known = built.get(key);
        if (known !== undefined) return known;
        const entry = findEntry(path.join(repositoryRoot, program));
        const target = parseTarget(board, link, undefined);
        const { compilation, errors } = await compileProgram(entry, "plain");
        if (errors > 0) refuse(errors);
        const { uf2, executable } = await buildProgram(entry, target, compilation, say);
        if (uf2 === undefined) throw new Error("the build for a board left no UF2");
        const firmware = { uf2, elf: executable };
        built.set(key, firmware);
        return firmware;
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

async function runOn(bench: Bench, say: (line: string) => void): Promise<Run> {
    const steps = await runSteps(picoSteps, bench, say);
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
    const skipped = steps
        .filter(({ outcome }) => outcome === "not run")
        .map(({ title }) => `${title}: a step before it differs`);
    return { passed: count("passed"), failed: count("differs"), skipped };
}

export interface BringUpOptions {
    readonly names: BoardNames;
    /** Without a board: the emulated one alone. */
    readonly onBoard: boolean;
}

export async function bringUp({ names, onBoard }: BringUpOptions, reporter: Reporter): Promise<Tally> {
    const say = reporter.step;
    const build = builder(say);
    const date = new Date().toISOString().slice(0, 10);
    say("on the emulated board, for the figures beside");
    const emulator = await runOn(new EmulatedBench(build), say);
    let hardware: Run | undefined;
    if (onBoard && succeeded(emulator)) {
        say("on the connected board");
        const bench = new HardwareBench({ names, build, say });
        try {
            hardware = await runOn(bench, say);
        } finally {
            await bench.close();
        }
    }
    const folder = write({ date, emulator, ...(hardware === undefined ? {} : { hardware }) });
    reporter.result(`the record: ${path.relative(process.cwd(), path.join(folder, "record.md"))}`);
    return tallyOf(hardware ?? emulator);
}
