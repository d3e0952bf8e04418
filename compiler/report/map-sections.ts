/** What the linker put where, read from its map (GNU ld's `-Map`). */

export interface LinkedSection {
    /** ".text.tsp_json_parse" */
    readonly name: string;
    readonly address: number;
    readonly size: number;
    /** The object that it comes from: a path, or "libname.a(member.o)". */
    readonly object: string;
}

/** They have offsets in a file, not addresses. */
const UNLOADED = /^\.(debug|comment|note|stab|gnu\.|ARM\.attributes)/;

/** Only what has a place in memory; what fills gaps between sections is left out. */
export function readLinkedSections(map: string): readonly LinkedSection[] {
    const placed = map.slice(map.indexOf("\nLinker script and memory map"));
    // A long name has a line of its own.
    const pattern = /^ (\.[^\s]+|COMMON)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+) (\S.*)$/gm;
    return [...placed.matchAll(pattern)].flatMap(([, name = "", address = "", size = "", object = ""]) => {
        const section = { name, address: Number.parseInt(address, 16), size: Number.parseInt(size, 16), object };
        return section.address === 0 || section.size === 0 || UNLOADED.test(name) ? [] : [section];
    });
}

/** The function that a section holds, where each has one of its own. */
export const functionOf = ({ name }: LinkedSection): string | undefined => /^\.text\.(.+)$/.exec(name)?.[1];
