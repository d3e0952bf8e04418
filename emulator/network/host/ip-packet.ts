/**
 * IPv4 and IPv6 packets in one shape. Fragments and extension headers are not taken: no TCP, UDP or
 * ping of ours needs them.
 */
import { checksum } from "./bytes.ts";

export const Protocol = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;

const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
const HOP_LIMIT = 64;

export interface IpPacket {
    source: Buffer;
    destination: Buffer;
    protocol: number;
    hopLimit: number;
    payload: Buffer;
}

/** Undefined for a packet that is damaged, cut short or in fragments. */
export function parseIpv4(bytes: Buffer): IpPacket | undefined {
    if (bytes.length < IPV4_HEADER) return undefined;
    const first = bytes.readUInt8(0);
    const header = (first & 0x0f) * 4;
    const total = bytes.readUInt16BE(2);
    if (first >> 4 !== 4 || header < IPV4_HEADER || total < header || bytes.length < total) return undefined;
    const fragment = bytes.readUInt16BE(6) & 0x3fff;
    if (fragment !== 0 || checksum(bytes.subarray(0, header)) !== 0) return undefined;
    return {
        source: bytes.subarray(12, 16),
        destination: bytes.subarray(16, 20),
        protocol: bytes.readUInt8(9),
        hopLimit: bytes.readUInt8(8),
        payload: bytes.subarray(header, total),
    };
}

export function parseIpv6(bytes: Buffer): IpPacket | undefined {
    if (bytes.length < IPV6_HEADER || bytes.readUInt8(0) >> 4 !== 6) return undefined;
    const length = bytes.readUInt16BE(4);
    if (bytes.length < IPV6_HEADER + length) return undefined;
    return {
        source: bytes.subarray(8, 24),
        destination: bytes.subarray(24, 40),
        protocol: bytes.readUInt8(6),
        hopLimit: bytes.readUInt8(7),
        payload: bytes.subarray(IPV6_HEADER, IPV6_HEADER + length),
    };
}

export type OutgoingPacket = Pick<IpPacket, "source" | "destination" | "protocol" | "payload"> & { hopLimit?: number };

function buildIpv4(packet: OutgoingPacket, identification: number): Buffer {
    const { source, destination, protocol, payload, hopLimit = HOP_LIMIT } = packet;
    const header = Buffer.alloc(IPV4_HEADER);
    header.writeUInt8(0x45, 0);
    header.writeUInt16BE(IPV4_HEADER + payload.length, 2);
    header.writeUInt16BE(identification & 0xffff, 4);
    header.writeUInt16BE(0x4000, 6);
    header.writeUInt8(hopLimit, 8);
    header.writeUInt8(protocol, 9);
    header.set(source, 12);
    header.set(destination, 16);
    header.writeUInt16BE(checksum(header), 10);
    return Buffer.concat([header, payload]);
}

function buildIpv6(packet: OutgoingPacket): Buffer {
    const { source, destination, protocol, payload, hopLimit = HOP_LIMIT } = packet;
    const header = Buffer.alloc(IPV6_HEADER);
    header.writeUInt8(0x60, 0);
    header.writeUInt16BE(payload.length, 4);
    header.writeUInt8(protocol, 6);
    header.writeUInt8(hopLimit, 7);
    header.set(source, 8);
    header.set(destination, 24);
    return Buffer.concat([header, payload]);
}

/**
 * The version is that of the addresses. `identification` tells IPv4 packets of one source apart.
 */
export function buildIp(packet: OutgoingPacket, identification: number): Buffer {
    return packet.destination.length === 4 ? buildIpv4(packet, identification) : buildIpv6(packet);
}

/**
 * Checksum of TCP, UDP and ICMPv6: over a header made of the packet's addresses, and the payload; 0
 * for an intact one.
 */
export function transportChecksum(packet: OutgoingPacket): number {
    const { source, destination, protocol, payload } = packet;
    const pseudo = Buffer.alloc(destination.length === 4 ? 4 : 8);
    pseudo.writeUInt8(protocol, destination.length === 4 ? 1 : 7);
    pseudo.writeUInt16BE(payload.length, 2);
    return checksum(source, destination, pseudo, payload);
}
