/** Cycles of the kernels on the emulated board. */
import { readFileSync } from "node:fs";
import { ElfFile } from "../../emulator/elf.ts";
import { type RunResult, runUf2 } from "../../emulator/index.ts";
import { buildFirmware, type Firmware } from "../firmware.ts";
import { checksums, compileDriver, functionsOf, type Versions } from "./driver.ts";
import { type Kernel } from "./kernels.ts";

const target = { board: "pico", link: "loopback", connections: undefined, sanitize: false } as const;
const WALL_SECONDS = 300;

export interface BoardCost extends Versions<number> {
    readonly checksum: string;
}

function cyclesOf(run: RunResult, name: string, rounds: number): number {
    const probe = run.probes.find((one) => one.function === name);
    if (probe?.calls !== rounds) {
        throw new Error(`${name} ran ${(probe?.calls ?? 0).toString()} times instead of ${rounds.toString()}`);
    }
    return Math.round(probe.totalCycles / rounds);
}

/** Cycles of a round of each version. */
async function measure(firmware: Firmware, rounds: number): Promise<BoardCost> {
    const functions = functionsOf(new ElfFile(readFileSync(firmware.elf)).symbols.map(({ name }) => name));
    const run = await runUf2({
        uf2: firmware.uf2,
        elf: firmware.elf,
        probes: Object.values(functions),
        until: checksums,
        wallSeconds: WALL_SECONDS,
        onReset: "stop",
    });
    const [, checksum, natural, same] = checksums.exec(run.console) ?? [];
    if (run.reason !== "marker" || checksum === undefined) {
        throw new Error(`the run ended by ${run.reason}: ${run.fault?.message ?? run.console}`);
    }
    if (natural !== checksum || same !== checksum) {
        throw new Error(
            `checksums differ: ${checksum}, natural C ${String(natural)}, C with the same meaning ${String(same)}`,
        );
    }
    return {
        checksum,
        ours: cyclesOf(run, functions.ours, rounds),
        natural: cyclesOf(run, functions.natural, rounds),
        same: cyclesOf(run, functions.same, rounds),
    };
}

export async function measureOnBoard(kernel: Kernel, rounds: number, say: (line: string) => void): Promise<BoardCost> {
    const sources = await compileDriver(kernel, rounds);
    const firmware = await buildFirmware(`compute_${kernel.name}`, sources, target, say, kernel.folder);
    return measure(firmware, rounds);
}
