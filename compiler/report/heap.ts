/**
 * The script heap of a board: the linker gave it what nobody else needs, or what was asked for
 * (cmake/heap.ld).
 */
import { type ElfFile } from "./elf-sections.ts";

const PAGE = 512;
/** A page and what the heap's tables take for it: firmware/runtime/heap_pages.h. */
const PAGE_AND_TABLES = 553;

export const heapSection = ".tsp_heap";

/** Bytes for objects; undefined where the section is not there, as on the host. */
export function scriptHeapOf(elf: ElfFile): number | undefined {
    const section = elf.sections.find(({ name }) => name === heapSection);
    return section === undefined ? undefined : Math.floor(section.size / PAGE_AND_TABLES) * PAGE;
}
