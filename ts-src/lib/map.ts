/** ECMA-262 24.1: Map. `array[index]!` is believed here: see array.ts. */
import { forgetElement, hashOf } from "tspico:collections";
import { mustBeCallable } from "./array.ts";
import { Cursor, Table } from "./table.ts";

class MapTable<K, V> extends Table<K> {
    readonly values: V[] = [];

    /** The key is none of the table, which is not full. */
    add(key: K, value: V, hash: uint32): void {
        if (this.used < this.values.length) this.values[this.used]! = value;
        else this.values.push(value);
        this.append(key, hash);
    }
}

/** @contents tsp_contents_map */
export class Map<K, V> {
    #table = new MapTable<K, V>(0);

    constructor(entries?: Iterable<readonly [K, V]> | null) {
        if (entries === undefined || entries === null) return;
        for (const entry of entries) {
            if (typeof entry !== "object" || entry === null)
                throw new TypeError(`Iterator value ${String(entry)} is not an entry object`);
            this.set(entry[0], entry[1]);
        }
    }

    get size(): number {
        return this.#table.size;
    }

    get(key: K): V | undefined {
        const table = this.#table;
        const at = table.find(key, hashOf(key));
        return at < 0 ? undefined : table.values[at]!;
    }

    has(key: K): boolean {
        return this.#table.find(key, hashOf(key)) >= 0;
    }

    set(key: K, value: V): this {
        const table = this.#table;
        const hash = hashOf(key);
        const at = table.find(key, hash);
        if (at >= 0) {
            table.values[at]! = value;
            return this;
        }
        // -0 becomes 0.
        this.#withRoom().add(key === 0 ? (0 as K) : key, value, hash);
        return this;
    }

    delete(key: K): boolean {
        const table = this.#table;
        const at = table.remove(key);
        if (at >= 0) forgetElement(table.values, at);
        return at >= 0;
    }

    clear(): void {
        this.#replace(new MapTable<K, V>(0), true);
    }

    forEach(callback: (this: unknown, value: V, key: K, map: Map<K, V>) => void, thisArgument?: unknown): void {
        mustBeCallable(callback);
        const cursor = new Cursor(this.#table);
        while (!cursor.finished())
            callback.call(thisArgument, cursor.table.values[cursor.at]!, cursor.table.keys[cursor.at]!, this);
    }

    keys(): MapKeys<K, V> {
        return new MapKeys<K, V>(this.#table);
    }

    values(): MapValues<K, V> {
        return new MapValues<K, V>(this.#table);
    }

    entries(): MapEntries<K, V> {
        return new MapEntries<K, V>(this.#table);
    }

    [Symbol.iterator](): MapEntries<K, V> {
        return new MapEntries<K, V>(this.#table);
    }

    /** The table, with room for one entry more. */
    #withRoom(): MapTable<K, V> {
        const table = this.#table;
        if (!table.isFull()) return table;
        if (!table.isMostlyGaps()) {
            table.widen();
            return table;
        }
        const next = new MapTable<K, V>((table.size + 1) | 0);
        for (let at = 0; at < table.used; at++) {
            if (table.isGap(at)) continue;
            const key = table.keys[at]!;
            next.add(key, table.values[at]!, hashOf(key));
        }
        this.#replace(next, false);
        return next;
    }

    #replace(next: MapTable<K, V>, isCleared: boolean): void {
        this.#table.isCleared = isCleared;
        this.#table.next = next;
        this.#table = next;
    }
}

/** @contents tsp_contents_map_keys */
class MapKeys<K, V> extends Cursor<MapTable<K, V>> {
    current(): K {
        return this.table.keys[this.at]!;
    }

    next(): { value: K | undefined; done: boolean } {
        return this.finished() ? { value: undefined, done: true } : { value: this.current(), done: false };
    }

    [Symbol.iterator](): this {
        return this;
    }
}

/** @contents tsp_contents_map_values */
class MapValues<K, V> extends Cursor<MapTable<K, V>> {
    current(): V {
        return this.table.values[this.at]!;
    }

    next(): { value: V | undefined; done: boolean } {
        return this.finished() ? { value: undefined, done: true } : { value: this.current(), done: false };
    }

    [Symbol.iterator](): this {
        return this;
    }
}

/** @contents tsp_contents_map_entries */
class MapEntries<K, V> extends Cursor<MapTable<K, V>> {
    current(): [K, V] {
        return [this.table.keys[this.at]!, this.table.values[this.at]!];
    }

    next(): { value: [K, V] | undefined; done: boolean } {
        return this.finished() ? { value: undefined, done: true } : { value: this.current(), done: false };
    }

    [Symbol.iterator](): this {
        return this;
    }
}
