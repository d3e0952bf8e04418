/** The drive as which a board in BOOTSEL mode appears. */
import path from "node:path";
import { UserError } from "../../system/user-error.ts";
import { type Computer, thisComputer } from "./computer.ts";

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

function join({ platform }: Computer, ...parts: readonly string[]): string {
    return (platform === "win32" ? path.win32 : path.posix).join(...parts);
}

/** What a folder says of itself, or undefined if it is no such drive. */
export function readBootselDrive(folder: string, computer = thisComputer): BootselDrive | undefined {
    const file = join(computer, folder, INFORMATION);
    if (!computer.exists(file)) return undefined;
    const boardId = /^Board-ID:\s*(\S+)/m.exec(computer.read(file))?.[1];
    const chip = boardId === undefined ? undefined : chipOfBoardId.get(boardId);
    return chip && { folder, chip, device: linuxMounts(computer).find((mount) => mount.folder === folder)?.device };
}

/**
 * Whether the board has left: it takes its drive away when it starts the new program. A mount that
 * nobody takes down keeps showing the files of a device that is no longer there.
 */
export function hasGone({ folder, device }: BootselDrive, computer = thisComputer): boolean {
    return isStale({ device }, computer) || !computer.exists(join(computer, folder, INFORMATION));
}

/** Whether the folder shows a device that has gone, and has to be unmounted by hand. */
export function isStale({ device }: Pick<BootselDrive, "device">, computer = thisComputer): boolean {
    return device !== undefined && !computer.exists(device);
}

interface Mount {
    readonly device: string;
    readonly folder: string;
}

/** Mounted FAT file systems; the kernel writes blanks in names as \040. */
function linuxMounts(computer: Computer): readonly Mount[] {
    if (computer.platform !== "linux" || !computer.exists("/proc/mounts")) return [];
    return computer
        .read("/proc/mounts")
        .split("\n")
        .map((line) => line.split(" "))
        .filter(([, , type]) => type === "vfat" || type === "msdos")
        .map(([device = "", folder = ""]) => ({
            device,
            folder: folder.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8))),
        }));
}

function candidates(computer: Computer): readonly string[] {
    switch (computer.platform) {
        case "darwin":
            return computer.exists("/Volumes") ? computer.list("/Volumes").map((name) => `/Volumes/${name}`) : [];
        case "win32":
            return [..."DEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `${letter}:\\`);
        default:
            return linuxMounts(computer).map(({ folder }) => folder);
    }
}

/** A mount of a board that has gone is none: what is written there reaches nobody. */
function tryRead(folder: string, computer: Computer): BootselDrive | undefined {
    try {
        const drive = readBootselDrive(folder, computer);
        return drive !== undefined && isStale(drive, computer) ? undefined : drive;
    } catch {
        // A drive that is just going, or another's: not the one to write to.
        return undefined;
    }
}

/** The one board that waits for a program now. */
export function findBootselDrive(computer = thisComputer): BootselDrive | undefined {
    const drives = candidates(computer).flatMap((folder) => tryRead(folder, computer) ?? []);
    if (drives.length > 1) {
        const folders = drives.map(({ folder }) => folder).join(", ");
        throw new UserError(`several boards wait for a program: ${folders}; name one with --drive`);
    }
    return drives[0];
}

/**
 * A drive that the machine has seen and not mounted (Linux without a desktop); the device's path.
 */
export function findUnmountedDrive(computer = thisComputer): string | undefined {
    if (computer.platform !== "linux") return undefined;
    return ["RPI-RP2", "RP2350"]
        .map((label) => `/dev/disk/by-label/${label}`)
        .find((device) => computer.exists(device));
}

/** The drive that the user named. */
export function namedDrive(folder: string, computer = thisComputer): BootselDrive {
    if (!computer.exists(folder)) throw new UserError(`there is no folder ${folder}`);
    const drive = readBootselDrive(folder, computer);
    if (drive === undefined) {
        throw new UserError(
            `${folder} is not the drive of a board in BOOTSEL mode: it has no ${INFORMATION} of a Raspberry Pi chip; hold BOOTSEL while you plug the board in`,
        );
    }
    if (isStale(drive, computer)) {
        throw new UserError(
            `${folder} still shows a board that has gone: sudo umount ${folder}, plug the board in with BOOTSEL held, and mount its drive again`,
        );
    }
    return drive;
}
