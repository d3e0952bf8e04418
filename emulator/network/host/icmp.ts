/** Echo requests and replies of ICMP (RFC 792) and ICMPv6 (RFC 4443). */
import { checksum } from "./bytes.ts";
import { Protocol } from "./ip-packet.ts";

const HEADER = 8;
const Type = { icmp: { request: 8, reply: 0 }, icmpv6: { request: 128, reply: 129 } } as const;

export interface EchoMessage {
    kind: "request" | "reply";
    identifier: number;
    sequence: number;
    data: Buffer;
}

function types(protocol: number): { request: number; reply: number } {
    return protocol === Protocol.icmpv6 ? Type.icmpv6 : Type.icmp;
}

/**
 * Undefined for any other message, and for a damaged one of ICMP; the checksum of ICMPv6 is the
 * caller's to test.
 */
export function parseEcho(bytes: Buffer, protocol: number): EchoMessage | undefined {
    if (bytes.length < HEADER || bytes.readUInt8(1) !== 0) return undefined;
    if (protocol === Protocol.icmp && checksum(bytes) !== 0) return undefined;
    const type = bytes.readUInt8(0);
    const { request, reply } = types(protocol);
    if (type !== request && type !== reply) return undefined;
    return {
        kind: type === request ? "request" : "reply",
        identifier: bytes.readUInt16BE(4),
        sequence: bytes.readUInt16BE(6),
        data: bytes.subarray(HEADER),
    };
}

/** The checksum of ICMP is set; that of ICMPv6, which covers the addresses, is left 0. */
export function buildEcho(message: EchoMessage, protocol: number): Buffer {
    const header = Buffer.alloc(HEADER);
    header.writeUInt8(types(protocol)[message.kind], 0);
    header.writeUInt16BE(message.identifier, 4);
    header.writeUInt16BE(message.sequence, 6);
    const packet = Buffer.concat([header, message.data]);
    if (protocol === Protocol.icmp) packet.writeUInt16BE(checksum(packet), 2);
    return packet;
}
