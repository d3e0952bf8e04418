/** The parts of an ELF file that the report counts; 32-bit for boards, 64-bit for the host, little-endian both. */
export interface ElfSection {
    readonly name: string;
    readonly address: number;
    readonly size: number;
    readonly allocated: boolean;
    readonly writable: boolean;
    /** Has bytes in the file, and so in flash; the rest is zeroed at start. */
    readonly inFile: boolean;
}

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
    /** Names of the functions that were linked. */
    readonly functions: readonly string[];
    private readonly wide: boolean;

    constructor(private readonly bytes: Buffer) {
        if (bytes.length < 52 || bytes.readUInt32BE(0) !== 0x7f454c46 || bytes[5] !== 1) {
            throw new Error("not a little-endian ELF file");
        }
        this.wide = bytes[4] === 2;
        const raw = this.readSections();
        const names = raw[bytes.readUInt16LE(this.wide ? 62 : 50)];
        this.sections = raw.map((section) => ({
            name: names ? this.text(names.offset + section.nameAt) : "",
            address: section.address,
            size: section.size,
            allocated: (section.flags & sectionFlags.allocate) !== 0,
            writable: (section.flags & sectionFlags.write) !== 0,
            inFile: section.type !== sectionTypes.noBits,
        }));
        this.functions = raw
            .filter(({ type }) => type === sectionTypes.symbols)
            .flatMap((table) => this.readFunctions(table, raw));
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

    private readFunctions(table: RawSection, sections: readonly RawSection[]): readonly string[] {
        const strings = sections[table.link];
        if (!strings) return [];
        const entrySize = this.wide ? 24 : 16;
        const infoAt = this.wide ? 4 : 12;
        const names: string[] = [];
        for (let at = table.offset; at < table.offset + table.size; at += entrySize) {
            const isFunction = ((this.bytes[at + infoAt] ?? 0) & 15) === 2;
            const section = this.bytes.readUInt16LE(at + (this.wide ? 6 : 14));
            if (isFunction && section !== 0) names.push(this.text(strings.offset + this.bytes.readUInt32LE(at)));
        }
        return names;
    }
}
