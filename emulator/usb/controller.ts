/**
 * The RP2040's USB device controller as the bus sees it (datasheet section 4.1). rp2040js completes
 * an IN transfer inside the store that arms it, delivers the two halves of a double buffer in the
 * wrong order, and knows neither stall, start of frame nor suspend; so its registers are kept and
 * the traffic is taken over: a packet moves when the bus says so.
 */
import type { Chip } from "../chip.ts";

export type Direction = "in" | "out";
export type Toggle = 0 | 1;
/** What the controller would answer to a token: data or room, a stall handshake, or NAK. */
export type EndpointState = "ready" | "stalled" | "busy";

export interface InPacket {
    data: Uint8Array;
    toggle: Toggle;
}

const MAX_PACKET = 64;
const EP0_BUFFER = 0x100;

// Registers.
const SOF_RD = 0x48;
const SIE_CTRL = 0x4c;
const SIE_STATUS = 0x50;
const INTE = 0x90;

const PULLUP = 1 << 16;
const SUSPENDED = 1 << 4;
const RESUME = 1 << 11;
const BUS_RESET = 1 << 19;
const INT_START_OF_FRAME = 1 << 17;

// Endpoint control, in the dual-port memory.
const ENABLE = 1 << 31;
const DOUBLE_BUFFERED = 1 << 30;
const INTERRUPT_PER_BUFFER = 1 << 29;

// Buffer control, in the dual-port memory.
const BUFFER_CONTROL = 0x80;
const BUFFER_CONTROL_END = 0x100;
const FULL = 1 << 15;
const DATA1 = 1 << 13;
const SELECT_FIRST = 1 << 12;
const STALL = 1 << 11;
const AVAILABLE = 1 << 10;
const LENGTH = 0x3ff;
const SECOND_HALF = 16;

/** Fields and methods that rp2040js 1.4.1 keeps to itself. */
interface Internals {
    intRaw: number;
    intEnable: number;
    sieStatus: number;
    sieCtrl: number;
    addrEndp: number;
    epStallArm: number;
    rawWriteValue: number;
    checkInterrupts(): void;
    sieStatusUpdated(): void;
    indicateBufferReady(endpoint: number, out: boolean): void;
}

function internalsOf(controller: object): Internals {
    for (const name of ["intRaw", "sieStatus", "epStallArm", "checkInterrupts", "indicateBufferReady"])
        if (!(name in controller)) throw new Error(`this version of rp2040js has no ${name} in its USB controller`);
    return controller as Internals;
}

/**
 * TinyUSB 0.18 keeps a null pointer for the control register that endpoint 0 does not have, and at
 * each packet there writes back what it read through it, with its interrupt bit: this value at
 * address 0, and no other, is let pass.
 */
function missingEndpointControl(word: number): number {
    const INTERRUPT_PER_PAIR = 1 << 28;
    return ((word & ~(DOUBLE_BUFFERED | INTERRUPT_PER_PAIR)) | INTERRUPT_PER_BUFFER) >>> 0;
}

/**
 * What the controller tells the bus. All are called in the middle of an instruction: nothing may
 * move at once.
 */
export interface ControllerEvents {
    /** The pull-up on D+ went on or off: the device appears or goes. */
    onPullUp: (on: boolean) => void;
    /** A buffer became available or an endpoint stalled. */
    onArmed: () => void;
    /** The firmware wants start-of-frame interrupts. */
    onFramesWanted: () => void;
    /** The low eleven bits of the frame number. */
    frameNumber: () => number;
}

export class DeviceController {
    /**
     * Packets that the device discarded for their data toggle: the host sent one again that had
     * arrived.
     */
    toggleErrors = 0;
    /** Packets from the host that did not fit the buffer that was ready for them. */
    overflows = 0;
    private readonly state: Internals;
    private readonly memory: Uint8Array;
    private readonly words: DataView;
    /** Of each endpoint and direction, the half of a double buffer that is next. */
    private readonly half = new Uint8Array(32);

    constructor(
        chip: Chip,
        private readonly events: ControllerEvents,
    ) {
        const { usbCtrl, usbDPRAM, usbDPRAMView } = chip.mcu;
        this.state = internalsOf(usbCtrl);
        this.memory = usbDPRAM;
        this.words = usbDPRAMView;
        const read = usbCtrl.readUint32.bind(usbCtrl);
        const write = usbCtrl.writeUint32.bind(usbCtrl);
        usbCtrl.readUint32 = (offset) => (offset === SOF_RD ? this.readFrame() : read(offset));
        usbCtrl.writeUint32 = (offset, value) => {
            const hadPullUp = this.pullUp;
            write(offset, value);
            if (offset === SIE_CTRL && this.pullUp !== hadPullUp) events.onPullUp(this.pullUp);
            else if (offset === SIE_STATUS) this.acknowledge();
            else if (offset === INTE && this.wantsFrames) events.onFramesWanted();
        };
        chip.mcu.isHarmlessRomWrite = (address, value) =>
            address === 0 && value === missingEndpointControl(chip.mcu.bootrom[0] ?? 0);
        usbCtrl.DPRAMUpdated = (offset, value) => this.memoryWritten(offset, value);
    }

    get pullUp(): boolean {
        return (this.state.sieCtrl & PULLUP) !== 0;
    }

    get wantsFrames(): boolean {
        return (this.state.intEnable & INT_START_OF_FRAME) !== 0;
    }

    /** The address that the device answers to. */
    get address(): number {
        return this.state.addrEndp & 0x7f;
    }

    busReset(): void {
        this.half.fill(0);
        this.raise(BUS_RESET);
    }

    suspend(): void {
        this.raise(SUSPENDED);
    }

    resume(): void {
        this.raise(RESUME);
    }

    startOfFrame(): void {
        this.state.intRaw |= INT_START_OF_FRAME;
        this.state.checkInterrupts();
    }

    /** A setup packet is never refused; it ends the stall of endpoint 0. */
    setup(packet: Uint8Array): void {
        this.state.epStallArm = 0;
        this.memory.set(packet.subarray(0, 8));
        this.raise(1 << 17);
    }

    endpointState(endpoint: number, direction: Direction): EndpointState {
        if (endpoint !== 0 && (this.control(endpoint, direction) & ENABLE) === 0) return "busy";
        const value = this.words.getUint32(this.bufferControlAt(endpoint, direction), true);
        if ((value & STALL) !== 0 && this.stallArmed(endpoint, direction)) return "stalled";
        return (this.selected(endpoint, direction, value) & AVAILABLE) !== 0 ? "ready" : "busy";
    }

    /** Moves the packet that the endpoint offers to the host; the endpoint must be ready. */
    takeIn(endpoint: number): InPacket {
        const at = this.bufferControlAt(endpoint, "in");
        const half = this.halfOf(endpoint, "in");
        const control = this.words.getUint32(at, true) >>> (half * SECOND_HALF);
        const start = this.bufferAt(endpoint, "in", half);
        const data = this.memory.slice(start, start + (control & LENGTH));
        this.complete(endpoint, "in", control & ~(AVAILABLE | FULL));
        return { data, toggle: (control & DATA1) !== 0 ? 1 : 0 };
    }

    /** Moves a packet from the host into the endpoint's buffer; the endpoint must be ready. */
    giveOut(endpoint: number, data: Uint8Array, toggle: Toggle): void {
        const at = this.bufferControlAt(endpoint, "out");
        const half = this.halfOf(endpoint, "out");
        const control = this.words.getUint32(at, true) >>> (half * SECOND_HALF);
        if (((control & DATA1) !== 0 ? 1 : 0) !== toggle) {
            this.toggleErrors++;
            return;
        }
        const room = Math.min(control & LENGTH, MAX_PACKET);
        if (data.length > room) this.overflows++;
        const taken = data.subarray(0, room);
        this.memory.set(taken, this.bufferAt(endpoint, "out", half));
        this.complete(endpoint, "out", (control & ~(AVAILABLE | LENGTH)) | FULL | taken.length);
    }

    private complete(endpoint: number, direction: Direction, value: number): void {
        const at = this.bufferControlAt(endpoint, direction);
        const shift = this.halfOf(endpoint, direction) * SECOND_HALF;
        const other = this.words.getUint32(at, true) & ~(0xffff << shift);
        this.words.setUint32(at, (other | ((value & 0xffff) << shift)) >>> 0, true);
        const control = this.control(endpoint, direction);
        const double = (control & DOUBLE_BUFFERED) !== 0;
        const index = endpoint * 2 + (direction === "out" ? 1 : 0);
        if (double) this.half[index] = (this.half[index] ?? 0) ^ 1;
        const otherWaits = (this.words.getUint32(at, true) & (AVAILABLE | (AVAILABLE << SECOND_HALF))) !== 0;
        const quiet = double && (control & INTERRUPT_PER_BUFFER) === 0 && otherWaits;
        if (!quiet) this.state.indicateBufferReady(endpoint, direction === "out");
    }

    private raise(status: number): void {
        this.state.sieStatus |= status;
        this.state.sieStatusUpdated();
    }

    /** rp2040js never clears this bit, and the interrupt would storm. */
    private acknowledge(): void {
        if ((this.state.rawWriteValue & SUSPENDED) === 0) return;
        this.state.sieStatus &= ~SUSPENDED;
        this.state.sieStatusUpdated();
    }

    /** Reading the frame number ends the start-of-frame interrupt. */
    private readFrame(): number {
        this.state.intRaw &= ~INT_START_OF_FRAME;
        this.state.checkInterrupts();
        return this.events.frameNumber() & 0x7ff;
    }

    private memoryWritten(offset: number, value: number): void {
        if (offset < BUFFER_CONTROL || offset >= BUFFER_CONTROL_END) return;
        const index = (offset - BUFFER_CONTROL) >> 2;
        if ((value & SELECT_FIRST) !== 0) this.half[index] = 0;
        if ((value & (AVAILABLE | STALL | (AVAILABLE << SECOND_HALF))) !== 0) this.events.onArmed();
    }

    /** Endpoint 0 stalls only while armed to, so that the next setup packet finds it open. */
    private stallArmed(endpoint: number, direction: Direction): boolean {
        return endpoint !== 0 || (this.state.epStallArm & (direction === "in" ? 1 : 2)) !== 0;
    }

    private selected(endpoint: number, direction: Direction, value: number): number {
        return value >>> (this.halfOf(endpoint, direction) * SECOND_HALF);
    }

    private halfOf(endpoint: number, direction: Direction): number {
        if ((this.control(endpoint, direction) & DOUBLE_BUFFERED) === 0) return 0;
        return this.half[endpoint * 2 + (direction === "out" ? 1 : 0)] ?? 0;
    }

    private control(endpoint: number, direction: Direction): number {
        if (endpoint === 0) return 0;
        return this.words.getUint32(endpoint * 8 + (direction === "out" ? 4 : 0), true);
    }

    private bufferControlAt(endpoint: number, direction: Direction): number {
        return BUFFER_CONTROL + endpoint * 8 + (direction === "out" ? 4 : 0);
    }

    private bufferAt(endpoint: number, direction: Direction, half: number): number {
        const base = endpoint === 0 ? EP0_BUFFER : this.control(endpoint, direction) & 0xffc0;
        return base + half * MAX_PACKET;
    }
}
