/**
 * `Array.prototype.join` and `toString` (ECMA-262 23.1.3.18) of arrays whose elements the program
 * converts to text. An array that is in itself is empty there.
 */
import { beginJoin, endJoin } from "tspico:array";

export function join(this: readonly unknown[], separator?: unknown): string {
    return joined(this, separator === undefined ? "," : String(separator));
}

export function toText(this: readonly unknown[]): string {
    return joined(this, ",");
}

function joined(array: readonly unknown[], separator: string): string {
    if (!beginJoin(array)) return "";
    try {
        const { length } = array;
        let text = "";
        for (let i = 0; i < length; i++) {
            if (i > 0) text += separator;
            const element = array[i];
            if (element !== undefined && element !== null) text += String(element);
        }
        return text;
    } finally {
        endJoin();
    }
}
