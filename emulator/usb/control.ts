/** Control transfers on endpoint 0, and the scripts that consist of them. */
import type { Alarm } from "../clock.ts";
import type { Bus, Pipe } from "./bus.ts";

export interface Setup {
    requestType: number;
    request: number;
    value: number;
    index: number;
    /** Bytes that the host will read at most; for a write the length of its data counts. */
    length?: number;
    /** Data that the host writes. */
    data?: Uint8Array;
}

export interface ControlResult {
    status: "ok" | "stall" | "timeout";
    /** What was read. */
    data: Uint8Array;
}

type Stage = "setup" | "data" | "status";

const EP0_PACKET = 64;
const DEVICE_TO_HOST = 0x80;

function encodeSetup(setup: Setup): Uint8Array {
    const bytes = new Uint8Array(8);
    const view = new DataView(bytes.buffer);
    bytes[0] = setup.requestType;
    bytes[1] = setup.request;
    view.setUint16(2, setup.value, true);
    view.setUint16(4, setup.index, true);
    view.setUint16(6, setup.data?.length ?? setup.length ?? 0, true);
    return bytes;
}

class Transfer {
    stage: Stage = "setup";
    /** Data of endpoint 0 begins with DATA1, whatever came before. */
    toggle: 0 | 1 = 1;
    readonly received: number[] = [];
    sent = 0;
    readonly reads: boolean;

    constructor(
        readonly setup: Setup,
        readonly done: (result: ControlResult) => void,
    ) {
        this.reads = (setup.requestType & DEVICE_TO_HOST) !== 0;
    }

    get hasData(): boolean {
        return this.reads ? (this.setup.length ?? 0) > 0 : (this.setup.data?.length ?? 0) > 0;
    }

    /** Direction of the stage's packets; the status stage runs against the data. */
    get direction(): "in" | "out" {
        if (this.stage === "data") return this.reads ? "in" : "out";
        return this.reads && this.hasData ? "out" : "in";
    }
}

/** The host's end of endpoint 0: one transfer at a time. */
export class ControlPipe implements Pipe {
    /** The address that the device was given; a device that answers to another is not heard. */
    address = 0;
    private current: Transfer | undefined;
    private readonly timeout: Alarm;

    constructor(
        private readonly bus: Bus,
        createAlarm: (callback: () => void) => Alarm,
        /** Nanoseconds that a transfer may take. */
        private readonly patience: number,
    ) {
        this.timeout = createAlarm(() => this.finish("timeout"));
    }

    get ready(): boolean {
        const { current, bus } = this;
        if (current === undefined || bus.controller.address !== this.address) return false;
        return current.stage === "setup" || bus.controller.endpointState(0, current.direction) !== "busy";
    }

    /** Starts a transfer; the previous one must have ended. */
    start(setup: Setup, done: (result: ControlResult) => void): void {
        if (this.current !== undefined) throw new Error("endpoint 0 carries one transfer at a time");
        this.current = new Transfer(setup, done);
        this.timeout.schedule(this.patience);
        this.bus.wake();
    }

    /** Forgets the transfer under way; nobody is told. */
    abandon(): void {
        this.current = undefined;
        this.timeout.cancel();
    }

    transact(): void {
        const { current, bus } = this;
        if (current === undefined) return;
        if (current.stage === "setup") {
            bus.controller.setup(encodeSetup(current.setup));
            current.stage = current.hasData ? "data" : "status";
            return;
        }
        if (bus.controller.endpointState(0, current.direction) === "stalled") this.finish("stall");
        else if (current.stage === "status") this.status(current);
        else if (current.reads) this.read(current);
        else this.write(current);
    }

    private read(transfer: Transfer): void {
        const { data, toggle } = this.bus.controller.takeIn(0);
        if (toggle !== transfer.toggle) return;
        transfer.toggle = toggle === 0 ? 1 : 0;
        transfer.received.push(...data);
        if (data.length < EP0_PACKET || transfer.received.length >= (transfer.setup.length ?? 0))
            transfer.stage = "status";
    }

    private write(transfer: Transfer): void {
        const data = transfer.setup.data ?? new Uint8Array(0);
        const packet = data.subarray(transfer.sent, transfer.sent + EP0_PACKET);
        this.bus.controller.giveOut(0, packet, transfer.toggle);
        transfer.toggle = transfer.toggle === 0 ? 1 : 0;
        transfer.sent += packet.length;
        if (transfer.sent >= data.length) transfer.stage = "status";
    }

    private status(transfer: Transfer): void {
        if (transfer.direction === "in") this.bus.controller.takeIn(0);
        else this.bus.controller.giveOut(0, new Uint8Array(0), 1);
        this.finish("ok");
    }

    private finish(status: ControlResult["status"]): void {
        const { current } = this;
        this.abandon();
        current?.done({ status, data: Uint8Array.from(current.received.slice(0, current.setup.length ?? 0)) });
    }
}

/** A step of a script: a transfer, or nothing for some nanoseconds. */
export type Step = { setup: Setup } | { waitNanos: number };

/**
 * What the host does on endpoint 0, one step after the other; a wait is answered like an empty
 * transfer.
 */
export type Script<T = void> = Generator<Step, T, ControlResult>;

export function* control(setup: Setup): Script<ControlResult> {
    return yield { setup };
}

export function* pause(waitNanos: number): Script {
    yield { waitNanos };
}

/** Runs scripts in the order in which they come. */
export class ScriptRunner {
    private readonly queue: Script[] = [];
    private current: Script | undefined;
    private readonly timer: Alarm;

    constructor(
        private readonly pipe: ControlPipe,
        createAlarm: (callback: () => void) => Alarm,
    ) {
        this.timer = createAlarm(() => this.step({ status: "ok", data: new Uint8Array(0) }));
    }

    add(script: Script): void {
        this.queue.push(script);
        if (this.current === undefined) this.next();
    }

    /**
     * Ends the script under way and forgets the others: the bus was reset, or the device is gone.
     */
    abandon(): void {
        this.queue.length = 0;
        const { current } = this;
        this.current = undefined;
        this.timer.cancel();
        this.pipe.abandon();
        current?.return();
    }

    private next(): void {
        this.current = this.queue.shift();
        if (this.current !== undefined) this.advance(this.current.next());
    }

    private step(result: ControlResult): void {
        if (this.current !== undefined) this.advance(this.current.next(result));
    }

    private advance(state: IteratorResult<Step>): void {
        if (state.done === true) this.next();
        else if ("setup" in state.value) this.pipe.start(state.value.setup, (result) => this.step(result));
        else this.timer.schedule(state.value.waitNanos);
    }
}
