/**
 * Packets of GDB's remote serial protocol: `$data#checksum`, acknowledged by `+` or `-` unless both
 * sides agreed to go without.
 */

export function checksum(data: string): string {
    let sum = 0;
    for (let at = 0; at < data.length; at++) sum += data.charCodeAt(at);
    return (sum & 0xff).toString(16).padStart(2, "0");
}

export function frame(data: string): string {
    return `$${data}#${checksum(data)}`;
}

export function hexOfBytes(bytes: Uint8Array): string {
    return Buffer.from(bytes).toString("hex");
}

export function bytesOfHex(hex: string): Uint8Array {
    return Uint8Array.from(Buffer.from(hex, "hex"));
}

/** A 32-bit register as the protocol carries it: bytes in the target's order. */
export function hexOfWord(value: number): string {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value >>> 0);
    return bytes.toString("hex");
}

export function wordOfHex(hex: string): number {
    const bytes = Buffer.from(hex.padEnd(8, "0"), "hex");
    return bytes.length < 4 ? 0 : bytes.readUInt32LE(0);
}

/** Takes `}` escapes out of binary data. */
export function unescape(data: string): Uint8Array {
    const bytes: number[] = [];
    for (let at = 0; at < data.length; at++) {
        if (data[at] === "}") bytes.push(data.charCodeAt(++at) ^ 0x20);
        else bytes.push(data.charCodeAt(at));
    }
    return Uint8Array.from(bytes);
}

export interface PacketEvents {
    /** A packet with a good checksum. */
    onPacket: (data: string) => void;
    /** Ctrl-C. */
    onInterrupt: () => void;
    /** Acknowledgements of what was received. */
    send: (text: string) => void;
}

/** Cuts what arrives into packets. Characters stand for bytes. */
export class PacketReader {
    /** False once both sides trust the connection. */
    acknowledges = true;
    private buffer = "";

    constructor(private readonly events: PacketEvents) {}

    feed(text: string): void {
        this.buffer += text;
        while (this.takeOne());
    }

    private takeOne(): boolean {
        const first = this.buffer[0];
        if (first === undefined) return false;
        if (first !== "$") {
            this.buffer = this.buffer.slice(1);
            if (first === "\x03") this.events.onInterrupt();
            return true;
        }
        const end = this.buffer.indexOf("#");
        if (end < 0 || this.buffer.length < end + 3) return false;
        const data = this.buffer.slice(1, end);
        const good = this.buffer.slice(end + 1, end + 3).toLowerCase() === checksum(data);
        this.buffer = this.buffer.slice(end + 3);
        if (this.acknowledges) this.events.send(good ? "+" : "-");
        if (good) this.events.onPacket(data);
        return true;
    }
}
