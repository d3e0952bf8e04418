import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Command, CommanderError } from "commander";
import { addBuild } from "./commands/build.ts";
import { addCheck } from "./commands/check.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addEmulate } from "./commands/emulate.ts";
import { addFlash } from "./commands/flash.ts";
import { addMonitor } from "./commands/monitor.ts";
import { addNew } from "./commands/new.ts";
import { addRun } from "./commands/run.ts";
import { addSupply } from "./commands/supply.ts";
import { addTest } from "./commands/test.ts";
import { repositoryRoot, workFolder } from "../system/layout.ts";
import { describeSystemError, UserError } from "../system/user-error.ts";

const commands = [
    addRun,
    addBuild,
    addEmulate,
    addCheck,
    addFlash,
    addMonitor,
    addTest,
    addNew,
    addSupply,
    addDoctor,
] as const;

function readVersion(): string {
    const text = readFileSync(path.join(repositoryRoot, "package.json"), "utf8");
    return (JSON.parse(text) as { version: string }).version;
}

function createProgram(): Command {
    const program = new Command("tspico")
        .description("Compiles TypeScript to C with lwIP for the Raspberry Pi Pico W, and runs it on this machine too.")
        .version(readVersion())
        .showHelpAfterError("(tspico --help lists commands, tspico COMMAND --help their options)")
        .configureOutput({
            outputError: (text, write) => {
                write(`tspico: ${text.replace(/^error: /, "")}`);
            },
        });
    commands.forEach((add) => {
        add(program);
    });
    for (const command of [program, ...program.commands]) command.exitOverride();
    return program;
}

/** A trace is for those who mend tspico; users get one line that says where it is. */
function recordCrash(error: unknown): string {
    const file = path.join(workFolder, "crash.log");
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    try {
        mkdirSync(workFolder, { recursive: true });
        appendFileSync(file, `${text}\n\n`);
        return `; the trace is in ${path.relative(process.cwd(), file)}`;
    } catch {
        return "";
    }
}

function explain(error: unknown): string {
    if (error instanceof UserError) return error.message;
    const system = describeSystemError(error);
    if (system !== undefined) return system;
    const summary = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return `internal error: ${summary}${recordCrash(error)}`;
}

/** Runs one command; the exit status is 0, or 1 after anything that went wrong. */
export async function main(args: readonly string[]): Promise<void> {
    // A reader that closes early (`tspico ... | head`) is no error.
    process.stdout.on("error", () => process.exit(0));
    try {
        await createProgram().parseAsync(args, { from: "user" });
    } catch (error) {
        if (error instanceof CommanderError) {
            process.exitCode = error.exitCode === 0 ? 0 : 1;
            return;
        }
        process.stderr.write(`tspico: ${explain(error)}\n`);
        process.exitCode = 1;
    }
}
