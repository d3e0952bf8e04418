/** Ethernet II frames. */

const ETHERNET_HEADER = 14;
/** Payload that reaches the shortest frame of a wire, 60 bytes without its check sequence. */
const SHORTEST_PAYLOAD = 46;

export const EtherType = { ipv4: 0x0800, arp: 0x0806, ipv6: 0x86dd } as const;

export interface EthernetFrame {
    destination: Buffer;
    source: Buffer;
    type: number;
    payload: Buffer;
}

/** Undefined for what is too short to be a frame. The parts are views of the bytes. */
export function parseEthernet(bytes: Uint8Array): EthernetFrame | undefined {
    if (bytes.length < ETHERNET_HEADER) return undefined;
    const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return {
        destination: frame.subarray(0, 6),
        source: frame.subarray(6, 12),
        type: frame.readUInt16BE(12),
        payload: frame.subarray(ETHERNET_HEADER),
    };
}

export function buildEthernet(destination: Uint8Array, source: Uint8Array, type: number, payload: Uint8Array): Buffer {
    const frame = Buffer.alloc(ETHERNET_HEADER + Math.max(SHORTEST_PAYLOAD, payload.length));
    frame.set(destination, 0);
    frame.set(source, 6);
    frame.writeUInt16BE(type, 12);
    frame.set(payload, ETHERNET_HEADER);
    return frame;
}
