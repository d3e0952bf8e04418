/** What can go wrong on the emulated chip, and how it is worded. */

export type FaultKind =
    | "unaligned"
    | "unmapped"
    | "rom-write"
    | "flash-write"
    | "protected"
    | "undefined-instruction"
    | "breakpoint"
    | "bad-jump"
    | "core1"
    | "boot-rom"
    | "lockup";

/**
 * Thrown inside the emulated bus or CPU; the run loop turns it into a stop or into a HardFault
 * exception.
 */
export class EmulatedFault extends Error {
    constructor(
        readonly kind: FaultKind,
        message: string,
        /** The address that was accessed, where the fault is about data. */
        readonly address?: number,
    ) {
        super(message);
        this.name = "EmulatedFault";
    }
}

/** A fault with the place where it happened. */
export interface FaultReport {
    kind: FaultKind;
    /** One line: what happened, where, in which function, called from where. */
    message: string;
    /** Address of the instruction, or undefined where no instruction is to blame (DMA). */
    pc: number | undefined;
    address: number | undefined;
    /** Function that contains `pc`, if an ELF was given. */
    symbol: string | undefined;
    /** Source line of `pc`, if the ELF has line information and addr2line is installed. */
    line: string | undefined;
    registers: readonly number[];
}

export function hex(value: number): string {
    return "0x" + (value >>> 0).toString(16).padStart(8, "0");
}
