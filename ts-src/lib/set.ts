/** ECMA-262 24.2: Set. `array[index]!` is believed here: see array.ts. */
import { hashOf } from "tspico:collections";
import { mustBeCallable } from "./array.ts";
import { Cursor, Table } from "./table.ts";

/** @contents tsp_contents_set */
export class Set<T> {
    #table = new Table<T>(0);

    constructor(values?: Iterable<T> | null) {
        if (values === undefined || values === null) return;
        for (const value of values) this.add(value);
    }

    get size(): number {
        return this.#table.size;
    }

    has(value: T): boolean {
        return this.#table.find(value, hashOf(value)) >= 0;
    }

    add(value: T): this {
        const hash = hashOf(value);
        // -0 becomes 0.
        if (this.#table.find(value, hash) < 0) this.#withRoom().append(value === 0 ? (0 as T) : value, hash);
        return this;
    }

    delete(value: T): boolean {
        return this.#table.remove(value) >= 0;
    }

    clear(): void {
        this.#replace(new Table<T>(0), true);
    }

    forEach(callback: (this: unknown, value: T, key: T, set: Set<T>) => void, thisArgument?: unknown): void {
        mustBeCallable(callback);
        const cursor = new Cursor(this.#table);
        while (!cursor.finished()) {
            const value = cursor.table.keys[cursor.at]!;
            callback.call(thisArgument, value, value, this);
        }
    }

    keys(): SetValues<T> {
        return new SetValues<T>(this.#table);
    }

    values(): SetValues<T> {
        return new SetValues<T>(this.#table);
    }

    entries(): SetEntries<T> {
        return new SetEntries<T>(this.#table);
    }

    [Symbol.iterator](): SetValues<T> {
        return new SetValues<T>(this.#table);
    }

    /** The table, with room for one entry more. */
    #withRoom(): Table<T> {
        const table = this.#table;
        if (!table.isFull()) return table;
        if (!table.isMostlyGaps()) {
            table.widen();
            return table;
        }
        const next = new Table<T>((table.size + 1) | 0);
        for (let at = 0; at < table.used; at++) {
            if (table.isGap(at)) continue;
            const key = table.keys[at]!;
            next.append(key, hashOf(key));
        }
        this.#replace(next, false);
        return next;
    }

    #replace(next: Table<T>, isCleared: boolean): void {
        this.#table.isCleared = isCleared;
        this.#table.next = next;
        this.#table = next;
    }
}

/** @contents tsp_contents_set_values */
class SetValues<T> extends Cursor<Table<T>> {
    current(): T {
        return this.table.keys[this.at]!;
    }

    next(): { value: T | undefined; done: boolean } {
        return this.finished() ? { value: undefined, done: true } : { value: this.current(), done: false };
    }

    [Symbol.iterator](): this {
        return this;
    }
}

/** @contents tsp_contents_set_entries */
class SetEntries<T> extends Cursor<Table<T>> {
    current(): [T, T] {
        const value = this.table.keys[this.at]!;
        return [value, value];
    }

    next(): { value: [T, T] | undefined; done: boolean } {
        return this.finished() ? { value: undefined, done: true } : { value: this.current(), done: false };
    }

    [Symbol.iterator](): this {
        return this;
    }
}
