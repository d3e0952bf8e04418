/** Builds the emulator's fixture firmware once per run, and makes one UF2 per case of cases.c. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ElfFile, makeUf2 } from "../../emulator/index.ts";

const root = path.resolve(import.meta.dirname, "../..");
const source = path.join(root, "tests/fixtures/board");
export const buildFolder = path.join(root, "build/emulator-fixtures");

const names = [
    "hello",
    "watchdog_timer",
    "watchdog_forced",
    "flash",
    "flash_misaligned",
    "null_write",
    "flash_write",
    "unaligned",
    "undefined",
    "unmapped",
    "null_call",
    "sleep",
    "dma",
    "dma_null",
    "pio",
    "arithmetic",
    "bootsel",
    "asleep",
    "core1",
    "stack",
    "panic",
    "forever",
] as const;
export type CaseName = (typeof names)[number];

/** The first line of a program of ours on an emulated board that was switched on. */
export const POWER_ON = "tspico: started at power-on, or after the supply was too low (brown-out)";

export interface Firmware {
    uf2: string;
    elf: string;
}

/**
 * Builds what the emulator's own tests run; an up-to-date build costs a fraction of a second.
 * Throws with the tool's output where it fails.
 */
export function buildFixtures(): void {
    buildInto(buildFolder, [], []);
}

/** Planted suites as `test --board` builds them: with their console on USB. A second is a hang. */
export function buildBoardSuites(names: readonly string[]): (name: string) => Firmware {
    const folder = path.join(root, "build/emulator-fixtures-usb");
    const targets = names.map((name) => `planted_${name}`);
    buildInto(folder, ["-DTSPICO_UNIT_CONSOLE=usb", "-DTSPICO_SUITE_SECONDS=1"], targets);
    return (name) => firmwareAt(path.join(folder, `planted_${name}`));
}

function buildInto(folder: string, definitions: readonly string[], targets: readonly string[]): void {
    for (const name of ["PICO_SDK_PATH", "UNITY_PATH"])
        if (!process.env[name]) throw new Error(`${name} is not set: run these tests through ./tspico test`);
    mkdirSync(folder, { recursive: true });
    // Test files run in processes of their own, and two builds in one folder would disturb each
    // other.
    const lock = path.join(folder, ".lock");
    const run = (...command: string[]): void => {
        const streams = { stdio: "pipe" as const, maxBuffer: 64 * 1024 * 1024 };
        execFileSync("flock", [lock, ...command], streams);
    };
    run("cmake", "-S", source, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", ...definitions);
    run("ninja", "-C", folder, "-j2", ...targets);
}

/**
 * Files of tests run at the same time and may want the same firmware: a debugger that reads the one
 * keeps it as it is.
 */
function replaceFile(file: string, bytes: Uint8Array): void {
    const fresh = `${file}.${process.pid.toString()}`;
    writeFileSync(fresh, bytes);
    renameSync(fresh, file);
}

/** A copy of a firmware with other bytes where a symbol of it lies in flash: ELF and UF2 agree. */
export function patchFirmware(source: string, symbol: string, patch: Uint8Array, stem: string): Firmware {
    const bytes = readFileSync(source);
    const address = new ElfFile(bytes).address(symbol) ?? 0;
    const segment = new ElfFile(bytes).segments.find(
        (candidate) => address >= candidate.address && address < candidate.address + candidate.bytes.length,
    );
    if (segment === undefined) throw new Error(`${source} has no ${symbol} in flash`);
    // `segment.bytes` is a view of `bytes`.
    segment.bytes.set(patch, address - segment.address);
    mkdirSync(path.dirname(stem), { recursive: true });
    const elf = `${stem}.elf`;
    const uf2 = `${stem}.uf2`;
    replaceFile(elf, bytes);
    replaceFile(uf2, makeUf2(new ElfFile(bytes).segments));
    return { uf2, elf };
}

/** A firmware with one of its cases selected. */
export function selectCase(source: string, index: number, stem: string): Firmware {
    const word = Buffer.alloc(4);
    word.writeUInt32LE(index);
    return patchFirmware(source, "selected_case", word, stem);
}

export function firmwareOfCase(name: CaseName): Firmware {
    return selectCase(
        path.join(buildFolder, "cases.elf"),
        names.indexOf(name),
        path.join(buildFolder, "selected", name),
    );
}

export function plantedSuite(name: string): Firmware {
    return firmwareAt(path.join(buildFolder, `planted_${name}`));
}

function firmwareAt(stem: string): Firmware {
    return { uf2: `${stem}.uf2`, elf: `${stem}.elf` };
}
