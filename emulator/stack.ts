/** How deep a stack has been: painted before the run, looked at after it. */
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

/** The stack of core 0 as pico-sdk's linker script lays it out. */
export function stackRange(elf: ElfFile): StackRange | undefined {
    const bottom = elf.address("__StackBottom");
    const top = elf.address("__StackTop");
    return bottom === undefined || top === undefined ? undefined : { bottom, top };
}

export function paintStack(sram: Uint8Array, { bottom, top }: StackRange): void {
    sram.fill(PAINT, bottom - SRAM_BASE, top - SRAM_BASE);
}

/** The high-water mark. A frame whose lowest bytes were never written, or hold the paint's own value, counts as less. */
export function stackUse(sram: Uint8Array, { bottom, top }: StackRange): StackUse {
    let lowest = bottom;
    while (lowest < top && sram[lowest - SRAM_BASE] === PAINT) lowest++;
    return { size: top - bottom, used: top - lowest };
}
