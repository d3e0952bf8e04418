/**
 * Measures what calls of a function cost on the emulated chip, without any help from the firmware.
 */
import type { Chip } from "./chip.ts";

export interface ProbeResult {
    function: string;
    /** Calls that returned. */
    calls: number;
    /**
     * Cycles from the first instruction of the function to the return, callees and interrupts
     * included.
     */
    totalCycles: number;
    longestCycles: number;
    totalInstructions: number;
}

interface Activation {
    result: ProbeResult;
    returnTo: number;
    stack: number;
    cycles: number;
    instructions: number;
}

export class Probes {
    readonly results: ProbeResult[] = [];
    private readonly entries = new Map<number, ProbeResult>();
    private readonly active: Activation[] = [];

    constructor(functions: readonly { name: string; address: number }[]) {
        for (const { name, address } of functions) {
            const result = { function: name, calls: 0, totalCycles: 0, longestCycles: 0, totalInstructions: 0 };
            this.results.push(result);
            this.entries.set(address, result);
        }
    }

    /** To be called before every instruction. */
    check(chip: Chip): void {
        const { core } = chip.mcu;
        const pc = (core.PC & ~1) >>> 0;
        const innermost = this.active.at(-1);
        if (innermost !== undefined && pc === innermost.returnTo && core.SP === innermost.stack) {
            this.active.pop();
            this.finish(innermost, chip);
        }
        const entered = this.entries.get(pc);
        if (entered !== undefined) {
            const returnTo = (core.LR & ~1) >>> 0;
            const { cycles, instructions } = chip;
            this.active.push({ result: entered, returnTo, stack: core.SP, cycles, instructions });
        }
    }

    /** Forgets calls under way: after a reset they never return. */
    forget(): void {
        this.active.length = 0;
    }

    private finish(call: Activation, chip: Chip): void {
        const cycles = chip.cycles - call.cycles;
        call.result.calls++;
        call.result.totalCycles += cycles;
        call.result.longestCycles = Math.max(call.result.longestCycles, cycles);
        call.result.totalInstructions += chip.instructions - call.instructions;
    }
}
