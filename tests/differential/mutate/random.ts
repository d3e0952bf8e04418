/** A stream of choices that a seed decides (mulberry32). */
export class Random {
    private state: number;

    constructor(seed: number) {
        this.state = seed >>> 0;
    }

    /** From 0 up to, but not, `limit`. */
    below(limit: number): number {
        this.state = (this.state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
    }

    /** Undefined of an empty list alone. */
    pick<T>(items: readonly T[]): T | undefined {
        return items[this.below(items.length)];
    }
}
