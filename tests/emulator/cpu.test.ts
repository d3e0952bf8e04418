/**
 * The corrected instructions against ECMA-262 BigInt arithmetic and the rules of the ARMv6-M
 * manual.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Chip } from "../../emulator/chip.ts";
import { executeInstruction } from "../../emulator/cpu.ts";

interface Flags {
    N: boolean;
    Z: boolean;
    C: boolean;
    V: boolean;
}

const chip = new Chip(new Uint8Array(65536), 65536);
const { core } = chip.mcu;
const CODE = 0x20000000;

/** Executes `opcode` with r0 and r1 as its operands; the target is r0. */
function execute(opcode: number, r0: number, r1: number, flags: Flags): { result: number; flags: Flags } {
    chip.mcu.writeUint16(CODE, opcode);
    core.interruptsUpdated = false;
    core.PC = CODE;
    core.registers[0] = r0;
    core.registers[1] = r1;
    Object.assign(core, flags);
    executeInstruction(chip.mcu);
    assert.equal(core.PC, CODE + 2);
    const { N, Z, C, V } = core;
    return { result: core.registers[0], flags: { N, Z, C, V } };
}

const word = fc.oneof(
    fc.constantFrom(0, 1, 0x7ffffffe, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff),
    fc.integer({ min: 0, max: 0xffffffff }),
);
const amount = fc.oneof(fc.constantFrom(0, 1, 31, 32, 33, 64, 255, 256, 257), fc.integer({ min: 0, max: 0xffffffff }));
const flagsArbitrary = fc.record({ N: fc.boolean(), Z: fc.boolean(), C: fc.boolean(), V: fc.boolean() });

function resultFlags(result: bigint): { N: boolean; Z: boolean } {
    return { N: ((result >> 31n) & 1n) === 1n, Z: BigInt.asUintN(32, result) === 0n };
}

function addWithCarry(left: number, right: number, carry: boolean): { result: number; flags: Flags } {
    const c = carry ? 1n : 0n;
    const unsigned = BigInt(left >>> 0) + BigInt(right >>> 0) + c;
    const signed = BigInt(left | 0) + BigInt(right | 0) + c;
    const result = BigInt.asUintN(32, unsigned);
    const flags = { ...resultFlags(result), C: unsigned !== result, V: signed !== BigInt.asIntN(32, signed) };
    return { result: Number(result), flags };
}

test("adcs and sbcs give the sum and all four flags for every carry", () => {
    fc.assert(
        fc.property(word, word, flagsArbitrary, (a, b, flags) => {
            assert.deepEqual(execute(0x4148, a, b, flags), addWithCarry(a, b, flags.C));
            assert.deepEqual(execute(0x4188, a, b, flags), addWithCarry(a, ~b, flags.C));
        }),
        { numRuns: 2000 },
    );
});

test("shifts by a register take its low byte, and by zero leave the carry alone", () => {
    const shifts: [number, (value: bigint, by: bigint) => { result: bigint; carry: bigint }][] = [
        [0x4088, (value, by) => ({ result: value << by, carry: (value << by) >> 32n })],
        [0x40c8, (value, by) => ({ result: value >> by, carry: by === 0n ? 0n : value >> (by - 1n) })],
        [
            0x4108,
            (value, by) => {
                const signed = BigInt.asIntN(32, value);
                return { result: signed >> by, carry: by === 0n ? 0n : signed >> (by - 1n) };
            },
        ],
        [
            0x41c8,
            (value, by) => {
                const result = BigInt.asUintN(32, ((value << 32n) | value) >> (by % 32n));
                return { result, carry: result >> 31n };
            },
        ],
    ];
    fc.assert(
        fc.property(word, amount, flagsArbitrary, (value, register, flags) => {
            for (const [opcode, shift] of shifts) {
                const by = BigInt(register & 0xff);
                const expected = shift(BigInt(value), by);
                const result = BigInt.asUintN(32, expected.result);
                const C = by === 0n ? flags.C : (expected.carry & 1n) === 1n;
                assert.deepEqual(execute(opcode, value, register, flags), {
                    result: Number(result),
                    flags: { ...resultFlags(result), C, V: flags.V },
                });
            }
        }),
        { numRuns: 2000 },
    );
});

test("wfe falls through once after sev", () => {
    const SEV = 0xbf40;
    const WFE = 0xbf20;
    const flags = { N: false, Z: false, C: false, V: false };
    core.eventRegistered = false;
    execute(SEV, 0, 0, flags);
    execute(WFE, 0, 0, flags);
    assert.equal(core.waiting, false);
    execute(WFE, 0, 0, flags);
    assert.equal(core.waiting, true);
    core.waiting = false;
});

test("wfi with interrupts masked ends at an interrupt without entering its handler", () => {
    core.PM = true;
    core.enabledInterrupts = 1 << 5;
    execute(0xbf30, 0, 0, { N: false, Z: false, C: false, V: false });
    assert.equal(core.waiting, true);
    chip.mcu.setInterrupt(5, true);
    assert.equal(core.waiting, false);
    assert.equal(core.IPSR, 0);
    assert.equal(core.PC, CODE + 2);
    core.PM = false;
    core.enabledInterrupts = 0;
    chip.mcu.setInterrupt(5, false);
});
