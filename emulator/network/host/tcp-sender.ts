/**
 * The sending half of a TCP connection: segments within the peer's window, retransmission after a
 * timeout or three duplicate acknowledgements, probes of a closed window. There is no congestion
 * window: the network in between is our own, and a board's window is smaller than the first
 * congestion window of a common host.
 */
import type { Time, TimeAlarm } from "../../board-time.ts";
import { ByteQueue } from "./byte-queue.ts";
import { Flag, sequenceAdd, sequenceDifference, type TcpSegment } from "./tcp-segment.ts";
import { RetransmissionTimeout } from "./tcp-timing.ts";

const MOST_ATTEMPTS = 12;
const DUPLICATES_THAT_MEAN_LOSS = 3;

export interface SenderEvents {
    /** To send: a segment's place, flags (SYN, FIN, PSH) and data. */
    emit(sequence: number, flags: number, data: Buffer): void;
    /** The peer does not answer any more. */
    gaveUp(): void;
}

export class TcpSender {
    /** First sequence number that is not acknowledged. */
    private oldest: number;
    private next: number;
    /** End of what was ever sent. */
    private highest: number;
    private readonly queue = new ByteQueue();
    private window = 1;
    /** Of the segment that last changed the window, so that a late older one does not. */
    private windowSequence = 0;
    private windowAcknowledgement = 0;
    private synAcknowledged = false;
    private finWanted = false;
    /** The peer has taken everything, FIN included. */
    finAcknowledged = false;
    private armed = false;
    private attempts = 0;
    private duplicates = 0;
    /** While set, losses before it are repaired one by one. */
    private recoverUntil: number | undefined;
    private timed: { sequence: number; at: number } | undefined;
    private readonly timeout = new RetransmissionTimeout();
    private readonly alarm: TimeAlarm;
    maximumSegment = 536;

    constructor(
        private readonly time: Time,
        initialSequence: number,
        private readonly events: SenderEvents,
    ) {
        this.oldest = this.next = this.highest = initialSequence;
        this.alarm = time.createAlarm(() => {
            this.expired();
        });
    }

    /** Sends SYN. */
    start(): void {
        this.transmit();
    }

    stop(): void {
        this.disarm();
    }

    get highestSent(): number {
        return this.highest;
    }

    get nextSequence(): number {
        return this.next;
    }

    /** Bytes written and not acknowledged. */
    get unacknowledged(): number {
        return this.queue.length;
    }

    write(bytes: Uint8Array): void {
        this.queue.append(bytes);
        this.transmit();
    }

    /** FIN after everything that was written. */
    finish(): void {
        this.finWanted = true;
        this.transmit();
    }

    /** Takes acknowledgement and window of an acceptable segment. */
    acknowledge(segment: TcpSegment): void {
        const advance = sequenceDifference(segment.acknowledgement, this.oldest);
        const wasClosed = this.window === 0;
        const sameWindow = !this.takeWindow(segment);
        if (advance > 0) {
            this.progress(segment.acknowledgement, advance);
        } else if (advance === 0 && this.inFlight > 0) {
            this.attempts = this.window === 0 ? 0 : this.attempts;
            if (wasClosed && this.window > 0) this.reopened();
            else if (sameWindow && segment.data.length === 0) this.duplicate();
        }
        this.transmit();
    }

    private get inFlight(): number {
        return sequenceDifference(this.highest, this.oldest);
    }

    private takeWindow(segment: TcpSegment): boolean {
        const later = sequenceDifference(segment.sequence, this.windowSequence);
        const newer = sequenceDifference(segment.acknowledgement, this.windowAcknowledgement);
        if (this.synAcknowledged && (later < 0 || (later === 0 && newer < 0))) return false;
        const changed = this.window !== segment.window;
        this.window = segment.window;
        this.windowSequence = segment.sequence;
        this.windowAcknowledgement = segment.acknowledgement;
        return changed;
    }

    private progress(acknowledgement: number, advance: number): void {
        let bytes = advance;
        if (!this.synAcknowledged) {
            this.synAcknowledged = true;
            bytes--;
        }
        if (bytes > this.queue.length) this.finAcknowledged = true;
        this.queue.drop(Math.min(bytes, this.queue.length));
        this.oldest = acknowledgement;
        if (sequenceDifference(this.next, acknowledgement) < 0) this.next = acknowledgement;
        if (this.timed !== undefined && sequenceDifference(acknowledgement, this.timed.sequence) > 0) {
            this.timeout.measured(this.time.nanos - this.timed.at);
            this.timed = undefined;
        }
        this.timeout.progressed();
        this.attempts = 0;
        this.duplicates = 0;
        this.disarm();
        if (this.recoverUntil === undefined) return;
        if (sequenceDifference(acknowledgement, this.recoverUntil) >= 0) this.recoverUntil = undefined;
        else this.sendAgain();
    }

    /** What was in flight when the window closed was not taken: all of it goes again. */
    private reopened(): void {
        this.next = this.oldest;
        this.recoverUntil = undefined;
        this.timeout.progressed();
        this.disarm();
    }

    private duplicate(): void {
        this.duplicates++;
        if (this.duplicates !== DUPLICATES_THAT_MEAN_LOSS || this.recoverUntil !== undefined) return;
        this.recoverUntil = this.highest;
        this.sendAgain();
    }

    private arm(): void {
        this.alarm.schedule(this.timeout.nanos);
        this.armed = true;
    }

    private disarm(): void {
        this.alarm.cancel();
        this.armed = false;
    }

    private expired(): void {
        this.armed = false;
        if (++this.attempts > MOST_ATTEMPTS) {
            this.events.gaveUp();
            return;
        }
        this.timeout.expired();
        this.duplicates = 0;
        if (this.inFlight > 0) {
            this.recoverUntil = this.highest;
            this.sendAgain();
        } else {
            // The window is closed: one byte asks whether it still is.
            this.send(this.next, 1);
        }
        this.arm();
    }

    /** The oldest segment, once more. */
    private sendAgain(): void {
        this.timed = undefined;
        if (!this.synAcknowledged) this.events.emit(this.oldest, Flag.syn, Buffer.alloc(0));
        else this.send(this.oldest, Math.max(1, Math.min(this.maximumSegment, this.window)));
        if (this.inFlight > 0) this.arm();
    }

    /** At most `length` bytes from `sequence` on, with FIN where it follows them. */
    private send(sequence: number, length: number): void {
        const offset = sequenceDifference(sequence, this.oldest);
        const data = this.queue.slice(offset, length);
        const end = sequenceAdd(sequence, data.length);
        const last = offset + data.length === this.queue.length;
        const fin = this.finWanted && last && !this.finAcknowledged;
        const flags = (fin ? Flag.fin : 0) | (last && data.length > 0 ? Flag.psh : 0);
        this.events.emit(sequence, flags, data);
        const after = sequenceAdd(end, fin ? 1 : 0);
        if (sequenceDifference(after, this.highest) > 0) {
            this.highest = after;
            this.timed ??= { sequence, at: this.time.nanos };
        }
        if (sequenceDifference(after, this.next) > 0) this.next = after;
    }

    /** Sends what the window admits and has not been sent. */
    private transmit(): void {
        if (!this.synAcknowledged) {
            if (this.next === this.oldest) {
                this.next = this.highest = sequenceAdd(this.oldest, 1);
                this.timed = { sequence: this.oldest, at: this.time.nanos };
                this.events.emit(this.oldest, Flag.syn, Buffer.alloc(0));
            }
        } else {
            while (this.sendNext());
        }
        const waiting = this.synAcknowledged && this.queue.length > 0;
        if ((this.inFlight > 0 || waiting) && !this.armed) this.arm();
        else if (this.inFlight === 0 && !waiting) this.disarm();
    }

    private sendNext(): boolean {
        const flight = sequenceDifference(this.next, this.oldest);
        const unsent = this.queue.length - flight;
        const finLeft = this.finWanted && !this.finAcknowledged && flight === this.queue.length;
        if (unsent <= 0) {
            if (finLeft) this.send(this.next, 0);
            return false;
        }
        const size = Math.min(this.maximumSegment, unsent, this.window - flight);
        // A silly small segment waits until more of the window opens.
        if (size <= 0 || (size < Math.min(this.maximumSegment, unsent) && flight > 0)) return false;
        this.send(this.next, size);
        return true;
    }
}
