/** TCP segments (RFC 9293) and arithmetic on sequence numbers. */

const TCP_HEADER = 20;

export const Flag = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 } as const;

export interface TcpSegment {
    sourcePort: number;
    destinationPort: number;
    sequence: number;
    acknowledgement: number;
    flags: number;
    window: number;
    /** Largest segment that the sender takes; only with SYN. */
    maximumSegment: number | undefined;
    data: Buffer;
}

/** `left` minus `right` on the circle of 32 bits: negative where `left` is earlier. */
export function sequenceDifference(left: number, right: number): number {
    return (left - right) | 0;
}

export function sequenceAdd(sequence: number, length: number): number {
    return (sequence + length) >>> 0;
}

function maximumSegmentOf(options: Buffer): number | undefined {
    let at = 0;
    while (at < options.length) {
        const kind = options.readUInt8(at);
        if (kind === 0) return undefined;
        if (kind === 1) {
            at++;
            continue;
        }
        const length = options[at + 1] ?? 0;
        if (length < 2 || at + length > options.length) return undefined;
        if (kind === 2 && length === 4) return options.readUInt16BE(at + 2);
        at += length;
    }
    return undefined;
}

/** Undefined for one that is cut short. The checksum is the caller's to test. */
export function parseTcp(bytes: Buffer): TcpSegment | undefined {
    if (bytes.length < TCP_HEADER) return undefined;
    const header = (bytes.readUInt8(12) >> 4) * 4;
    if (header < TCP_HEADER || header > bytes.length) return undefined;
    return {
        sourcePort: bytes.readUInt16BE(0),
        destinationPort: bytes.readUInt16BE(2),
        sequence: bytes.readUInt32BE(4),
        acknowledgement: bytes.readUInt32BE(8),
        flags: bytes.readUInt8(13),
        window: bytes.readUInt16BE(14),
        maximumSegment: maximumSegmentOf(bytes.subarray(TCP_HEADER, header)),
        data: bytes.subarray(header),
    };
}

/** The checksum, which covers the addresses, is left 0. */
export function buildTcp(segment: TcpSegment): Buffer {
    const options = segment.maximumSegment === undefined ? 0 : 4;
    const bytes = Buffer.alloc(TCP_HEADER + options + segment.data.length);
    bytes.writeUInt16BE(segment.sourcePort, 0);
    bytes.writeUInt16BE(segment.destinationPort, 2);
    bytes.writeUInt32BE(segment.sequence, 4);
    bytes.writeUInt32BE(segment.acknowledgement, 8);
    bytes.writeUInt8(((TCP_HEADER + options) / 4) << 4, 12);
    bytes.writeUInt8(segment.flags, 13);
    bytes.writeUInt16BE(segment.window, 14);
    if (segment.maximumSegment !== undefined) {
        bytes.set([2, 4], TCP_HEADER);
        bytes.writeUInt16BE(segment.maximumSegment, TCP_HEADER + 2);
    }
    bytes.set(segment.data, TCP_HEADER + options);
    return bytes;
}
