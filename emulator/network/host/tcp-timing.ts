/**
 * How long to wait for an acknowledgement (RFC 6298), with the shorter minimum that common hosts
 * use.
 */

const MILLI = 1e6;
const FIRST = 1000 * MILLI;
const SHORTEST = 200 * MILLI;
const LONGEST = 60_000 * MILLI;

export class RetransmissionTimeout {
    private smoothed: number | undefined;
    private variation = 0;
    private base = FIRST;
    private backoff = 1;

    /** Nanoseconds until the next attempt. */
    get nanos(): number {
        return Math.min(LONGEST, this.base * this.backoff);
    }

    /** The time from a segment that was sent once to its acknowledgement. */
    measured(nanos: number): void {
        if (this.smoothed === undefined) {
            this.smoothed = nanos;
            this.variation = nanos / 2;
        } else {
            this.variation = 0.75 * this.variation + 0.25 * Math.abs(this.smoothed - nanos);
            this.smoothed = 0.875 * this.smoothed + 0.125 * nanos;
        }
        this.base = Math.max(SHORTEST, this.smoothed + 4 * this.variation);
    }

    expired(): void {
        this.backoff *= 2;
    }

    progressed(): void {
        this.backoff = 1;
    }
}
