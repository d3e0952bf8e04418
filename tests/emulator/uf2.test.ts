import assert from "node:assert/strict";
import { test } from "node:test";
import { UF2Flags, encodeBlock, type UF2BlockData } from "uf2";
import { Uf2Error, loadUf2 } from "../../emulator/index.ts";
import { makeUf2 } from "../../emulator/make-uf2.ts";

const FLASH_SIZE = 64 * 1024;
const RP2040 = 0xe48bff56;
const RP2350_ARM_S = 0xe48bff59;

function file(changes: Partial<UF2BlockData>[]): Uint8Array {
    const blocks = changes.map((change, index) =>
        encodeBlock({
            flags: UF2Flags.familyIDPresent,
            flashAddress: 0x10000000 + index * 256,
            payload: new Uint8Array(256).fill(index + 1),
            blockNumber: index,
            totalBlocks: changes.length,
            boardFamily: RP2040,
            ...change,
        }),
    );
    return Buffer.concat(blocks);
}

function refused(bytes: Uint8Array, message: RegExp): void {
    assert.throws(
        () => loadUf2(bytes, FLASH_SIZE),
        (error) => error instanceof Uf2Error && message.test(error.message) && !error.message.includes("\n"),
    );
}

test("a complete file fills the flash, in whatever order its blocks are, and leaves the rest erased", () => {
    const bytes = Buffer.from(file([{}, {}]));
    const swapped = Buffer.concat([bytes.subarray(512), bytes.subarray(0, 512)]);
    const flash = loadUf2(swapped, FLASH_SIZE);
    assert.equal(flash.length, FLASH_SIZE);
    assert.deepEqual([flash[0], flash[255], flash[256], flash[511], flash[512]], [1, 1, 2, 2, 0xff]);
});

test("a flash that held something loses the sectors that the file is for, and keeps the others", () => {
    const before = new Uint8Array(FLASH_SIZE).fill(7);
    const flash = loadUf2(file([{}]), FLASH_SIZE, before);
    assert.deepEqual([flash[0], flash[256], flash[4095], flash[4096]], [1, 0xff, 0xff, 7]);
});

test("blocks that are not for the main flash are left out", () => {
    const flash = loadUf2(file([{ totalBlocks: 1 }, { flags: UF2Flags.notMainFlash }]), FLASH_SIZE);
    assert.deepEqual([flash[0], flash[256]], [1, 0xff]);
});

test("what is no UF2 file is refused", () => {
    refused(new Uint8Array(0), /empty/);
    refused(new Uint8Array(512), /not a UF2 file.*block 0/);
    refused(Buffer.from("hello"), /truncated: 5 bytes/);
    const damaged = file([{}, {}]);
    damaged[1023] = 0;
    refused(damaged, /block 1 is malformed/);
});

test("a truncated file is refused, within a block and between two", () => {
    const whole = file([{}, {}, {}]);
    refused(whole.subarray(0, 1200), /truncated/);
    refused(whole.subarray(0, 1024), /truncated: it has 2 of 3 blocks, block 2 is missing/);
    refused(whole.subarray(512), /block 0 is missing/);
});

test("a file for another chip is refused by name", () => {
    refused(file([{ boardFamily: RP2350_ARM_S }]), /for another chip: family 0xe48bff59/);
    refused(file([{ flags: 0 }]), /names no board family/);
});

test("duplicates and mixtures are refused", () => {
    refused(file([{}, { blockNumber: 0 }]), /block 0 is there twice/);
    refused(file([{}, { flashAddress: 0x10000000 }]), /writes the page at 0x10000000 a second time/);
    refused(file([{}, { totalBlocks: 5 }]), /two files mixed/);
    refused(file([{}, { blockNumber: 7 }]), /block 7 is beyond/);
});

test("addresses outside the flash, or off its pages, are refused", () => {
    refused(file([{}, { flashAddress: 0x20000000 }]), /0x20000000, outside the flash/);
    refused(file([{}, { flashAddress: 0x10000000 + FLASH_SIZE }]), /outside the flash/);
    refused(file([{}, { flashAddress: 0x0ffff000 }]), /outside the flash/);
    refused(file([{}, { flashAddress: 0x10000180 }]), /not the start of a page/);
    refused(file([{}, { payload: new Uint8Array(128) }]), /carries 128 bytes/);
    refused(file([{ flashAddress: 0x10000100 }]), /nothing is at 0x10000000/);
});

test("what the boot ROM's way of erasing would spoil is refused", () => {
    // The second block is of the same sixteen, so nothing erases the sector that it is for.
    refused(file([{}, { flashAddress: 0x10002000 }]), /block 1 is for the sector at 0x10002000, which .* not erased/);
    // Of seventeen blocks the last comes first, and the first is for the same sector.
    const numbers = [16, ...Array(16).keys()];
    const spoilt = numbers.map((blockNumber, at) => ({ blockNumber, flashAddress: 0x10001000 + at * 256 }));
    refused(file(spoilt), /block 0 erases the sector at 0x10001000, of which a page is written already/);
});

test("our own files erase right whatever gaps the program has", () => {
    const bytes = (length: number, value: number) => new Uint8Array(length).fill(value);
    const segments = [
        { address: 0x10000000, bytes: bytes(300, 1) },
        { address: 0x10002380, bytes: bytes(600, 2) },
        { address: 0x10005000, bytes: bytes(256, 3) },
    ];
    const uf2 = makeUf2(segments);
    assert.equal(uf2.length / 512, 16 + 16 + 1);
    const flash = loadUf2(uf2, FLASH_SIZE);
    for (const { address, bytes: wanted } of segments)
        assert.deepEqual(flash.subarray(address & 0xffff, (address & 0xffff) + wanted.length), wanted);
    assert.equal(flash[0x1000], 0xff, "a sector of a gap stays as it was");
    assert.equal(makeUf2([{ address: 0x10000000, bytes: bytes(700, 1) }]).length / 512, 3, "nothing behind the end");
});
