/**
 * The memory protection unit of the Cortex-M0+ (ARMv6-M manual, B3.5), as far as firmware uses it:
 * regions that nobody may access, for writes to SRAM. Reads and code are not looked at.
 */

const BASE = 0xe000_ed90;
const TYPE = BASE;
const CONTROL = BASE + 4;
const NUMBER = BASE + 8;
const ADDRESS = BASE + 12;
const ATTRIBUTES = BASE + 16;

/** Eight regions, for data and code together. */
const TYPE_VALUE = 0x800;
const REGIONS = 8;
/** In the address register: the region's number is given with it. */
const VALID = 0x10;
const ENABLE = 1;
/** The field that says who may access: 0 is nobody. */
const ACCESS = 0x0700_0000;

interface Region {
    base: number;
    attributes: number;
}

export class MemoryProtection {
    private readonly regions: Region[] = Array.from({ length: REGIONS }, () => ({ base: 0, attributes: 0 }));
    private control = 0;
    private selected = 0;
    /** The one range that is closed now; empty where none is. */
    private closedFrom = 0;
    private closedTo = 0;

    static has(address: number): boolean {
        return address >= BASE && address <= ATTRIBUTES;
    }

    /** Whether a write to this address is refused. */
    refuses(address: number): boolean {
        return address >= this.closedFrom && address < this.closedTo;
    }

    read(address: number): number {
        const region = this.region;
        switch (address) {
            case TYPE:
                return TYPE_VALUE;
            case CONTROL:
                return this.control;
            case NUMBER:
                return this.selected;
            case ADDRESS:
                return (region.base | this.selected) >>> 0;
            default:
                return region.attributes;
        }
    }

    write(address: number, value: number): void {
        switch (address) {
            case CONTROL:
                this.control = value & 7;
                break;
            case NUMBER:
                this.selected = value & (REGIONS - 1);
                break;
            case ADDRESS:
                if ((value & VALID) !== 0) this.selected = value & (REGIONS - 1);
                this.region.base = (value & ~0xff) >>> 0;
                break;
            case ATTRIBUTES:
                this.region.attributes = value >>> 0;
                break;
        }
        this.look();
    }

    private get region(): Region {
        const region = this.regions[this.selected];
        if (region === undefined) throw new Error("there are eight regions");
        return region;
    }

    private look(): void {
        const closed = this.regions.filter(({ attributes }) => {
            return (attributes & ENABLE) !== 0 && (attributes & ACCESS) === 0;
        });
        const [only, ...others] = (this.control & ENABLE) === 0 ? [] : closed;
        if (others.length > 0) throw new Error("the emulator closes one region of memory at a time");
        this.closedFrom = only?.base ?? 0;
        this.closedTo = only === undefined ? 0 : only.base + 2 ** (((only.attributes >>> 1) & 31) + 1);
    }
}
