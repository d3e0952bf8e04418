/**
 * The bridge between the board's frames and this machine's network: a process with libslirp, at the
 * pace of the wall clock. Ports that the program opens are forwarded as soon as the board's
 * addresses are known.
 */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { getSystemErrorName } from "node:util";
import type { Readable, Writable } from "node:stream";
import type { Station } from "../station.ts";
import { GuestAddresses, type BridgeNetwork } from "./guest-addresses.ts";
import { closeMessage, frameMessage, MessageReader, openMessage, type ForwardResult } from "./messages.ts";
import { PortMap, type PortMapping } from "./port-map.ts";

export interface BridgeOptions {
    /** The program that firmware/port/bridge builds. */
    executable: string;
    network: BridgeNetwork;
    ports?: readonly PortMapping[];
    /**
     * A port of the program can be reached at this port of 127.0.0.1 (family 4) or ::1 (family 6),
     * which takes longer.
     */
    onServing?: (hostPort: number, guestPort: number, family: 4 | 6) => void;
    /** A port of this machine cannot be had: `reason` is a name like EADDRINUSE. */
    onRefused?: (hostPort: number, guestPort: number, reason: string) => void;
    /** The process has ended without being asked to. */
    onEnd?: () => void;
    /** A frame has come, so that a sleeping emulator can go on. */
    onArrival?: () => void;
}

/** What happened to one port of the program. */
interface OpenPort {
    guest: number;
    asked: { ipv4: boolean; ipv6: boolean };
}

/**
 * Milliseconds from a board's first sign of an IPv6 address to its answering there: it asks for a
 * second whether anybody else has it. A client that is forwarded earlier waits for libslirp's next
 * attempt, six seconds later.
 */
const IPV6_SETTLES_MILLIS = 1500;

export class Bridge implements Station {
    transmit: (frame: Uint8Array) => void = () => undefined;
    private readonly child: ChildProcessByStdio<Writable, Readable, null>;
    private readonly addresses: GuestAddresses;
    private readonly map: PortMap;
    /** Ports that the program listens on, by the port of this machine. */
    private readonly open = new Map<number, OpenPort>();
    private settledIpv6: Buffer | undefined;
    private closing = false;

    constructor(private readonly options: BridgeOptions) {
        const { executable, network, ports } = options;
        this.addresses = new GuestAddresses(network);
        this.map = new PortMap(ports);
        const args = [network.hostIpv4, network.guestIpv4, network.prefixIpv6];
        this.child = spawn(executable, args, { stdio: ["pipe", "pipe", "inherit"] });
        const reader = new MessageReader({
            frame: (frame) => {
                this.transmit(frame);
                options.onArrival?.();
            },
            forwarded: (result) => {
                this.forwarded(result);
            },
        });
        this.child.stdout.on("data", (bytes: Buffer) => {
            reader.take(bytes);
        });
        this.child.stdin.on("error", () => undefined);
        this.child.on("error", () => options.onEnd?.());
        this.child.on("exit", () => {
            if (!this.closing) options.onEnd?.();
        });
    }

    receive(frame: Uint8Array): void {
        this.child.stdin.write(frameMessage(frame));
        if (!this.addresses.learn(frame)) return;
        this.forwardAll();
        const { ipv6 } = this.addresses;
        if (ipv6 === undefined || this.settledIpv6 === ipv6) return;
        setTimeout(() => {
            this.settledIpv6 = ipv6;
            if (!this.closing) this.forwardAll();
        }, IPV6_SETTLES_MILLIS).unref();
    }

    linkChanged(_up: boolean): void {
        // libslirp has no link of its own; connections of a board that went away end by their
        // timeouts or its reset.
    }

    /** The program listens on a port of the board. */
    listening(guest: number): void {
        const host = this.map.hostPort(guest);
        if (this.open.has(host)) return;
        this.open.set(host, { guest, asked: { ipv4: false, ipv6: false } });
        this.forwardAll();
    }

    /** The program listens there no more. */
    unlistening(guest: number): void {
        const host = this.map.hostPort(guest);
        if (this.open.delete(host)) this.child.stdin.write(closeMessage(host));
    }

    /** The board starts anew: its listeners are gone. */
    boardReset(): void {
        for (const { guest } of [...this.open.values()]) this.unlistening(guest);
    }

    /** Ends the process and its connections. */
    close(): void {
        this.closing = true;
        this.child.stdin.end();
    }

    private forwardAll(): void {
        const { ipv4 } = this.addresses;
        const ipv6 = this.settledIpv6;
        for (const [host, port] of this.open) {
            if (ipv4 !== undefined && !port.asked.ipv4) {
                port.asked.ipv4 = true;
                this.child.stdin.write(openMessage(host, port.guest, ipv4));
            }
            if (ipv6 !== undefined && !port.asked.ipv6) {
                port.asked.ipv6 = true;
                this.child.stdin.write(openMessage(host, port.guest, ipv6));
            }
        }
    }

    private forwarded({ hostPort, family, errno }: ForwardResult): void {
        const port = this.open.get(hostPort);
        if (port === undefined) return;
        const reason = errno === 0 ? "" : getSystemErrorName(-errno);
        // A machine without IPv6 has no ::1; but localhost may mean ::1, so a port that somebody
        // else has there is refused.
        if (errno !== 0 && (family === 4 || reason === "EADDRINUSE")) {
            this.unlistening(port.guest);
            this.options.onRefused?.(hostPort, port.guest, reason);
        } else if (errno === 0) {
            this.options.onServing?.(hostPort, port.guest, family);
        }
    }
}
