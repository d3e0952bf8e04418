/**
 * The parts of an ELF file that reports need: function and object symbols, and the loaded bytes to
 * check it against a UF2.
 */

export interface ElfSymbol {
    name: string;
    address: number;
    /** Bytes; 0 where the assembler gave none. */
    size: number;
    kind: "function" | "object" | "other";
}

export interface ElfSegment {
    /** Physical (load) address. */
    address: number;
    bytes: Uint8Array;
}

export class ElfError extends Error {
    override name = "ElfError";
}

const SHT_SYMTAB = 2;
const PT_LOAD = 1;
const EM_ARM = 40;
const SYMBOL_SIZE = 16;
const kinds: Readonly<Record<number, ElfSymbol["kind"]>> = { 1: "object", 2: "function" };

interface Section {
    type: number;
    offset: number;
    size: number;
    link: number;
}

/** Symbols and segments of a 32-bit little-endian ARM executable. */
export class ElfFile {
    readonly symbols: readonly ElfSymbol[];
    readonly segments: readonly ElfSegment[];
    private readonly functions: readonly ElfSymbol[];
    private readonly view: DataView;

    constructor(private readonly bytes: Uint8Array) {
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const magic = bytes.length >= 52 ? this.view.getUint32(0, false) : 0;
        if (magic !== 0x7f45_4c46) throw new ElfError("not an ELF file");
        const isArm32 = this.view.getUint16(4, false) === 0x0101 && this.view.getUint16(18, true) === EM_ARM;
        if (!isArm32) throw new ElfError("not an ELF file for a 32-bit little-endian ARM");
        try {
            this.segments = this.readSegments();
            this.symbols = this.readSymbols();
        } catch (error) {
            if (error instanceof RangeError) throw new ElfError("the ELF file is truncated");
            throw error;
        }
        const named = this.symbols.filter((symbol) => symbol.kind === "function");
        this.functions = named.sort((a, b) => a.address - b.address);
    }

    symbol(name: string): ElfSymbol | undefined {
        return this.symbols.find((symbol) => symbol.name === name);
    }

    /** The address of a symbol, or undefined. */
    address(name: string): number | undefined {
        return this.symbol(name)?.address;
    }

    /** The function that an instruction address lies in, with the distance from its start. */
    functionAt(address: number): { name: string; offset: number } | undefined {
        let low = 0;
        let high = this.functions.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if ((this.functions[middle]?.address ?? 0) <= address) low = middle + 1;
            else high = middle;
        }
        const found = this.functions[low - 1];
        if (found === undefined || (found.size > 0 && address >= found.address + found.size)) return undefined;
        return { name: found.name, offset: address - found.address };
    }

    private readSegments(): ElfSegment[] {
        const { view } = this;
        const table = view.getUint32(28, true);
        const entrySize = view.getUint16(42, true);
        const count = view.getUint16(44, true);
        const segments: ElfSegment[] = [];
        for (let index = 0; index < count; index++) {
            const header = table + index * entrySize;
            const offset = view.getUint32(header + 4, true);
            const address = view.getUint32(header + 12, true);
            const size = view.getUint32(header + 16, true);
            if (view.getUint32(header, true) !== PT_LOAD || size === 0) continue;
            if (offset + size > this.bytes.length) throw new RangeError("segment");
            segments.push({ address, bytes: this.bytes.subarray(offset, offset + size) });
        }
        return segments;
    }

    private readSymbols(): ElfSymbol[] {
        const sections = this.readSections();
        const symbols: ElfSymbol[] = [];
        for (const table of sections) {
            if (table.type !== SHT_SYMTAB) continue;
            const strings = sections[table.link];
            if (strings === undefined) throw new ElfError("the ELF file has a symbol table without names");
            for (let at = table.offset; at < table.offset + table.size; at += SYMBOL_SIZE) {
                const symbol = this.readSymbol(at, strings);
                if (symbol !== undefined) symbols.push(symbol);
            }
        }
        return symbols;
    }

    private readSections(): Section[] {
        const { view } = this;
        const table = view.getUint32(32, true);
        const entrySize = view.getUint16(46, true);
        const count = view.getUint16(48, true);
        return Array.from({ length: count }, (_, index) => {
            const header = table + index * entrySize;
            return {
                type: view.getUint32(header + 4, true),
                offset: view.getUint32(header + 16, true),
                size: view.getUint32(header + 20, true),
                link: view.getUint32(header + 24, true),
            };
        });
    }

    private readSymbol(at: number, strings: Section): ElfSymbol | undefined {
        const { view } = this;
        const name = this.readName(strings.offset + view.getUint32(at, true));
        // $t, $d and $a mark instruction sets and literal pools; they are no names.
        if (name === "" || name.startsWith("$")) return undefined;
        const kind = kinds[view.getUint8(at + 12) & 0xf] ?? "other";
        const value = view.getUint32(at + 4, true);
        return {
            name,
            address: kind === "function" ? (value & ~1) >>> 0 : value,
            size: view.getUint32(at + 8, true),
            kind,
        };
    }

    private readName(start: number): string {
        let end = start;
        while (this.view.getUint8(end) !== 0) end++;
        return Buffer.from(this.bytes.subarray(start, end)).toString("latin1");
    }
}
