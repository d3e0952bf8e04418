/**
 * `node --import tsx emulator/make-uf2.ts firmware.elf firmware.uf2 [rp2040|rp2350]`: a UF2 without
 * picotool.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { UF2Flags, encodeBlock } from "uf2";
import { ElfError, ElfFile } from "./elf.ts";
import { FLASH_BASE, FLASH_ALIASES_END } from "./memory-map.ts";
import { RP2040_FAMILY, RP2350_ARM_S_FAMILY } from "./uf2.ts";

const PAGE_SIZE = 256;
/** What the boot ROM erases at once. */
const SECTOR_SIZE = 4096;
const families: Readonly<Record<string, number>> = { rp2040: RP2040_FAMILY, rp2350: RP2350_ARM_S_FAMILY };

type Segment = ElfFile["segments"][number];

/** Whole flash pages, in order of address; bytes that no segment fills are zero. */
function pages(segments: readonly Segment[]): [number, Uint8Array][] {
    const found = new Map<number, Uint8Array>();
    for (const { address, bytes } of segments) {
        if (address < FLASH_BASE || address + bytes.length > FLASH_ALIASES_END) {
            throw new ElfError(
                "the ELF file has a part that is not loaded into flash; only flash binaries become a UF2 here",
            );
        }
        for (const [index, byte] of bytes.entries()) {
            const at = address + index;
            const start = at - (at % PAGE_SIZE);
            const page = found.get(start) ?? new Uint8Array(PAGE_SIZE);
            page[at - start] = byte;
            found.set(start, page);
        }
    }
    fillSectors(found);
    return [...found].sort(([a], [b]) => a - b);
}

/**
 * Adds the pages that are missing in a sector, except behind the last one. The boot ROM erases a
 * sector at every sixteenth block, whatever its address (RP2040-E14): with sixteen for each sector
 * that is the right one, also behind a gap.
 */
function fillSectors(found: Map<number, Uint8Array>): void {
    const last = Math.max(...found.keys());
    const sectors = new Set([...found.keys()].map((start) => start - (start % SECTOR_SIZE)));
    for (const sector of sectors) {
        for (let page = sector; page < Math.min(sector + SECTOR_SIZE, last); page += PAGE_SIZE)
            if (!found.has(page)) found.set(page, new Uint8Array(PAGE_SIZE));
    }
}

/** The UF2 file of what is to be loaded into flash; the same bytes for the same input. */
export function makeUf2(segments: readonly Segment[], boardFamily = RP2040_FAMILY): Uint8Array {
    const all = pages(segments);
    if (all.length === 0) throw new ElfError("the ELF file has nothing to load into flash");
    const blocks = all.map(([flashAddress, payload], blockNumber) =>
        encodeBlock({
            flags: UF2Flags.familyIDPresent,
            flashAddress,
            payload,
            blockNumber,
            totalBlocks: all.length,
            boardFamily,
        }),
    );
    return Buffer.concat(blocks);
}

function main([input, output, chip = "rp2040", ...rest]: string[]): number {
    const family = families[chip];
    if (input === undefined || output === undefined || family === undefined || rest.length > 0) {
        console.error("usage: make-uf2 INPUT.elf OUTPUT.uf2 [rp2040|rp2350]");
        return 1;
    }
    try {
        const uf2 = makeUf2(new ElfFile(readFileSync(input)).segments, family);
        // Renamed into place, so that a failure leaves the last good file.
        writeFileSync(`${output}.part`, uf2);
        renameSync(`${output}.part`, output);
        return 0;
    } catch (error) {
        console.error(`make-uf2: ${error instanceof Error ? error.message : String(error)}`);
        return 1;
    }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exitCode = main(process.argv.slice(2));
