/**
 * Frame and calls of one function, read from its machine code (ARMv6-M and ARMv8-M Architecture
 * Reference Manuals, "Thumb instruction set encoding"). For functions of which no compiler output
 * tells: assembler and the C library.
 */
export interface ThumbFrame {
    /** What the function pushes and reserves, wherever it does so: never less than its frame. */
    readonly frame: number;
    /** The stack pointer is computed. */
    readonly dynamic: boolean;
    /** Addresses that it calls or continues at, bit 0 set. */
    readonly targets: readonly number[];
    readonly callsThroughPointer: boolean;
}

const WORD = 4;
const LR = 14;

interface Reading {
    frame: number;
    dynamic: boolean;
    readonly targets: Set<number>;
    callsThroughPointer: boolean;
    /** Low registers that were popped last: one that is branched to holds a return address. */
    popped: number;
    /**
     * Constants that were loaded last, by register: a frame beyond 508 bytes is subtracted by one.
     */
    readonly constants: Map<number, number>;
}

/** The word at an address of the code, when it has one there. */
type Literal = (address: number) => number | undefined;

function countBits(mask: number): number {
    let count = 0;
    for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
    return count;
}

function signed(value: number, bits: number): number {
    return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
}

/**
 * B.W and BL reach 16 MiB: S, J1 and J2 are folded into the offset (encoding T4 of B, T1 of BL).
 */
function branchOffset(first: number, second: number): number {
    const sign = (first >> 10) & 1;
    const i1 = ((second >> 13) & 1) ^ sign ^ 1;
    const i2 = ((second >> 11) & 1) ^ sign ^ 1;
    const low = ((first & 0x3ff) << 12) | ((second & 0x7ff) << 1);
    return signed(sign * 2 ** 24 + i1 * 2 ** 23 + i2 * 2 ** 22 + low, 25);
}

/** ADD SP, Rm: opens or closes a large frame, or computes one. */
function addToStackPointer(reading: Reading, register: number): void {
    const constant = reading.constants.get(register);
    if (constant === undefined) reading.dynamic = true;
    else reading.frame += Math.max(0, -constant);
}

function readNarrow(reading: Reading, code: number, address: number, literal: Literal): void {
    if ((code & 0xfe00) === 0xb400) {
        reading.frame += WORD * countBits(code & 0x1ff); // PUSH
    } else if ((code & 0xff80) === 0xb080) {
        reading.frame += WORD * (code & 0x7f); // SUB SP, #imm7
    } else if ((code & 0xfe00) === 0xbc00) {
        reading.popped = code & 0xff; // POP
    } else if ((code & 0xf800) === 0x4800) {
        // LDR Rt, [PC, #imm8]
        const value = literal(((address + 4) & ~3) + WORD * (code & 0xff));
        if (value !== undefined) reading.constants.set((code >> 8) & 7, value);
    } else if ((code & 0xff87) === 0x4485) {
        addToStackPointer(reading, (code >> 3) & 15); // ADD SP, Rm
    } else if ((code & 0xff87) === 0x4685) {
        reading.dynamic = true; // MOV SP, Rm
    } else if ((code & 0xff07) === 0x4700) {
        // BX and BLX of a register
        const register = (code >> 3) & 15;
        const returns = register === LR || (reading.popped & (1 << register)) !== 0;
        if ((code & 0x80) !== 0 || !returns) reading.callsThroughPointer = true;
    } else if ((code & 0xf800) === 0xe000) {
        reading.targets.add((address + 4 + signed((code & 0x7ff) << 1, 12)) | 1); // B
    }
}

/**
 * The constant of a 32-bit data-processing instruction ("ThumbExpandImm"): a byte repeated, or one
 * shifted to its place.
 */
function expandedConstant(imm12: number): number {
    const byte = imm12 & 0xff;
    switch (imm12 >> 8) {
        case 0:
            return byte;
        case 1:
            return byte * 0x0001_0001;
        case 2:
            return byte * 0x0100_0100;
        case 3:
            return byte * 0x0101_0101;
        default:
            return (0x80 | (byte & 0x7f)) * 2 ** (32 - (imm12 >> 7));
    }
}

function readWide(reading: Reading, first: number, second: number, address: number): void {
    const isBranch = (first & 0xf800) === 0xf000 && (second & 0x9000) === 0x9000;
    if (isBranch) {
        reading.targets.add((address + 4 + branchOffset(first, second)) | 1); // BL, B.W
    } else if (first === 0xe92d) {
        reading.frame += WORD * countBits(second & 0x5fff); // PUSH.W
    } else if (first === 0xf84d && (second & 0x0fff) === 0x0d04) {
        reading.frame += WORD; // PUSH of one register
    } else if (((first & 0xfbff) === 0xf1ad || (first & 0xfbff) === 0xf2ad) && (second & 0x0f00) === 0x0d00) {
        // SUB SP, SP, #constant: encodings T3 and T4
        const imm12 = ((first & 0x0400) << 1) | ((second & 0x7000) >> 4) | (second & 0xff);
        reading.frame += (first & 0x0200) !== 0 ? imm12 : expandedConstant(imm12);
    } else if ((first & 0xffbf) === 0xed2d && (second & 0x0e00) === 0x0a00) {
        reading.frame += WORD * (second & 0xff); // VPUSH
    }
}

/** Reads `code`, which lies at `address`, leaving out the literals that lie in it. */
export function readThumbFrame(code: Buffer, address: number, isData: (address: number) => boolean): ThumbFrame {
    const reading: Reading = {
        frame: 0,
        dynamic: false,
        targets: new Set(),
        callsThroughPointer: false,
        popped: 0,
        constants: new Map(),
    };
    const literal: Literal = (at) => (at - address + WORD <= code.length ? code.readInt32LE(at - address) : undefined);
    for (let at = 0; at + 2 <= code.length; at += 2) {
        if (isData(address + at)) continue;
        const first = code.readUInt16LE(at);
        if (first < 0xe800) {
            readNarrow(reading, first, address + at, literal);
        } else if (at + 4 <= code.length) {
            readWide(reading, first, code.readUInt16LE(at + 2), address + at);
            at += 2;
        }
    }
    const { frame, dynamic, callsThroughPointer } = reading;
    const isOutside = (target: number): boolean => target < address || target >= address + code.length;
    return { frame, dynamic, callsThroughPointer, targets: [...reading.targets].filter(isOutside) };
}
