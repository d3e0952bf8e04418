/** What the letters of a format make of objects, as `console.log` of Node takes them. */
import type { Hint } from "../../types/primitive.ts";
import { isWrittenByMethod } from "../../types/standard-text.ts";
import type { Type } from "../../types/type.ts";
import type { Arriving, Converted } from "../declaration.ts";
import type { Operand } from "../program.ts";

const HINTS: Readonly<Record<string, Hint>> = { d: "number", i: "string", f: "string" };

/** The letters that take an argument each, of a text that is known. */
function lettersOf({ string }: Type): string[] {
    const [text, ...others] = string === undefined || string === "any" ? [] : [...string];
    if (text === undefined || others.length > 0) return [];
    return [...text.matchAll(/%([%sdifjoOc])/g)].flatMap(([, letter = ""]) => (letter === "%" ? [] : [letter]));
}

export function formatConversions([format, ...values]: readonly Operand[], arriving: Arriving): readonly Converted[] {
    if (format === undefined || values.length === 0) return [];
    return lettersOf(arriving.type(format)).flatMap((letter, at): Converted[] => {
        const value = values[at];
        const shapes = value === undefined ? [] : [...arriving.type(value).shapes];
        const isText = letter === "s" && shapes.every((shape) => isWrittenByMethod(shape) === true);
        const hint = isText ? "string" : HINTS[letter];
        return hint === undefined || shapes.length === 0
            ? []
            : [{ field: "arguments", index: at + 1, hint, isWhole: true }];
    });
}
