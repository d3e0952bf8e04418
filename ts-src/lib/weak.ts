/** ECMA-262 24.3 and 24.4: WeakMap and WeakSet. */
import { Ephemerons } from "tspico:collections";

function canBeHeldWeakly(key: unknown): boolean {
    return (typeof key === "object" && key !== null) || typeof key === "function";
}

/** @contents tsp_contents_weak_map */
export class WeakMap<K extends object, V> {
    #table = new Ephemerons<V>();

    constructor(entries?: Iterable<readonly [K, V]> | null) {
        if (entries === undefined || entries === null) return;
        for (const entry of entries) {
            if (typeof entry !== "object" || entry === null)
                throw new TypeError(`Iterator value ${String(entry)} is not an entry object`);
            this.set(entry[0], entry[1]);
        }
    }

    get(key: K): V | undefined {
        return this.#table.get(key);
    }

    has(key: K): boolean {
        return this.#table.has(key);
    }

    set(key: K, value: V): this {
        if (!canBeHeldWeakly(key)) throw new TypeError("Invalid value used as weak map key");
        this.#table.set(key, value);
        return this;
    }

    delete(key: K): boolean {
        return this.#table.delete(key);
    }
}

/** @contents tsp_contents_weak_set */
export class WeakSet<T extends object> {
    #table = new Ephemerons<boolean>();

    constructor(values?: Iterable<T> | null) {
        if (values === undefined || values === null) return;
        for (const value of values) this.add(value);
    }

    has(value: T): boolean {
        return this.#table.has(value);
    }

    add(value: T): this {
        if (!canBeHeldWeakly(value)) throw new TypeError("Invalid value used in weak set");
        this.#table.set(value, true);
        return this;
    }

    delete(value: T): boolean {
        return this.#table.delete(value);
    }
}
