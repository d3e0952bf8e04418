/**
 * Tells of calls of the firmware's functions, with their first argument, without any help from the
 * firmware.
 */
import type { Chip } from "./chip.ts";

/**
 * Function names of the firmware's ELF file, and what to do when the core enters one; the argument
 * is register r0.
 */
export type WatchedCalls = Readonly<Record<string, (argument: number) => void>>;

export class CallWatch {
    private readonly entries = new Map<number, (argument: number) => void>();

    constructor(calls: WatchedCalls, addressOf: (name: string) => number | undefined) {
        for (const [name, called] of Object.entries(calls)) {
            const address = addressOf(name);
            // What the linker left out is never called.
            if (address !== undefined) this.entries.set((address & ~1) >>> 0, called);
        }
    }

    /** To be called before every instruction. */
    check(chip: Chip): void {
        const { core } = chip.mcu;
        this.entries.get((core.PC & ~1) >>> 0)?.((core.registers[0] ?? 0) >>> 0);
    }
}
