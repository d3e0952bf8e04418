import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { type Command, Option } from "commander";
import { type Entry } from "../../build/entry.ts";
import { buildProgram, refuse } from "../../build/build-program.ts";
import type { Generality } from "../../passes/generality.ts";
import { wholeNumber } from "../numbers.ts";
import { generalOption, portOption } from "../options.ts";
import { compileProgram, findEntry } from "../program.ts";
import { type Format, formats } from "../render.ts";
import { createReporter } from "../reporter.ts";
import { parseTarget } from "../../build/target.ts";
import { UserError } from "../../system/user-error.ts";
import { type See, watchAndRun } from "../watch.ts";

interface RunOptions {
    readonly port: readonly string[];
    readonly connections?: number;
    readonly stats?: true;
    readonly general?: Generality;
    readonly format: Format;
    readonly json?: true;
    readonly watch?: true;
}

/** Compiles for the host; the arguments are what firmware/port/host understands. */
async function prepare(entry: Entry, options: RunOptions, see?: See): Promise<string> {
    const reporter = createReporter(options.json ?? false);
    const { compilation, errors } = await compileProgram(entry, options.json ? "json" : options.format, see, options);
    if (errors > 0) {
        reporter.data({ diagnostics: compilation.diagnostics });
        refuse(errors);
    }
    const built = await buildProgram(
        entry,
        parseTarget("host", undefined, options.connections),
        compilation,
        reporter.step,
    );
    return built.executable;
}

function start(executable: string, options: RunOptions): ChildProcess {
    const args = [...options.port.flatMap((mapping) => ["--port", mapping]), ...(options.stats ? ["--stats"] : [])];
    return spawn(executable, args, { stdio: "inherit" });
}

/** Waits for the program's end and gives its status as a shell would. */
function ended(child: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("exit", (status, signal) => {
            resolve(status ?? 128 + (signal === null ? 0 : constants.signals[signal]));
        });
    });
}

/**
 * Ctrl-C at a terminal reaches the program too, other senders know this process alone: what arrives
 * here is handed on.
 */
function handSignalsOn(receiver: (signal: NodeJS.Signals) => void): void {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, receiver);
}

async function runOnce(entry: Entry, options: RunOptions): Promise<void> {
    const executable = await prepare(entry, options);
    const running: { child?: ChildProcess } = {};
    // Before the program starts: it may say that it serves, and be stopped, before its start has
    // returned here.
    handSignalsOn((signal) => running.child?.kill(signal));
    running.child = start(executable, options);
    process.exitCode = await ended(running.child);
}

async function runAgainAfterChanges(entry: Entry, options: RunOptions): Promise<void> {
    const say = createReporter(false).step;
    let child: ChildProcess | undefined;
    handSignalsOn((signal) => {
        child?.kill(signal);
        process.exit(128 + constants.signals[signal]);
    });
    process.on("exit", () => child?.kill("SIGTERM"));
    await watchAndRun(entry.file, say, async (see) => {
        try {
            const executable = await prepare(entry, options, see);
            if (child?.exitCode === null) {
                const end = ended(child);
                child.kill("SIGTERM");
                await end;
            }
            child = start(executable, options);
        } catch (error) {
            // The program that runs goes on until there is a better one.
            if (!(error instanceof UserError)) throw error;
            say(error.message);
        }
    });
}

async function run(file: string, options: RunOptions): Promise<void> {
    const entry = findEntry(file);
    await (options.watch ? runAgainAfterChanges(entry, options) : runOnce(entry, options));
}

export function addRun(program: Command): void {
    program
        .command("run")
        .description("Compile for this machine and run over real lwIP; port 80 appears as http://localhost:8080")
        .argument("<file>", "the program's entry file")
        .addOption(portOption())
        .option("--connections <n>", "connections at once; default: 8", wholeNumber(1, 1000))
        .option("--stats", "print pools and heap peak at the end")
        .addOption(generalOption())
        .addOption(new Option("--format <format>", "format of the diagnostics").choices(formats).default("pretty"))
        .option("--json", "diagnostics as JSON")
        .option("--watch", "run again after each change")
        .action(run);
}
