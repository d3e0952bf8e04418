/** One life of the chip, from reset to reset: rp2040js with its gaps filled, and the boot ROM. */
import { BootRom, hasBootableSecondStage } from "./boot-rom.ts";
import { SimulatedClock } from "./clock.ts";
import { correctWaking, executeInstruction, isAsleep } from "./cpu.ts";
import { EmulatedFault } from "./fault.ts";
import { GuardedChip } from "./guarded-chip.ts";
import { BOOT2_RAM, BOOT2_SIZE, ROM_END, SRAM_BASE, VECTOR_TABLE, WATCHDOG_BASE } from "./memory-map.ts";
import { PioRunner } from "./pio.ts";

/** How far time moves at once while the CPU sleeps and a state machine works, in cycles. */
const SLEEP_STEP_CYCLES = 8;

/** What survives a reset by the watchdog. */
export interface Survivors {
    flash: Uint8Array;
    sram: Uint8Array;
    scratch: Uint32Array;
    reason: number;
}

interface Watchdog {
    onWatchdogTrigger: () => void;
    scratchData: Uint32Array;
    reason: number;
}

/** rp2040js keeps the watchdog only in its table of peripherals, under the general type. */
function watchdogOf(mcu: GuardedChip): Watchdog {
    const peripheral: unknown = mcu.findPeripheral(WATCHDOG_BASE);
    if (typeof peripheral !== "object" || peripheral === null || !("onWatchdogTrigger" in peripheral))
        throw new Error("this version of rp2040js has no watchdog where 1.4.1 has it");
    return peripheral as Watchdog;
}

/**
 * Core 1 does not exist here. The FIFO to it reads as empty and writable, and a write says what is
 * wrong instead of leaving the firmware waiting. Division by zero answers as the hardware does.
 */
function completeSio(mcu: GuardedChip): void {
    const FIFO_ST = 0x50;
    const FIFO_WR = 0x54;
    const FIFO_RD = 0x58;
    const FIFO_WRITABLE = 2;
    const { sio } = mcu;
    const read = sio.readUint32.bind(sio);
    const write = sio.writeUint32.bind(sio);
    const divide = sio.updateHardwareDivider.bind(sio);
    sio.readUint32 = (offset) => {
        if (offset === FIFO_ST) return FIFO_WRITABLE;
        return offset === FIFO_RD ? 0 : read(offset);
    };
    sio.writeUint32 = (offset, value) => {
        if (offset === FIFO_WR) throw new EmulatedFault("core1", "the firmware starts core 1, which is not emulated");
        write(offset, value);
    };
    sio.updateHardwareDivider = (signed) => {
        divide(signed);
        if (sio.divDivisor === 0) sio.divQuotient = signed && (sio.divDividend | 0) < 0 ? 1 : 0xffff_ffff;
    };
}

export class Chip {
    readonly clock = new SimulatedClock();
    readonly mcu: GuardedChip;
    readonly pio: PioRunner;
    /** Instructions executed in this life; a boot-ROM routine counts as one. */
    instructions = 0;
    /** Set once the watchdog has fired; the chip must not run on. */
    watchdogFired = false;
    /**
     * True while peripherals work after an instruction: a fault is then theirs (DMA), not the
     * instruction's.
     */
    inPeripherals = false;
    private frequency = 0;
    private nanosPerCycle = 0;
    private readonly rom: BootRom;
    private readonly watchdog: Watchdog;

    constructor(flash: Uint8Array, flashSize: number) {
        this.mcu = new GuardedChip(this.clock, flashSize);
        this.rom = new BootRom(this.mcu);
        this.mcu.flash.set(flash.subarray(0, flashSize));
        this.pio = new PioRunner(this.mcu);
        correctWaking(this.mcu);
        completeSio(this.mcu);
        this.watchdog = watchdogOf(this.mcu);
        this.watchdog.onWatchdogTrigger = () => {
            this.watchdogFired = true;
        };
    }

    get cycles(): number {
        return this.mcu.core.cycles;
    }

    /** Ends this life. */
    survivors(): Survivors {
        const { flash, flashSize, sram } = this.mcu;
        const { scratchData, reason } = this.watchdog;
        return { flash: flash.subarray(0, flashSize), sram, scratch: scratchData, reason };
    }

    /** Takes over what the previous life left; `flash` was given to the constructor. */
    restore(survivors: Survivors): void {
        this.mcu.sram.set(survivors.sram);
        this.watchdog.scratchData.set(survivors.scratch);
        this.watchdog.reason = survivors.reason;
    }

    /**
     * Does what the boot ROM does after reset: honours a jump left in the watchdog's scratch
     * registers, else copies the second stage to RAM and runs it; `skipSecondStage` enters the
     * program's vector table instead. Returns false where the ROM would give up and offer the
     * BOOTSEL drive.
     */
    boot(skipSecondStage: boolean): boolean {
        const { core } = this.mcu;
        const [magic = 0, check = 0, stack = 0, entry = 0] = this.watchdog.scratchData.subarray(4);
        const VECTOR_MAGIC = 0xb007_c0d3;
        if (magic === VECTOR_MAGIC && check === (entry ^ -VECTOR_MAGIC) >>> 0) {
            this.watchdog.scratchData[4] = 0;
            core.SP = stack;
            core.PC = entry & ~1;
            return true;
        }
        if (!hasBootableSecondStage(this.mcu.flash)) return false;
        if (skipSecondStage) {
            core.VTOR = VECTOR_TABLE;
            core.reset();
            return true;
        }
        this.mcu.sram.set(this.mcu.flash.subarray(0, BOOT2_SIZE), BOOT2_RAM - SRAM_BASE);
        core.SP = BOOT2_RAM;
        // The second stage goes on to the program's vector table when it has no caller.
        core.LR = 0;
        core.PC = BOOT2_RAM;
        return true;
    }

    /**
     * Executes one instruction or boot-ROM routine, or lets a sleeping core's time pass, at most
     * `longestSleep` nanoseconds at once. Returns true when the firmware asked for BOOTSEL.
     */
    step(longestSleep: number): boolean {
        const { mcu, clock } = this;
        if (isAsleep(mcu)) {
            this.sleep(longestSleep);
            return false;
        }
        this.instructions++;
        let cycles: number;
        let bootsel = false;
        if (mcu.core.PC < ROM_END) {
            const outcome = this.rom.call();
            cycles = outcome.cycles;
            mcu.core.cycles += cycles;
            bootsel = outcome.bootsel === true;
        } else {
            cycles = executeInstruction(mcu);
        }
        this.inPeripherals = true;
        if (mcu.clkSys !== this.frequency) {
            this.frequency = mcu.clkSys;
            this.nanosPerCycle = 1e9 / mcu.clkSys;
        }
        clock.tick(cycles * this.nanosPerCycle);
        if (!this.pio.stopped) this.pio.advance(cycles);
        this.inPeripherals = false;
        return bootsel;
    }

    /** True when nothing scheduled in the chip will ever wake its core. */
    get sleepsForever(): boolean {
        return isAsleep(this.mcu) && this.clock.nanosToNextAlarm === undefined && !this.pio.busy;
    }

    private sleep(longest: number): void {
        const { mcu, clock } = this;
        this.inPeripherals = true;
        if (this.pio.busy) {
            clock.tick((SLEEP_STEP_CYCLES * 1e9) / mcu.clkSys);
            this.pio.advance(SLEEP_STEP_CYCLES);
        } else {
            clock.tick(Math.min(clock.nanosToNextAlarm ?? longest, longest));
        }
        this.inPeripherals = false;
    }
}
