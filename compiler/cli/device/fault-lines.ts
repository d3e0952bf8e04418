/** Turns the addresses of a board's fault report into source lines. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ElfFile } from "../../../emulator/elf.ts";
import { describeAddress } from "../../../emulator/fault-report.ts";

/** What firmware/port/pico/fault.c prints; the processor's return address lies behind the call. */
const faultReport = /hard fault at (0x[0-9a-f]{8}), called from (0x[0-9a-f]{8}) \(build ([0-9a-f]+)\)/;

/** Any report that names its build. */
const buildName = /\(build ([0-9a-f]+)\)/;

export interface Firmware {
    readonly path: string;
    readonly file: ElfFile;
}

/** ELF files below a folder that hold the name of a build. */
function findElfFiles(folder: string): readonly string[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".elf") && !name.split(path.sep).includes(".work"))
        .map((name) => path.join(folder, name))
        .sort();
}

/**
 * The firmware of a build, among those that lie in the folders. Firmware carries its name as a
 * string, so the file that holds it is the one.
 */
function findFirmware(build: string, places: readonly string[]): Firmware | undefined {
    const files = places.flatMap((place) => (place.endsWith(".elf") ? [place] : findElfFiles(place)));
    for (const file of files) {
        const bytes = readFileSync(file);
        if (bytes.includes(build)) return { path: file, file: new ElfFile(bytes) };
    }
    return undefined;
}

/** What there is to say below a line of the console; nothing for most lines. */
export function explainLine(line: string, places: readonly string[]): readonly string[] {
    const build = buildName.exec(line)?.[1];
    const fault = faultReport.exec(line);
    if (build === undefined || fault === null) return [];
    const firmware = findFirmware(build, places);
    if (firmware === undefined)
        return [`no ELF file of build ${build} in ${places.join(", ")}: name it with --elf to see the source lines`];
    const [at = 0, from = 0] = [fault[1], fault[2]].map((text) => Number.parseInt(text ?? "", 16));
    return [
        `    at ${describeAddress(at, firmware)}`,
        // Two bytes back is inside the call instruction.
        `    called from ${describeAddress(((from & ~1) >>> 0) - 2, firmware)}`,
    ];
}
