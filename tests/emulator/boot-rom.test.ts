/** The boot ROM's routines, found and called as firmware finds and calls them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BootRom, boot2Checksum, type RomOutcome } from "../../emulator/boot-rom.ts";
import { SimulatedClock } from "../../emulator/clock.ts";
import { EmulatedFault } from "../../emulator/fault.ts";
import { GuardedChip } from "../../emulator/guarded-chip.ts";

const chip = new GuardedChip(new SimulatedClock(), 65536);
const rom = new BootRom(chip);
const RETURN = 0x20001001;

function callAt(entry: number, args: number[]): RomOutcome & { result: number } {
    const { registers } = chip.core;
    args.forEach((value, index) => (registers[index] = value));
    registers[14] = RETURN;
    registers[15] = entry & ~1;
    const outcome = rom.call();
    assert.equal(registers[15], RETURN - 1);
    return { ...outcome, result: registers[0] ?? 0 };
}

function lookup(name: string): number {
    const table = chip.readUint16(0x14);
    return callAt(chip.readUint16(0x18), [table, name.charCodeAt(0) | (name.charCodeAt(1) << 8)]).result;
}

function call(name: string, ...args: number[]): RomOutcome & { result: number } {
    const entry = lookup(name);
    assert.notEqual(entry, 0, `no routine ${name}`);
    assert.equal(entry & 1, 1, "a Thumb address");
    return callAt(entry, args);
}

test("the ROM identifies itself, and unknown codes find nothing", () => {
    assert.equal(chip.readUint32(0x10) & 0xffffff, 0x01754d);
    assert.equal(lookup("??"), 0);
    assert.equal(callAt(chip.readUint16(0x18), [chip.readUint16(0x16), 0x5243]).result, 0);
});

test("bit routines", () => {
    for (const [value, popcount, clz, ctz, reversed] of [
        [0, 0, 32, 32, 0],
        [1, 1, 31, 0, 0x80000000],
        [0x80000000, 1, 0, 31, 1],
        [0xffffffff, 32, 0, 0, 0xffffffff],
        [0x00012340, 5, 15, 6, 0x02c48000],
    ] as const) {
        assert.equal(call("P3", value).result, popcount);
        assert.equal(call("L3", value).result, clz);
        assert.equal(call("T3", value).result, ctz);
        assert.equal(call("R3", value).result, reversed);
    }
});

test("copy and fill return their target, touch nothing else and cost time", () => {
    const at = 0x20002000;
    call("MS", at, 0x1ab, 8);
    assert.equal(call("MC", at + 16, at, 4).result, at + 16);
    assert.deepEqual([...chip.sram.subarray(0x2006, 0x200a)], [0xab, 0xab, 0, 0]);
    assert.deepEqual([...chip.sram.subarray(0x2010, 0x2015)], [0xab, 0xab, 0xab, 0xab, 0]);
    assert.equal(call("S4", at, 0, 8).result, at);
    assert.equal(chip.readUint32(at + 4), 0);
    assert.ok(call("MC", at, at + 1, 1024).cycles > call("MC", at, at + 4, 1024).cycles);
});

test("copies from flash, and refuses to copy to it", () => {
    chip.flash.set([1, 2, 3, 4], 0x400);
    call("C4", 0x20002000, 0x10000400, 4);
    assert.equal(chip.readUint32(0x20002000), 0x04030201);
    assert.throws(() => call("MC", 0x10000000, 0x20002000, 4), EmulatedFault);
});

test("flash is erased and programmed only while it is not mapped, and programming only clears bits", () => {
    const target = 0x1000;
    chip.sram.fill(0x0f, 0x3000, 0x3100);
    assert.throws(() => call("RE", target, 4096, 65536, 0xd8), /still mapped/);
    call("IF");
    call("EX");
    assert.throws(() => chip.readUint8(0x10000000), /not mapped/);
    assert.ok(call("RE", target, 4096, 65536, 0xd8).cycles >= 45e-3 * 125e6);
    call("RP", target, 0x20003000, 256);
    chip.sram.fill(0xfc, 0x3000, 0x3100);
    call("RP", target, 0x20003000, 256);
    assert.throws(() => call("RE", 65536, 4096, 65536, 0xd8), /beyond the flash chip/);
    assert.throws(() => call("RE", 100, 4096, 65536, 0xd8), /not in multiples of 4096/);
    call("FC");
    call("CX");
    assert.deepEqual([chip.readUint8(0x10001000), chip.readUint8(0x10001100)], [0x0c, 0xff]);
});

test("BOOTSEL is reported, and the ROM's floating point is refused with the way out", () => {
    assert.equal(call("UB", 0, 0).bootsel, true);
    assert.throws(() => lookup("SF"), /pico_set_float_implementation/);
});

test("jumps into the ROM's other words are faults", () => {
    assert.throws(() => callAt(0, []), /jump to 0x00000000/);
});

test("the second stage's checksum is CRC-32/MPEG-2", () => {
    assert.equal(boot2Checksum(Buffer.from("123456789")), 0x0376e6e7);
});
