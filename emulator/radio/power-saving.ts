/**
 * A station that sleeps between packets. The access point keeps what is for it: frames to the
 * station until the next beacon that it wakes for, frames to groups until the next beacon that
 * announces them (DTIM, IEEE 802.11-2020, 11.2.3).
 */
import type { Time, TimeAlarm } from "../board-time.ts";

/** 100 time units of 1024 µs, which almost every access point has. */
const BEACON_NANOS = 102_400_000;
const NANOS_PER_MILLI = 1e6;
/** What access points keep for one station; mac80211's STA_MAX_TX_BUFFER. */
const KEPT = 64;
/** Nanoseconds after which a frame is sent again that the station had no room for. */
const AGAIN = 1e6;

/** What WLC_SET_PM asks for. */
export const PowerMode = { none: 0, aggressive: 1, fast: 2 } as const;

/**
 * Frames that the access point keeps, each sent by a call that is false where there was no room.
 */
interface Kept {
    readonly frames: (() => boolean)[];
    alarm: TimeAlarm | undefined;
}

export class PowerSaving {
    mode: number = PowerMode.none;
    /** With the mode "fast": milliseconds without a packet after which the station sleeps. */
    sleepAfter = 200;
    private lastPacket = -Infinity;
    private readonly forStation: Kept = { frames: [], alarm: undefined };
    private readonly forGroups: Kept = { frames: [], alarm: undefined };

    constructor(
        private readonly time: Time,
        /** False where the station is never asleep, whatever it is told. */
        private readonly able: boolean,
        /** Beacons from one DTIM to the next. */
        private readonly dtim: () => number,
    ) {}

    /** A packet moves, either way: the station stays awake for a while. */
    packet(): void {
        this.lastPacket = this.time.nanos;
    }

    /**
     * Calls `send` when the station gets the frame; at once where it is awake and nothing waits.
     * False where the frame is lost.
     */
    deliver(group: boolean, send: () => boolean): boolean {
        const kept = group ? this.forGroups : this.forStation;
        if (kept.frames.length === 0 && !this.asleep) return send();
        if (kept.frames.length >= KEPT) return false;
        kept.frames.push(send);
        if (kept.frames.length > 1) return true;
        const interval = BEACON_NANOS * (group ? Math.max(1, this.dtim()) : 1);
        this.schedule(kept, interval - (this.time.nanos % interval));
        return true;
    }

    /** The network or the power is gone, and with it what waited. */
    forget(): void {
        for (const kept of [this.forStation, this.forGroups]) {
            kept.alarm?.cancel();
            kept.frames.length = 0;
        }
    }

    private schedule(kept: Kept, nanos: number): void {
        kept.alarm = this.time.createAlarm(() => {
            while (kept.frames[0]?.() === true) kept.frames.shift();
            if (kept.frames.length > 0) this.schedule(kept, AGAIN);
        });
        kept.alarm.schedule(nanos);
    }

    private get asleep(): boolean {
        if (!this.able || this.mode === PowerMode.none) return false;
        const patience = this.mode === PowerMode.fast ? this.sleepAfter : 0;
        return this.time.nanos - this.lastPacket > patience * NANOS_PER_MILLI;
    }
}
