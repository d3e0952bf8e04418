/** How elements of typed arrays are reached in C, by their kind. */
import { arrow, call } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { ViewKind } from "../bindings/model.ts";
import { numberType } from "../types/lattice.ts";
import { viewKindOf } from "../types/native-fit.ts";
import { ELEMENT_SETS, isInt32Set } from "../types/numbers.ts";
import type { Representation } from "../types/representation.ts";
import type { Type } from "../types/type.ts";
import { DOUBLE, INT32, toInt32, toNumber, toUint32, UINT32 } from "./value.ts";
import type { Value } from "./value.ts";

interface Stored {
    readonly expression: CExpression;
    readonly throws: boolean;
}

export interface ViewElements {
    readonly header: string;
    readonly get: string;
    /** ToInt32 of what `get` gives, and that with whether it is NaN; of integers. */
    readonly low: string | undefined;
    readonly bits: string | undefined;
    readonly set: string;
    /** What `set` takes of a value that the program stores. */
    readonly stored: (value: Value) => Stored;
    /** The element at an index below the length. */
    readonly at: (view: CExpression, index: CExpression) => CExpression;
    readonly representation: Representation;
}

const byteAt = (view: CExpression, index: CExpression): CExpression => ({
    kind: "index",
    object: arrow(view, "bytes"),
    index,
});

/** What reads and writes are called after, where that is not the kind itself. */
const READERS: Partial<Record<ViewKind, string>> = { uint8: "view", clamped: "view" };
const WRITERS: Partial<Record<ViewKind, string>> = {
    int8: "view",
    uint8: "view",
    clamped: "view",
    int16: "uint16",
    int32: "uint32",
};

function representationOf(kind: ViewKind): Representation {
    const set = ELEMENT_SETS[kind];
    if (!set.integer) return DOUBLE;
    return isInt32Set(set) ? INT32 : UINT32;
}

function clamped(value: Value): Stored {
    const { number } = value.type;
    const isSmall = value.representation.kind === "int32" || (number !== undefined && isInt32Set(number));
    const { expression, throws } = isSmall ? toInt32(value) : toNumber(value);
    return { expression: call(isSmall ? "tsp_clamp_int32" : "tsp_clamp_double", expression), throws };
}

export function elementsOfKind(kind: ViewKind): ViewElements {
    const reader = READERS[kind] ?? kind;
    const isInteger = ELEMENT_SETS[kind].integer;
    const isByte = reader === "view";
    return {
        header: kind === "uint8" ? "runtime/buffer.h" : "runtime/view.h",
        get: `tsp_${reader}_get`,
        low: isInteger ? `tsp_${reader}_low` : undefined,
        bits: isInteger ? `tsp_${reader}_bits` : undefined,
        set: `tsp_${WRITERS[kind] ?? kind}_set`,
        stored: kind === "clamped" ? clamped : isInteger ? toUint32 : toNumber,
        at: isByte ? byteAt : (view, index) => call(`tsp_${kind}_at`, view, index),
        representation: representationOf(kind),
    };
}

/** The kind of all views of the set, where there is one. */
export function onlyKindOf(type: Type): ViewKind | undefined {
    const kinds = new Set([...type.shapes].map(viewKindOf));
    return kinds.size === 1 ? [...kinds][0] : undefined;
}

export const typeOfElements = (kind: ViewKind): Type => numberType(ELEMENT_SETS[kind]);
