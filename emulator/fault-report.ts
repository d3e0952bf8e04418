/** Puts a fault into words that lead to the place in the source. */
import type { ElfFile } from "./elf.ts";
import { hex, type EmulatedFault, type FaultReport } from "./fault.ts";
import { sourceLine } from "./source-lines.ts";

interface Symbols {
    file: ElfFile;
    path: string;
}

/** `0x10000234 in main+0x12 (main.c:7)`, with as much as is known. */
export function describeAddress(address: number, elf: Symbols | undefined): string {
    const inside = elf?.file.functionAt(address);
    const line = elf && inside && sourceLine(elf.path, address);
    const where = inside === undefined ? "" : ` in ${inside.name}+0x${inside.offset.toString(16)}`;
    return hex(address) + where + (line === undefined ? "" : ` (${line})`);
}

/** `pc` is undefined for a fault of a peripheral. */
export function describeFault(
    fault: EmulatedFault,
    pc: number | undefined,
    registers: Uint32Array,
    elf: Symbols | undefined,
): FaultReport {
    const parts = [fault.message];
    if (pc === undefined) {
        parts.push(" by a peripheral (DMA)");
    } else {
        parts.push(` at ${describeAddress(pc, elf)}`);
        const returnAddress = registers[14] ?? 0;
        // The call instruction lies before the return address; two bytes back is inside it.
        const caller = ((returnAddress & ~1) >>> 0) - 2;
        if (elf?.file.functionAt(caller) !== undefined) parts.push(`, called from ${describeAddress(caller, elf)}`);
    }
    const message = parts.join("");
    const symbol = pc === undefined ? undefined : elf?.file.functionAt(pc)?.name;
    const line = pc === undefined || elf === undefined ? undefined : sourceLine(elf.path, pc);
    return { kind: fault.kind, message, pc, address: fault.address, symbol, line, registers: [...registers] };
}
