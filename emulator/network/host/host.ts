/**
 * A host on the emulated network, in this process and on simulated time: what stands at the other
 * end of the board's cable, or behind its access point. It answers ARP, neighbour solicitations and
 * pings, asks for or gives out IPv4 addresses, announces an IPv6 prefix, and has UDP and TCP for
 * scripted peers. Everything that it does follows from what it gets and from the clock.
 */
import type { Time } from "../../board-time.ts";
import type { Station } from "../station.ts";
import {
    BROADCAST_MAC,
    formatAddress,
    isMulticast,
    multicastMac,
    parseAddress,
    parseMac,
    UNSPECIFIED_IPV4,
} from "./addresses.ts";
import { buildArp, parseArp } from "./arp.ts";
import { equalBytes, keyOf } from "./bytes.ts";
import { DhcpClient, type Lease } from "./dhcp-client.ts";
import { DhcpServer, type DhcpServerOptions } from "./dhcp-server.ts";
import { buildEthernet, EtherType, parseEthernet } from "./ethernet-frame.ts";
import { buildEcho, parseEcho, type EchoMessage } from "./icmp.ts";
import { Ipv6Neighbourhood } from "./ipv6-neighbourhood.ts";
import {
    buildIp,
    parseIpv4,
    parseIpv6,
    Protocol,
    transportChecksum,
    type IpPacket,
    type OutgoingPacket,
} from "./ip-packet.ts";
import { Neighbours } from "./neighbours.ts";
import { Tcp } from "./tcp.ts";
import { buildUdp, UdpPorts } from "./udp.ts";

export interface HostOptions {
    time: Time;
    mac?: string;
    /** An address of its own, or "dhcp" to ask the board, which is the server on a USB cable. */
    ipv4: string;
    mask?: string;
    router?: string;
    /** Gives addresses to others, as an access point does. */
    dhcpServer?: Omit<DhcpServerOptions, "firstAddress" | "mask"> & { firstAddress: string };
    /**
     * A prefix of 64 bits that it announces as a router, and in which it has address 2; without it,
     * it takes part in what others announce.
     */
    ipv6Prefix?: string;
}

const DEFAULT_MAC = "02:74:73:70:00:02";
const DEFAULT_MASK = "255.255.255.0";

export class Host implements Station {
    transmit: (frame: Uint8Array) => void = () => undefined;
    readonly time: Time;
    readonly mac: Buffer;
    ipv4: Buffer = UNSPECIFIED_IPV4;
    readonly udp = new UdpPorts();
    readonly tcp: Tcp;
    readonly dhcpServer: DhcpServer | undefined;
    readonly ipv6: Ipv6Neighbourhood;
    /** Called for each echo reply, and when an address has been leased. */
    onEchoReply: (reply: EchoMessage, source: Buffer) => void = () => undefined;
    onLease: (lease: Lease) => void = () => undefined;
    private mask: Buffer;
    private router: Buffer | undefined;
    private readonly neighbours: Neighbours;
    private readonly dhcpClient: DhcpClient | undefined;
    private identification = 0;

    constructor(options: HostOptions) {
        this.time = options.time;
        this.mac = parseMac(options.mac ?? DEFAULT_MAC);
        this.mask = parseAddress(options.mask ?? DEFAULT_MASK);
        this.router = options.router === undefined ? undefined : parseAddress(options.router);
        this.tcp = new Tcp(this);
        this.neighbours = new Neighbours(this.time, (address) => {
            this.askFor(address);
        });
        this.ipv6 = new Ipv6Neighbourhood(this, options.ipv6Prefix, (address, mac) => {
            this.neighbours.learn(address, mac);
        });
        if (options.ipv4 === "dhcp") {
            this.dhcpClient = new DhcpClient(this, (lease) => {
                this.takeLease(lease);
            });
        } else {
            this.ipv4 = parseAddress(options.ipv4);
        }
        const { dhcpServer } = options;
        if (dhcpServer !== undefined) {
            const firstAddress = parseAddress(dhcpServer.firstAddress);
            this.dhcpServer = new DhcpServer(this, { ...dhcpServer, firstAddress, mask: this.mask });
        }
    }

    linkChanged(up: boolean): void {
        this.neighbours.forget();
        if (up) {
            this.dhcpClient?.start();
            this.ipv6.start();
        } else {
            this.dhcpClient?.stop();
        }
    }

    /** A frame from the network. */
    receive(bytes: Uint8Array): void {
        const frame = parseEthernet(bytes);
        if (frame === undefined) return;
        const isGroup = (frame.destination[0] ?? 0) % 2 === 1;
        if (!isGroup && !equalBytes(frame.destination, this.mac)) return;
        if (frame.type === EtherType.arp) this.receiveArp(frame.payload);
        else if (frame.type === EtherType.ipv4) this.receiveIp(parseIpv4(frame.payload), frame.source);
        else if (frame.type === EtherType.ipv6) this.receiveIp(parseIpv6(frame.payload), frame.source);
    }

    /** Own addresses of both versions. */
    get addresses(): readonly string[] {
        return [this.ipv4, ...this.ipv6.addresses].map(formatAddress);
    }

    /** Where packets for other networks go, of both versions; empty where there is no way. */
    get defaultRouters(): readonly string[] {
        return [...(this.router === undefined ? [] : [this.router]), ...this.ipv6.routers].map(formatAddress);
    }

    sourceFor(destination: Buffer): Buffer {
        return destination.length === 4 ? this.ipv4 : this.ipv6.sourceFor(destination);
    }

    /** Sends a packet whose checksums are set, when the next hop's hardware address is known. */
    send(packet: OutgoingPacket): void {
        const { destination } = packet;
        if (isMulticast(destination)) {
            this.sendTo(multicastMac(destination), packet);
            return;
        }
        if (destination.every((byte) => byte === 255)) {
            this.sendTo(BROADCAST_MAC, packet);
            return;
        }
        this.neighbours.resolve(this.nextHop(destination), (mac) => {
            this.sendTo(mac, packet);
        });
    }

    sendTo(mac: Uint8Array, packet: OutgoingPacket): void {
        const type = packet.destination.length === 4 ? EtherType.ipv4 : EtherType.ipv6;
        if (packet.protocol === Protocol.udp && packet.payload.readUInt16BE(6) === 0)
            packet.payload.writeUInt16BE(transportChecksum(packet) || 0xffff, 6);
        this.transmit(buildEthernet(mac, this.mac, type, buildIp(packet, this.identification++)));
    }

    sendUdp(sourcePort: number, destination: Buffer, destinationPort: number, data: Uint8Array): void {
        const payload = buildUdp(sourcePort, destinationPort, data);
        this.send({ source: this.sourceFor(destination), destination, protocol: Protocol.udp, payload });
    }

    ping(destination: Buffer, identifier: number, sequence: number, data: Uint8Array): void {
        const message = { kind: "request", identifier, sequence, data: Buffer.from(data) } as const;
        this.sendEcho(this.sourceFor(destination), destination, message);
    }

    private sendEcho(source: Buffer, destination: Buffer, message: EchoMessage): void {
        const protocol = destination.length === 4 ? Protocol.icmp : Protocol.icmpv6;
        const packet = { source, destination, protocol, payload: buildEcho(message, protocol) };
        if (protocol === Protocol.icmpv6) packet.payload.writeUInt16BE(transportChecksum(packet), 2);
        this.send(packet);
    }

    private nextHop(destination: Buffer): Buffer {
        if (destination.length === 16 || this.router === undefined) return destination;
        const near = destination.every(
            (byte, index) => ((byte ^ (this.ipv4[index] ?? 0)) & (this.mask[index] ?? 0)) === 0,
        );
        return near ? destination : this.router;
    }

    /** Tells everybody who has the address now (RFC 5227). */
    private announce(): void {
        this.askFor(this.ipv4);
    }

    private askFor(address: Buffer): void {
        if (address.length === 16) {
            this.ipv6.solicit(address);
            return;
        }
        const body = {
            senderMac: this.mac,
            senderAddress: this.ipv4,
            targetMac: Buffer.alloc(6),
            targetAddress: address,
        };
        this.transmit(
            buildEthernet(BROADCAST_MAC, this.mac, EtherType.arp, buildArp({ operation: "request", ...body })),
        );
    }

    private receiveArp(payload: Buffer): void {
        const message = parseArp(payload);
        if (message === undefined) return;
        const { senderMac, senderAddress, targetAddress } = message;
        const mine = equalBytes(targetAddress, this.ipv4) && !equalBytes(this.ipv4, UNSPECIFIED_IPV4);
        if (mine && !equalBytes(senderAddress, UNSPECIFIED_IPV4)) this.neighbours.learn(senderAddress, senderMac);
        if (!mine || message.operation !== "request") return;
        const reply = buildArp({
            operation: "reply",
            senderMac: this.mac,
            senderAddress: this.ipv4,
            targetMac: senderMac,
            targetAddress: senderAddress,
        });
        this.transmit(buildEthernet(senderMac, this.mac, EtherType.arp, reply));
    }

    private receiveIp(packet: IpPacket | undefined, from: Buffer): void {
        if (packet === undefined || !this.isForMe(packet.destination)) return;
        switch (packet.protocol) {
            case Protocol.icmp:
            case Protocol.icmpv6:
                this.receiveIcmp(packet, from);
                break;
            case Protocol.udp:
                this.udp.receive(packet);
                break;
            case Protocol.tcp:
                if (!isMulticast(packet.destination)) this.tcp.receive(packet);
                break;
        }
    }

    private isForMe(destination: Buffer): boolean {
        if (isMulticast(destination)) return true;
        if (destination.length === 16) return this.ipv6.addresses.some((address) => equalBytes(address, destination));
        // While it has no address, what was sent to this hardware is an offer of one.
        const unconfigured = equalBytes(this.ipv4, UNSPECIFIED_IPV4);
        const broadcast = destination.every((byte, index) => (byte | (this.mask[index] ?? 0)) === 255);
        return unconfigured || equalBytes(destination, this.ipv4) || (broadcast && this.onNetwork(destination));
    }

    private onNetwork(destination: Buffer): boolean {
        const limited = keyOf(destination) === "ffffffff";
        return (
            limited ||
            destination.every((byte, index) => ((byte ^ (this.ipv4[index] ?? 0)) & (this.mask[index] ?? 0)) === 0)
        );
    }

    private receiveIcmp(packet: IpPacket, from: Buffer): void {
        if (packet.protocol === Protocol.icmpv6) {
            if (transportChecksum(packet) !== 0) return;
            if (this.ipv6.receive(packet, from)) return;
        }
        const echo = parseEcho(packet.payload, packet.protocol);
        if (echo === undefined) return;
        if (echo.kind === "reply") {
            this.onEchoReply(echo, packet.source);
            return;
        }
        const source = isMulticast(packet.destination) ? this.sourceFor(packet.source) : packet.destination;
        this.sendEcho(source, packet.source, { ...echo, kind: "reply" });
    }

    private takeLease(lease: Lease): void {
        this.ipv4 = lease.address;
        this.mask = lease.mask;
        this.router = lease.router;
        this.announce();
        this.onLease(lease);
    }
}
