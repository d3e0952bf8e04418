/**
 * A station that sleeps between packets. The access point keeps what is for it: frames to the
 * station until the next beacon that it wakes for, frames to groups until the next beacon that
 * announces them (DTIM, IEEE 802.11-2020, 11.2.3).
 */
import type { Time, TimeAlarm } from "../board-time.ts";

/** 100 time units of 1024 µs, which almost every access point has. */
const BEACON_NANOS = 102_400_000;
const NANOS_PER_MILLI = 1e6;

/** What WLC_SET_PM asks for. */
export const PowerMode = { none: 0, aggressive: 1, fast: 2 } as const;

export class PowerSaving {
    mode: number = PowerMode.none;
    /** With the mode "fast": milliseconds without a packet after which the station sleeps. */
    sleepAfter = 200;
    private lastPacket = -Infinity;
    private readonly alarms = new Set<TimeAlarm>();

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

    /** Calls back when the station gets the frame; at once where it is awake. */
    deliver(group: boolean, action: () => void): void {
        if (!this.asleep) {
            action();
            return;
        }
        const interval = BEACON_NANOS * (group ? Math.max(1, this.dtim()) : 1);
        const alarm = this.time.createAlarm(() => {
            this.alarms.delete(alarm);
            action();
        });
        this.alarms.add(alarm);
        alarm.schedule(interval - (this.time.nanos % interval));
    }

    /** The network or the power is gone, and with it what waited. */
    forget(): void {
        for (const alarm of this.alarms) alarm.cancel();
        this.alarms.clear();
    }

    private get asleep(): boolean {
        if (!this.able || this.mode === PowerMode.none) return false;
        const patience = this.mode === PowerMode.fast ? this.sleepAfter : 0;
        return this.time.nanos - this.lastPacket > patience * NANOS_PER_MILLI;
    }
}
