/**
 * The RP2040 of rp2040js behind a bus that refuses what a correct firmware never does: writes to
 * the boot ROM or to mapped flash, unaligned accesses, and addresses where nothing is. rp2040js
 * lets most of them pass, so a store through a null pointer would go unnoticed.
 */
import { RP2040, type Logger } from "rp2040js";
import type { SimulatedClock } from "./clock.ts";
import { EmulatedFault, hex } from "./fault.ts";
import {
    FLASH_ALIASES_END,
    FLASH_BASE,
    PPB_BASE,
    PPB_END,
    ROM_END,
    SIO_BASE,
    SIO_END,
    SRAM_BASE,
    SRAM_END,
    USB_DPRAM_BASE,
    USB_DPRAM_END,
    XIP_CTRL_BASE,
    XIP_CTRL_END,
} from "./memory-map.ts";
import { MemoryProtection } from "./protection.ts";

const SSI_ENABLE = 0x1800_0008;

/**
 * Turns what rp2040js only logs into faults where it means a broken program, and keeps the rest for
 * the report.
 */
class FaultLogger implements Logger {
    readonly warnings = new Set<string>();

    debug(): void {
        // Register traffic: nothing that a user of the emulator asks for.
    }

    info(): void {
        // As above.
    }

    warn(component: string, message: string): void {
        if (component === "CortexM0Core" && message.startsWith("Warning: Instruction"))
            throw new EmulatedFault("undefined-instruction", "undefined instruction");
        if (this.warnings.size < 100) this.warnings.add(`${component}: ${message}`);
    }

    error(component: string, message: string): void {
        throw new EmulatedFault("unmapped", `${component}: ${message}`);
    }
}

function inRange(address: number, start: number, end: number): boolean {
    return address >= start && address < end;
}

export class GuardedChip extends RP2040 {
    /** Bytes of flash on the board, a power of two; reads beyond it wrap, as on the board. */
    readonly flashSize: number;
    private readonly flashMask: number;
    /** True between flash_exit_xip and the next second stage: the flash cannot be read then. */
    xipOff = false;
    /** What the flash takes to erase a sector: typically 45 ms, 400 ms at most. */
    sectorEraseMicros = 45_000;
    readonly warnings: ReadonlySet<string>;
    private readonly protection = new MemoryProtection();
    /**
     * Picks out writes to the boot ROM that correct firmware is known to make; the silicon ignores
     * every write there.
     */
    isHarmlessRomWrite: (address: number, value: number) => boolean = () => false;

    constructor(clock: SimulatedClock, flashSize = 2 * 1024 * 1024) {
        super(clock);
        this.flashSize = flashSize;
        this.flashMask = flashSize - 1;
        const logger = new FaultLogger();
        this.logger = logger;
        this.warnings = logger.warnings;
        this.onBreak = (code) => {
            throw new EmulatedFault("breakpoint", `breakpoint instruction (bkpt or udf #${String(code)})`);
        };
    }

    override readUint32(address: number): number {
        const at = address >>> 0;
        if ((at & 3) !== 0) throw new EmulatedFault("unaligned", `unaligned 32-bit read of ${hex(at)}`, at);
        if (at >= SRAM_BASE && at < SRAM_END) return this.sramView.getUint32(at - SRAM_BASE, true);
        if (at >= FLASH_BASE && at < FLASH_ALIASES_END) return this.flashView.getUint32(this.flashOffset(at), true);
        if (inRange(at, XIP_CTRL_BASE, XIP_CTRL_END)) return 0;
        if (MemoryProtection.has(at)) return this.protection.read(at);
        this.requireMapped(at, "read of");
        return super.readUint32(at);
    }

    override readUint16(address: number): number {
        const at = address >>> 0;
        if ((at & 1) !== 0) throw new EmulatedFault("unaligned", `unaligned 16-bit read of ${hex(at)}`, at);
        if (at >= FLASH_BASE && at < FLASH_ALIASES_END) return this.flashView.getUint16(this.flashOffset(at), true);
        if (at >= SRAM_BASE && at < SRAM_END) return this.sramView.getUint16(at - SRAM_BASE, true);
        const word = this.readUint32(at & ~3);
        return (at & 2 ? word >>> 16 : word) & 0xffff;
    }

    override readUint8(address: number): number {
        const at = address >>> 0;
        if (at >= SRAM_BASE && at < SRAM_END) return this.sramView.getUint8(at - SRAM_BASE);
        if (at >= FLASH_BASE && at < FLASH_ALIASES_END) return this.flashView.getUint8(this.flashOffset(at));
        return (this.readUint32(at & ~3) >>> ((at & 3) * 8)) & 0xff;
    }

    override writeUint32(address: number, value: number): void {
        const at = address >>> 0;
        if ((at & 3) !== 0) throw new EmulatedFault("unaligned", `unaligned 32-bit write to ${hex(at)}`, at);
        if (at >= SRAM_BASE && at < SRAM_END) {
            if (this.protection.refuses(at)) this.refuse(at);
            this.sramView.setUint32(at - SRAM_BASE, value, true);
            return;
        }
        if (at < ROM_END && this.isHarmlessRomWrite(at, value >>> 0)) return;
        this.requireWritable(at, "32-bit");
        if (inRange(at, XIP_CTRL_BASE, XIP_CTRL_END)) return;
        if (MemoryProtection.has(at)) {
            this.protection.write(at, value);
            return;
        }
        if (at === SSI_ENABLE && (value & 1) === 1) this.xipOff = false;
        super.writeUint32(at, value);
    }

    override writeUint16(address: number, value: number): void {
        const at = address >>> 0;
        if ((at & 1) !== 0) throw new EmulatedFault("unaligned", `unaligned 16-bit write to ${hex(at)}`, at);
        if (at >= SRAM_BASE && at < SRAM_END) {
            if (this.protection.refuses(at)) this.refuse(at);
            this.sramView.setUint16(at - SRAM_BASE, value, true);
            return;
        }
        this.requireWritable(at, "16-bit");
        super.writeUint16(at, value);
    }

    override writeUint8(address: number, value: number): void {
        const at = address >>> 0;
        if (at < SRAM_BASE || at >= SRAM_END) this.requireWritable(at, "8-bit");
        else if (this.protection.refuses(at)) this.refuse(at);
        super.writeUint8(at, value);
    }

    private refuse(address: number): never {
        const message = `write to ${hex(address)}, which the memory protection unit guards (the end of the stack?)`;
        throw new EmulatedFault("protected", message, address);
    }

    private flashOffset(address: number): number {
        if (this.xipOff) {
            throw new EmulatedFault(
                "unmapped",
                `read of flash at ${hex(address)} while it is not mapped (XIP is off)`,
                address,
            );
        }
        return address & this.flashMask;
    }

    private requireWritable(address: number, width: string): void {
        if (address < ROM_END) {
            const null_ = address < 256 ? ", probably through a null pointer" : "";
            throw new EmulatedFault("rom-write", `${width} write to ${hex(address)} in the boot ROM${null_}`, address);
        }
        if (inRange(address, FLASH_BASE, FLASH_ALIASES_END)) {
            const message = `${width} write to ${hex(address)} in flash, which is read-only (a const object?)`;
            throw new EmulatedFault("flash-write", message, address);
        }
        if (!inRange(address, XIP_CTRL_BASE, XIP_CTRL_END)) this.requireMapped(address, `${width} write to`);
    }

    private requireMapped(address: number, access: string): void {
        const mapped =
            address < ROM_END ||
            this.findPeripheral(address) !== undefined ||
            inRange(address, SIO_BASE, SIO_END) ||
            inRange(address, PPB_BASE, PPB_END) ||
            inRange(address, USB_DPRAM_BASE, USB_DPRAM_END);
        if (!mapped) throw new EmulatedFault("unmapped", `${access} ${hex(address)}, where nothing is`, address);
    }
}
