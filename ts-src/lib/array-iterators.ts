/**
 * ECMA-262 23.1.5: the iterators of arrays and of typed arrays, which read the length anew each
 * time.
 */

interface Indexed<T> {
    readonly length: number;
    readonly [index: number]: T;
}

/** @contents tsp_contents_array_iterator */
class ArrayCursor<T> {
    readonly array: Indexed<T>;
    /** The element that it has come to. */
    at: int32 = -1;
    private isDone = false;

    constructor(array: Indexed<T>) {
        this.array = array;
    }

    /** Goes on to the next element; true where there is none, for good. */
    finished(): boolean {
        const next = (this.at + 1) | 0;
        if (this.isDone || next >= this.array.length) {
            this.isDone = true;
            return true;
        }
        this.at = next;
        return false;
    }
}

class ArrayKeys<T> extends ArrayCursor<T> {
    current(): int32 {
        return this.at;
    }

    next(): { value: int32 | undefined; done: boolean } {
        return this.finished() ? { value: undefined, done: true } : { value: this.current(), done: false };
    }

    [Symbol.iterator](): this {
        return this;
    }
}

class ArrayValues<T> extends ArrayCursor<T> {
    current(): T {
        return this.array[this.at] as T;
    }

    next(): { value: T | undefined; done: boolean } {
        return this.finished() ? { value: undefined, done: true } : { value: this.current(), done: false };
    }

    [Symbol.iterator](): this {
        return this;
    }
}

class ArrayEntries<T> extends ArrayCursor<T> {
    current(): [int32, T] {
        return [this.at, this.array[this.at] as T];
    }

    next(): { value: [int32, T] | undefined; done: boolean } {
        return this.finished() ? { value: undefined, done: true } : { value: this.current(), done: false };
    }

    [Symbol.iterator](): this {
        return this;
    }
}

export function keys<T>(this: Indexed<T>): ArrayKeys<T> {
    return new ArrayKeys<T>(this);
}

export function values<T>(this: Indexed<T>): ArrayValues<T> {
    return new ArrayValues<T>(this);
}

export function entries<T>(this: Indexed<T>): ArrayEntries<T> {
    return new ArrayEntries<T>(this);
}
