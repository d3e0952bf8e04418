/**
 * Function 2 of the bus: packets with the SDPCM header that cyw43_ll.c in cyw43-driver reads and
 * writes. Little endian: size, its complement, sequence, channel, length of the next packet, length
 * of the header, flow control, credit, two bytes unused.
 */

export type Channel = "control" | "event" | "data";

const CHANNELS: readonly Channel[] = ["control", "event", "data"];
const HEADER = 12;
/**
 * Bytes of the header by channel: control bodies are read as words, the rest so that the IP header
 * behind them is aligned.
 */
const HEADER_TO_HOST: Readonly<Record<Channel, number>> = { control: 12, event: 14, data: 14 };
/**
 * Credit that the chip grants beyond the last packet; the driver ignores a change of more than 20.
 */
const CREDIT_WINDOW = 8;
/** Data packets that wait for the host; more are lost, as in the chip's own memory. */
const DATA_QUEUE_LIMIT = 32;

export interface HostPacket {
    readonly channel: Channel;
    readonly sequence: number;
    readonly body: Uint8Array;
}

/** Takes a packet of the host apart; a string says what is wrong with it. */
export function parseHostPacket(bytes: Uint8Array): HostPacket | string {
    if (bytes.length < HEADER) return `packet of ${String(bytes.length)} bytes`;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const size = view.getUint16(0, true);
    if ((size ^ view.getUint16(2, true)) !== 0xffff) return "size and its complement disagree";
    const body = view.getUint8(7);
    if (size > bytes.length || body < HEADER || body > size)
        return `size ${String(size)}, header ${String(body)} in a transfer of ${String(bytes.length)} bytes`;
    const channel = CHANNELS[view.getUint8(5) & 0xf];
    if (channel === undefined) return `unknown channel ${String(view.getUint8(5) & 0xf)}`;
    return { channel, sequence: view.getUint8(4), body: bytes.subarray(body, size) };
}

/**
 * Changes the packets on their way to the host: given one, returns those that the host is to see
 * instead.
 */
export type PacketFilter = (packet: Uint8Array<ArrayBuffer>, channel: Channel) => readonly Uint8Array<ArrayBuffer>[];

interface Queued {
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly channel: Channel;
    /** The length that the status register announces. */
    readonly announced: number;
    /** Not to be given sequence and credit when it is read: it is to arrive as it is. */
    readonly raw: boolean;
}

/** Packets that wait for the host, and the credit that they carry. */
export class TransmitQueue {
    /** Credit beyond the last packet of the host; 0 starves it. */
    creditWindow = CREDIT_WINDOW;
    filter: PacketFilter | undefined;
    private readonly queue: Queued[] = [];
    private dataPackets = 0;
    private sequence = 0;
    private expected = 0;

    /** Announced length of the packet that is next, or 0. */
    get length(): number {
        return this.queue[0]?.announced ?? 0;
    }

    reset(): void {
        this.queue.length = 0;
        this.dataPackets = 0;
        this.sequence = 0;
        this.expected = 0;
    }

    /** A packet of the host has come; false if its number is not the one after the last. */
    received(sequence: number): boolean {
        const inOrder = sequence === this.expected;
        this.expected = (sequence + 1) & 0xff;
        return inOrder;
    }

    /** Queues a packet; false if there is no room for it. */
    send(channel: Channel, body: Uint8Array): boolean {
        if (channel === "data" && this.dataPackets >= DATA_QUEUE_LIMIT) return false;
        const header = HEADER_TO_HOST[channel];
        const bytes = new Uint8Array(header + body.length);
        const view = new DataView(bytes.buffer);
        view.setUint16(0, bytes.length, true);
        view.setUint16(2, ~bytes.length & 0xffff, true);
        view.setUint8(5, CHANNELS.indexOf(channel));
        view.setUint8(7, header);
        bytes.set(body, header);
        const packets = this.filter === undefined ? [bytes] : this.filter(bytes, channel);
        for (const packet of packets) this.push({ bytes: packet, channel, announced: packet.length, raw: false });
        return true;
    }

    /** Queues bytes that are no proper packet; the chip announces `announced` bytes. */
    sendRaw(bytes: Uint8Array, announced = bytes.length): void {
        this.push({ bytes: new Uint8Array(bytes), channel: "control", announced, raw: true });
    }

    /** Lets the host know its credit where nothing else will. */
    sendCredit(): void {
        if (this.queue.length > 0) return;
        const bytes = new Uint8Array(HEADER);
        bytes.set([HEADER, 0, ~HEADER & 0xff, 0xff, 0, CHANNELS.indexOf("data"), 0, HEADER]);
        this.push({ bytes, channel: "control", announced: HEADER, raw: false });
    }

    /** The packet that is next, with its number and the newest credit; it is off the queue. */
    take(): Uint8Array | undefined {
        const queued = this.queue.shift();
        if (queued === undefined) return undefined;
        if (queued.channel === "data") this.dataPackets--;
        const { bytes } = queued;
        if (!queued.raw && bytes.length >= HEADER) {
            bytes[4] = this.sequence;
            this.sequence = (this.sequence + 1) & 0xff;
            bytes[9] = (this.expected + this.creditWindow) & 0xff;
        }
        return bytes;
    }

    private push(packet: Queued): void {
        if (packet.channel === "data") this.dataPackets++;
        this.queue.push(packet);
    }
}
