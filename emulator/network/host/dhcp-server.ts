/**
 * A DHCP server for one network: the same hardware gets the same address again, the first free one
 * at its first request.
 */
import { keyOf, equalBytes } from "./bytes.ts";
import { BROADCAST_MAC, UNSPECIFIED_IPV4 } from "./addresses.ts";
import {
    buildDhcp,
    DHCP_CLIENT_PORT,
    DHCP_SERVER_PORT,
    DhcpOption,
    DhcpType,
    parseDhcp,
    typeOf,
    uint32,
    type DhcpMessage,
} from "./dhcp-message.ts";
import { buildUdp } from "./udp.ts";
import type { Host } from "./host.ts";

export interface DhcpServerOptions {
    /** Lowest address that is given; the following ones of the same /24 are given too. */
    firstAddress: Buffer;
    mask: Buffer;
    leaseSeconds?: number;
    /**
     * "silent": every message is lost, as where the server is down. "new": only who has no address
     * yet is answered; nothing is said to those who ask for one that another server gave (RFC 2131,
     * 4.3.2: a server that does not know the client).
     */
    answers?: "all" | "new" | "silent";
}

const DAY_SECONDS = 86400;
const MOST_LEASES = 100;

export class DhcpServer {
    /** Address by hardware address. */
    readonly leases = new Map<string, Buffer>();
    /** Host name that the client of a hardware address gave. */
    readonly names = new Map<string, string>();

    constructor(
        private readonly host: Host,
        private readonly options: DhcpServerOptions,
    ) {
        host.udp.bind(DHCP_SERVER_PORT, ({ data }) => {
            const message = parseDhcp(data);
            if (message?.request === true && options.answers !== "silent") this.answer(message);
        });
    }

    private addressFor(mac: Buffer): Buffer | undefined {
        const key = keyOf(mac);
        const leased = this.leases.get(key);
        if (leased !== undefined || this.leases.size >= MOST_LEASES) return leased;
        const address = Buffer.from(this.options.firstAddress);
        address.writeUInt8(address.readUInt8(3) + this.leases.size, 3);
        this.leases.set(key, address);
        return address;
    }

    private answer(message: DhcpMessage): void {
        const address = this.addressFor(message.mac);
        if (address === undefined) return;
        const name = message.options.get(DhcpOption.hostName);
        if (name !== undefined) this.names.set(keyOf(message.mac), name.toString("latin1"));
        switch (typeOf(message)) {
            case DhcpType.discover:
                this.reply(message, DhcpType.offer, address);
                break;
            case DhcpType.request:
                this.confirm(message, address);
                break;
            case DhcpType.release:
                this.leases.delete(keyOf(message.mac));
                break;
        }
    }

    private confirm(message: DhcpMessage, address: Buffer): void {
        const server = message.options.get(DhcpOption.server);
        // The client chose another server's offer.
        if (server !== undefined && !equalBytes(server, this.host.ipv4)) return;
        const asked = message.options.get(DhcpOption.requestedAddress) ?? message.clientAddress;
        if (equalBytes(asked, address)) this.reply(message, DhcpType.acknowledge, address);
        else if (this.options.answers !== "new") this.reply(message, DhcpType.refuse, UNSPECIFIED_IPV4);
    }

    private reply(message: DhcpMessage, type: number, address: Buffer): void {
        const { mask, leaseSeconds = DAY_SECONDS } = this.options;
        const granted: [number, Buffer][] = [
            [DhcpOption.leaseSeconds, uint32(leaseSeconds)],
            [DhcpOption.mask, mask],
            [DhcpOption.router, this.host.ipv4],
        ];
        const data = buildDhcp({
            ...message,
            request: false,
            yourAddress: address,
            options: new Map([
                [DhcpOption.type, Buffer.from([type])],
                [DhcpOption.server, this.host.ipv4],
                ...(type === DhcpType.refuse ? [] : granted),
            ]),
        });
        const renewing = !equalBytes(message.clientAddress, UNSPECIFIED_IPV4);
        const destination = renewing ? message.clientAddress : Buffer.alloc(4, 0xff);
        const mac = renewing || !message.broadcast ? message.mac : BROADCAST_MAC;
        this.host.sendTo(mac, {
            source: this.host.ipv4,
            destination,
            protocol: 17,
            payload: buildUdp(DHCP_SERVER_PORT, DHCP_CLIENT_PORT, data),
        });
    }
}
