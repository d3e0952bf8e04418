/**
 * Reads a UF2 file into the flash of an RP2040, refusing what the boot ROM would not flash or could
 * not start.
 */
import { UF2DecodeError, UF2Flags, blockSize, decodeBlock, familyMap, type UF2BlockData } from "uf2";
import { hex } from "./fault.ts";
import { FLASH_BASE } from "./memory-map.ts";

export const RP2040_FAMILY = 0xe48b_ff56;
/** RP2350 running its Arm cores in secure state, as pico-sdk builds for it. */
export const RP2350_ARM_S_FAMILY = 0xe48b_ff59;
/** The boot ROM of the RP2040 programs whole pages. */
const PAGE_SIZE = 256;
const SECTOR_SIZE = 4096;

/**
 * The file is not a UF2 that an RP2040 with this flash takes; the message is one line for the user.
 */
export class Uf2Error extends Error {
    override name = "Uf2Error";
}

function decode(file: Uint8Array): UF2BlockData[] {
    if (file.length === 0) throw new Uf2Error("the UF2 file is empty");
    const blocks: UF2BlockData[] = [];
    for (let offset = 0; offset + blockSize <= file.length; offset += blockSize) {
        try {
            blocks.push(decodeBlock(file.subarray(offset, offset + blockSize)));
        } catch (error) {
            if (!(error instanceof UF2DecodeError)) throw error;
            const where = `block ${String(offset / blockSize)}`;
            throw new Uf2Error(`not a UF2 file: ${where} is malformed (${error.message})`);
        }
    }
    const rest = file.length % blockSize;
    if (rest !== 0) {
        const first = blocks.length === 0 ? "" : ` after ${String(blocks.length)} whole blocks`;
        throw new Uf2Error(
            `the UF2 file is truncated: ${String(rest)} bytes${first} are not a block of ${String(blockSize)}`,
        );
    }
    return blocks;
}

function checkFamily(block: UF2BlockData): void {
    if ((block.flags & UF2Flags.familyIDPresent) === 0)
        throw new Uf2Error(`block ${String(block.blockNumber)} names no board family; an RP2040 ignores such a block`);
    if (block.boardFamily !== RP2040_FAMILY) {
        const name = familyMap.get(block.boardFamily) ?? "unknown";
        throw new Uf2Error(`the UF2 file is for another chip: family ${hex(block.boardFamily)} (${name}), not RP2040`);
    }
}

function checkRange(block: UF2BlockData, flashSize: number): void {
    const { blockNumber, flashAddress, payload } = block;
    const what = `block ${String(blockNumber)}`;
    if (payload.length !== PAGE_SIZE) {
        throw new Uf2Error(
            `${what} carries ${String(payload.length)} bytes; an RP2040 takes ${String(PAGE_SIZE)} at a time`,
        );
    }
    if (flashAddress % PAGE_SIZE !== 0)
        throw new Uf2Error(`${what} is for ${hex(flashAddress)}, not the start of a page`);
    if (flashAddress < FLASH_BASE || flashAddress + PAGE_SIZE > FLASH_BASE + flashSize) {
        const end = hex(FLASH_BASE + flashSize);
        throw new Uf2Error(`${what} is for ${hex(flashAddress)}, outside the flash (${hex(FLASH_BASE)} up to ${end})`);
    }
}

/** Checks the numbering: each block of the announced count exactly once. */
function checkNumbers(blocks: readonly UF2BlockData[]): void {
    const total = blocks[0]?.totalBlocks ?? 0;
    const seen = new Set<number>();
    for (const { blockNumber, totalBlocks } of blocks) {
        if (totalBlocks !== total) {
            const counts = `${String(total)} and ${String(totalBlocks)}`;
            throw new Uf2Error(`the UF2 file is two files mixed: its blocks announce ${counts} blocks`);
        }
        if (blockNumber >= total)
            throw new Uf2Error(`block ${String(blockNumber)} is beyond the announced ${String(total)}`);
        if (seen.has(blockNumber)) throw new Uf2Error(`block ${String(blockNumber)} is there twice`);
        seen.add(blockNumber);
    }
    if (seen.size === total) return;
    let missing = 0;
    while (seen.has(missing)) missing++;
    const count = `${String(seen.size)} of ${String(total)} blocks`;
    throw new Uf2Error(`the UF2 file is truncated: it has ${count}, block ${String(missing)} is missing`);
}

/**
 * The boot ROM erases as blocks come: at the first of each sixteen block numbers the sector that
 * this block is for, whatever the others are for (its virtual_disk.c; RP2040-E14).
 */
class Eraser {
    private readonly groups = new Set<number>();
    private readonly erased = new Set<number>();
    private readonly written = new Set<number>();

    /**
     * Returns the sector that is erased now. Throws where the page would be written over old
     * content, or others would be lost.
     */
    write({ blockNumber, flashAddress }: UF2BlockData): number | undefined {
        const what = `block ${String(blockNumber)}`;
        const sector = flashAddress - (flashAddress % SECTOR_SIZE);
        const group = Math.floor((blockNumber * PAGE_SIZE) / SECTOR_SIZE);
        const isFirst = !this.groups.has(group);
        if (isFirst) {
            this.groups.add(group);
            if (this.written.has(sector))
                throw new Uf2Error(`${what} erases the sector at ${hex(sector)}, of which a page is written already`);
            this.erased.add(sector);
        }
        if (!this.erased.has(sector))
            throw new Uf2Error(`${what} is for the sector at ${hex(sector)}, which the boot ROM has not erased`);
        this.written.add(sector);
        return isFirst ? sector : undefined;
    }
}

/**
 * Returns the flash content, `flashSize` bytes: where the file says nothing, that of `before`, or
 * erased (0xff).
 * Throws Uf2Error on anything but a complete RP2040 image that starts at the start of flash.
 */
export function loadUf2(file: Uint8Array, flashSize: number, before?: Uint8Array): Uint8Array {
    const blocks = decode(file).filter((block) => (block.flags & UF2Flags.notMainFlash) === 0);
    if (blocks.length === 0) throw new Uf2Error("the UF2 file has nothing for the main flash");
    for (const block of blocks) {
        checkFamily(block);
        checkRange(block, flashSize);
    }
    checkNumbers(blocks);
    const flash = new Uint8Array(flashSize).fill(0xff);
    flash.set(before?.subarray(0, flashSize) ?? []);
    const written = new Set<number>();
    const eraser = new Eraser();
    for (const block of blocks) {
        const { blockNumber, flashAddress, payload } = block;
        if (written.has(flashAddress))
            throw new Uf2Error(`block ${String(blockNumber)} writes the page at ${hex(flashAddress)} a second time`);
        written.add(flashAddress);
        const erased = eraser.write(block);
        if (erased !== undefined) flash.fill(0xff, erased - FLASH_BASE, erased - FLASH_BASE + SECTOR_SIZE);
        flash.set(payload, flashAddress - FLASH_BASE);
    }
    if (!written.has(FLASH_BASE))
        throw new Uf2Error(`nothing is at ${hex(FLASH_BASE)}, where the boot ROM starts a program`);
    return flash;
}
