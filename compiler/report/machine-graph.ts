import type { CallGraph, GraphFunction } from "./call-graph.ts";
import type { ElfFile, ElfSymbol } from "./elf-sections.ts";
import { readThumbFrame } from "./thumb-frame.ts";

/**
 * Bytes that routines of the RP2040's boot ROM take, under the names that callbacks.json gives
 * them: what its bootrom_misc.S pushes; and the deepest chain of its program_flash_generic.c, 128
 * bytes by GCC 12, with a quarter more for the GCC that made the ROM.
 */
const BOOT_ROM: Readonly<Record<string, number>> = { rom_memcpy: 12, rom_memset: 8, rom_flash: 160 };

/** One function may have several names: "__aeabi_dadd" is "__adddf3". */
interface Placed {
    readonly address: number;
    readonly size: number;
    readonly names: readonly string[];
}

function placeFunctions(symbols: readonly ElfSymbol[]): readonly Placed[] {
    const byAddress = new Map<number, { size: number; readonly names: string[] }>();
    for (const { name, address, size, isFunction } of symbols) {
        if (!isFunction) continue;
        const placed = byAddress.get(address) ?? { size: 0, names: [] };
        placed.names.push(name);
        placed.size = Math.max(placed.size, size);
        byAddress.set(address, placed);
    }
    const sorted = [...byAddress].sort(([one], [other]) => one - other);
    return sorted.map(([address, { size, names }], index) => {
        // Assembler that gives no size: up to the next function.
        const room = (sorted[index + 1]?.[0] ?? address) - address;
        return { address, size: size > 0 ? size : room, names };
    });
}

/** Tells the literals from the code by the assembler's marks: "$d" and "$t" begin a run of each. */
function literals(symbols: readonly ElfSymbol[]): (address: number) => boolean {
    const marks = symbols
        .filter(({ name }) => /^\$[dt](\.|$)/.test(name))
        .sort((one, other) => one.address - other.address);
    return (address) => {
        let low = 0;
        let high = marks.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if ((marks[middle]?.address ?? 0) <= address) low = middle + 1;
            else high = middle;
        }
        return marks[low - 1]?.name.startsWith("$d") ?? false;
    };
}

/** The linker's bridge to a function that a branch does not reach. */
function behindVeneer(name: string): string {
    return /^__(.+)_veneer$/.exec(name)?.[1] ?? name;
}

/**
 * Frames and calls of every function of a board's executable, read from its code; nothing for
 * another processor's.
 */
export function readMachineGraph(elf: ElfFile): CallGraph {
    const graph = new Map<string, GraphFunction>();
    if (!elf.isArm) return graph;
    const functions = placeFunctions(elf.symbols);
    const nameAt = new Map(functions.map(({ address, names }) => [address, names[0] ?? ""]));
    const isData = literals(elf.symbols);
    for (const { address, size, names } of functions) {
        const start = address - (address & 1);
        const { targets, ...frame } = readThumbFrame(elf.bytesAt(start, size), start, isData);
        const calls = new Set(targets.flatMap((target) => nameAt.get(target) ?? []).map(behindVeneer));
        for (const name of names) graph.set(name, { ...frame, name, calls });
    }
    for (const [name, frame] of Object.entries(BOOT_ROM))
        graph.set(name, { name, frame, dynamic: false, calls: new Set(), callsThroughPointer: false });
    return graph;
}

/**
 * The compiler's graph, completed from the machine code: functions of which the compiler does not
 * tell (assembler, the C library), and what it leaves out of its figures (GCC 12 forgets the
 * arguments that a function with "..." pushes). A call of `memcpy` arrives at `__wrap_memcpy` where
 * the linker was told so; a name that the executable lacks is a weak function that nobody defined.
 */
export function complete(graph: CallGraph, machine: CallGraph): CallGraph {
    if (machine.size === 0) return graph;
    const whole = new Map(machine);
    for (const [name, entry] of graph) {
        if (entry.frame === undefined) continue;
        whole.set(name, { ...entry, frame: Math.max(entry.frame, machine.get(name)?.frame ?? 0) });
    }
    for (const [name, entry] of graph) {
        if (entry.frame !== undefined) continue;
        whole.set(name, whole.get(`__wrap_${name}`) ?? whole.get(name) ?? { ...entry, frame: 0 });
    }
    return whole;
}
