/** How deep a stack has been: painted when the program starts, looked at when it ends. */
import type { ElfFile } from "./elf.ts";
import { SRAM_BASE } from "./memory-map.ts";

const PAINT = 0xa5;

export interface StackRange {
    /** Lowest address that belongs to the stack. */
    bottom: number;
    /** First address above it. */
    top: number;
}

export interface StackUse {
    /** Bytes that belong to the stack. */
    size: number;
    /** Bytes from the top down to the deepest one that was ever written. */
    used: number;
}

/**
 * The stack of core 0 as pico-sdk's linker script lays it out, or an array of the program's that it
 * uses instead.
 */
function stackRange(elf: ElfFile, array: string | undefined): StackRange | undefined {
    if (array !== undefined) {
        const symbol = elf.symbol(array);
        return symbol && { bottom: symbol.address, top: symbol.address + symbol.size };
    }
    const bottom = elf.address("__StackBottom");
    const top = elf.address("__StackTop");
    return bottom === undefined || top === undefined ? undefined : { bottom, top };
}

/**
 * Follows one stack. It is painted when the firmware reaches `main`: an array is cleared by the
 * start-up code before that, and frames of the start-up code are gone by then.
 */
export class StackMeter {
    private painted = false;
    private deepest = 0;

    constructor(
        private readonly range: StackRange,
        /** Address of `main`. */
        readonly paintAt: number,
    ) {}

    /**
     * To be called when the program counter is at `paintAt`; only the first call of a life of the
     * chip counts.
     */
    paint(sram: Uint8Array, stackPointer: number): void {
        if (this.painted) return;
        this.painted = true;
        const { bottom, top } = this.range;
        const end = stackPointer >= bottom && stackPointer < top ? stackPointer : top;
        sram.fill(PAINT, bottom - SRAM_BASE, end - SRAM_BASE);
    }

    /** The chip was reset: what its last life used is kept, and the next one is painted anew. */
    endLife(sram: Uint8Array): void {
        this.deepest = this.use(sram).used;
        this.painted = false;
    }

    /**
     * The high-water mark. A frame whose lowest bytes were never written, or hold the paint's own
     * value, counts as less.
     */
    use(sram: Uint8Array): StackUse {
        const { bottom, top } = this.range;
        let lowest = this.painted ? bottom : top;
        while (lowest < top && sram[lowest - SRAM_BASE] === PAINT) lowest++;
        return { size: top - bottom, used: Math.max(this.deepest, top - lowest) };
    }
}

/** A meter for the firmware's stack, or undefined where the ELF file does not say where it is. */
export function stackMeter(elf: ElfFile, array: string | undefined): StackMeter | undefined {
    const range = stackRange(elf, array);
    const main = elf.address("main");
    return range === undefined || main === undefined ? undefined : new StackMeter(range, main);
}
