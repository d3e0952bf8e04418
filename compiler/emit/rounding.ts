/**
 * Functions of Math on C integers and tagged ones: in line, where the general form takes doubles.
 */
import { call } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { NativeFunction } from "../bindings/model.ts";
import { numberRepresentation } from "../types/lattice.ts";
import { onlyNumbers } from "../types/predicates.ts";
import type { Type } from "../types/type.ts";
import { box, INT32, isTagged, isWhole, NUMBER } from "./value.ts";
import type { Value } from "./value.ts";

/** The call without doubles; undefined where there is no such form. */
export function callOnIntegers({ set }: NativeFunction, args: readonly Value[], resultType: Type): Value | undefined {
    const [first, ...others] = args;
    if (set === undefined || first === undefined || !args.every(isInteger)) return undefined;
    switch (set) {
        case "abs":
            return absolute(first, resultType);
        case "min":
        case "max":
            return others.reduce<Value>((one, other) => choose(set, one, other, resultType), first);
        default:
            return first;
    }
}

/** A number without a fraction that is no double in C. */
const isInteger = (value: Value): boolean =>
    isWhole(value) || (isTagged(value) && onlyNumbers(value.type) && value.type.number?.integer === true);

function absolute(value: Value, resultType: Type): Value {
    if (value.representation.kind === "uint32") return value;
    const isWholeResult = resultType.number !== undefined && numberRepresentation(resultType.number).kind === "int32";
    return value.representation.kind === "int32" && isWholeResult
        ? { ...value, expression: call("tsp_int32_abs", value.expression) }
        : { expression: call("tsp_number_abs", box(value)), representation: NUMBER, type: resultType };
}

function choose(set: "min" | "max", one: Value, other: Value, type: Type): Value {
    const [a, b]: CExpression[] = [one.expression, other.expression];
    const isInt32 = [one, other].every(({ representation }) => representation.kind === "int32");
    return isInt32 && a !== undefined && b !== undefined
        ? { expression: call(`tsp_int32_${set}`, a, b), representation: INT32, type }
        : { expression: call(`tsp_number_${set}`, box(one), box(other)), representation: NUMBER, type };
}
