/**
 * A DHCP client: where the board is the server, this host asks it for an address, and renews it at
 * half of its time.
 */
import { BROADCAST_MAC, UNSPECIFIED_IPV4 } from "./addresses.ts";
import type { TimeAlarm } from "../../board-time.ts";
import {
    buildDhcp,
    DHCP_CLIENT_PORT,
    DHCP_SERVER_PORT,
    DhcpOption,
    DhcpType,
    parseDhcp,
    typeOf,
    type DhcpMessage,
} from "./dhcp-message.ts";
import { buildUdp } from "./udp.ts";
import type { Host } from "./host.ts";

const SECOND = 1e9;
const RETRY_SECONDS = 2;
/** Lease times beyond this are as good as endless to a simulation. */
const LONGEST_LEASE_SECONDS = 86400;

export interface Lease {
    address: Buffer;
    mask: Buffer;
    router: Buffer | undefined;
    server: Buffer;
    seconds: number;
}

export class DhcpClient {
    lease: Lease | undefined;
    private transaction = 0x5490_0000;
    private offer: Buffer | undefined;
    private readonly alarm: TimeAlarm;

    constructor(
        private readonly host: Host,
        private readonly bound: (lease: Lease) => void,
    ) {
        this.alarm = host.time.createAlarm(() => {
            if (this.lease === undefined) this.discover();
            else this.request(this.lease.address, this.lease.server);
        });
        host.udp.bind(DHCP_CLIENT_PORT, ({ data }) => {
            const message = parseDhcp(data);
            if (message?.request === false && message.transaction === this.transaction) this.receive(message);
        });
    }

    /** Begins anew, as after a cable has been plugged in. */
    start(): void {
        this.lease = undefined;
        this.discover();
    }

    stop(): void {
        this.lease = undefined;
        this.alarm.cancel();
    }

    private discover(): void {
        this.transaction++;
        this.offer = undefined;
        this.send(new Map([[DhcpOption.type, Buffer.from([DhcpType.discover])]]));
    }

    private request(address: Buffer, server: Buffer): void {
        this.send(
            new Map([
                [DhcpOption.type, Buffer.from([DhcpType.request])],
                [DhcpOption.requestedAddress, address],
                [DhcpOption.server, server],
            ]),
        );
    }

    private receive(message: DhcpMessage): void {
        const type = typeOf(message);
        const server = message.options.get(DhcpOption.server);
        if (server === undefined) return;
        if (type === DhcpType.offer && this.offer === undefined) {
            this.offer = Buffer.from(message.yourAddress);
            this.request(this.offer, Buffer.from(server));
        } else if (type === DhcpType.acknowledge) {
            this.bind(message, Buffer.from(server));
        } else if (type === DhcpType.refuse) {
            this.start();
        }
    }

    private bind(message: DhcpMessage, server: Buffer): void {
        const { options } = message;
        const seconds = Math.min(options.get(DhcpOption.leaseSeconds)?.readUInt32BE(0) ?? 0, LONGEST_LEASE_SECONDS);
        const router = options.get(DhcpOption.router);
        this.lease = {
            address: Buffer.from(message.yourAddress),
            mask: Buffer.from(options.get(DhcpOption.mask) ?? [255, 255, 255, 0]),
            router: router && Buffer.from(router.subarray(0, 4)),
            server,
            seconds,
        };
        this.alarm.schedule(Math.max(1, seconds / 2) * SECOND);
        this.bound(this.lease);
    }

    private send(options: ReadonlyMap<number, Buffer>): void {
        const data = buildDhcp({
            request: true,
            transaction: this.transaction,
            broadcast: false,
            clientAddress: UNSPECIFIED_IPV4,
            yourAddress: UNSPECIFIED_IPV4,
            mac: this.host.mac,
            options,
        });
        this.host.sendTo(BROADCAST_MAC, {
            source: UNSPECIFIED_IPV4,
            destination: Buffer.alloc(4, 0xff),
            protocol: 17,
            payload: buildUdp(DHCP_CLIENT_PORT, DHCP_SERVER_PORT, data),
        });
        this.alarm.schedule(RETRY_SECONDS * SECOND);
    }
}
