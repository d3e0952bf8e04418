/**
 * The boot ROM, written from its published interface (RP2040 datasheet section 2.8.3): a table of
 * routines that firmware looks up by a two-letter code. The routines run in TypeScript when the
 * program counter reaches their entry; the ROM's own instructions are not needed, and its
 * floating-point library is left out on purpose (see docs/decisions).
 */
import { EmulatedFault, hex } from "./fault.ts";
import type { GuardedChip } from "./guarded-chip.ts";
import { ROM_END, SRAM_BASE, SRAM_END } from "./memory-map.ts";

/** What a routine did to the run. */
export interface RomOutcome {
    /**
     * Cycles that the routine took. Estimates, so that a firmware's cost does not look free: see
     * `copyCycles`.
     */
    cycles: number;
    /** Set when the firmware asked to become the BOOTSEL drive; nothing runs after that. */
    bootsel?: boolean;
}

type Routine = (chip: GuardedChip, registers: Uint32Array) => RomOutcome;

const SECTOR = 4096;
const BLOCK = 65536;
const PAGE = 256;
/**
 * Typical times of the W25Q16JV flash chip of the Pico, in microseconds; that of a sector is the
 * chip's own.
 */
const BLOCK_ERASE_US = 150_000;
const PAGE_PROGRAM_US = 400;

function r(registers: Uint32Array, index: number): number {
    return registers[index] ?? 0;
}

/**
 * Cycles of a copy or fill: four words per ldmia/stmia pair and loop overhead where the pointers
 * agree in alignment, a byte per ldrb/strb otherwise.
 */
function copyCycles(count: number, aligned: boolean): number {
    return 30 + (aligned ? Math.ceil((count * 13) / 16) : count * 7);
}

function inRam(address: number, count: number): boolean {
    return address >= SRAM_BASE && address + count <= SRAM_END;
}

function copy(chip: GuardedChip, registers: Uint32Array): RomOutcome {
    const target = r(registers, 0);
    const source = r(registers, 1);
    const count = r(registers, 2);
    if (inRam(target, count) && inRam(source, count))
        chip.sram.copyWithin(target - SRAM_BASE, source - SRAM_BASE, source - SRAM_BASE + count);
    else for (let i = 0; i < count; i++) chip.writeUint8(target + i, chip.readUint8(source + i));
    return { cycles: copyCycles(count, ((target ^ source) & 3) === 0) };
}

function fill(chip: GuardedChip, registers: Uint32Array): RomOutcome {
    const target = r(registers, 0);
    const value = r(registers, 1) & 0xff;
    const count = r(registers, 2);
    if (inRam(target, count)) chip.sram.fill(value, target - SRAM_BASE, target - SRAM_BASE + count);
    else for (let i = 0; i < count; i++) chip.writeUint8(target + i, value);
    return { cycles: copyCycles(count, true) };
}

function popcount(value: number): number {
    let count = 0;
    for (let rest = value >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count++;
    return count;
}

function reverse(value: number): number {
    let result = 0;
    for (let bit = 0; bit < 32; bit++) result = (result << 1) | ((value >>> bit) & 1);
    return result >>> 0;
}

function unary(operation: (value: number) => number): Routine {
    return (_chip, registers) => {
        registers[0] = operation(r(registers, 0));
        return { cycles: 20 };
    };
}

function flashRange(chip: GuardedChip, what: string, offset: number, count: number, unit: number): void {
    if (offset % unit !== 0 || count % unit !== 0) {
        const where = `offset ${hex(offset)}, ${String(count)} bytes`;
        throw new EmulatedFault("boot-rom", `flash ${what} at ${where}: not in multiples of ${String(unit)} bytes`);
    }
    if (offset + count > chip.flashSize) {
        const size = `${String(chip.flashSize)} bytes`;
        throw new EmulatedFault("boot-rom", `flash ${what} at offset ${hex(offset)}: beyond the flash chip of ${size}`);
    }
    if (!chip.xipOff) {
        throw new EmulatedFault(
            "boot-rom",
            `flash ${what} while the flash is still mapped: flash_exit_xip was not called`,
        );
    }
}

function micros(chip: GuardedChip, value: number): RomOutcome {
    return { cycles: Math.round((value * chip.clkSys) / 1e6) };
}

function erase(chip: GuardedChip, registers: Uint32Array): RomOutcome {
    const offset = r(registers, 0);
    const count = r(registers, 1);
    flashRange(chip, "erase", offset, count, SECTOR);
    chip.flash.fill(0xff, offset, offset + count);
    const blocks = offset % BLOCK === 0 && r(registers, 2) === BLOCK ? Math.floor(count / BLOCK) : 0;
    return micros(chip, blocks * BLOCK_ERASE_US + ((count - blocks * BLOCK) / SECTOR) * chip.sectorEraseMicros);
}

function program(chip: GuardedChip, registers: Uint32Array): RomOutcome {
    const offset = r(registers, 0);
    const source = r(registers, 1);
    const count = r(registers, 2);
    flashRange(chip, "program", offset, count, PAGE);
    for (let i = 0; i < count; i++) {
        // Programming can only clear bits; a page that was not erased before ends as the AND of
        // both.
        chip.flash[offset + i] = (chip.flash[offset + i] ?? 0) & chip.readUint8(source + i);
    }
    return micros(chip, (count / PAGE) * PAGE_PROGRAM_US);
}

function exitXip(chip: GuardedChip): RomOutcome {
    chip.xipOff = true;
    return { cycles: 500 };
}

function enterXip(chip: GuardedChip): RomOutcome {
    chip.xipOff = false;
    return { cycles: 500 };
}

const nothing: Routine = () => ({ cycles: 50 });

const routines: Readonly<Record<string, Routine>> = {
    MS: fill,
    S4: fill,
    MC: copy,
    C4: copy,
    P3: unary(popcount),
    R3: unary(reverse),
    L3: unary(Math.clz32),
    T3: unary((value) => (value === 0 ? 32 : 31 - Math.clz32(value & -value))),
    IF: nothing,
    EX: exitXip,
    RE: erase,
    RP: program,
    FC: nothing,
    CX: enterXip,
    UB: () => ({ cycles: 0, bootsel: true }),
};

const FLOAT_TABLES = ["SF", "SD"];
const TABLE = 0x40;
const LOOKUP_ENTRY = 0x200;
const FIRST_ENTRY = 0x210;
const ENTRY_SIZE = 4;
const ROM_VERSION = 2;
const BKPT_BX_LR = 0x4770_be00;

function code(name: string): number {
    return name.charCodeAt(0) | (name.charCodeAt(1) << 8);
}

export class BootRom {
    private readonly entries = new Map<number, Routine>();

    /** Writes the ROM's tables into the chip. */
    constructor(private readonly chip: GuardedChip) {
        const bytes = new DataView(new ArrayBuffer(ROM_END));
        // Unused space decodes as a permanently undefined instruction.
        for (let address = 0; address < ROM_END; address += 2) bytes.setUint16(address, 0xde00, true);
        bytes.setUint32(0x10, (ROM_VERSION << 24) | 0x01_754d, true);
        bytes.setUint16(0x14, TABLE, true);
        bytes.setUint16(0x18, LOOKUP_ENTRY | 1, true);
        bytes.setUint32(LOOKUP_ENTRY, BKPT_BX_LR, true);
        this.entries.set(LOOKUP_ENTRY, (_chip, registers) => this.lookup(registers));
        let slot = TABLE;
        let entry = FIRST_ENTRY;
        for (const [name, routine] of Object.entries(routines)) {
            bytes.setUint16(slot, code(name), true);
            bytes.setUint16(slot + 2, entry | 1, true);
            bytes.setUint32(entry, BKPT_BX_LR, true);
            this.entries.set(entry, routine);
            slot += 4;
            entry += ENTRY_SIZE;
        }
        bytes.setUint32(slot, 0, true);
        // The data table is empty: it is the zero word that ends the table of routines.
        bytes.setUint16(0x16, slot, true);
        for (let address = 0; address < ROM_END; address += 4)
            chip.bootrom[address / 4] = bytes.getUint32(address, true);
    }

    /**
     * Runs the routine at the program counter, which is inside the ROM, and returns to its caller.
     */
    call(): RomOutcome {
        const { registers } = this.chip.core;
        const pc = r(registers, 15);
        const routine = this.entries.get(pc);
        if (routine === undefined)
            throw new EmulatedFault("bad-jump", `jump to ${hex(pc)}, where the boot ROM has no routine`);
        const outcome = routine(this.chip, registers);
        registers[15] = r(registers, 14) & ~1;
        return outcome;
    }

    private lookup(registers: Uint32Array): RomOutcome {
        const wanted = r(registers, 1) & 0xffff;
        const name = String.fromCharCode(wanted & 0xff, wanted >> 8);
        if (FLOAT_TABLES.includes(name)) {
            throw new EmulatedFault(
                "boot-rom",
                "the firmware wants the boot ROM's floating-point routines, which are not IEEE and not emulated; " +
                    "build with pico_set_float_implementation and pico_set_double_implementation at `compiler`",
            );
        }
        let table = r(registers, 0);
        for (;;) {
            const entry = this.chip.readUint16(table);
            if (entry === 0) break;
            if (entry === wanted) {
                registers[0] = this.chip.readUint16(table + 2);
                return { cycles: 60 };
            }
            table += 4;
        }
        registers[0] = 0;
        return { cycles: 60 };
    }
}

/**
 * CRC-32 of the second stage as the boot ROM computes it (datasheet 2.8.1.3.1): polynomial
 * 0x04c11db7, nothing reflected.
 */
export function boot2Checksum(bytes: Uint8Array): number {
    let crc = 0xffff_ffff;
    for (const byte of bytes) {
        crc ^= byte << 24;
        for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
    }
    return crc >>> 0;
}

/**
 * True when the first 252 bytes of flash carry the checksum that follows them, without which the
 * ROM does not boot.
 */
export function hasBootableSecondStage(flash: Uint8Array): boolean {
    const view = new DataView(flash.buffer, flash.byteOffset);
    return boot2Checksum(flash.subarray(0, 252)) === view.getUint32(252, true);
}
