/**
 * A Pico on the desk: the chip through its resets, its console, and the reasons for which a run
 * ends.
 */
import { BoardTime } from "./board-time.ts";
import { CallWatch, type WatchedCalls } from "./call-watch.ts";
import { Chip } from "./chip.ts";
import { type ChipReset, tellChipReset } from "./chip-reset.ts";
import { FirmwareConsole } from "./console.ts";
import { isAsleep, takeHardFault, takeInterrupts } from "./cpu.ts";
import type { ElfFile } from "./elf.ts";
import { EmulatedFault, type FaultReport } from "./fault.ts";
import { answerIdentity, USUAL_BOARD_ID } from "./flash-chip.ts";
import { describeFault } from "./fault-report.ts";
import { Probes, type ProbeResult } from "./probe.ts";
import { addRingOscillator } from "./ring-oscillator.ts";
import { stackMeter, type StackMeter, type StackUse } from "./stack.ts";
import { Uart, UartInput, type UartPace } from "./uart.ts";
import type { UsbHost } from "./usb/index.ts";

/** Instructions between two looks at the wall clock. */
const CHUNK = 4096;
/** The longest jump of time while the core sleeps, so that whoever feeds the board is heard. */
const LONGEST_SLEEP_NANOS = 1e6;

export type StopReason =
    /** A console line matched `until`. */
    | "marker"
    /** The firmware did what a correct one never does; see `FaultReport`. */
    | "fault"
    /**
     * The firmware, or the boot ROM for want of a valid second stage, waits as the BOOTSEL drive.
     */
    | "bootsel"
    /** The core sleeps and nothing scheduled will ever wake it. */
    | "asleep"
    /** The watchdog reset the chip and `onReset` is "stop". */
    | "reset"
    | "simulated-limit"
    | "wall-limit";

export interface Stop {
    reason: StopReason;
    fault?: FaultReport;
    marker?: RegExpExecArray;
}

/** Counts since power-on, over all resets. */
export interface Counters {
    /** Simulated nanoseconds. */
    nanos: number;
    cycles: number;
    instructions: number;
}

export interface Reset {
    /** What the watchdog's reason register says: it ran out, or the firmware asked for it. */
    cause: "timer" | "forced";
    at: Counters;
}

export interface BoardOptions {
    /** Flash content; its length is the size of the flash chip, a power of two. */
    flash: Uint8Array;
    elf?: { file: ElfFile; path: string };
    /** Ends the run when a console line matches. */
    until?: RegExp;
    /** Simulated nanoseconds after which the run ends. */
    simulatedLimit?: number;
    /**
     * "stop" ends the run at a fault; "deliver" enters the firmware's HardFault handler, as the
     * silicon does.
     */
    onFault?: "stop" | "deliver";
    onReset?: "restart" | "stop";
    /** Enter the program's vector table instead of running the second stage. */
    skipSecondStage?: boolean;
    /** Names of functions whose calls are to be measured; needs `elf`. */
    probes?: readonly string[];
    /**
     * Name of the array that the firmware uses as its stack; without it, pico-sdk's stack of core
     * 0. Needs `elf`.
     */
    stackArray?: string;
    /** Functions of the firmware whose calls are to be told of; needs `elf`. */
    calls?: WatchedCalls;
    /**
     * Called for each chip, at power-on and after each reset, before its first instruction: what is
     * soldered to it attaches itself here. `bornAt` is the board's time at that moment, in
     * nanoseconds.
     */
    onChip?: (chip: Chip, bornAt: number) => void;
    /** Of the bits that the chip's ring oscillator makes; 1 unless given. */
    randomSeed?: number;
    /** The computer on the USB cable; it stays while the chip restarts. */
    usb?: UsbHost;
    /**
     * The serial port whose output is the console's text; the UART unless given. "usb" needs `usb`.
     */
    consolePort?: "uart" | "usb";
    /** Eight bytes, the identity of its flash chip, which makes two boards differ. */
    boardId?: Uint8Array;
    /** Microseconds in which the flash erases a sector; 45 000 unless given, 400 000 at most. */
    sectorEraseMicros?: number;
    /** "timed" unless given. */
    uartPace?: UartPace;
    onText?: (text: string) => void;
    onLine?: (line: string, at: Counters) => void;
}

function findProbes(options: BoardOptions): Probes | undefined {
    if (options.probes === undefined || options.probes.length === 0) return undefined;
    const found = options.probes.map((name) => {
        const address = options.elf?.file.address(name);
        if (address === undefined) throw new Error(`no function ${name} in the firmware's ELF file`);
        return { name, address };
    });
    return new Probes(found);
}

export class Board {
    chip: Chip;
    readonly console: FirmwareConsole;
    /** Time that goes on through resets, for what surrounds the chip. */
    readonly time = new BoardTime();
    readonly resets: Reset[] = [];
    /**
     * A debugger: called before each instruction with its address; true makes `run` return before
     * it.
     */
    hold: ((pc: number) => boolean) | undefined;
    /** Faults that were delivered to the firmware. */
    readonly deliveredFaults: FaultReport[] = [];
    private readonly before: Counters = { nanos: 0, cycles: 0, instructions: 0 };
    private readonly probes: Probes | undefined;
    private readonly calls: CallWatch | undefined;
    private readonly stack: StackMeter | undefined;
    private stop: Stop | undefined;
    private chipReset: ChipReset = "power";
    private interrupted = false;
    /** The UART of the console. */
    uart: Uart;
    private readonly uartInput = new UartInput(this.time, () => this.uart);
    /** Address of the instruction under way. */
    private pc = 0;

    constructor(private readonly options: BoardOptions) {
        this.probes = findProbes(options);
        this.calls = options.calls && new CallWatch(options.calls, (name) => options.elf?.file.address(name));
        this.stack = options.elf && stackMeter(options.elf.file, options.stackArray);
        this.console = new FirmwareConsole(
            (text) => options.onText?.(text),
            (line) => this.lineArrived(line),
        );
        if (options.usb !== undefined && options.consolePort === "usb")
            options.usb.onConsole = (bytes) => bytes.forEach((byte) => this.console.byte(byte));
        this.chip = this.newChip(options.flash);
        this.uart = this.newUart();
        this.boot();
    }

    get counters(): Counters {
        const { before, chip } = this;
        return {
            nanos: before.nanos + chip.clock.nanos,
            cycles: before.cycles + chip.cycles,
            instructions: before.instructions + chip.instructions,
        };
    }

    get probeResults(): readonly ProbeResult[] {
        return this.probes?.results ?? [];
    }

    /** High-water mark of the stack since power-on, if an ELF file says where the stack is. */
    get stackUse(): StackUse | undefined {
        return this.stack?.use(this.chip.mcu.sram);
    }

    /**
     * Runs for `wallMillis` of host time or up to `untilNanos` of simulated time, whichever comes
     * first. Returns why the run is over, or undefined if it can go on.
     */
    run(wallMillis: number, untilNanos = Infinity): Stop | undefined {
        const deadline = performance.now() + wallMillis;
        this.interrupted = false;
        while (this.stop === undefined) {
            const due = this.counters.nanos >= untilNanos || performance.now() >= deadline;
            if (due || this.interrupted) return undefined;
            this.runChunk(Math.min(untilNanos, this.options.simulatedLimit ?? Infinity) - this.before.nanos);
            if (this.counters.nanos >= (this.options.simulatedLimit ?? Infinity))
                this.stop ??= { reason: "simulated-limit" };
        }
        return this.stop;
    }

    /**
     * Makes `run` return after the instruction under way: whoever drives the board has something to
     * do at this very moment.
     */
    interrupt(): void {
        this.interrupted = true;
    }

    /**
     * Types on the console. On USB, returns false where the board has no console there now, and the
     * text is lost.
     */
    type(text: string): boolean {
        const bytes = new TextEncoder().encode(text);
        if (this.options.consolePort === "usb") return this.options.usb?.console.write(bytes) ?? false;
        this.uartInput.send(bytes);
        return true;
    }

    /** At most CHUNK instructions, and not beyond `chipLimit` nanoseconds of the chip's clock. */
    private runChunk(chipLimit: number): void {
        const { chip, probes, calls, stack } = this;
        const { core, sram } = chip.mcu;
        const paintAt = stack?.paintAt;
        const { clock } = chip;
        try {
            for (let count = 0; count < CHUNK && clock.nanos < chipLimit; count++) {
                if (this.hold !== undefined && this.isHeld(this.hold)) return;
                if (probes !== undefined) probes.check(chip);
                if (calls !== undefined) calls.check(chip);
                this.pc = core.PC;
                if (this.pc === paintAt) stack?.paint(sram, core.SP);
                if (chip.step(Math.min(LONGEST_SLEEP_NANOS, chipLimit - clock.nanos)))
                    this.stop ??= { reason: "bootsel" };
                if (this.stop !== undefined || this.interrupted) return;
                if (chip.watchdogFired) {
                    this.reset();
                    return;
                }
            }
            if (chip.sleepsForever) this.stop = { reason: "asleep" };
        } catch (error) {
            if (!(error instanceof EmulatedFault)) throw error;
            this.faulted(error);
        }
    }

    /**
     * An interrupt that is due is taken first, so that its handler's first instruction is seen as
     * well.
     */
    private isHeld(hold: (pc: number) => boolean): boolean {
        const { mcu } = this.chip;
        if (isAsleep(mcu)) return false;
        takeInterrupts(mcu);
        if (!hold((mcu.core.PC & ~1) >>> 0)) return false;
        this.interrupted = true;
        return true;
    }

    private newChip(flash: Uint8Array): Chip {
        const chip = new Chip(flash, this.options.flash.length);
        chip.mcu.sectorEraseMicros = this.options.sectorEraseMicros ?? chip.mcu.sectorEraseMicros;
        addRingOscillator(chip.mcu, this.options.randomSeed ?? 1);
        tellChipReset(chip.mcu, this.chipReset);
        answerIdentity(chip.mcu, this.options.boardId ?? USUAL_BOARD_ID);
        this.time.follow(chip.clock, this.before.nanos);
        this.options.usb?.plugInto(chip);
        this.options.onChip?.(chip, this.before.nanos);
        return chip;
    }

    private newUart(): Uart {
        const { consolePort, uartPace = "timed" } = this.options;
        const uart = new Uart(this.chip, uartPace);
        if (consolePort !== "usb") uart.onByte = (value) => this.console.byte(value);
        return uart;
    }

    /**
     * Resets the chip, of which flash and mostly RAM are what they were; or, as a debugger does,
     * the processor alone. To be called between two runs.
     */
    restart(by: ChipReset | "processor"): void {
        const survivors = this.chip.survivors();
        Object.assign(this.before, this.counters);
        if (by !== "processor") this.chipReset = by;
        this.stop = undefined;
        this.probes?.forget();
        this.stack?.endLife(survivors.sram);
        this.chip = this.newChip(survivors.flash);
        this.uart = this.newUart();
        if (by === "processor") this.chip.restore(survivors);
        else if (by !== "power") this.chip.mcu.sram.set(survivors.sram);
        this.boot();
    }

    private boot(): void {
        if (!this.chip.boot(this.options.skipSecondStage === true)) this.stop = { reason: "bootsel" };
    }

    private reset(): void {
        const at = this.counters;
        const survivors = this.chip.survivors();
        this.resets.push({ cause: survivors.reason === 1 ? "timer" : "forced", at });
        Object.assign(this.before, at);
        this.probes?.forget();
        this.stack?.endLife(survivors.sram);
        this.chip = this.newChip(survivors.flash);
        this.uart = this.newUart();
        this.chip.restore(survivors);
        if (this.options.onReset === "stop") this.stop = { reason: "reset" };
        else this.boot();
    }

    private faulted(fault: EmulatedFault): void {
        const { chip, options } = this;
        const pc = chip.inPeripherals ? undefined : (this.pc & ~1) >>> 0;
        const report = describeFault(fault, pc, chip.mcu.core.registers, options.elf);
        chip.inPeripherals = false;
        const deliverable = options.onFault === "deliver" && pc !== undefined && fault.kind !== "core1";
        if (deliverable && takeHardFault(chip.mcu, pc)) {
            this.deliveredFaults.push(report);
            return;
        }
        if (!deliverable) {
            this.stop = { reason: "fault", fault: report };
            return;
        }
        const first = this.deliveredFaults[0];
        const cause = first === undefined ? "" : `; the first fault was: ${first.message}`;
        const message = `lockup, a fault inside the fault handler: ${report.message}${cause}`;
        this.stop = { reason: "fault", fault: { ...report, kind: "lockup", message } };
    }

    private lineArrived(line: string): void {
        this.options.onLine?.(line, this.counters);
        const marker = this.options.until?.exec(line);
        if (marker != null) this.stop ??= { reason: "marker", marker };
    }
}
