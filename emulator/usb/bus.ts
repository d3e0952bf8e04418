/**
 * The wire between host and device: one packet at a time, in simulated time, and the frames that
 * mark every millisecond.
 */
import type { Chip } from "../chip.ts";
import type { Alarm } from "../clock.ts";
import { DeviceController } from "./controller.ts";

/**
 * What a full-speed packet of 64 bytes and its handshake take; shorter ones are rounded up, as
 * hosts schedule badly.
 */
const PACKET_NANOS = 50_000;
const FRAME_NANOS = 1_000_000;

/** One flow of packets between the host and an endpoint. */
export interface Pipe {
    /** True when host and device both have what the next packet needs. */
    readonly ready: boolean;
    /** Moves one packet. */
    transact(): void;
}

export interface BusEvents {
    onPullUp: (on: boolean) => void;
}

export interface BusOptions {
    /** False leaves out the start-of-frame packets, which no real host does. */
    startOfFrame: boolean;
}

export class Bus {
    readonly controller: DeviceController;
    /** Packets moved in this life of the chip. */
    packets = 0;
    private pipes: Pipe[] = [];
    /** Where the search for the next packet starts, so that no pipe starves another. */
    private turn = 0;
    private running = false;
    private readonly packetAlarm: Alarm;
    private readonly frameAlarm: Alarm;

    constructor(
        private readonly chip: Chip,
        events: BusEvents,
        private readonly options: BusOptions,
    ) {
        this.controller = new DeviceController(chip, {
            onPullUp: events.onPullUp,
            onArmed: () => this.wake(),
            onFramesWanted: () => this.scheduleFrame(),
            frameNumber: () => Math.floor(chip.clock.nanos / FRAME_NANOS),
        });
        this.packetAlarm = chip.clock.createAlarm(() => this.transact());
        this.frameAlarm = chip.clock.createAlarm(() => this.frame());
    }

    /** Lets packets and frames flow. */
    start(): void {
        this.running = true;
        if (this.controller.wantsFrames) this.scheduleFrame();
        this.wake();
    }

    /** Silence: what is under way is not completed. */
    stop(): void {
        this.running = false;
        this.packetAlarm.cancel();
        this.frameAlarm.cancel();
    }

    add(pipe: Pipe): void {
        this.pipes.push(pipe);
        this.wake();
    }

    removeAll(): void {
        this.pipes = [];
        this.turn = 0;
        this.packetAlarm.cancel();
    }

    /** To be called when a pipe may have become ready. */
    wake(): void {
        if (!this.running || this.packetAlarm.pending) return;
        if (this.pipes.some((pipe) => pipe.ready)) this.packetAlarm.schedule(PACKET_NANOS);
    }

    private transact(): void {
        const { pipes } = this;
        for (let count = 0; count < pipes.length; count++) {
            const index = (this.turn + count) % pipes.length;
            const pipe = pipes[index];
            // It may have ceased to be ready: a new setup packet takes back what endpoint 0 had
            // armed.
            if (pipe?.ready !== true) continue;
            this.turn = index + 1;
            this.packets++;
            pipe.transact();
            break;
        }
        this.wake();
    }

    private scheduleFrame(): void {
        if (!this.running || !this.options.startOfFrame || this.frameAlarm.pending) return;
        this.frameAlarm.schedule(FRAME_NANOS - (this.chip.clock.nanos % FRAME_NANOS));
    }

    private frame(): void {
        if (!this.controller.wantsFrames) return;
        this.controller.startOfFrame();
        this.scheduleFrame();
    }
}
