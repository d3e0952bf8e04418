/**
 * The host's end of bulk and interrupt endpoints. Interrupt endpoints are asked as soon as they
 * have something.
 */
import type { Bus, Pipe } from "./bus.ts";
import { control, type Script } from "./control.ts";
import type { EndpointDescriptor } from "./descriptors.ts";
import type { Toggle } from "./controller.ts";

const STANDARD_TO_ENDPOINT = 0x02;
const CLEAR_FEATURE = 1;
const ENDPOINT_HALT = 0;

abstract class EndpointPipe implements Pipe {
    /** True after a stall, until the host clears it. */
    halted = false;
    onHalt: () => void = () => undefined;
    protected toggle: Toggle = 0;

    constructor(
        protected readonly bus: Bus,
        readonly endpoint: EndpointDescriptor,
    ) {}

    abstract get ready(): boolean;
    abstract transact(): void;

    /** What the host does when it clears a halt or sets an interface (USB 2.0, 9.1.1.5). */
    resetToggle(): void {
        this.halted = false;
        this.toggle = 0;
        this.bus.wake();
    }

    /** Tells the device that its endpoint is halted no longer, whether it was or not. */
    *clearHalt(): Script {
        const index = this.endpoint.address;
        yield* control({ requestType: STANDARD_TO_ENDPOINT, request: CLEAR_FEATURE, value: ENDPOINT_HALT, index });
        this.resetToggle();
    }

    protected halt(): void {
        this.halted = true;
        this.onHalt();
    }
}

/** Reads packets for as long as the device offers them. */
export class InPipe extends EndpointPipe {
    /** Packets that the host discarded for their data toggle: it took them for repetitions. */
    toggleErrors = 0;
    private isPaused = false;
    onPacket: (data: Uint8Array) => void = () => undefined;

    /** While true the host does not ask, as one whose program does not read. */
    set paused(value: boolean) {
        this.isPaused = value;
        this.bus.wake();
    }

    get ready(): boolean {
        if (this.halted || this.isPaused) return false;
        return this.bus.controller.endpointState(this.endpoint.number, "in") !== "busy";
    }

    transact(): void {
        const { controller } = this.bus;
        if (controller.endpointState(this.endpoint.number, "in") === "stalled") {
            this.halt();
            return;
        }
        const { data, toggle } = controller.takeIn(this.endpoint.number);
        if (toggle !== this.toggle) {
            this.toggleErrors++;
            return;
        }
        this.toggle = toggle === 0 ? 1 : 0;
        this.onPacket(data);
    }
}

/** Sends packets in order, each when the device has room. */
export class OutPipe extends EndpointPipe {
    private readonly packets: Uint8Array[] = [];
    /** Called when the last packet has gone. */
    onDrained: () => void = () => undefined;

    get idle(): boolean {
        return this.packets.length === 0;
    }

    get ready(): boolean {
        if (this.halted || this.idle) return false;
        return this.bus.controller.endpointState(this.endpoint.number, "out") !== "busy";
    }

    /**
     * Queues a transfer, cut into packets; the bytes are copied. `endMark` adds an empty packet
     * where the last one is full, which tells the device that the transfer is over.
     */
    send(data: Uint8Array, endMark: boolean): void {
        const size = this.endpoint.maxPacketSize;
        for (let at = 0; at < data.length; at += size) this.packets.push(data.slice(at, at + size));
        if (data.length % size === 0 && endMark) this.packets.push(new Uint8Array(0));
        this.bus.wake();
    }

    transact(): void {
        const { controller } = this.bus;
        if (controller.endpointState(this.endpoint.number, "out") === "stalled") {
            this.halt();
            return;
        }
        const packet = this.packets.shift();
        if (packet === undefined) return;
        controller.giveOut(this.endpoint.number, packet, this.toggle);
        // A device acknowledges also what it discards for its toggle, so the host always goes on.
        this.toggle = this.toggle === 0 ? 1 : 0;
        if (this.idle) this.onDrained();
    }
}
