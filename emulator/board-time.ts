/**
 * The board's time through all its resets: a chip's clock starts again at each, the networks around
 * the board go on. Alarms fire in order of their time, then of scheduling, while the chip's clock
 * passes them.
 */
import { type Alarm, SimulatedClock } from "./clock.ts";

export interface TimeAlarm {
    /** Calls back once, `deltaNanos` from now; an earlier schedule of this alarm is forgotten. */
    schedule(deltaNanos: number): void;
    cancel(): void;
}

/**
 * What a model outside the chip needs of time: a chip's clock, a board's time or a test's own
 * clock.
 */
export interface Time {
    /** Simulated nanoseconds. */
    readonly nanos: number;
    createAlarm(callback: () => void): TimeAlarm;
}

export class BoardTime implements Time {
    /** Alarms in their order; it stands at the last moment at which one of them was due. */
    private readonly agenda = new SimulatedClock();
    private chipClock: SimulatedClock | undefined;
    private driver: Alarm | undefined;
    private bornAt = 0;

    get nanos(): number {
        return this.bornAt + (this.chipClock?.nanos ?? 0);
    }

    /**
     * A chip begins its life at `bornAt` nanoseconds of the board's time; the one before has ended.
     */
    follow(chipClock: SimulatedClock, bornAt: number): void {
        this.chipClock = chipClock;
        this.bornAt = bornAt;
        this.driver = chipClock.createAlarm(() => {
            this.catchUp();
        });
        this.drive();
    }

    createAlarm(callback: () => void): TimeAlarm {
        const alarm = this.agenda.createAlarm(callback);
        return {
            schedule: (deltaNanos) => {
                alarm.schedule(this.nanos + deltaNanos - this.agenda.nanos);
                this.drive();
            },
            cancel: () => {
                alarm.cancel();
            },
        };
    }

    private catchUp(): void {
        this.agenda.tick(Math.max(0, this.nanos - this.agenda.nanos));
        this.drive();
    }

    private drive(): void {
        const left = this.agenda.nanosToNextAlarm;
        if (left === undefined) this.driver?.cancel();
        else this.driver?.schedule(Math.max(0, this.agenda.nanos + left - this.nanos));
    }
}
