/**
 * Hardware and internet addresses: text at the edges, bytes inside. An internet address is IPv4
 * with 4 bytes, IPv6 with 16.
 */
import { isIPv4, isIPv6 } from "node:net";

export const BROADCAST_MAC = Buffer.alloc(6, 0xff);
export const UNSPECIFIED_IPV4 = Buffer.alloc(4);

export function parseMac(text: string): Buffer {
    if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text)) throw new Error(`"${text}" is no hardware address`);
    return Buffer.from(text.replaceAll(":", ""), "hex");
}

function parseIpv6(text: string): Buffer {
    const [head = "", tail] = text.split("::");
    const groups = (part: string): number[] =>
        part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
    const first = groups(head);
    const last = tail === undefined ? [] : groups(tail);
    const bytes = Buffer.alloc(16);
    first.forEach((group, index) => bytes.writeUInt16BE(group, 2 * index));
    last.forEach((group, index) => bytes.writeUInt16BE(group, 16 - 2 * (last.length - index)));
    return bytes;
}

/** Dotted decimal or colon form without an embedded IPv4 address. */
export function parseAddress(text: string): Buffer {
    if (isIPv4(text)) return Buffer.from(text.split(".").map(Number));
    if (isIPv6(text) && !text.includes(".")) return parseIpv6(text);
    throw new Error(`"${text}" is no internet address`);
}

export function formatAddress(bytes: Uint8Array): string {
    if (bytes.length === 4) return [...bytes].join(".");
    const groups = Array.from({ length: 8 }, (_group, index) =>
        (((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0)).toString(16),
    );
    // RFC 5952: the longest run of zero groups, at least two, becomes "::".
    const runs = groups.join(":").match(/(?<![0-9a-f])0(:0)+(?![0-9a-f])/g) ?? [];
    const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
    if (longest === "") return groups.join(":");
    return groups.join(":").replace(new RegExp(`(^|:)${longest}(:|$)`), "::");
}

/** RFC 4291: the interface identifier that is made of a hardware address. */
function interfaceIdentifier(mac: Uint8Array): Buffer {
    const [first = 0, ...rest] = mac;
    return Buffer.from([first ^ 2, ...rest.slice(0, 2), 0xff, 0xfe, ...rest.slice(2)]);
}

/** The address of a prefix of 64 bits that stateless configuration gives to this hardware. */
export function addressInPrefix(prefix: Uint8Array, mac: Uint8Array): Buffer {
    return Buffer.concat([prefix.subarray(0, 8), interfaceIdentifier(mac)]);
}

export function linkLocalAddress(mac: Uint8Array): Buffer {
    return addressInPrefix(parseAddress("fe80::"), mac);
}

export function isMulticast(address: Uint8Array): boolean {
    return address.length === 4 ? ((address[0] ?? 0) & 0xf0) === 0xe0 : address[0] === 0xff;
}

/** The multicast group on which the owner of an IPv6 address hears solicitations. */
export function solicitedNode(address: Uint8Array): Buffer {
    const group = parseAddress("ff02::1:ff00:0");
    group.set(address.subarray(13), 13);
    return group;
}

/** The hardware address to which a multicast packet goes. */
export function multicastMac(address: Uint8Array): Buffer {
    if (address.length === 16) return Buffer.from([0x33, 0x33, ...address.subarray(12)]);
    return Buffer.from([0x01, 0x00, 0x5e, (address[1] ?? 0) & 0x7f, ...address.subarray(2)]);
}
