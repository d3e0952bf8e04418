/**
 * Function 1 of the bus: a 32 KiB window on the chip's address space, and byte registers of its own
 * above 0x10000. The window reaches the chip's RAM, the wrappers of its cores and everything else,
 * which stores what is written. Names are those of cyw43_ll.c in cyw43-driver.
 */
import { Download, RAM_SIZE } from "./download.ts";

const BYTE_REGISTERS = 0x1_0000;
const WINDOW_MASK = 0x7fff;
const ADDRESS_LOW = 0x1_000a;
const ADDRESS_MID = 0x1_000b;
const ADDRESS_HIGH = 0x1_000c;
const FRAME_CONTROL = 0x1_000d;
const CHIP_CLOCK_CSR = 0x1_000e;
const SLEEP_CSR = 0x1_001f;

const ALP_AVAILABLE = 0x40;
const HT_AVAILABLE = 0x80;
const KEEP_ON = 1;
const DEVICE_ON = 2;
const DROP_FRAME = 1;

const CHIP_ID = 0x1800_0000;
const CHIP_ID_VALUE = 0xa9af;
const WLAN_RESET = 0x1810_3800;
const SOCRAM_RESET = 0x1810_4800;
const IN_RESET = 1;

export interface BackplaneListener {
    /** The WLAN core has left reset; `problem` says why it cannot run what was downloaded. */
    coreStarted(problem: string | undefined): void;
    /** The host gives up the packet that the chip announces. */
    frameDropped(): void;
}

export class Backplane {
    /** Set by the chip once its fast clock runs. */
    highThroughputClock = false;
    download = new Download();
    private readonly ram = new Uint8Array(RAM_SIZE);
    /** Bytes outside RAM that were written, by address. */
    private readonly registers = new Map<number, number>();
    private window = 0;

    constructor(private readonly listener: BackplaneListener) {
        this.reset();
    }

    /** What power-on does. */
    reset(): void {
        this.registers.clear();
        this.registers.set(WLAN_RESET, IN_RESET);
        this.registers.set(SOCRAM_RESET, IN_RESET);
        for (let i = 0; i < 4; i++) this.registers.set(CHIP_ID + i, (CHIP_ID_VALUE >>> (8 * i)) & 0xff);
        this.ram.fill(0);
        this.download = new Download();
        this.highThroughputClock = false;
        this.window = 0;
    }

    /** Whether the host has let the bus go to sleep, after it has once kept it awake. */
    get asleep(): boolean {
        const csr = this.registers.get(SLEEP_CSR);
        return csr !== undefined && (csr & KEEP_ON) === 0;
    }

    /**
     * The address in the chip that an address of function 1 means; undefined for the byte
     * registers.
     */
    chipAddress(address: number): number | undefined {
        return address < BYTE_REGISTERS ? (this.window | (address & WINDOW_MASK)) >>> 0 : undefined;
    }

    read(address: number, length: number): Uint8Array {
        const bytes = new Uint8Array(length);
        const start = this.chipAddress(address);
        for (let i = 0; i < length; i++)
            bytes[i] = start === undefined ? this.readRegister(address + i) : this.readByte(start + i);
        return bytes;
    }

    write(address: number, bytes: Uint8Array): void {
        const start = this.chipAddress(address);
        if (start === undefined) {
            for (const [i, byte] of bytes.entries()) this.writeRegister(address + i, byte);
        } else if (start < RAM_SIZE) {
            this.ram.set(bytes.subarray(0, RAM_SIZE - start), start);
            this.download.wrote(start, bytes);
        } else {
            for (const [i, byte] of bytes.entries()) this.writeByte(start + i, byte);
        }
    }

    private readByte(address: number): number {
        return (address < RAM_SIZE ? this.ram[address] : this.registers.get(address)) ?? 0;
    }

    private writeByte(address: number, byte: number): void {
        const before = this.registers.get(address) ?? 0;
        this.registers.set(address, byte);
        if (address === WLAN_RESET && (before & IN_RESET) !== 0 && (byte & IN_RESET) === 0)
            this.listener.coreStarted(this.download.problem);
    }

    private readRegister(address: number): number {
        const stored = this.registers.get(address) ?? 0;
        if (address === CHIP_CLOCK_CSR) return stored | ALP_AVAILABLE | (this.highThroughputClock ? HT_AVAILABLE : 0);
        if (address === SLEEP_CSR) return stored & KEEP_ON ? stored | DEVICE_ON : stored & ~DEVICE_ON;
        return stored;
    }

    private writeRegister(address: number, byte: number): void {
        switch (address) {
            case ADDRESS_LOW:
                this.window = ((this.window & 0xffff_0000) | ((byte & 0x80) << 8)) >>> 0;
                break;
            case ADDRESS_MID:
                this.window = ((this.window & 0xff00_8000) | (byte << 16)) >>> 0;
                break;
            case ADDRESS_HIGH:
                this.window = ((this.window & 0x00ff_8000) | (byte << 24)) >>> 0;
                break;
            case FRAME_CONTROL:
                if (byte & DROP_FRAME) this.listener.frameDropped();
                break;
            case SLEEP_CSR:
                // Before the host has once kept the chip awake, a zero means nothing.
                if ((byte & KEEP_ON) !== 0 || this.registers.has(SLEEP_CSR)) this.registers.set(SLEEP_CSR, byte);
                break;
            default:
                this.registers.set(address, byte);
        }
    }
}
