/** The host's driver for a USB Ethernet device (NCM 1.0). */
import type { EthernetAttachment } from "../network/ethernet.ts";
import type { Bus } from "./bus.ts";
import { dataInterface } from "./cdc-acm.ts";
import { control, pause, type Script } from "./control.ts";
import {
    DescriptorError,
    functionalDescriptor,
    viewOf,
    type ConfigurationDescriptor,
    type InterfaceDescriptor,
} from "./descriptors.ts";
import type { UsbDevice } from "./enumeration.ts";
import type { HostProfile } from "./profiles.ts";
import { BlockError, buildBlock, parseBlock, type BlockRules } from "./ntb.ts";
import { InPipe, OutPipe } from "./pipes.ts";

const COMMUNICATIONS = 2;
const NCM = 0x0d;
const ETHERNET_FUNCTIONAL = 0x0f;
const NCM_FUNCTIONAL = 0x1a;
/** A bit of the network capabilities. */
const HAS_PACKET_FILTER = 1;
const GET_NTB_PARAMETERS = 0x80;
const SET_NTB_INPUT_SIZE = 0x86;
const SET_PACKET_FILTER = 0x43;
const SET_INTERFACE = 11;
const FROM_INTERFACE = 0xa1;
const TO_INTERFACE = 0x21;
const STANDARD_TO_INTERFACE = 0x01;
/** How long macOS has the network open before it closes it. */
const SECOND_THOUGHTS_NANOS = 4e6;
/** Directed, broadcast and all multicast frames. */
const USUAL_FILTER = 0x0e;
const NETWORK_CONNECTION = 0x00;
const SPEED_CHANGE = 0x2a;
const NOTIFICATION_HEADER = 8;
const SHORTEST_FRAME = 14;
const LONGEST_FRAME = 1514;
/** Frames that wait for the wire; a host drops the rest. */
const QUEUE_LENGTH = 64;

export interface NcmFunction {
    control: InterfaceDescriptor;
    data: InterfaceDescriptor;
}

export function findNcm(configuration: ConfigurationDescriptor): NcmFunction | undefined {
    for (const candidate of configuration.interfaces) {
        if (candidate.interfaceClass !== COMMUNICATIONS || candidate.subClass !== NCM) continue;
        const data = dataInterface(configuration, candidate);
        if (data !== undefined) return { control: candidate, data };
    }
    return undefined;
}

/** What passed, for tests and reports. */
export interface NcmCounters {
    blocksIn: number;
    blocksOut: number;
    framesIn: number;
    framesOut: number;
    /** Blocks from the device that broke the format; must stay 0. */
    badBlocks: number;
    /** Frames that found the queue full. */
    dropped: number;
}

export interface NcmEvents {
    onFrame: (frame: Uint8Array) => void;
    onLinkChange: (up: boolean) => void;
    /** Adds to what the host does on endpoint 0. */
    run: (script: Script) => void;
}

function parseAddress(text: string | undefined): Uint8Array {
    if (text === undefined || !/^[0-9A-Fa-f]{12}$/.test(text))
        throw new DescriptorError(`the host's Ethernet address "${text ?? ""}" is not twelve hexadecimal digits`);
    return Uint8Array.from(Buffer.from(text, "hex"));
}

export class NcmPort {
    /** The address that the device gives its host. */
    readonly hostAddress: Uint8Array;
    linkUp = false;
    /** Bits per second, as the device reports them. */
    speed: { down: number; up: number } | undefined;
    rules: BlockRules | undefined;
    readonly counters: NcmCounters;
    readonly input: InPipe;
    readonly output: OutPipe;
    private maxBlockIn = 0;
    private received: Uint8Array[] = [];
    private receivedLength = 0;
    private notification: number[] = [];
    private readonly queue: Uint8Array[] = [];
    private sequence = 0;

    constructor(
        bus: Bus,
        device: UsbDevice,
        private readonly ncm: NcmFunction,
        counters: NcmCounters,
        private readonly events: NcmEvents,
    ) {
        this.counters = counters;
        const ethernet = functionalDescriptor(ncm.control, ETHERNET_FUNCTIONAL);
        this.hostAddress = parseAddress(device.strings.get(ethernet?.[3] ?? 0));
        const input = ncm.data.endpoints.find(({ direction }) => direction === "in");
        const output = ncm.data.endpoints.find(({ direction }) => direction === "out");
        if (input === undefined || output === undefined) throw new DescriptorError("NCM needs a pair of endpoints");
        this.input = new InPipe(bus, input);
        this.input.onPacket = (data) => this.packetArrived(data);
        this.input.paused = true;
        this.output = new OutPipe(bus, output);
        this.output.onDrained = () => this.sendQueued();
        for (const pipe of [this.input, this.output]) {
            pipe.onHalt = () => this.events.run(pipe.clearHalt());
            bus.add(pipe);
        }
        const [interrupt] = ncm.control.endpoints;
        if (interrupt === undefined) throw new DescriptorError("NCM needs a notification endpoint");
        const notifications = new InPipe(bus, interrupt);
        notifications.onPacket = (data) => this.notified(data, interrupt.maxPacketSize);
        bus.add(notifications);
    }

    /** Does what the host's driver does to have the network open. */
    *open(profile: HostProfile): Script {
        for (const step of profile.network) {
            if (step === "parameters") yield* this.readParameters(profile);
            else if (step === "input size") yield* this.setInputSize();
            else if (step === "filter") yield* this.setFilter(profile);
            else yield* this.setAlternate(step === "open" ? this.ncm.data.alternate : 0);
        }
    }

    private *readParameters({ name, leastBlock, leastDivisor }: HostProfile): Script {
        const index = this.ncm.control.number;
        const setup = { requestType: FROM_INTERFACE, request: GET_NTB_PARAMETERS, value: 0, index, length: 28 };
        const { status, data } = yield* control(setup);
        if (status !== "ok" || data.length < 28) throw new DescriptorError("the device tells no NTB parameters");
        const view = viewOf(data);
        if ((view.getUint16(2, true) & 1) === 0) throw new DescriptorError("the device has no 16-bit blocks");
        this.maxBlockIn = view.getUint32(4, true);
        this.rules = {
            maxSize: Math.min(view.getUint32(16, true), 0xffff),
            divisor: Math.max(view.getUint16(20, true), 1),
            remainder: view.getUint16(22, true),
            alignment: Math.max(view.getUint16(24, true), 4),
            maxDatagrams: view.getUint16(26, true),
        };
        const least = Math.min(this.maxBlockIn, this.rules.maxSize);
        if (least < leastBlock) throw new DescriptorError(`${name} takes no blocks of ${String(least)} bytes`);
        const divisor = Math.min(view.getUint16(8, true), view.getUint16(20, true));
        if (divisor < leastDivisor) throw new DescriptorError(`${name} takes no divisor of ${String(divisor)}`);
    }

    /** Asks for blocks of the greatest size, which every device must take. */
    private *setInputSize(): Script {
        const index = this.ncm.control.number;
        const data = new Uint8Array(4);
        viewOf(data).setUint32(0, this.maxBlockIn, true);
        const setup = { requestType: TO_INTERFACE, request: SET_NTB_INPUT_SIZE, value: 0, index, data };
        const { status } = yield* control(setup);
        if (status !== "ok") throw new DescriptorError("the device does not take blocks of its own size");
    }

    /**
     * A capability that a device need not have. One that it announces must work: a real host goes
     * on without, and this one shows it.
     */
    private *setFilter({ needsFilter }: HostProfile): Script {
        const index = this.ncm.control.number;
        const capabilities = functionalDescriptor(this.ncm.control, NCM_FUNCTIONAL)?.[5] ?? 0;
        let filters = (capabilities & HAS_PACKET_FILTER) !== 0;
        if (filters) {
            const setup = { requestType: TO_INTERFACE, request: SET_PACKET_FILTER, value: USUAL_FILTER, index };
            filters = (yield* control(setup)).status === "ok";
            if (!filters && !needsFilter) throw new DescriptorError("the device refuses the filter that it announces");
        }
        if (filters || !needsFilter) return;
        yield* pause(SECOND_THOUGHTS_NANOS);
        yield* this.setAlternate(0);
    }

    /** Selects a setting of the data interface; setting 0 has no endpoints and ends the traffic. */
    *setAlternate(value: number): Script {
        const index = this.ncm.data.number;
        // A host asks an endpoint for nothing before the setting to which it belongs has been
        // acknowledged.
        this.input.paused = true;
        yield* control({ requestType: STANDARD_TO_INTERFACE, request: SET_INTERFACE, value, index });
        this.input.resetToggle();
        this.output.resetToggle();
        this.received = [];
        this.receivedLength = 0;
        if (value === 0) this.setLink(false);
        else this.input.paused = false;
    }

    get toggleErrors(): number {
        return this.input.toggleErrors;
    }

    /** Queues a frame; frames that wait together travel in one block. */
    deliver(frame: Uint8Array): boolean {
        if (!this.linkUp || frame.length < SHORTEST_FRAME || frame.length > LONGEST_FRAME) return false;
        if (this.queue.length >= QUEUE_LENGTH) {
            this.counters.dropped++;
            return false;
        }
        this.queue.push(frame.slice());
        if (this.output.idle) this.sendQueued();
        return true;
    }

    /**
     * Sends bytes as one transfer, whatever they are: for tests of what a device does with a bad
     * block.
     */
    sendRaw(block: Uint8Array): void {
        // A block of the greatest size needs no end mark, and TinyUSB takes one for a bad block.
        this.output.send(block, block.length < (this.rules?.maxSize ?? Infinity));
    }

    private sendQueued(): void {
        if (this.queue.length === 0 || this.rules === undefined) return;
        const { block, count } = buildBlock(this.queue, this.sequence++, this.rules);
        this.queue.splice(0, count);
        this.counters.blocksOut++;
        this.counters.framesOut += count;
        this.sendRaw(block);
    }

    private packetArrived(data: Uint8Array): void {
        this.received.push(data);
        this.receivedLength += data.length;
        const full = data.length === this.input.endpoint.maxPacketSize;
        if (full && this.receivedLength < this.maxBlockIn) return;
        const block = Buffer.concat(this.received);
        this.received = [];
        this.receivedLength = 0;
        // The end mark of a block of the greatest size, which some devices send.
        if (block.length > 0) this.blockArrived(block);
    }

    private blockArrived(block: Uint8Array): void {
        this.counters.blocksIn++;
        try {
            const { frames } = parseBlock(block);
            this.counters.framesIn += frames.length;
            for (const frame of frames) this.events.onFrame(frame);
        } catch (error) {
            if (!(error instanceof BlockError)) throw error;
            this.counters.badBlocks++;
        }
    }

    /** A notification may come in several packets; a short one ends it, or its announced length. */
    private notified(data: Uint8Array, packetSize: number): void {
        this.notification.push(...data);
        const bytes = Uint8Array.from(this.notification);
        const announced = bytes.length < NOTIFICATION_HEADER ? Infinity : viewOf(bytes).getUint16(6, true);
        if (data.length === packetSize && bytes.length < NOTIFICATION_HEADER + announced) return;
        this.notification = [];
        if (bytes.length < NOTIFICATION_HEADER || bytes[0] !== FROM_INTERFACE) return;
        const view = viewOf(bytes);
        if (bytes[1] === NETWORK_CONNECTION) this.setLink(view.getUint16(2, true) === 1);
        else if (bytes[1] === SPEED_CHANGE && bytes.length >= NOTIFICATION_HEADER + 8)
            this.speed = { down: view.getUint32(8, true), up: view.getUint32(12, true) };
    }

    private setLink(up: boolean): void {
        if (this.linkUp === up) return;
        this.linkUp = up;
        if (!up) this.queue.length = 0;
        this.events.onLinkChange(up);
    }
}

/** The device's network as the rest of the emulator sees it; it outlives the device's resets. */
export class UsbEthernet implements EthernetAttachment {
    readonly counters: NcmCounters = {
        blocksIn: 0,
        blocksOut: 0,
        framesIn: 0,
        framesOut: 0,
        badBlocks: 0,
        dropped: 0,
    };
    onFrame: (frame: Uint8Array) => void = () => undefined;
    onLinkChange: (up: boolean) => void = () => undefined;
    /** The driver of the device that is there now. */
    port: NcmPort | undefined;

    get linkUp(): boolean {
        return this.port?.linkUp ?? false;
    }

    /** The address that the device gives its host, once it was read. */
    get hostAddress(): Uint8Array | undefined {
        return this.port?.hostAddress;
    }

    deliver(frame: Uint8Array): boolean {
        return this.port?.deliver(frame) ?? false;
    }

    /** The device is gone. */
    detach(): void {
        const wasUp = this.linkUp;
        this.port = undefined;
        if (wasUp) this.onLinkChange(false);
    }
}
