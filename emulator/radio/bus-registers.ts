/**
 * Function 0 of the bus: its own registers. Names and bits are those of cyw43_spi.h in
 * cyw43-driver; addresses that it does not name are stored and read back.
 */
import type { TransmitQueue } from "./sdpcm.ts";

const BUS_CONTROL = 0x00;
const STATUS_ENABLE = 0x02;
const INTERRUPT = 0x04;
const INTERRUPT_ENABLE = 0x06;
const STATUS = 0x08;
const FUNCTION1_INFO = 0x0c;
const FUNCTION2_INFO = 0x0e;
const READ_TEST = 0x14;
const RESPONSE_DELAY = 0x1c;

const WORD_LENGTH_32 = 0x01;
const INTERRUPT_POLARITY_HIGH = 0x20;
const HIGH_SPEED = 0x10;
const ENABLED_AND_READY = 3;
const ENABLED = 1;

export const F2_READ_UNDERFLOW = 0x0002;
export const COMMAND_ERROR = 0x0008;
export const DATA_ERROR = 0x0010;
const F2_PACKET_AVAILABLE = 0x0020;

const STATUS_UNDERFLOW = 0x02;
const STATUS_F2_READY = 0x20;
const STATUS_F2_PACKET = 0x100;
const STATUS_F2_LENGTH_SHIFT = 9;
const TEST_PATTERN = 0xfeed_bead;
const SIZE = 0x100;

/** What the registers show of the rest of the chip. */
export interface ChipState {
    /** Whether the WLAN core runs and takes packets. */
    readonly running: boolean;
    readonly toHost: TransmitQueue;
}

export class BusRegisters {
    /** How many reads of the status register give all ones, as a bus does that does not answer. */
    deafReads = 0;
    private readonly stored = new Uint8Array(SIZE);
    /** Conditions that the host has to clear; "packet available" is not among them, it is live. */
    private latched = 0;

    constructor(private readonly chip: ChipState) {
        this.reset();
    }

    /** What power-on does. */
    reset(): void {
        this.stored.fill(0);
        this.stored[BUS_CONTROL] = INTERRUPT_POLARITY_HIGH | HIGH_SPEED;
        this.stored[BUS_CONTROL + 1] = 4;
        this.stored.fill(4, RESPONSE_DELAY, RESPONSE_DELAY + 4);
        this.latched = 0;
    }

    get wordLength32(): boolean {
        return ((this.stored[BUS_CONTROL] ?? 0) & WORD_LENGTH_32) !== 0;
    }

    /** Whether a status word follows each answer. */
    get statusFollows(): boolean {
        return ((this.stored[STATUS_ENABLE] ?? 0) & 1) !== 0;
    }

    /** Bytes of padding before an answer of function 1. */
    get backplanePadding(): number {
        return this.stored[RESPONSE_DELAY + 1] ?? 0;
    }

    /** Level of the data line while the chip is not selected. */
    get hostWake(): boolean {
        const enabled = (this.stored[INTERRUPT_ENABLE] ?? 0) | ((this.stored[INTERRUPT_ENABLE + 1] ?? 0) << 8);
        const active = (this.interrupts & enabled) !== 0;
        const activeHigh = ((this.stored[BUS_CONTROL] ?? 0) & INTERRUPT_POLARITY_HIGH) !== 0;
        return active === activeHigh;
    }

    get status(): number {
        if (this.deafReads > 0) return 0xffff_ffff;
        const length = this.chip.toHost.length;
        const packet = length === 0 ? 0 : STATUS_F2_PACKET | (length << STATUS_F2_LENGTH_SHIFT);
        const underflow = this.latched & F2_READ_UNDERFLOW ? STATUS_UNDERFLOW : 0;
        return (this.chip.running ? STATUS_F2_READY : 0) | packet | underflow;
    }

    latch(condition: number): void {
        this.latched |= condition;
    }

    read(address: number, length: number): Uint8Array {
        const bytes = new Uint8Array(length);
        const status = this.status;
        for (let i = 0; i < length; i++) bytes[i] = this.readByte(address + i, status);
        if (address === STATUS && this.deafReads > 0) this.deafReads--;
        return bytes;
    }

    write(address: number, bytes: Uint8Array): void {
        for (const [i, byte] of bytes.entries()) {
            const at = address + i;
            if (at === INTERRUPT || at === INTERRUPT + 1) this.latched &= ~(byte << (8 * (at - INTERRUPT)));
            else if (at < SIZE) this.stored[at] = byte;
        }
    }

    private get interrupts(): number {
        return this.latched | (this.chip.toHost.length === 0 ? 0 : F2_PACKET_AVAILABLE);
    }

    private readByte(address: number, status: number): number {
        const byteOf = (value: number, from: number): number => (value >>> (8 * (address - from))) & 0xff;
        if (address >= INTERRUPT && address < INTERRUPT_ENABLE) return byteOf(this.interrupts, INTERRUPT);
        if (address >= STATUS && address < STATUS + 4) return byteOf(status, STATUS);
        if (address >= READ_TEST && address < READ_TEST + 4) return byteOf(TEST_PATTERN, READ_TEST);
        if (address === FUNCTION1_INFO) return ENABLED_AND_READY;
        if (address === FUNCTION2_INFO) return this.chip.running ? ENABLED_AND_READY : ENABLED;
        return this.stored[address] ?? 0;
    }
}
