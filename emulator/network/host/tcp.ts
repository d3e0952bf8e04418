/**
 * The TCP of the in-process host: connections by their addresses and ports, listeners, and resets
 * for what belongs to nobody.
 */
import { keyOf } from "./bytes.ts";
import { Protocol, transportChecksum, type IpPacket } from "./ip-packet.ts";
import { TcpConnection, type TcpOptions } from "./tcp-connection.ts";
import { buildTcp, Flag, parseTcp, sequenceAdd, type TcpSegment } from "./tcp-segment.ts";
import type { Host } from "./host.ts";

const FIRST_EPHEMERAL = 49152;
const LAST_PORT = 65535;
const LARGEST_WINDOW = 65535;
/** A new connection's sequence numbers begin this much higher than the one's before. */
const SEQUENCE_STEP = 0x0003_1415;

type PortPair = Pick<TcpSegment, "sourcePort" | "destinationPort">;

function maximumSegmentFor(address: Buffer): number {
    return address.length === 4 ? 1460 : 1440;
}

export class Tcp {
    private readonly connections = new Map<string, TcpConnection>();
    private readonly listeners = new Map<
        number,
        { accept: (connection: TcpConnection) => void; options: TcpOptions }
    >();
    private nextPort = FIRST_EPHEMERAL;
    private nextSequence = 0x1000_0000;

    constructor(private readonly host: Host) {}

    /** Connections that are not over yet, those that only wait for late packets among them. */
    get count(): number {
        return this.connections.size;
    }

    /**
     * Starts to connect; set `events` of the result before time goes on. `localPort` 0 takes the
     * next free one.
     */
    connect(address: Buffer, port: number, options: TcpOptions = {}, localPort = 0): TcpConnection {
        const source = this.host.sourceFor(address);
        const own = localPort === 0 ? this.freePort(source, address, port) : localPort;
        return this.create(source, own, address, port, options, undefined);
    }

    /** Calls `accept` for each connection to the port when its handshake is over. */
    listen(port: number, accept: (connection: TcpConnection) => void, options: TcpOptions = {}): void {
        if (this.listeners.has(port)) throw new Error(`TCP port ${port.toString()} is in use`);
        this.listeners.set(port, { accept, options });
    }

    /** A packet for this host. */
    receive(packet: IpPacket): void {
        const segment = parseTcp(packet.payload);
        if (segment === undefined || transportChecksum(packet) !== 0) return;
        const { source, destination } = packet;
        const key = this.key(destination, segment.destinationPort, source, segment.sourcePort);
        const connection = this.connections.get(key);
        if (connection !== undefined) {
            connection.receive(segment);
            return;
        }
        const listener = this.listeners.get(segment.destinationPort);
        const isRequest = (segment.flags & (Flag.syn | Flag.ack | Flag.rst)) === Flag.syn;
        if (listener !== undefined && isRequest) this.accept(packet, segment, listener);
        else if ((segment.flags & Flag.rst) === 0) this.refuse(packet, segment);
    }

    private accept(
        { source, destination }: IpPacket,
        segment: TcpSegment,
        { accept, options }: { accept: (connection: TcpConnection) => void; options: TcpOptions },
    ): void {
        const { destinationPort, sourcePort } = segment;
        const connection = this.create(destination, destinationPort, source, sourcePort, options, segment);
        connection.events = {
            connected: () => {
                connection.events = {};
                accept(connection);
            },
        };
    }

    /** RFC 9293, 3.10.7.1. */
    private refuse({ source, destination }: IpPacket, segment: TcpSegment): void {
        const acknowledged = (segment.flags & Flag.ack) !== 0;
        const length = segment.data.length + ((segment.flags & Flag.syn) === 0 ? 0 : 1);
        this.send(
            destination,
            source,
            { sourcePort: segment.destinationPort, destinationPort: segment.sourcePort },
            {
                sequence: acknowledged ? segment.acknowledgement : 0,
                acknowledgement: acknowledged ? 0 : sequenceAdd(segment.sequence, length),
                flags: acknowledged ? Flag.rst : Flag.rst | Flag.ack,
                window: 0,
                maximumSegment: undefined,
                data: Buffer.alloc(0),
            },
        );
    }

    private create(
        source: Buffer,
        sourcePort: number,
        destination: Buffer,
        destinationPort: number,
        options: TcpOptions,
        syn: TcpSegment | undefined,
    ): TcpConnection {
        const [from, to] = [Buffer.from(source), Buffer.from(destination)];
        const key = this.key(from, sourcePort, to, destinationPort);
        if (this.connections.has(key)) throw new Error(`port ${sourcePort.toString()} has this connection already`);
        this.nextSequence = sequenceAdd(this.nextSequence, SEQUENCE_STEP);
        const carrier = {
            time: this.host.time,
            carry: (segment: Omit<TcpSegment, keyof PortPair>) => {
                this.send(from, to, { sourcePort, destinationPort }, segment);
            },
            forget: () => {
                this.connections.delete(key);
            },
        };
        const { window = LARGEST_WINDOW, maximumSegment = maximumSegmentFor(to) } = options;
        const connection = new TcpConnection(carrier, this.nextSequence, { window, maximumSegment }, syn);
        this.connections.set(key, connection);
        return connection;
    }

    private send(
        source: Buffer,
        destination: Buffer,
        ports: PortPair,
        segment: Omit<TcpSegment, keyof PortPair>,
    ): void {
        const payload = buildTcp({ ...ports, ...segment });
        const packet = { source, destination, protocol: Protocol.tcp, payload };
        payload.writeUInt16BE(transportChecksum(packet), 16);
        this.host.send(packet);
    }

    private freePort(source: Buffer, destination: Buffer, destinationPort: number): number {
        for (let tries = FIRST_EPHEMERAL; tries <= LAST_PORT; tries++) {
            const port = this.nextPort;
            this.nextPort = port === LAST_PORT ? FIRST_EPHEMERAL : port + 1;
            if (!this.connections.has(this.key(source, port, destination, destinationPort))) return port;
        }
        throw new Error("no free port");
    }

    private key(local: Buffer, localPort: number, remote: Buffer, remotePort: number): string {
        return `${keyOf(local)} ${localPort.toString()} ${keyOf(remote)} ${remotePort.toString()}`;
    }
}
