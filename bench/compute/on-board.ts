/** Cycles of the kernels on the emulated board. */
import { readFileSync } from "node:fs";
import { type Board } from "../../emulator/board.ts";
import { ElfFile } from "../../emulator/elf.ts";
import { type RunResult, runUf2 } from "../../emulator/index.ts";
import { buildFirmware, type Firmware } from "../firmware.ts";
import { Profile } from "../profile.ts";
import { table } from "../table.ts";
import { checksums, compileDriver, functionsOf, type Versions } from "./driver.ts";
import { type Kernel } from "./kernels.ts";

/** The script heap leaves room for the blocks that the C by hand asks malloc for. */
const target = {
    board: "pico",
    link: "loopback",
    connections: undefined,
    sanitize: false,
    settings: { TSPICO_HEAP_SIZE: "65536" },
} as const;
const WALL_SECONDS = 300;

export interface BoardCost extends Versions<number> {
    readonly checksum: string;
}

function cyclesOf(run: RunResult, name: string, rounds: number): number {
    const probe = run.probes.find((one) => one.function === name);
    if (probe?.calls !== rounds)
        throw new Error(`${name} ran ${(probe?.calls ?? 0).toString()} times instead of ${rounds.toString()}`);
    return Math.round(probe.totalCycles / rounds);
}

function runRounds(
    firmware: Firmware,
    probes: readonly string[],
    onBoard?: (board: Board) => void,
): Promise<RunResult> {
    return runUf2({
        uf2: firmware.uf2,
        elf: firmware.elf,
        probes,
        until: checksums,
        wallSeconds: WALL_SECONDS,
        onReset: "stop",
        uartPace: "instant",
        ...(onBoard === undefined ? {} : { onBoard }),
    });
}

function functionsIn(firmware: Firmware): Versions<string> {
    return functionsOf(new ElfFile(readFileSync(firmware.elf)).symbols.map(({ name }) => name));
}

function checksumOf(run: RunResult): string {
    const [, checksum, natural, same] = checksums.exec(run.console) ?? [];
    if (run.reason !== "marker" || checksum === undefined)
        throw new Error(`the run ended by ${run.reason}: ${run.fault?.message ?? run.console}`);
    if (natural !== checksum || same !== checksum) {
        throw new Error(
            `checksums differ: ${checksum}, natural C ${String(natural)}, C with the same meaning ${String(same)}`,
        );
    }
    return checksum;
}

async function build(kernel: Kernel, rounds: number, say: (line: string) => void): Promise<Firmware> {
    const sources = await compileDriver(kernel, rounds, "board");
    return buildFirmware(`compute_${kernel.name}`, sources, target, say, kernel.folder);
}

/** Cycles of a round of each version. */
export async function measureOnBoard(kernel: Kernel, rounds: number, say: (line: string) => void): Promise<BoardCost> {
    const firmware = await build(kernel, rounds, say);
    const functions = functionsIn(firmware);
    const run = await runRounds(firmware, Object.values(functions));
    return {
        checksum: checksumOf(run),
        ours: cyclesOf(run, functions.ours, rounds),
        natural: cyclesOf(run, functions.natural, rounds),
        same: cyclesOf(run, functions.same, rounds),
    };
}

/** The compiled kernel's cycles of a round by function, the dearest first. */
export async function profileOnBoard(kernel: Kernel, rounds: number, say: (line: string) => void): Promise<string> {
    const firmware = await build(kernel, rounds, say);
    const profiles: Profile[] = [];
    const run = await runRounds(firmware, [], (board) => {
        profiles.push(new Profile(board, firmware.elf, functionsIn(firmware).ours));
    });
    checksumOf(run);
    const costs = profiles.flatMap((profile) => [...profile.functions()]);
    costs.sort(([, one], [, other]) => other - one);
    return table([["function", "cycles"], ...costs.map(([name, cycles]) => [name, Math.round(cycles / rounds)])]);
}
