import { existsSync } from "node:fs";
import path from "node:path";
import { type Command, Option } from "commander";
import { Machine } from "../../supply/machine.ts";
import { run } from "../../supply/process.ts";
import { buildProgram, refuse } from "../buildProgram.ts";
import { copyUf2 } from "../device/copyUf2.ts";
import { askForBootsel, findBoardPorts } from "../device/serialPorts.ts";
import { type BootselDrive, findBootselDrives, findUnmountedDrive, namedDrive } from "../device/volumes.ts";
import { supplyFolder } from "../layout.ts";
import { wholeNumber } from "../numbers.ts";
import { compileProgram, findEntry } from "../program.ts";
import { Progress } from "../progress.ts";
import { createReporter, type Reporter } from "../reporter.ts";
import { boards, links, parseTarget } from "../target.ts";
import { UserError } from "../userError.ts";

interface FlashOptions {
    readonly target: string;
    readonly link?: string;
    readonly drive?: string;
    readonly wait: number;
}

const howToPress =
    "hold the board's BOOTSEL button while you plug in its USB cable (or while you press RUN), then let go; it appears as a drive";

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** The UF2 itself, or that of a program, which is built. */
async function findUf2(file: string, options: FlashOptions, reporter: Reporter): Promise<string> {
    if (file.endsWith(".uf2")) {
        if (!existsSync(file)) throw new UserError(`there is no file ${file}`);
        return file;
    }
    const entry = findEntry(file);
    const target = parseTarget(options.target, options.link, undefined);
    if (target.board === "host") throw new UserError("the host is no board to flash; use ./tspico run");
    const { compilation, errors } = await compileProgram(entry, "pretty");
    if (errors > 0) refuse(errors);
    const { uf2 } = await buildProgram(entry, target, compilation, reporter.step);
    if (uf2 === undefined) throw new Error("the build for a board left no UF2");
    return uf2;
}

/** The one drive that is there now. */
function presentDrive(): BootselDrive | undefined {
    const drives = findBootselDrives();
    if (drives.length > 1) {
        const folders = drives.map(({ folder }) => folder).join(", ");
        throw new UserError(`several boards wait for a program: ${folders}; name one with --drive`);
    }
    return drives[0];
}

async function waitForDrive(seconds: number, say: (line: string) => void): Promise<BootselDrive | undefined> {
    const deadline = Date.now() + seconds * 1000;
    let saidDevice = false;
    for (;;) {
        const drive = presentDrive();
        if (drive !== undefined) return drive;
        const device = findUnmountedDrive();
        if (device !== undefined && !saidDevice) {
            saidDevice = true;
            const mounted = await run("udisksctl", ["mount", "-b", device]);
            if (mounted.status === 0) continue;
            say(`the board's drive is not mounted; do it by: sudo mount ${device} /mnt, then add --drive /mnt`);
        }
        if (Date.now() > deadline) return undefined;
        await pause(250);
    }
}

/** Firmware of pico-sdk restarts as a drive when it is asked over its USB console; then nobody has to press anything. */
async function restartRunningBoard(say: (line: string) => void): Promise<BootselDrive | undefined> {
    const ports = await findBoardPorts();
    const [port] = ports;
    if (port === undefined || ports.length > 1) return undefined;
    say(`asking the board at ${port} to wait for a program`);
    return (await askForBootsel(port)) ? waitForDrive(8, say) : undefined;
}

async function loadByPicotool(uf2: string, reporter: Reporter): Promise<boolean> {
    const picotool = new Machine(supplyFolder, process.env).executable("picotool");
    if (picotool === undefined) return false;
    reporter.step("asking picotool, which needs no drive");
    const outcome = await run(picotool, ["load", "-f", "-x", uf2]);
    if (outcome.status === 0) return true;
    reporter.step(`picotool found no board: ${(outcome.stderr + outcome.stdout).trim().split("\n")[0] ?? ""}`);
    return false;
}

async function flash(file: string, options: FlashOptions): Promise<void> {
    const reporter = createReporter(false);
    const uf2 = await findUf2(file, options, reporter);
    const shown = path.relative(process.cwd(), uf2);
    let drive = options.drive === undefined ? presentDrive() : namedDrive(options.drive);
    drive ??= await restartRunningBoard(reporter.step);
    if (drive === undefined) {
        if (await loadByPicotool(uf2, reporter)) {
            reporter.result(`${shown} is on the board, which runs it`);
            return;
        }
        reporter.step(`no board waits for a program: ${howToPress}`);
        drive = await waitForDrive(options.wait, reporter.step);
        if (drive === undefined) {
            throw new UserError(
                `no board after ${options.wait.toString()} seconds; run this again, or copy ${shown} onto the drive yourself`,
            );
        }
    }
    reporter.step(`copying ${shown} to ${drive.folder}`);
    await copyUf2(uf2, drive, new Progress("writing", reporter.step));
    reporter.result(`${shown} is on the board, which runs it`);
}

export function addFlash(program: Command): void {
    program
        .command("flash")
        .description("Put a program onto a board: finds its BOOTSEL drive or asks picotool, and says what to press")
        .argument("<file>", "a UF2, or a program's entry file, which is built first")
        .addOption(new Option("--target <target>", `board: ${boards.join(", ")}`).default("pico-w"))
        .addOption(new Option("--link <link>", `what carries the packets: ${links.join(", ")}`))
        .option("--drive <folder>", "the board's drive, where it is not found by itself")
        .option("--wait <seconds>", "how long to wait for the button", wholeNumber(0, 3600), 120)
        .action(flash);
}
