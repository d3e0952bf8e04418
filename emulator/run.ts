/** Runs a UF2 on the emulated board from power-on until something ends it. */
import { readFile } from "node:fs/promises";
import { setImmediate, setTimeout } from "node:timers/promises";
import { Board, type BoardOptions, type Counters, type Reset, type Stop } from "./board.ts";
import { ElfError, ElfFile } from "./elf.ts";
import type { FaultReport } from "./fault.ts";
import { GdbServer } from "./gdb/index.ts";
import { FLASH_BASE } from "./memory-map.ts";
import type { ProbeResult } from "./probe.ts";
import type { StackUse } from "./stack.ts";
import { loadUf2 } from "./uf2.ts";

/** The flash of the Pico and the Pico W. */
export const PICO_FLASH_SIZE = 2 * 1024 * 1024;
const DEFAULT_WALL_SECONDS = 60;
const SLICE_MILLIS = 20;

export interface RunOptions extends Omit<BoardOptions, "flash" | "elf" | "simulatedLimit"> {
    /** Path of the UF2 file. */
    uf2: string;
    /**
     * Path of the ELF file that it was made from: adds function names, source lines and the stack's
     * high-water mark.
     */
    elf?: string;
    /** Bytes of flash on the board; 2 MiB unless given. */
    flashSize?: number;
    /** What the flash holds beside the UF2, from before; nothing unless given. */
    flashBefore?: Uint8Array;
    /** Simulated seconds after which the run ends; no limit unless given. */
    simulatedSeconds?: number;
    /** Seconds of host time after which the run ends; 60 unless given. */
    wallSeconds?: number;
    /**
     * Keeps simulated time from running ahead of the wall clock; for peers outside the emulator.
     */
    paced?: boolean;
    /** Told of the board before it runs; whoever types on its console needs it. */
    onBoard?: (board: Board) => void;
    /**
     * Port of this machine for a debugger, 0 for a free one: the board waits for it before its
     * first instruction.
     */
    gdbPort?: number;
    /** Told of the port once the debugger can come. */
    onGdb?: (port: number) => void;
}

export interface RunResult extends Stop {
    /** Everything that the firmware printed on its UART. */
    console: string;
    counters: Counters;
    resets: readonly Reset[];
    /** Faults that the firmware's own handler got, with `onFault: "deliver"`. */
    deliveredFaults: readonly FaultReport[];
    probes: readonly ProbeResult[];
    stack: StackUse | undefined;
    /** Registers and instructions that the emulator lacks and that the firmware used. */
    warnings: readonly string[];
    wallSeconds: number;
}

function requireSameProgram(elf: ElfFile, flash: Uint8Array): void {
    for (const { address, bytes } of elf.segments) {
        const offset = address - FLASH_BASE;
        if (offset < 0 || offset >= flash.length) continue;
        if (Buffer.compare(flash.subarray(offset, offset + bytes.length), bytes) !== 0)
            throw new ElfError("the ELF file is not the one that the UF2 file was made from");
    }
}

async function loadElf(path: string, flash: Uint8Array): Promise<{ file: ElfFile; path: string }> {
    const file = new ElfFile(await readFile(path));
    requireSameProgram(file, flash);
    return { file, path };
}

/**
 * A board with the UF2 in its flash, booted and not yet run: for tests that drive it themselves.
 */
export async function createBoard(options: RunOptions): Promise<Board> {
    const flash = loadUf2(await readFile(options.uf2), options.flashSize ?? PICO_FLASH_SIZE, options.flashBefore);
    const { elf, simulatedSeconds, flashBefore: _, ...rest } = options;
    const limit = simulatedSeconds === undefined ? {} : { simulatedLimit: simulatedSeconds * 1e9 };
    const symbols = elf === undefined ? {} : { elf: await loadElf(elf, flash) };
    return new Board({ ...rest, ...limit, ...symbols, flash });
}

export interface Pace {
    /** Seconds of host time, those apart in which a debugger holds the board. */
    wallSeconds: number;
    paced: boolean;
    gdb?: GdbServer | undefined;
}

/** Runs a board until something ends it; a debugger may then look around until it leaves. */
async function runToStop(board: Board, { wallSeconds, paced, gdb }: Pace): Promise<Stop> {
    let start = performance.now();
    for (;;) {
        if (gdb !== undefined) start += await gdb.released();
        const elapsed = performance.now() - start;
        if (elapsed >= wallSeconds * 1000) return { reason: "wall-limit" };
        const slice = Math.min(SLICE_MILLIS, wallSeconds * 1000 - elapsed);
        const stop = board.run(slice, paced ? elapsed * 1e6 : Infinity);
        if (stop !== undefined) {
            await gdb?.runEnded(stop);
            return stop;
        }
        if (paced && board.counters.nanos >= elapsed * 1e6) await setTimeout(1);
        else await setImmediate();
    }
}

/**
 * Runs the UF2. Every end is a result with its reason, faults of the firmware included; throws
 * Uf2Error, ElfError or a file system error where there is nothing to run.
 */
export async function runUf2(options: RunOptions): Promise<RunResult> {
    const board = await createBoard(options);
    options.onBoard?.(board);
    const gdb = options.gdbPort === undefined ? undefined : await GdbServer.listen(board, options.gdbPort);
    if (gdb !== undefined) options.onGdb?.(gdb.port);
    const start = performance.now();
    const wallSeconds = options.wallSeconds ?? DEFAULT_WALL_SECONDS;
    const stop = await runToStop(board, { wallSeconds, paced: options.paced === true, gdb });
    await gdb?.close();
    return {
        ...stop,
        console: board.console.text,
        counters: board.counters,
        resets: board.resets,
        deliveredFaults: board.deliveredFaults,
        probes: board.probeResults,
        stack: board.stackUse,
        warnings: [...board.chip.mcu.warnings],
        wallSeconds: (performance.now() - start) / 1000,
    };
}
