/**
 * What the debugger sees of the emulated core: registers and memory, and how both are described to
 * it.
 */
import type { Board } from "../board.ts";
import { EmulatedFault } from "../fault.ts";
import { FLASH_BASE, ROM_END, SRAM_BASE, SRAM_END } from "../memory-map.ts";

type Core = Board["chip"]["mcu"]["core"];

const MSP = 8;
const PSP = 9;
const PRIMASK = 16;
const CONTROL = 20;
const GENERAL = 16;
const PERIPHERALS = 0x4000_0000;
const EVERYTHING_ELSE = 0xc000_0000;

interface SpecialRegister {
    name: string;
    bits: 8 | 32;
    type: string;
    read: (core: Core) => number;
    write: (core: Core, value: number) => void;
}

function system(name: string, bits: 8 | 32, type: string, number: number): SpecialRegister {
    return {
        name,
        bits,
        type,
        read: (core) => core.readSpecialRegister(number),
        write: (core, value) => void core.writeSpecialRegister(number, value),
    };
}

/** The registers after r0 to r15, in the order of their numbers. */
const special: readonly SpecialRegister[] = [
    { name: "xpsr", bits: 32, type: "int", read: (core) => core.xPSR, write: (core, value) => (core.xPSR = value) },
    system("msp", 32, "data_ptr", MSP),
    system("psp", 32, "data_ptr", PSP),
    system("primask", 8, "int8", PRIMASK),
    system("control", 8, "int8", CONTROL),
];

export const registerCount = GENERAL + special.length;

function generalName(index: number): string {
    return ["sp", "lr", "pc"][index - 13] ?? `r${String(index)}`;
}

/** The description that GDB asks for first: which registers there are, in its own XML. */
export function describeRegisters(): string {
    const register = (name: string, bits: number, type: string): string =>
        `<reg name="${name}" bitsize="${String(bits)}" type="${type}"/>`;
    const types = new Map([
        ["sp", "data_ptr"],
        ["pc", "code_ptr"],
    ]);
    const general = Array.from({ length: GENERAL }, (_, index) => {
        const name = generalName(index);
        return register(name, 32, types.get(name) ?? "int");
    });
    const [status, ...rest] = special.map(({ name, bits, type }) => register(name, bits, type));
    return [
        '<?xml version="1.0"?><!DOCTYPE target SYSTEM "gdb-target.dtd"><target version="1.0">',
        "<architecture>arm</architecture>",
        `<feature name="org.gnu.gdb.arm.m-profile">${general.join("")}${status ?? ""}</feature>`,
        `<feature name="org.gnu.gdb.arm.m-system">${rest.join("")}</feature></target>`,
    ].join("");
}

/**
 * The memory map: it makes GDB use the breakpoints that need no writing, since flash cannot be
 * written.
 */
export function describeMemory(flashSize: number): string {
    const region = (type: string, start: number, length: number): string =>
        `<memory type="${type}" start="0x${start.toString(16)}" length="0x${length.toString(16)}"/>`;
    return [
        '<?xml version="1.0"?><!DOCTYPE memory-map PUBLIC "+//IDN gnu.org//DTD GDB Memory Map V1.0//EN" ',
        '"http://sourceware.org/gdb/gdb-memory-map.dtd"><memory-map>',
        region("rom", 0, ROM_END),
        region("rom", FLASH_BASE, flashSize),
        region("ram", SRAM_BASE, SRAM_END - SRAM_BASE),
        region("ram", PERIPHERALS, EVERYTHING_ELSE),
        "</memory-map>",
    ].join("");
}

/** Bytes of a register as the protocol carries it. */
export function registerBytes(index: number): number {
    return index < GENERAL ? 4 : (special[index - GENERAL]?.bits ?? 0) / 8;
}

export function readRegister(board: Board, index: number): number {
    const { core } = board.chip.mcu;
    if (index < GENERAL) return (core.registers[index] ?? 0) >>> 0;
    return (special[index - GENERAL]?.read(core) ?? 0) >>> 0;
}

export function writeRegister(board: Board, index: number, value: number): void {
    const { core } = board.chip.mcu;
    if (index < GENERAL) core.registers[index] = index === 15 ? value & ~1 : value;
    else special[index - GENERAL]?.write(core, value);
}

/** Runs an access to memory; false where nothing is or nothing may be written. */
function attempt(access: () => void): boolean {
    try {
        access();
        return true;
    } catch (error) {
        if (error instanceof EmulatedFault) return false;
        throw error;
    }
}

/** As many bytes as can be read; peripherals are read as the core would, with all that follows. */
export function readMemory(board: Board, address: number, length: number): Uint8Array {
    const bytes: number[] = [];
    const { mcu } = board.chip;
    while (bytes.length < length) {
        const at = address + bytes.length;
        // Whole words where possible: most peripherals have no bytes.
        const isWord = (at & 3) === 0 && length - bytes.length >= 4;
        const done = attempt(() => {
            const value = isWord ? mcu.readUint32(at) : mcu.readUint8(at);
            for (let byte = 0; byte < (isWord ? 4 : 1); byte++) bytes.push((value >>> (8 * byte)) & 0xff);
        });
        if (!done) break;
    }
    return Uint8Array.from(bytes);
}

/** False where some of it could not be written. */
export function writeMemory(board: Board, address: number, bytes: Uint8Array): boolean {
    const { mcu } = board.chip;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    while (at < bytes.length) {
        const isWord = ((address + at) & 3) === 0 && bytes.length - at >= 4;
        const offset = at;
        const done = attempt(() => {
            if (isWord) mcu.writeUint32(address + offset, view.getUint32(offset, true));
            else mcu.writeUint8(address + offset, view.getUint8(offset));
        });
        if (!done) return false;
        at += isWord ? 4 : 1;
    }
    return true;
}
