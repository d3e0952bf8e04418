/** Functions of Object that make arrays of properties, and an object of such (ECMA-262 20.1.2). */
import { defineValue, ownValue } from "tspico:object";

export function values(object: object): unknown[] {
    const result: unknown[] = [];
    for (const key of Object.keys(object)) result.push(ownValue(object, key));
    return result;
}

export function entries(object: object): [string, unknown][] {
    const result: [string, unknown][] = [];
    for (const key of Object.keys(object)) result.push([key, ownValue(object, key)]);
    return result;
}

/** ECMA-262 20.1.2.7. */
export function fromEntries(entries: Iterable<readonly [unknown, unknown]>): object {
    if (entries === undefined || entries === null) throw new TypeError(`${String(entries)} is not iterable`);
    const object: Record<string, unknown> = {};
    for (const entry of entries) {
        if (typeof entry !== "object" || entry === null)
            throw new TypeError(`Iterator value ${String(entry)} is not an entry object`);
        const key = entry[0];
        defineValue(object, typeof key === "string" || typeof key === "number" ? key : String(key), entry[1]);
    }
    return object;
}

/** SameValue: NaN is itself, and 0 is not -0. */
export function is(left: unknown, right: unknown): boolean {
    if (left === right) return left !== 0 || 1 / left === 1 / (right as number);
    return left !== left && right !== right;
}
