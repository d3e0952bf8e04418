/**
 * Simulated time of one chip. rp2040js schedules peripherals through it; the run loop advances it.
 *
 * Alarms fire in order of their time, and in order of scheduling where times are equal, so that a
 * run is repeatable.
 */

/** The shortest time in which a peripheral can do anything: one cycle at 125 MHz. */
const SHORTEST_DELAY_NANOS = 8;

export class Alarm {
    /** Time of the next call, in nanoseconds; meaningless while not pending. */
    due = 0;
    next: Alarm | undefined = undefined;
    pending = false;

    constructor(
        private readonly clock: SimulatedClock,
        readonly callback: () => void,
    ) {}

    /** Calls back once, `deltaNanos` from now; an earlier schedule of this alarm is forgotten. */
    schedule(deltaNanos: number): void {
        this.cancel();
        // A DMA channel reschedules itself with delay 0 for every word: it must not move a whole
        // block in no time.
        this.clock.insert(this, Math.max(deltaNanos, SHORTEST_DELAY_NANOS));
    }

    cancel(): void {
        if (this.pending) this.clock.remove(this);
    }
}

export class SimulatedClock {
    /** Nanoseconds since the chip left reset. */
    nanos = 0;
    private first: Alarm | undefined = undefined;

    /** Part of the interface that rp2040js expects of a clock. */
    get micros(): number {
        return this.nanos / 1000;
    }

    createAlarm(callback: () => void): Alarm {
        return new Alarm(this, callback);
    }

    /** Nanoseconds until the next alarm, or undefined if nothing is scheduled. */
    get nanosToNextAlarm(): number | undefined {
        return this.first && Math.max(0, this.first.due - this.nanos);
    }

    tick(deltaNanos: number): void {
        const target = this.nanos + deltaNanos;
        let alarm = this.first;
        // The usual case by far: this runs after every instruction.
        if (alarm === undefined || alarm.due > target) {
            this.nanos = target;
            return;
        }
        while (alarm !== undefined && alarm.due <= target) {
            this.first = alarm.next;
            alarm.pending = false;
            this.nanos = alarm.due;
            alarm.callback();
            alarm = this.first;
        }
        this.nanos = target;
    }

    insert(alarm: Alarm, deltaNanos: number): void {
        alarm.due = this.nanos + deltaNanos;
        alarm.pending = true;
        let previous: Alarm | undefined;
        let following = this.first;
        while (following !== undefined && following.due <= alarm.due) {
            previous = following;
            following = following.next;
        }
        alarm.next = following;
        if (previous === undefined) this.first = alarm;
        else previous.next = alarm;
    }

    remove(alarm: Alarm): void {
        alarm.pending = false;
        if (this.first === alarm) {
            this.first = alarm.next;
            return;
        }
        let previous = this.first;
        while (previous !== undefined && previous.next !== alarm) previous = previous.next;
        if (previous !== undefined) previous.next = alarm.next;
    }
}
