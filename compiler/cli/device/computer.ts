/** The computer that boards are plugged into, as far as finding them depends on its system. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Tests have computers of other systems than the one that they run on. */
export interface Computer {
    readonly platform: NodeJS.Platform;
    exists(path: string): boolean;
    list(folder: string): readonly string[];
    read(file: string): string;
    bytes(file: string): Uint8Array;
}

export const thisComputer: Computer = {
    platform: process.platform,
    exists: existsSync,
    list: (folder) => readdirSync(folder),
    read: (file) => readFileSync(file, "utf8"),
    bytes: (file) => readFileSync(file),
};

/** Whether a serial port is there. Windows' are no files: only to open one tells. */
export function isPortThere(device: string, computer = thisComputer): boolean {
    return computer.platform === "win32" || computer.exists(device);
}
