/**
 * The IPv6 side of the in-process host: its addresses, neighbour discovery, and a router's
 * announcements made or followed.
 */
import { addressInPrefix, isMulticast, linkLocalAddress, parseAddress, solicitedNode } from "./addresses.ts";
import { equalBytes } from "./bytes.ts";
import { Protocol, transportChecksum, type IpPacket } from "./ip-packet.ts";
import {
    buildAdvertisement,
    buildRouterAdvertisement,
    buildRouterSolicitation,
    buildSolicitation,
    NeighbourType,
    parseNeighbour,
    type NeighbourMessage,
} from "./neighbour-discovery.ts";
import type { Host } from "./host.ts";

/** Messages of neighbour discovery that crossed a router are forged. */
const UNROUTED = 255;
const MOST_PREFIXES = 4;

export class Ipv6Neighbourhood {
    /** Own addresses, the link-local one first. */
    readonly addresses: Buffer[];
    /** Who says that it leads to other networks. */
    readonly routers: Buffer[] = [];
    /** The prefix that this host announces. */
    private readonly announced: Buffer | undefined;

    constructor(
        private readonly host: Host,
        prefix: string | undefined,
        private readonly learn: (address: Buffer, mac: Buffer) => void,
    ) {
        this.addresses = [linkLocalAddress(host.mac)];
        if (prefix === undefined) return;
        this.announced = parseAddress(prefix);
        const own = Buffer.from(this.announced);
        own.writeUInt8(2, 15);
        this.addresses.push(own);
    }

    /** The link has come up: a router says so to everybody, others ask for one. */
    start(): void {
        if (this.announced !== undefined) {
            this.announce(parseAddress("ff02::1"));
            return;
        }
        const question = buildRouterSolicitation(this.host.mac);
        this.send(linkLocalAddress(this.host.mac), parseAddress("ff02::2"), question);
    }

    sourceFor(destination: Buffer): Buffer {
        const near = this.addresses.find((address) => equalBytes(address.subarray(0, 8), destination.subarray(0, 8)));
        const fallback = isMulticast(destination) ? this.addresses[0] : this.addresses.at(-1);
        return near ?? fallback ?? linkLocalAddress(this.host.mac);
    }

    solicit(target: Buffer): void {
        this.send(this.sourceFor(target), solicitedNode(target), buildSolicitation(target, this.host.mac));
    }

    /** True when the packet was one of neighbour discovery. */
    receive(packet: IpPacket, from: Buffer): boolean {
        const message = parseNeighbour(packet.payload);
        if (message === undefined) return false;
        if (packet.hopLimit === UNROUTED) this.handle(message, packet, from);
        return true;
    }

    private handle(message: NeighbourMessage, packet: IpPacket, from: Buffer): void {
        const { target, mac = from } = message;
        const unspecified = packet.source.every((byte) => byte === 0);
        switch (message.type) {
            case NeighbourType.solicitation:
                if (target === undefined || !this.addresses.some((address) => equalBytes(address, target))) break;
                if (!unspecified) this.learn(packet.source, mac);
                this.advertise(target, unspecified ? parseAddress("ff02::1") : packet.source);
                break;
            case NeighbourType.advertisement:
                if (target !== undefined) this.learn(target, mac);
                break;
            case NeighbourType.routerSolicitation:
                if (!unspecified) this.learn(packet.source, mac);
                if (this.announced !== undefined) this.announce(parseAddress("ff02::1"));
                break;
            case NeighbourType.routerAdvertisement:
                this.learn(packet.source, mac);
                for (const prefix of message.prefixes) this.join(prefix);
                this.follow(packet.source, message.routerSeconds > 0);
                break;
        }
    }

    private join(prefix: Buffer): void {
        const address = addressInPrefix(prefix, this.host.mac);
        const known = this.addresses.some((own) => equalBytes(own, address));
        if (!known && this.addresses.length <= MOST_PREFIXES) this.addresses.push(address);
    }

    private follow(router: Buffer, leadsOn: boolean): void {
        const known = this.routers.findIndex((each) => equalBytes(each, router));
        if (leadsOn && known < 0) this.routers.push(Buffer.from(router));
        else if (!leadsOn && known >= 0) this.routers.splice(known, 1);
    }

    private advertise(target: Buffer, destination: Buffer): void {
        this.send(target, destination, buildAdvertisement(target, this.host.mac));
    }

    private announce(destination: Buffer): void {
        if (this.announced === undefined) return;
        const payload = buildRouterAdvertisement(this.announced, this.host.mac);
        this.send(linkLocalAddress(this.host.mac), destination, payload);
    }

    private send(source: Buffer, destination: Buffer, payload: Buffer): void {
        const packet = { source, destination, protocol: Protocol.icmpv6, payload, hopLimit: UNROUTED };
        payload.writeUInt16BE(transportChecksum(packet), 2);
        this.host.send(packet);
    }
}
