/** Functions of Object that make arrays of arrays or of values (ECMA-262 20.1.2). */
import { ownValue } from "tspico:object";

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
