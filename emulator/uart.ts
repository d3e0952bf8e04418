/**
 * The PL011 as it takes time (RP2040 datasheet, 4.2): 32 characters wait each way, one at a time is
 * on the line for as long as the baud rate says, and what comes when nobody has room is lost.
 * rp2040js sends within the store and never tells that it is full. Its registers for the rate and
 * the format of characters are kept.
 */
import type { Time, TimeAlarm } from "./board-time.ts";
import type { Chip } from "./chip.ts";
import type { Alarm } from "./clock.ts";

const FIFO_DEPTH = 32;

// Registers.
const DR = 0x00;
const RSR = 0x04;
const FR = 0x18;
const LCR_H = 0x2c;
const CR = 0x30;
const IFLS = 0x34;
const IMSC = 0x38;
const RIS = 0x3c;
const MIS = 0x40;
const ICR = 0x44;

// Flags.
const TX_EMPTY = 1 << 7;
const RX_FULL = 1 << 6;
const TX_FULL = 1 << 5;
const RX_EMPTY = 1 << 4;
const BUSY = 1 << 3;

// Line control, and control.
const TWO_STOP_BITS = 1 << 3;
const PARITY = 1 << 1;
const ENABLED = 1;
const TX_ENABLED = 1 << 8;
const RX_ENABLED = 1 << 9;
const SENDING = ENABLED | TX_ENABLED;
const LISTENING = ENABLED | RX_ENABLED;
/** The pin on which the console's UART receives. */
const RX_PIN = 1;

// What is wrong with a received character, in the data register.
const OVERRUN = 1 << 11;
const BREAK = 1 << 10;
const FRAMING = 1 << 8;

// Interrupts.
const INT_OVERRUN = 1 << 10;
const INT_BREAK = 1 << 9;
const INT_FRAMING = 1 << 7;
const INT_RX_TIMEOUT = 1 << 6;
const INT_TX = 1 << 5;
const INT_RX = 1 << 4;

/** Characters at which a level of IFLS asks for attention. */
const LEVELS = [4, 8, 16, 24, 28];
const TIMEOUT_BITS = 32;
/** Ten bits at 115200 baud: whoever types knows nothing of the firmware's rate before it is set. */
const USUAL_CHARACTER_NANOS = 10e9 / 115_200;

/** "instant": characters leave in no time, for whoever wants the text and no figures. */
export type UartPace = "timed" | "instant";

export class Uart {
    onByte: (value: number) => void = () => undefined;
    /** Characters from outside that found no room. */
    overruns = 0;
    private readonly registers: NonNullable<Chip["mcu"]["uart"][number]>;
    private readonly waiting: number[] = [];
    private readonly received: number[] = [];
    private shifting: number | undefined;
    private control = TX_ENABLED | RX_ENABLED;
    private levels = 0x12;
    private mask = 0;
    private raw = 0;
    private overrun = false;
    private readonly sent: Alarm;
    private readonly silence: Alarm;
    private readonly breakAlarm: Alarm;

    constructor(
        private readonly chip: Chip,
        private readonly pace: UartPace,
    ) {
        const [registers] = chip.mcu.uart;
        if (registers === undefined) throw new Error("this version of rp2040js has no UART");
        this.registers = registers;
        this.sent = chip.clock.createAlarm(() => this.characterSent());
        this.breakAlarm = chip.clock.createAlarm(() => this.receive(0, true));
        this.silence = chip.clock.createAlarm(() => this.raise(INT_RX_TIMEOUT));
        const read = registers.readUint32.bind(registers);
        const write = registers.writeUint32.bind(registers);
        registers.readUint32 = (offset) => this.read(offset) ?? read(offset);
        registers.writeUint32 = (offset, value) => {
            if (this.write(offset, value)) return;
            write(offset, value);
            if (offset === LCR_H && !this.hasFifos) this.waiting.length = Math.min(this.waiting.length, 1);
        };
    }

    /** Nanoseconds of one character on the line; endless before the firmware has set a rate. */
    get characterNanos(): number {
        const { baudDivider, baudRate, wordLength = 8 } = this.registers;
        if (baudDivider === 0) return Infinity;
        return (this.bitsAround + wordLength) * (1e9 / baudRate);
    }

    /** A character from outside. `broken` is a line that stays low for the whole of it. */
    receive(value: number, broken = false): void {
        if (!this.listens) return;
        if (broken) this.raise(INT_BREAK | INT_FRAMING);
        if (this.received.length >= this.depth) {
            this.overruns++;
            this.overrun = true;
            this.raise(INT_OVERRUN);
            return;
        }
        this.received.push(broken ? BREAK | FRAMING : (value & 0xff) | (this.overrun ? OVERRUN : 0));
        this.overrun = false;
        if (this.received.length >= this.receiveLevel) this.raise(INT_RX);
        this.silence.schedule((TIMEOUT_BITS * this.characterNanos) / 10);
    }

    private get listens(): boolean {
        return (this.control & LISTENING) === LISTENING;
    }

    /**
     * Nothing is connected at power-on. Pads start with a pull-down, so that a receiver whose pin
     * the firmware has not pulled up begins with a break.
     */
    private begin(): void {
        if (this.chip.mcu.gpio[RX_PIN]?.pullupEnabled !== true) this.breakAlarm.schedule(1);
    }

    private get hasFifos(): boolean {
        return this.registers.fifosEnabled;
    }

    private get depth(): number {
        return this.hasFifos ? FIFO_DEPTH : 1;
    }

    private get receiveLevel(): number {
        return this.hasFifos ? (LEVELS[(this.levels >> 3) & 7] ?? 16) : 1;
    }

    /** The FIFO asks for more as it falls to so many. */
    private get transmitLevel(): number {
        return this.hasFifos ? (LEVELS[this.levels & 7] ?? 16) : 0;
    }

    private get bitsAround(): number {
        const line = this.registers.readUint32(LCR_H);
        return 2 + ((line & TWO_STOP_BITS) !== 0 ? 1 : 0) + ((line & PARITY) !== 0 ? 1 : 0);
    }

    private get flags(): number {
        const { waiting, received, depth } = this;
        return (
            (waiting.length === 0 ? TX_EMPTY : 0) |
            (waiting.length >= depth ? TX_FULL : 0) |
            (received.length === 0 ? RX_EMPTY : 0) |
            (received.length >= depth ? RX_FULL : 0) |
            (this.shifting !== undefined || waiting.length > 0 ? BUSY : 0)
        );
    }

    private read(offset: number): number | undefined {
        switch (offset) {
            case DR:
                return this.take();
            case RSR:
                return this.overrun ? OVERRUN >> 8 : 0;
            case FR:
                return this.flags;
            case CR:
                return this.control;
            case IFLS:
                return this.levels;
            case IMSC:
                return this.mask;
            case RIS:
                return this.raw;
            case MIS:
                return this.raw & this.mask;
            default:
                return undefined;
        }
    }

    /** True where the register is ours. */
    private write(offset: number, value: number): boolean {
        switch (offset) {
            case DR:
                this.put(value & 0xff);
                return true;
            case RSR:
                this.overrun = false;
                return true;
            case CR:
                if ((value & LISTENING) === LISTENING && !this.listens) this.begin();
                this.control = value & 0xffff;
                this.tellDma();
                this.sendNext();
                // rp2040js looks at it as well.
                return false;
            case IFLS:
                this.levels = value & 0x3f;
                return true;
            case IMSC:
                this.mask = value & 0x7ff;
                this.tellInterrupts();
                return true;
            case ICR:
                this.raw &= ~value;
                this.tellInterrupts();
                return true;
            default:
                return false;
        }
    }

    private take(): number {
        const value = this.received.shift() ?? 0;
        if (this.received.length < this.receiveLevel) this.raw &= ~INT_RX;
        if (this.received.length === 0) {
            this.raw &= ~INT_RX_TIMEOUT;
            this.silence.cancel();
        }
        this.tellInterrupts();
        return value;
    }

    private put(value: number): void {
        if (this.pace === "instant") {
            this.onByte(value);
            this.raise(INT_TX);
            return;
        }
        // A full FIFO drops what is written all the same.
        if (this.waiting.length < this.depth) this.waiting.push(value);
        if (this.waiting.length > this.transmitLevel) this.raw &= ~INT_TX;
        this.sendNext();
        this.tellInterrupts();
        this.tellDma();
    }

    private sendNext(): void {
        if (this.shifting !== undefined || (this.control & SENDING) !== SENDING) return;
        const nanos = this.characterNanos;
        if (nanos === Infinity) return;
        this.shifting = this.waiting.shift();
        if (this.shifting === undefined) return;
        // Asked for as the FIFO falls to its level, not for as long as it is there.
        if (this.waiting.length === this.transmitLevel) this.raise(INT_TX);
        this.sent.schedule(nanos);
        this.tellDma();
    }

    private characterSent(): void {
        const value = this.shifting ?? 0;
        this.shifting = undefined;
        this.onByte(value);
        this.sendNext();
    }

    private raise(interrupts: number): void {
        this.raw |= interrupts;
        this.tellInterrupts();
    }

    private tellInterrupts(): void {
        this.chip.mcu.setInterrupt(this.registers.irq, (this.raw & this.mask) !== 0);
    }

    /** A DMA channel that feeds the UART waits while its FIFO is full. */
    private tellDma(): void {
        const { dma } = this.chip.mcu;
        const { tx } = this.registers.dreq;
        if ((this.control & ENABLED) !== 0 && this.waiting.length < this.depth) dma.setDREQ(tx);
        else dma.clearDREQ(tx);
    }
}

/** What is typed, at the pace of the line, so that the FIFO does not run over by itself. */
export class UartInput {
    private readonly waiting: number[] = [];
    private readonly alarm: TimeAlarm;
    private busy = false;

    constructor(
        time: Time,
        private readonly uart: () => Uart,
    ) {
        this.alarm = time.createAlarm(() => this.next());
    }

    send(bytes: Uint8Array): void {
        this.waiting.push(...bytes);
        if (!this.busy) this.later();
    }

    private later(): void {
        this.busy = true;
        const nanos = this.uart().characterNanos;
        this.alarm.schedule(nanos === Infinity ? USUAL_CHARACTER_NANOS : nanos);
    }

    private next(): void {
        const byte = this.waiting.shift();
        this.busy = false;
        if (byte === undefined) return;
        this.uart().receive(byte);
        if (this.waiting.length > 0) this.later();
    }
}
