/**
 * Learns the board's addresses in the bridge's network from the frames that it sends: they are what
 * ports are forwarded to.
 */
import { parseAddress } from "../host/addresses.ts";
import { parseArp } from "../host/arp.ts";
import { EtherType, parseEthernet } from "../host/ethernet-frame.ts";
import { parseIpv4, parseIpv6, Protocol } from "../host/ip-packet.ts";
import { NeighbourType, parseNeighbour } from "../host/neighbour-discovery.ts";

export interface BridgeNetwork {
    /** This machine's address there; its first three bytes are the network. */
    hostIpv4: string;
    /** What DHCP offers to a board that asks. */
    guestIpv4: string;
    /** 64 bits. */
    prefixIpv6: string;
}

/**
 * Networks as the board's links want them: on USB the board is the server, and its addresses are
 * fixed by the firmware and the emulated board's identity.
 */
export const bridgeNetworks = {
    wifi: { hostIpv4: "10.0.2.2", guestIpv4: "10.0.2.15", prefixIpv6: "fec0::" },
    usb: { hostIpv4: "192.168.7.2", guestIpv4: "192.168.7.1", prefixIpv6: "fd38:834a:c27e::" },
} as const satisfies Record<string, BridgeNetwork>;

/** What a user has fixed of the board's network; empty texts for what was left open. */
export interface FixedAddress {
    /** A.B.C.D or A.B.C.D/BITS. */
    address: string;
    gateway: string;
}

/**
 * The network around a board. This machine is near a fixed address: the next one on USB, the router
 * or a free one over Wi-Fi.
 */
export function bridgeNetwork(link: keyof typeof bridgeNetworks, fixed?: FixedAddress): BridgeNetwork {
    const usual = bridgeNetworks[link];
    if (fixed === undefined || fixed.address === "") return usual;
    const guestIpv4 = fixed.address.replace(/\/.*$/, "");
    const near = guestIpv4.slice(0, guestIpv4.lastIndexOf(".") + 1);
    const last = Number(guestIpv4.slice(near.length));
    const free = near + (last === 2 ? "1" : "2");
    const router = fixed.gateway.startsWith(near) && fixed.gateway !== guestIpv4 ? fixed.gateway : free;
    return { ...usual, guestIpv4, hostIpv4: link === "usb" ? near + (last + 1).toString() : router };
}

export class GuestAddresses {
    ipv4: Buffer | undefined;
    ipv6: Buffer | undefined;
    private readonly network: Buffer;
    private readonly prefix: Buffer;

    constructor(network: BridgeNetwork) {
        this.network = parseAddress(network.hostIpv4).subarray(0, 3);
        this.prefix = parseAddress(network.prefixIpv6).subarray(0, 8);
    }

    /** Looks at a frame from the board; true when it told an address that was not known. */
    learn(bytes: Uint8Array): boolean {
        const frame = parseEthernet(bytes);
        switch (frame?.type) {
            case EtherType.arp:
                return this.take(parseArp(frame.payload)?.senderAddress);
            case EtherType.ipv4:
                return this.take(parseIpv4(frame.payload)?.source);
            case EtherType.ipv6:
                return this.learnIpv6(frame.payload);
            default:
                return false;
        }
    }

    /** A board that asks whether anybody has an address is about to have it. */
    private learnIpv6(payload: Buffer): boolean {
        const packet = parseIpv6(payload);
        if (packet?.protocol === Protocol.icmpv6 && packet.source.every((byte) => byte === 0)) {
            const message = parseNeighbour(packet.payload);
            return message?.type === NeighbourType.solicitation && this.take(message.target);
        }
        return this.take(packet?.source);
    }

    private take(address: Buffer | undefined): boolean {
        if (address === undefined) return false;
        const isIpv4 = address.length === 4;
        const near = address.subarray(0, isIpv4 ? 3 : 8).equals(isIpv4 ? this.network : this.prefix);
        const known = isIpv4 ? this.ipv4 : this.ipv6;
        if (!near || known?.equals(address) === true) return false;
        if (isIpv4) this.ipv4 = Buffer.from(address);
        else this.ipv6 = Buffer.from(address);
        return true;
    }
}
