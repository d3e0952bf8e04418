import { plainTag } from "tspico:object";

/** `Object.prototype.toString` (ECMA-262 20.1.3.6) of any value. */
export function objectTag(value: unknown): string {
    if (value === undefined) return "[object Undefined]";
    if (value === null) return "[object Null]";
    if (Array.isArray(value)) return "[object Array]";
    switch (typeof value) {
        case "function":
            return "[object Function]";
        case "boolean":
            return "[object Boolean]";
        case "number":
            return "[object Number]";
        case "string":
            return "[object String]";
    }
    if (value instanceof Error) return "[object Error]";
    if (value instanceof Date) return "[object Date]";
    return tagOfCollection(value) ?? tagOfBytes(value) ?? plainTag(value);
}

/** These have their tags under `Symbol.toStringTag`. */
function tagOfCollection(value: unknown): string | undefined {
    if (value instanceof Map) return "[object Map]";
    if (value instanceof Set) return "[object Set]";
    if (value instanceof WeakMap) return "[object WeakMap]";
    return value instanceof WeakSet ? "[object WeakSet]" : undefined;
}

function tagOfBytes(value: unknown): string | undefined {
    if (value instanceof ArrayBuffer) return "[object ArrayBuffer]";
    if (value instanceof DataView) return "[object DataView]";
    if (value instanceof Uint8Array) return "[object Uint8Array]";
    if (value instanceof Int8Array) return "[object Int8Array]";
    if (value instanceof Uint8ClampedArray) return "[object Uint8ClampedArray]";
    if (value instanceof Int16Array) return "[object Int16Array]";
    if (value instanceof Uint16Array) return "[object Uint16Array]";
    if (value instanceof Int32Array) return "[object Int32Array]";
    if (value instanceof Uint32Array) return "[object Uint32Array]";
    if (value instanceof Float32Array) return "[object Float32Array]";
    return value instanceof Float64Array ? "[object Float64Array]" : undefined;
}
