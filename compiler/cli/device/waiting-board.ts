/** Boards that wait for a program, and how one comes to wait. */
import { existsSync } from "node:fs";
import { run } from "../../system/process.ts";
import { UserError } from "../../system/user-error.ts";
import { askForBootsel, findBoardPorts } from "./serial-ports.ts";
import { type BootselDrive, findBootselDrive, findUnmountedDrive, isStale, readBootselDrive } from "./volumes.ts";

export const howToPress =
    "hold the board's BOOTSEL button while you plug in its USB cable (or while you press RUN), then let go; it appears as a drive";

/** How long somebody has to press the button of a board that cannot be asked. */
const BUTTON_SECONDS = 120;
/** How long running firmware may take to come back as a drive. */
const RESTART_SECONDS = 8;

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What the user named, where the board is not found by itself. */
export interface BoardNames {
    /** Folder of the BOOTSEL drive. */
    readonly drive?: string;
    /** Serial port of the console. */
    readonly device?: string;
}

/** The one drive that is there now. */
function presentDrive({ drive: named }: BoardNames = {}): BootselDrive | undefined {
    if (named === undefined) return findBootselDrive();
    const drive = existsSync(named) ? readBootselDrive(named) : undefined;
    return drive !== undefined && isStale(drive) ? undefined : drive;
}

export async function waitForDrive(
    seconds: number,
    names: BoardNames,
    say: (line: string) => void,
): Promise<BootselDrive | undefined> {
    const deadline = Date.now() + seconds * 1000;
    let saidDevice = false;
    for (;;) {
        const drive = presentDrive(names);
        if (drive !== undefined) return drive;
        const device = findUnmountedDrive();
        if (device !== undefined && !saidDevice) {
            saidDevice = true;
            const mounted = await run("udisksctl", ["mount", "-b", device]);
            if (mounted.status === 0) continue;
            // Without the option the drive is root's, and takes no file of the user's.
            say(
                `the board's drive is not mounted; run: sudo mount -o uid=$(id -u) ${device} /mnt, then add --drive /mnt`,
            );
        }
        if (Date.now() > deadline) return undefined;
        await pause(250);
    }
}

/**
 * Firmware of pico-sdk restarts as a drive when it is asked over its USB console; then nobody has
 * to press anything.
 */
async function restartRunningBoard(names: BoardNames, say: (line: string) => void): Promise<BootselDrive | undefined> {
    const ports = names.device === undefined ? await findBoardPorts() : [names.device];
    const [port] = ports;
    if (port === undefined) return undefined;
    if (ports.length > 1) {
        say(`several boards run programs: ${ports.join(", ")}; only a hand can choose one`);
        return undefined;
    }
    say(`asking the board at ${port} to wait for a program`);
    const refusal = await askForBootsel(port);
    if (refusal === undefined) return waitForDrive(RESTART_SECONDS, names, say);
    say(refusal.message);
    return undefined;
}

/** Asks for a hand on the button, and waits for what it does. */
export async function pressForDrive(names: BoardNames, say: (line: string) => void): Promise<BootselDrive> {
    say(`no board waits for a program: ${howToPress}`);
    const drive = await waitForDrive(BUTTON_SECONDS, names, say);
    if (drive !== undefined) return drive;
    throw new UserError(`no board after ${BUTTON_SECONDS.toString()} seconds; press BOOTSEL and run this again`);
}

/** A board that waits, or is brought to it without a hand on it. */
export async function obtainDrive(names: BoardNames, say: (line: string) => void): Promise<BootselDrive | undefined> {
    return presentDrive(names) ?? restartRunningBoard(names, say);
}
