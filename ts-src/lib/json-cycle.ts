/** The TypeError of JSON.stringify for an object that contains itself, in V8's words. */
import { nameOfClass } from "tspico:json";

/**
 * `holders`: the object and those in it, from the outermost on; `keys`: the property of each of
 * them that leads on, the last one back to the first.
 */
export function refuseCycle(holders: readonly unknown[], keys: readonly string[]): void {
    const last = holders.length - 1;
    let text = `Converting circular structure to JSON\n    --> starting at object with constructor '${nameOfClass(holders[0])}'`;
    for (let i = 1; i <= last; i++) {
        // Of many, the first two and the last are shown.
        if (i > 2 && i < last) {
            if (i === 3) text += "\n    |     ...";
        } else {
            text += `\n    |     ${keys[i - 1]!} -> object with constructor '${nameOfClass(holders[i])}'`;
        }
    }
    throw new TypeError(`${text}\n    --- ${keys[last]!} closes the circle`);
}
