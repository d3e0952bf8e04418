/**
 * What firmware occupies, and which part of it how much, from its ELF file and the linker's map.
 */
import { readFileSync } from "node:fs";
import { ElfFile } from "../compiler/report/elf-sections.ts";
import { heapSection, scriptHeapOf } from "../compiler/report/heap.ts";
import { type Firmware } from "./firmware.ts";

export interface Sizes {
    readonly flash: number;
    /** Without the script heap, which takes what is left. */
    readonly ram: number;
    readonly heap: number;
    /** The same by part; what the linker adds itself is in none. */
    readonly parts: ReadonlyMap<string, { flash: number; ram: number }>;
}

const ramStart = 0x2000_0000;
const flashStart = 0x1000_0000;

/** Parts by the path of an object file; the first that fits. */
const partPatterns: readonly (readonly [string, RegExp])[] = [
    ["script heap", /libtspico_runtime\.a\((heap\w*|microtask)\.c/],
    ["number text", /libtspico_runtime\.a\((number\w*|bignum)\.c/],
    ["strings", /libtspico_runtime\.a\((string\w*|text|utf8)\.c/],
    ["rest of the runtime", /libtspico_runtime\.a/],
    ["socket classes", /libtspico_io\.a/],
    ["lwIP, IPv6", /\/core\/ipv6\//],
    ["lwIP, mDNS", /\/apps\/mdns\//],
    ["lwIP", /\/lwip-?[^/]*\/src\/|pico_lwip/],
    ["TinyUSB", /tinyusb|pico_stdio_usb/],
    ["radio driver", /cyw43/],
    ["double arithmetic", /libgcc\.a\((_?arm_\w*df\w*|_?\w*df[23s]?\w*|_arm_(add|mul|cmp|fix|unord)\w*)/],
    ["port", /\/firmware\/port\/pico\/|\/identity\//],
    ["Pico SDK", /pico-sdk|\/rp2_common\/|bs2_default/],
    ["C library", /lib(c|m|g|gcc|nosys)(_nano)?\.a|crt[in]\.o|crtbegin|crtend/],
];

function partOf(file: string): string {
    return partPatterns.find(([, pattern]) => pattern.test(file))?.[0] ?? "program";
}

/** Input sections that were kept: name, address and size may be on two lines. */
function* keptSections(map: string): Generator<{ address: number; size: number; file: string }> {
    const memory = map.slice(map.indexOf("Linker script and memory map"));
    const line = /^ (?:\.[^\s]+|COMMON)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+) (\S.*)$/gm;
    for (const [, address = "", size = "", file = ""] of memory.matchAll(line))
        yield { address: parseInt(address, 16), size: parseInt(size, 16), file };
}

export function measureSizes(firmware: Firmware): Sizes {
    const elf = new ElfFile(readFileSync(firmware.elf));
    const sections = elf.sections.filter(({ allocated }) => allocated);
    const sum = (chosen: typeof sections): number => chosen.reduce((total, { size }) => total + size, 0);
    const parts = new Map<string, { flash: number; ram: number }>();
    const initialised = sections.filter(({ address, inFile }) => address >= ramStart && inFile);
    for (const { address, size, file } of keptSections(readFileSync(firmware.map, "utf8"))) {
        if (address < flashStart || size === 0) continue;
        const part = partOf(file);
        const sizes = parts.get(part) ?? { flash: 0, ram: 0 };
        parts.set(part, sizes);
        if (address >= ramStart) sizes.ram += size;
        const isLoaded = initialised.some(
            (section) => address >= section.address && address < section.address + section.size,
        );
        if (address < ramStart || isLoaded) sizes.flash += size;
    }
    return {
        flash: sum(sections.filter(({ inFile }) => inFile)),
        ram: sum(sections.filter(({ address, name }) => address >= ramStart && name !== heapSection)),
        heap: scriptHeapOf(elf) ?? 0,
        parts,
    };
}
