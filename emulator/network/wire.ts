/**
 * The way between the board's attachment and a station: impairments in both directions, and a look
 * at every frame.
 */
import type { Time } from "../board-time.ts";
import type { EthernetAttachment } from "./ethernet.ts";
import { Impairments, type ImpairmentOptions } from "./impairments.ts";
import type { Station } from "./station.ts";

export interface WireOptions {
    /** Both directions have the same impairments, with random numbers of their own. */
    impairments?: ImpairmentOptions;
    /** Called for each frame that sets out, before it may be lost. */
    onFrame?: (nanos: number, frame: Uint8Array, direction: "fromBoard" | "toBoard") => void;
}

/**
 * No frame arrives in the moment in which it is sent: stations answer at once, and would call each
 * other without end.
 */
const SHORTEST_WAY_NANOS = 1000;

class Direction {
    private lastArrival = 0;

    constructor(
        private readonly time: Time,
        private readonly impairments: Impairments,
        private readonly arrive: (frame: Uint8Array) => void,
    ) {}

    send(bytes: Uint8Array): void {
        for (const { delay, ordered } of this.impairments.arrivals()) {
            const frame = Buffer.from(bytes);
            let at = this.time.nanos + Math.max(SHORTEST_WAY_NANOS, delay);
            if (ordered) {
                at = Math.max(at, this.lastArrival);
                this.lastArrival = at;
            }
            this.time
                .createAlarm(() => {
                    this.arrive(frame);
                })
                .schedule(at - this.time.nanos);
        }
    }
}

export class Wire {
    private attachment: EthernetAttachment | undefined;
    private readonly fromBoard: Direction;
    private readonly toBoard: Direction;

    constructor(
        private readonly time: Time,
        private readonly station: Station,
        private readonly options: WireOptions = {},
    ) {
        const { impairments = {} } = options;
        const seed = impairments.seed ?? 1;
        const create = (offset: number): Impairments => new Impairments({ ...impairments, seed: seed * 2 + offset });
        this.fromBoard = new Direction(time, create(0), (frame) => {
            station.receive(frame);
        });
        this.toBoard = new Direction(time, create(1), (frame) => {
            this.attachment?.deliver(frame);
        });
        station.transmit = (frame) => {
            options.onFrame?.(time.nanos, frame, "toBoard");
            this.toBoard.send(frame);
        };
    }

    /** Connects the board's side; after a reset of the board, its new one. */
    attach(attachment: EthernetAttachment): void {
        if (this.attachment?.linkUp === true) this.station.linkChanged(false);
        this.attachment = attachment;
        attachment.onFrame = (frame) => {
            this.options.onFrame?.(this.time.nanos, frame, "fromBoard");
            this.fromBoard.send(frame);
        };
        attachment.onLinkChange = (up) => {
            this.station.linkChanged(up);
        };
        if (attachment.linkUp) this.station.linkChanged(true);
    }
}
