/**
 * ECMA-262 7.1.1: what becomes of objects where a primitive is asked for. Programs run it whose
 * objects have a `valueOf` or `toString` of their own; other objects are converted in place.
 */
import { invoke, invokeText } from "tspico:object";

/** Without a preference. */
export function toPrimitive(value: unknown): unknown {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return value;
    return value instanceof Date ? textFirst(value) : numberFirst(value);
}

/** Preferably a number. */
export function toNumeric(value: unknown): unknown {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return value;
    return numberFirst(value);
}

/** Preferably a text. */
export function toText(value: unknown): unknown {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return value;
    return textFirst(value);
}

function numberFirst(object: unknown): unknown {
    const value = invoke(object, "valueOf");
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return value;
    const text = invokeText(object, "toString");
    if ((typeof text !== "object" && typeof text !== "function") || text === null) return text;
    return refuse();
}

function textFirst(object: unknown): unknown {
    const text = invokeText(object, "toString");
    if ((typeof text !== "object" && typeof text !== "function") || text === null) return text;
    const value = invoke(object, "valueOf");
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return value;
    return refuse();
}

function refuse(): never {
    throw new TypeError("Cannot convert object to primitive value");
}
