/**
 * The parts of an ELF file that the report reads; 32-bit for boards, 64-bit for the host,
 * little-endian both.
 */
export interface ElfSection {
    readonly name: string;
    readonly address: number;
    readonly size: number;
    readonly allocated: boolean;
    readonly writable: boolean;
    /** Has bytes in the file, and so in flash; the rest is zeroed at start. */
    readonly inFile: boolean;
}

export interface ElfSymbol {
    readonly name: string;
    /** Of a Thumb function with bit 0 set, as branches name it. */
    readonly address: number;
    /** Bytes; 0 where the assembler gave none. */
    readonly size: number;
    readonly isFunction: boolean;
}

/** `e_machine` of 32-bit ARM. */
const ARM = 40;

const sectionTypes = { symbols: 2, noBits: 8 } as const;
const sectionFlags = { write: 1, allocate: 2 } as const;

interface RawSection {
    readonly nameAt: number;
    readonly type: number;
    readonly flags: number;
    readonly address: number;
    readonly offset: number;
    readonly size: number;
    readonly link: number;
}

export class ElfFile {
    readonly sections: readonly ElfSection[];
    /** What was linked; the assembler's marks of code and data ("$t", "$d") among them. */
    readonly symbols: readonly ElfSymbol[];
    private readonly raw: readonly RawSection[];
    private readonly wide: boolean;

    constructor(private readonly bytes: Buffer) {
        if (bytes.length < 52 || bytes.readUInt32BE(0) !== 0x7f454c46 || bytes[5] !== 1)
            throw new Error("not a little-endian ELF file");
        this.wide = bytes[4] === 2;
        this.raw = this.readSections();
        const names = this.raw[bytes.readUInt16LE(this.wide ? 62 : 50)];
        this.sections = this.raw.map((section) => ({
            name: names ? this.text(names.offset + section.nameAt) : "",
            address: section.address,
            size: section.size,
            allocated: (section.flags & sectionFlags.allocate) !== 0,
            writable: (section.flags & sectionFlags.write) !== 0,
            inFile: section.type !== sectionTypes.noBits,
        }));
        this.symbols = this.raw
            .filter(({ type }) => type === sectionTypes.symbols)
            .flatMap((table) => this.readSymbols(table));
    }

    get isArm(): boolean {
        return !this.wide && this.bytes.readUInt16LE(18) === ARM;
    }

    /**
     * The bytes at an address of the running program, as the file has them; as many as the section
     * has, at most `length`.
     */
    bytesAt(address: number, length: number): Buffer {
        const section = this.raw.find(
            ({ type, flags, address: start, size }) =>
                type !== sectionTypes.noBits &&
                (flags & sectionFlags.allocate) !== 0 &&
                address >= start &&
                address < start + size,
        );
        if (!section) return Buffer.alloc(0);
        const from = section.offset + address - section.address;
        return this.bytes.subarray(from, Math.min(from + length, section.offset + section.size));
    }

    private word(at: number): number {
        return this.wide ? Number(this.bytes.readBigUInt64LE(at)) : this.bytes.readUInt32LE(at);
    }

    private text(at: number): string {
        return this.bytes.toString("latin1", at, this.bytes.indexOf(0, at));
    }

    private readSections(): readonly RawSection[] {
        const { bytes, wide } = this;
        const table = this.word(wide ? 40 : 32);
        const entrySize = bytes.readUInt16LE(wide ? 58 : 46);
        const count = bytes.readUInt16LE(wide ? 60 : 48);
        const size = wide ? 8 : 4;
        return Array.from({ length: count }, (_, index) => {
            const at = table + index * entrySize;
            return {
                nameAt: bytes.readUInt32LE(at),
                type: bytes.readUInt32LE(at + 4),
                flags: this.word(at + 8),
                address: this.word(at + 8 + size),
                offset: this.word(at + 8 + 2 * size),
                size: this.word(at + 8 + 3 * size),
                link: bytes.readUInt32LE(at + 8 + 4 * size),
            };
        });
    }

    private readSymbols(table: RawSection): readonly ElfSymbol[] {
        const { bytes, wide } = this;
        const strings = this.raw[table.link];
        if (!strings) return [];
        const entrySize = wide ? 24 : 16;
        const symbols: ElfSymbol[] = [];
        for (let at = table.offset; at < table.offset + table.size; at += entrySize) {
            const isUndefined = bytes.readUInt16LE(at + (wide ? 6 : 14)) === 0;
            if (isUndefined) continue;
            symbols.push({
                name: this.text(strings.offset + bytes.readUInt32LE(at)),
                address: this.word(at + (wide ? 8 : 4)),
                size: this.word(at + (wide ? 16 : 8)),
                isFunction: ((bytes[at + (wide ? 4 : 12)] ?? 0) & 15) === 2,
            });
        }
        return symbols;
    }
}
