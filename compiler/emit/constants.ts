/** Constants of the IR as values: what is known of them is all that they are. */
import { identifier, literal } from "../c/ast.ts";
import { isUint32Set } from "../types/numbers.ts";
import { doubleLiteral, int32Literal, isInt32, uint32Literal } from "./literals.ts";
import type { StringPool } from "./literals.ts";
import { BOOLEAN, DOUBLE, INT32, NEVER, STRING, TAGGED, TYPE_UNDEFINED, UINT32, VOID } from "./value.ts";
import type { Value } from "./value.ts";

/** A constant of the IR; a text lies in the pool. */
export function constantValue(value: undefined | null | boolean | number | string, strings: StringPool): Value {
    if (value === undefined)
        return { expression: identifier("TSP_UNDEFINED"), representation: VOID, type: TYPE_UNDEFINED };
    if (value === null)
        return { expression: identifier("TSP_NULL"), representation: TAGGED, type: { ...NEVER, null: true } };
    if (typeof value === "boolean") {
        const type = { ...NEVER, true: value, false: !value };
        return { expression: literal(String(value)), representation: BOOLEAN, type };
    }
    if (typeof value === "string") {
        const type = { ...NEVER, string: new Set([value]) };
        return { expression: strings.reference(value), representation: STRING, type };
    }
    const isNan = Number.isNaN(value);
    const bound = isNan ? 0 : value;
    const number = {
        min: bound,
        max: bound,
        integer: Number.isInteger(value),
        negativeZero: Object.is(value, -0),
        nan: isNan,
    };
    const type = { ...NEVER, number };
    if (isInt32(value)) return { expression: int32Literal(value), representation: INT32, type };
    return isUint32Set(number)
        ? { expression: uint32Literal(value), representation: UINT32, type }
        : { expression: doubleLiteral(value), representation: DOUBLE, type };
}
