/** RFC 768: datagrams to the functions that wait for them by port. */
import { Protocol, transportChecksum, type IpPacket } from "./ip-packet.ts";

const HEADER = 8;
const FIRST_EPHEMERAL = 49152;

export interface Datagram {
    source: Buffer;
    sourcePort: number;
    destination: Buffer;
    data: Buffer;
}

export function buildUdp(sourcePort: number, destinationPort: number, data: Uint8Array): Buffer {
    const header = Buffer.alloc(HEADER);
    header.writeUInt16BE(sourcePort, 0);
    header.writeUInt16BE(destinationPort, 2);
    header.writeUInt16BE(HEADER + data.length, 4);
    return Buffer.concat([header, data]);
}

export class UdpPorts {
    private readonly handlers = new Map<number, (datagram: Datagram) => void>();
    private nextEphemeral = FIRST_EPHEMERAL;

    /** Gives the port, a free one for 0; throws when it is taken. */
    bind(port: number, handler: (datagram: Datagram) => void): number {
        const bound = port === 0 ? this.nextEphemeral++ : port;
        if (this.handlers.has(bound)) throw new Error(`UDP port ${bound.toString()} is in use`);
        this.handlers.set(bound, handler);
        return bound;
    }

    /** A packet for this host. Nobody at its port: it is lost, as behind a firewall. */
    receive(packet: IpPacket): void {
        const { payload, source, destination } = packet;
        if (payload.length < HEADER) return;
        const length = payload.readUInt16BE(4);
        const unchecked = payload.readUInt16BE(6) === 0 && source.length === 4;
        if (length < HEADER || length > payload.length) return;
        if (!unchecked && transportChecksum({ ...packet, protocol: Protocol.udp }) !== 0) return;
        const handler = this.handlers.get(payload.readUInt16BE(2));
        handler?.({
            source,
            sourcePort: payload.readUInt16BE(0),
            destination,
            data: payload.subarray(HEADER, length),
        });
    }
}
