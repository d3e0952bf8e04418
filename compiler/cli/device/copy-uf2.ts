/** Writes a UF2 onto a board's drive. */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import { blockSize, decodeBlock, UF2DecodeError } from "uf2";
import { RP2040_FAMILY, RP2350_ARM_S_FAMILY } from "../../../emulator/uf2.ts";
import { type Progress } from "../../system/progress.ts";
import { systemErrorCode, UserError } from "../../system/user-error.ts";
import { type BootselDrive, type ChipName, hasGone, isStale } from "./volumes.ts";

/** Bytes between two looks at the progress; many blocks of a UF2. */
const CHUNK = 64 * blockSize;
/** How long a board may take to start its new program, in milliseconds. */
const RESTART_MS = 5_000;

/** Blocks for no part of the program, by which picotool mends an erratum of the RP2350. */
const ABSOLUTE_FAMILY = 0xe48b_ff57;

const chipOfFamily: ReadonlyMap<number, ChipName> = new Map([
    [RP2040_FAMILY, "RP2040"],
    [RP2350_ARM_S_FAMILY, "RP2350"],
    [ABSOLUTE_FAMILY, "RP2350"],
]);

/** The chip that a UF2 is for. Refuses what no board would take. */
function chipOf(file: string, bytes: Uint8Array): ChipName {
    if (bytes.length === 0 || bytes.length % blockSize !== 0) {
        throw new UserError(
            `${file} is not a whole UF2 file: ${bytes.length.toString()} bytes are not blocks of ${blockSize.toString()}`,
        );
    }
    const chips = new Set<ChipName | undefined>();
    for (let offset = 0; offset < bytes.length; offset += blockSize) {
        try {
            chips.add(chipOfFamily.get(decodeBlock(bytes.subarray(offset, offset + blockSize)).boardFamily));
        } catch (error) {
            if (!(error instanceof UF2DecodeError)) throw error;
            throw new UserError(`${file} is not a UF2 file: block ${(offset / blockSize).toString()} is malformed`);
        }
    }
    const [chip, ...others] = chips;
    if (chip === undefined || others.length > 0) throw new UserError(`${file} is for neither RP2040 nor RP2350`);
    return chip;
}

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function howToGetPermission({ folder, device }: BootselDrive, platform: NodeJS.Platform): string {
    switch (platform) {
        case "darwin":
            return "allow the terminal removable volumes (System Settings, Privacy & Security, Files and Folders)";
        case "win32":
            return "another program may have the drive open, or a rule of this computer forbids removable drives";
        default:
            return `mount the drive as yours: sudo umount ${folder} && sudo mount -o uid=$(id -u) ${device ?? "DEVICE"} ${folder}`;
    }
}

/** For the user: what stopped the file on its way, and what to do. */
export function whyNotTaken(drive: BootselDrive, error: unknown, platform = process.platform): string {
    const again = "unplug it, press BOOTSEL and try again";
    switch (systemErrorCode(error)) {
        case "EACCES":
        case "EPERM":
            return `no permission to write to ${drive.folder}; ${howToGetPermission(drive, platform)}`;
        case "ENOSPC":
            return `the board's drive ${drive.folder} is full; ${again}`;
        case "EROFS":
            return `the board's drive ${drive.folder} is read-only now, as after a pulled cable; ${again}`;
        case "EIO":
        case "ENOENT":
        case "ENODEV":
        case "ENXIO":
            return `the board left while the file was written: is its cable loose? ${again}`;
        default:
            return `the board did not take the whole file: ${error instanceof Error ? error.message : String(error)}; ${again}`;
    }
}

/**
 * Copies the file and waits until the board has taken it. The board restarts as soon as it has the
 * last block, so that closing the file may already meet a drive that has gone; that is no error.
 */
export async function copyUf2(
    file: string,
    drive: BootselDrive,
    progress: Progress,
    say: (line: string) => void,
): Promise<void> {
    const bytes = readFileSync(file);
    const chip = chipOf(file, bytes);
    if (chip !== drive.chip) {
        throw new UserError(
            `${file} is for the ${chip}, and the board at ${drive.folder} has an ${drive.chip}; build for it with --target`,
        );
    }
    const target = path.join(drive.folder, path.basename(file));
    let written = 0;
    try {
        const descriptor = openSync(target, "w");
        try {
            while (written < bytes.length) {
                written += writeSync(descriptor, bytes, written, Math.min(CHUNK, bytes.length - written));
                fsyncSync(descriptor);
                progress.update(written, bytes.length);
            }
        } finally {
            closeSync(descriptor);
        }
    } catch (error) {
        if (written < bytes.length) throw new UserError(whyNotTaken(drive, error));
    } finally {
        progress.finish();
    }
    const deadline = Date.now() + RESTART_MS;
    while (!hasGone(drive)) {
        if (Date.now() > deadline)
            throw new UserError(`the board took the file but did not restart; unplug it, press BOOTSEL and try again`);
        await pause(50);
    }
    if (isStale(drive)) say(`the board has left; its drive is still mounted: sudo umount ${drive.folder}`);
}
