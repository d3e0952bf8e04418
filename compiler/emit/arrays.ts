/** How the elements of an array are reached in C, by the way in which they are stored. */
import { arrow, call, literal } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import { joinAll, present } from "../types/lattice.ts";
import type { Representation } from "../types/representation.ts";
import type { ElementKind } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import type { Names } from "./names.ts";
import { BOOLEAN, convert, INT32, NEVER, OBJECT, STRING, TAGGED, toInt32, UINT32 } from "./value.ts";
import type { Value } from "./value.ts";

export interface Elements {
    /** enum tsp_element_kind */
    readonly constant: string;
    /** Member of struct tsp_array. */
    readonly member: string;
    readonly representation: Representation;
    /** Whether only ToInt32 of a value is stored. */
    readonly isCut?: true;
    readonly get: string;
    readonly set: string;
    readonly append: string;
    /** What takes the first or the last element out, where that is done in line. */
    readonly take: { readonly first: string; readonly last: string } | undefined;
    /** ToInt32 of what `get` gives, where that is less work; that with whether it is NaN. */
    readonly low: string | undefined;
    readonly bits: string | undefined;
    /** What a hole is stored as; nothing where none can come. */
    readonly hole: string;
}

function elements(
    constant: string,
    stem: string,
    representation: Representation,
    hole: string,
    variant = stem,
    taken = variant,
): Elements {
    const member = stem === "values" ? "elements" : stem;
    const isNumeric = !["booleans", "objects", "strings"].includes(stem);
    return {
        constant,
        member,
        representation,
        hole,
        get: `tsp_${variant}_get`,
        set: `tsp_${stem}_set`,
        append: `tsp_${stem}_append`,
        take: isNumeric ? { first: `tsp_${taken}_shift`, last: `tsp_${taken}_pop` } : undefined,
        low: isNumeric ? `tsp_${variant}_low` : undefined,
        bits: isNumeric ? `tsp_${variant}_bits` : undefined,
    };
}

const ELEMENTS: Readonly<Record<ElementKind, Elements>> = {
    values: elements("TSP_VALUES", "values", TAGGED, "TSP_ABSENT"),
    numbers: {
        ...elements("TSP_NUMBERS", "values", TAGGED, "TSP_ABSENT", "values", "numbers"),
        get: "tsp_numbers_get",
    },
    int32s: elements("TSP_INT32S", "int32s", INT32, "INT32_MIN"),
    denseInt32s: elements("TSP_DENSE_INT32S", "int32s", INT32, "0", "dense_int32s"),
    lowInt32s: { ...elements("TSP_DENSE_INT32S", "int32s", INT32, "0", "dense_int32s"), isCut: true },
    uint32s: elements("TSP_UINT32S", "uint32s", UINT32, "0u"),
    booleans: elements("TSP_BOOLEANS", "booleans", BOOLEAN, "TSP_BOOLEAN_HOLE"),
    objects: elements("TSP_OBJECTS", "objects", OBJECT, "NULL"),
    strings: elements("TSP_STRINGS", "strings", STRING, "NULL"),
};

/** Of the arrays of a set, which are stored alike. */
export function elementsOf(type: Type | undefined): Elements {
    for (const shape of type?.shapes ?? []) if (shape.kind === "array") return ELEMENTS[shape.elementKind ?? "values"];

    return ELEMENTS.values;
}

/** What reading an element that is there, or a hole, of an array of the set can give. */
export const elementsOfArrays = (type: Type): Type =>
    joinAll([...type.shapes].map((shape) => (shape.kind === "array" ? present(shape.element.type) : NEVER)));

export const newArray = ({ constant }: Elements, capacity: number): CExpression =>
    call("tsp_array_new_of", literal(constant), literal(`${capacity}u`));

/** The value as an element keeps it. */
export const stored = ({ representation, isCut }: Elements, value: Value, names: Names): CExpression =>
    isCut === true ? toInt32(value).expression : convert(value, representation, names);

/** An element as it is stored; the index is known to be one. */
export const elementAt = ({ member }: Elements, array: CExpression, index: CExpression): CExpression => ({
    kind: "index",
    object: arrow(array, member),
    index,
});
