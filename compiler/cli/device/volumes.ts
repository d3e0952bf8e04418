/** The drive as which a board in BOOTSEL mode appears. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../../system/user-error.ts";

/** The boot ROM's own file on the drive; what it says of the board is fixed in silicon. */
const INFORMATION = "INFO_UF2.TXT";

export type ChipName = "RP2040" | "RP2350";

const chipOfBoardId: ReadonlyMap<string, ChipName> = new Map([
    ["RPI-RP2", "RP2040"],
    ["RP2350", "RP2350"],
]);

export interface BootselDrive {
    readonly folder: string;
    readonly chip: ChipName;
    /** The block device behind the folder, where the system shows it (Linux). */
    readonly device?: string | undefined;
}

/** What a folder says of itself, or undefined if it is no such drive. */
export function readBootselDrive(folder: string): BootselDrive | undefined {
    const file = path.join(folder, INFORMATION);
    if (!existsSync(file)) return undefined;
    const boardId = /^Board-ID:\s*(\S+)/m.exec(readFileSync(file, "utf8"))?.[1];
    const chip = boardId === undefined ? undefined : chipOfBoardId.get(boardId);
    return chip && { folder, chip, device: linuxMounts().find((mount) => mount.folder === folder)?.device };
}

/**
 * Whether the board has left: it takes its drive away when it starts the new program. A mount that
 * nobody takes down keeps showing the files of a device that is no longer there.
 */
export function hasGone({ folder, device }: BootselDrive): boolean {
    return isStale({ device }) || !existsSync(path.join(folder, INFORMATION));
}

/** Whether the folder shows a device that has gone, and has to be unmounted by hand. */
export function isStale({ device }: Pick<BootselDrive, "device">): boolean {
    return device !== undefined && !existsSync(device);
}

function foldersBelow(folder: string): readonly string[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder).map((name) => path.join(folder, name));
}

interface Mount {
    readonly device: string;
    readonly folder: string;
}

/** Mounted FAT file systems; the kernel writes blanks in names as \040. */
function linuxMounts(): readonly Mount[] {
    if (!existsSync("/proc/mounts")) return [];
    return readFileSync("/proc/mounts", "utf8")
        .split("\n")
        .map((line) => line.split(" "))
        .filter(([, , type]) => type === "vfat" || type === "msdos")
        .map(([device = "", folder = ""]) => ({
            device,
            folder: folder.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8))),
        }));
}

function candidates(): readonly string[] {
    switch (process.platform) {
        case "darwin":
            return foldersBelow("/Volumes");
        case "win32":
            return [..."DEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `${letter}:\\`);
        default:
            return linuxMounts().map(({ folder }) => folder);
    }
}

function tryRead(folder: string): BootselDrive | undefined {
    try {
        return readBootselDrive(folder);
    } catch {
        // A drive that is just going, or another's: not the one to write to.
        return undefined;
    }
}

/** Every board that waits for a program now. */
export function findBootselDrives(): readonly BootselDrive[] {
    return candidates().flatMap((folder) => tryRead(folder) ?? []);
}

/**
 * A drive that the machine has seen and not mounted (Linux without a desktop); the device's path.
 */
export function findUnmountedDrive(): string | undefined {
    return ["RPI-RP2", "RP2350"].map((label) => `/dev/disk/by-label/${label}`).find((device) => existsSync(device));
}

/** The drive that the user named. */
export function namedDrive(folder: string): BootselDrive {
    if (!existsSync(folder)) throw new UserError(`there is no folder ${folder}`);
    const drive = readBootselDrive(folder);
    if (drive === undefined) {
        throw new UserError(
            `${folder} is not the drive of a board in BOOTSEL mode: it has no ${INFORMATION} of a Raspberry Pi chip`,
        );
    }
    return drive;
}
