/**
 * The receiving half of a TCP connection: puts segments in order, cuts off what was there already,
 * and keeps the window.
 */
import { sequenceAdd, sequenceDifference, type TcpSegment, Flag } from "./tcp-segment.ts";

interface EarlyPart {
    sequence: number;
    data: Buffer;
}

export class TcpReceiver {
    /** The next byte that is wanted. */
    next = 0;
    /** The peer's FIN has come, and everything before it. */
    ended = false;
    private paused = false;
    private held: Buffer[] = [];
    private heldLength = 0;
    private early: EarlyPart[] = [];
    private finAt: number | undefined;

    /**
     * `capacity` is the largest window; `deliver` gets bytes in order, `end` comes once, after the
     * last of them.
     */
    constructor(
        private readonly capacity: number,
        private readonly deliver: (bytes: Buffer) => void,
        private readonly end: () => void,
    ) {}

    /** The peer's SYN had this sequence number. */
    start(sequence: number): void {
        this.next = sequenceAdd(sequence, 1);
    }

    get window(): number {
        return this.capacity - this.heldLength;
    }

    /** RFC 9293, 3.10.7.4: whether any of the segment lies in the window. */
    acceptable(segment: TcpSegment): boolean {
        const from = sequenceDifference(segment.sequence, this.next);
        const length = segment.data.length + (segment.flags & (Flag.syn | Flag.fin) ? 1 : 0);
        if (length === 0) return from >= 0 && (from < this.window || from === 0);
        return this.window > 0 && from < this.window && from + length > 0;
    }

    /** Takes data and FIN of an acceptable segment. */
    take(segment: TcpSegment): void {
        const { sequence, data, flags } = segment;
        if ((flags & Flag.fin) !== 0) this.finAt = sequenceAdd(sequence, data.length);
        if (data.length > 0) this.insert(sequence, data);
        this.advance();
    }

    /** While paused, bytes are kept and the window closes. */
    pause(): void {
        this.paused = true;
    }

    /** Returns whether the window has grown and the peer should hear of it. */
    resume(): boolean {
        this.paused = false;
        const { held, heldLength } = this;
        this.held = [];
        this.heldLength = 0;
        for (const bytes of held) this.deliver(bytes);
        this.finish();
        return heldLength > 0;
    }

    private insert(sequence: number, data: Buffer): void {
        const before = sequenceDifference(this.next, sequence);
        const start = Math.max(0, before);
        const room = this.window - Math.max(0, -before);
        const part = Buffer.from(data.subarray(start, start + room));
        if (part.length === 0) return;
        this.early.push({ sequence: sequenceAdd(sequence, start), data: part });
        this.early.sort((left, right) => sequenceDifference(left.sequence, right.sequence));
    }

    private advance(): void {
        for (let part = this.early[0]; part !== undefined; part = this.early[0]) {
            const known = sequenceDifference(this.next, part.sequence);
            if (known < 0) break;
            this.early.shift();
            if (known >= part.data.length) continue;
            const fresh = part.data.subarray(known);
            this.next = sequenceAdd(this.next, fresh.length);
            this.hand(fresh);
        }
        this.finish();
    }

    private hand(bytes: Buffer): void {
        if (this.paused) {
            this.held.push(bytes);
            this.heldLength += bytes.length;
        } else {
            this.deliver(bytes);
        }
    }

    private finish(): void {
        if (this.finAt === this.next && !this.ended) {
            this.next = sequenceAdd(this.next, 1);
            this.ended = true;
        }
        if (this.ended && !this.paused && this.heldLength === 0 && this.finAt !== undefined) {
            this.finAt = undefined;
            this.end();
        }
    }
}
