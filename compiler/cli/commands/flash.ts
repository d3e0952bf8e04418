import { existsSync } from "node:fs";
import path from "node:path";
import { type Command, Option } from "commander";
import { Machine, supply } from "../../supply/index.ts";
import { run } from "../../system/process.ts";
import { buildProgram, purposesOf, refuse } from "../../build/build-program.ts";
import { copyUf2 } from "../device/copy-uf2.ts";
import { namedDrive } from "../device/volumes.ts";
import { howToPress, obtainDrive, waitForDrive } from "../device/waiting-board.ts";
import { supplyFolder } from "../../system/layout.ts";
import { wholeNumber } from "../numbers.ts";
import { settingOption } from "../options.ts";
import { compileProgram, findEntry } from "../program.ts";
import { Progress } from "../../system/progress.ts";
import { createReporter, type Reporter } from "../reporter.ts";
import { boards, links, parseTarget, withSettings } from "../../build/target.ts";
import { type Settings } from "../../build/settings.ts";
import { UserError } from "../../system/user-error.ts";

interface FlashOptions {
    readonly target: string;
    readonly link?: string;
    readonly set: Settings;
    readonly connections?: number;
    readonly drive?: string;
    readonly wait: number;
}

/** The UF2 itself, or that of a program, which is built. */
async function findUf2(file: string, options: FlashOptions, reporter: Reporter): Promise<string> {
    if (file.endsWith(".uf2")) {
        if (!existsSync(file)) throw new UserError(`there is no file ${file}`);
        return file;
    }
    const entry = findEntry(file);
    const target = withSettings(parseTarget(options.target, options.link, options.connections), options.set);
    if (target.board === "host") throw new UserError("the host is not a board; use ./tspico run");
    // What is missing is said before the program is compiled: a long wait for a refusal helps
    // nobody.
    await supply(new Machine(supplyFolder, process.env), purposesOf(target), reporter.step);
    const { compilation, errors } = await compileProgram(entry, "pretty");
    if (errors > 0) refuse(errors);
    const { uf2 } = await buildProgram(entry, target, compilation, reporter.step);
    if (uf2 === undefined) throw new Error("the build for a board left no UF2");
    return uf2;
}

async function loadByPicotool(uf2: string, reporter: Reporter): Promise<boolean> {
    const picotool = new Machine(supplyFolder, process.env).executable("picotool");
    if (picotool === undefined) return false;
    reporter.step("trying picotool, which needs no drive");
    const outcome = await run(picotool, ["load", "-f", "-x", uf2]);
    if (outcome.status === 0) return true;
    reporter.step(`picotool found no board: ${(outcome.stderr + outcome.stdout).trim().split("\n")[0] ?? ""}`);
    return false;
}

async function flash(file: string, options: FlashOptions): Promise<void> {
    const reporter = createReporter(false);
    const uf2 = await findUf2(file, options, reporter);
    const shown = path.relative(process.cwd(), uf2);
    let drive = options.drive === undefined ? await obtainDrive({}, reporter.step) : namedDrive(options.drive);
    if (drive === undefined) {
        if (await loadByPicotool(uf2, reporter)) {
            reporter.result(`${shown} is on the board, which runs it`);
            return;
        }
        reporter.step(`no board waits for a program: ${howToPress}`);
        drive = await waitForDrive(options.wait, {}, reporter.step);
        if (drive === undefined) {
            throw new UserError(
                `no board after ${options.wait.toString()} seconds; run this again, or copy ${shown} onto the drive yourself`,
            );
        }
    }
    reporter.step(`copying ${shown} to ${drive.folder}`);
    await copyUf2(uf2, drive, new Progress("writing", reporter.step), reporter.step);
    reporter.result(`${shown} is on the board, which runs it`);
}

export function addFlash(program: Command): void {
    program
        .command("flash")
        .description("Put a program onto a board: finds its BOOTSEL drive or uses picotool, and says what to press")
        .argument("<file>", "a UF2, or a program's entry file, which is built first")
        .addOption(new Option("--target <target>", `board: ${boards.join(", ")}`).default("pico-w"))
        .addOption(new Option("--link <link>", `network link: ${links.join(", ")}; default: the target's own`))
        .addOption(settingOption())
        .option("--connections <n>", "connections at once; default: 8", wholeNumber(1, 1000))
        .option("--drive <folder>", "the board's drive, if it is not found")
        .option("--wait <seconds>", "how long to wait for the button", wholeNumber(0, 3600), 120)
        .action(flash);
}
