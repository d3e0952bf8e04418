/** Two in-process hosts on one wire, with a clock of their own: the network without a board. */
import { SimulatedClock } from "../../emulator/clock.ts";
import type { EthernetAttachment } from "../../emulator/network/ethernet.ts";
import { Host, type HostOptions } from "../../emulator/network/host/host.ts";
import type { TcpConnection, TcpError } from "../../emulator/network/host/tcp-connection.ts";
import { Wire, type WireOptions } from "../../emulator/network/wire.ts";

/** A station in the place of the board. */
function attachmentOf(host: Host): EthernetAttachment {
    const attachment: EthernetAttachment = {
        linkUp: true,
        deliver(frame) {
            host.receive(frame);
            return true;
        },
        onFrame: () => undefined,
        onLinkChange: () => undefined,
    };
    host.transmit = (frame) => {
        attachment.onFrame(frame);
    };
    return attachment;
}

export interface Pair {
    clock: SimulatedClock;
    /** At the station's end of the wire. */
    near: Host;
    /** In the place of the board. */
    far: Host;
    /** Lets simulated time pass. */
    seconds(count: number): void;
}

export function createPair(
    near: Omit<HostOptions, "time"> = { ipv4: "10.1.0.1" },
    far: Omit<HostOptions, "time"> = { ipv4: "10.1.0.2" },
    wire: WireOptions = {},
): Pair {
    const clock = new SimulatedClock();
    const nearHost = new Host({ time: clock, mac: "02:00:00:00:00:01", ...near });
    const farHost = new Host({ time: clock, mac: "02:00:00:00:00:02", ...far });
    new Wire(clock, nearHost, wire).attach(attachmentOf(farHost));
    farHost.linkChanged(true);
    return {
        clock,
        near: nearHost,
        far: farHost,
        seconds: (count) => {
            clock.tick(count * 1e9);
        },
    };
}

/** What a connection told its owner. */
export class Heard {
    bytes = Buffer.alloc(0);
    connected = false;
    ended = false;
    error: TcpError | undefined;

    constructor(readonly connection: TcpConnection) {
        connection.events = {
            connected: () => (this.connected = true),
            data: (bytes) => (this.bytes = Buffer.concat([this.bytes, bytes])),
            end: () => (this.ended = true),
            error: (error) => (this.error = error),
        };
    }
}

/** Bytes without a period that a lost or repeated segment could hide in. */
export function pattern(length: number): Buffer {
    let state = 12345;
    return Buffer.from(Array.from({ length }, () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24));
}
