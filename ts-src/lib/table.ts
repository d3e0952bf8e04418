/**
 * The table of a Set, and with values beside it that of a Map: entries in the order of insertion,
 * found by chains of those that share a bucket.
 *
 * What is deleted leaves a gap. When a table is full, it gets twice the buckets, or, where most of
 * it is gaps, another table takes its place. Who iterates follows from the one to the other, so an
 * entry that comes or goes meanwhile is met or passed over as ECMA-262 24.1.3.5 says. A table is as
 * before when there is no room for what it should take.
 *
 * `array[index]!` is believed here: see array.ts.
 */
import { forgetElement, hashOf } from "tspico:collections";

/** What follows an entry in its chain where that is no entry. */
const enum Link {
    End = -1,
    /** The entry was deleted. */
    Gap = -2,
}

function emptyBuckets(count: int32): int32[] {
    const buckets: int32[] = [];
    for (let i = 0; i < count; i++) buckets.push(Link.End);
    return buckets;
}

/** SameValueZero, where -0 is no key. */
function isSame(left: unknown, right: unknown): boolean {
    return left === right || (left !== left && right !== right);
}

export class Table<K> {
    readonly keys: K[] = [];
    /** Of each entry the next one of its bucket, Link.End, or Link.Gap where it was deleted. */
    readonly chain: int32[] = [];
    /** The newest entry of each bucket, or Link.End. */
    buckets: int32[] = emptyBuckets(4);
    /** The bucket of a hash is what is left of it. */
    shift: int32 = 30;
    /** Entries, gaps included. */
    used = 0;
    size = 0;
    /** What took the place of this one. */
    next: this | undefined = undefined;
    isCleared = false;

    constructor(room: int32) {
        let count = 4;
        while (count < room) {
            count = (count * 2) | 0;
            this.shift = (this.shift - 1) | 0;
        }
        if (count > 4) this.buckets = emptyBuckets(count);
    }

    find(key: unknown, hash: uint32): int32 {
        let at = this.buckets[hash >>> this.shift]!;
        while (at >= 0 && !isSame(this.keys[at]!, key)) at = this.chain[at]!;
        return at;
    }

    isGap(at: int32): boolean {
        return this.chain[at]! === Link.Gap;
    }

    isFull(): boolean {
        return this.used >= this.buckets.length;
    }

    /** Whether another table is better than a larger one. */
    isMostlyGaps(): boolean {
        return this.size * 2 <= this.used;
    }

    /** The key is none of the table, which is not full. */
    append(key: K, hash: uint32): int32 {
        const at = this.used;
        const bucket = hash >>> this.shift;
        const first = this.buckets[bucket]!;
        // What failed half way has left one that nobody counts.
        if (at < this.keys.length) this.keys[at]! = key;
        else this.keys.push(key);
        if (at < this.chain.length) this.chain[at]! = first;
        else this.chain.push(first);
        this.buckets[bucket]! = at;
        this.used = (at + 1) | 0;
        this.size = (this.size + 1) | 0;
        return at;
    }

    /** The entry that is a gap now, or Link.End. */
    remove(key: unknown): int32 {
        const bucket = hashOf(key) >>> this.shift;
        let before = Link.End;
        let at = this.buckets[bucket]!;
        while (at >= 0 && !isSame(this.keys[at]!, key)) {
            before = at;
            at = this.chain[at]!;
        }
        if (at < 0) return Link.End;
        const after = this.chain[at]!;
        if (before < 0) this.buckets[bucket]! = after;
        else this.chain[before]! = after;
        this.chain[at]! = Link.Gap;
        forgetElement(this.keys, at);
        this.size = (this.size - 1) | 0;
        return at;
    }

    /** Twice the buckets. */
    widen(): void {
        const buckets = emptyBuckets((this.buckets.length * 2) | 0);
        const shift = (this.shift - 1) | 0;
        for (let at = 0; at < this.used; at++) {
            if (this.isGap(at)) continue;
            const bucket = hashOf(this.keys[at]!) >>> shift;
            this.chain[at]! = buckets[bucket]!;
            buckets[bucket]! = at;
        }
        this.buckets = buckets;
        this.shift = shift;
    }

    /** Where an entry of this table, or the place behind the last, is in the next one. */
    moved(index: int32): int32 {
        if (this.isCleared) return 0;
        let count = 0;
        for (let at = 0; at < index; at++) if (!this.isGap(at)) count = (count + 1) | 0;
        return count;
    }
}

/** What walks through a table while it changes. */
export class Cursor<T extends Table<unknown>> {
    /** The table that the entry is of. */
    table: T;
    /** The entry that it has come to. */
    at = 0;
    private index = 0;
    private isDone = false;

    constructor(table: T) {
        this.table = table;
    }

    /** Goes on to the next entry; true where there is none, for good. */
    finished(): boolean {
        if (this.isDone) return true;
        let table = this.table;
        for (let next = table.next; next !== undefined; next = table.next) {
            this.index = table.moved(this.index);
            table = next;
        }
        this.table = table;
        let index = this.index;
        while (index < table.used && table.isGap(index)) index++;
        if (index >= table.used) {
            this.isDone = true;
            return true;
        }
        this.at = index;
        this.index = (index + 1) | 0;
        return false;
    }
}
