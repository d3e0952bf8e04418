/**
 * Comparisons and equality: C operators where both operands are unboxed, the runtime's where a tag
 * decides.
 */
import { binary, call, cast, identifier, literal, negate } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import { hasCall } from "../c/dead-stores.ts";
import { printExpression } from "../c/printer.ts";
import { ANY_INT32 } from "../types/numbers.ts";
import { isSingleton } from "../types/predicates.ts";
import type { NumberSet } from "../types/type.ts";
import type { FunctionContext } from "./function-context.ts";
import { finish, intKinds } from "./operation.ts";
import type { Emitter, Throwing } from "./operation.ts";
import {
    BOOLEAN,
    box,
    convert,
    DOUBLE,
    isBoolean,
    isTagged,
    isWhole,
    onlyNumbers,
    onlyObjects,
    onlyStrings,
    STRING,
    toBits,
    toNumber,
    toUint32,
    TYPE_BOOLEAN,
    UINT32,
} from "./value.ts";
import type { Value } from "./value.ts";

/**
 * A comparison in C of what is equal to itself. What a program compares with itself, and bits that
 * can never be what they are compared with, are the program's own affair: gcc, which warns of them,
 * sees the result or a variable.
 */
type Comparison = "<" | "<=" | ">" | ">=" | "==";

function comparison(context: FunctionContext, symbol: Comparison, left: Value, right: Value): CExpression {
    if (!hasCall(left.expression) && printExpression(left.expression) === printExpression(right.expression))
        return literal(String(symbol === "==" || symbol === "<=" || symbol === ">="));
    const side = (value: Value, other: Value): CExpression => {
        const isMask = value.expression.kind === "binary" && ["&", "|"].includes(value.expression.operator);
        return (isMask && other.expression.kind === "literal" ? context.hold(value, "bits") : value).expression;
    };
    return binary(symbol, side(left, right), side(right, left));
}

const DECIDED: Record<Comparison, (a: NumberSet, b: NumberSet) => boolean | undefined> = {
    "<": (a, b) => (a.max < b.min ? true : a.min >= b.max ? false : undefined),
    "<=": (a, b) => (a.max <= b.min ? true : a.min > b.max ? false : undefined),
    ">": (a, b) => DECIDED["<"](b, a),
    ">=": (a, b) => DECIDED["<="](b, a),
    "==": (a, b) =>
        a.min === a.max && a.min === b.min && b.min === b.max
            ? true
            : a.max < b.min || a.min > b.max
              ? false
              : undefined,
};

/**
 * A comparison of C integers. What the sets decide is not left to C, which warns of it. Both sides
 * have one signedness: that of the numbers that both can be, or of a wider type.
 */
function compareWhole(context: FunctionContext, symbol: Comparison, left: Value, right: Value): CExpression {
    const [a, b] = [left.type.number ?? ANY_INT32, right.type.number ?? ANY_INT32];
    const decided = DECIDED[symbol](a, b);
    if (decided !== undefined) {
        // What is called for an operand is called all the same.
        for (const value of [left, right]) if (hasCall(value.expression)) context.hold(value, "compared");
        return literal(String(decided));
    }
    const kinds = new Set([left, right].map(({ representation }) => representation.kind));
    if (kinds.size === 1) return comparison(context, symbol, left, right);
    if (a.min >= 0 && b.min >= 0) {
        const word = (value: Value): Value => ({
            ...value,
            expression: toUint32(value).expression,
            representation: UINT32,
        });
        return comparison(context, symbol, word(left), word(right));
    }
    return binary(symbol, cast("int64_t", left.expression), cast("int64_t", right.expression));
}

const ON_BITS = { "<": "tsp_bits_less", "<=": "tsp_bits_less_equal", "==": "tsp_bits_equal" } as const;

/** Whether one is an int32 or NaN in two words, and the other that or an int32. */
function areBits(left: Value, right: Value): boolean {
    const kinds = [left, right].map(({ representation }) => representation.kind);
    return kinds.includes("bits") && kinds.every((kind) => kind === "bits" || kind === "int32");
}

function compareBits(symbol: Comparison, left: Value, right: Value): CExpression {
    if (symbol === ">") return compareBits("<", right, left);
    if (symbol === ">=") return compareBits("<=", right, left);
    return call(ON_BITS[symbol], toBits(left).expression, toBits(right).expression);
}

const COUNTED = {
    "<": "tsp_number_less",
    "<=": "tsp_number_less_equal",
    ">": "tsp_number_greater",
    ">=": "tsp_number_greater_equal",
} as const;

/** Whether both can be int32 with a tag, so that they are compared as such first. */
export function areCounted(left: Value, right: Value): boolean {
    const canBeWhole = (value: Value): boolean =>
        isWhole(value) ||
        value.representation.kind === "bits" ||
        (isTagged(value) && value.type.number?.integer !== false);
    const isPlain = [left, right].every(({ type }) => type.string === undefined);
    return isPlain && canBeWhole(left) && canBeWhole(right);
}

export function compare(symbol: "<" | "<=" | ">" | ">="): Emitter {
    return (context, instruction, left, right) => {
        const done = (expression: CExpression, throws: boolean): void =>
            finish(context, instruction, { expression, representation: BOOLEAN, type: TYPE_BOOLEAN }, throws);
        if (intKinds(left, right)) {
            done(compareWhole(context, symbol, left, right), false);
        } else if (areBits(left, right)) {
            done(compareBits(symbol, left, right), false);
        } else if (areCounted(left, right)) {
            done(call(COUNTED[symbol], box(left), box(right)), false);
        } else if (left.type.string === undefined || right.type.string === undefined) {
            const a = toNumber(left);
            const b = toNumber(right);
            done(binary(symbol, a.expression, b.expression), a.throws || b.throws);
        } else if (onlyStrings(left.type) && onlyStrings(right.type)) {
            const order = call(
                "tsp_string_compare",
                convert(left, STRING, context.program.names),
                convert(right, STRING, context.program.names),
            );
            done(binary(symbol, order, literal("0")), true);
        } else {
            const swapped = symbol === ">" || symbol === ">=";
            const name = symbol === "<" || symbol === ">" ? "tsp_less_than" : "tsp_less_equal";
            done(swapped ? call(name, box(right), box(left)) : call(name, box(left), box(right)), true);
        }
    };
}

/**
 * What stands for a unit of a text that is only compared: a call that is never made. The comparison
 * takes its arguments.
 */
export const COMPARED_UNIT = "tsp_compared_unit";

function unitCompared({ expression }: Value): readonly CExpression[] | undefined {
    const isUnit =
        expression.kind === "call" &&
        expression.callee.kind === "identifier" &&
        expression.callee.name === COMPARED_UNIT;
    return isUnit ? expression.arguments : undefined;
}

/** `unit`: the text and the index. */
function compareUnit(context: FunctionContext, unit: readonly CExpression[], against: Value): CExpression {
    context.program.headers.add("runtime/iteration.h");
    const { string } = against.type;
    const [only, ...others] = string === undefined || string === "any" ? [] : string;
    if (only === undefined || others.length > 0)
        return call("tsp_string_unit_is", ...unit, convert(against, STRING, context.program.names));
    if (only.length === 1) return call("tsp_string_has_unit", ...unit, literal(String(only.charCodeAt(0))));
    return literal("false");
}

export function equal(strict: boolean, negated: boolean): Emitter {
    return (context, instruction, left, right) => {
        const { expression, throws } = equality(context, left, right, strict);
        const result = negated ? negate(expression) : expression;
        finish(context, instruction, { expression: result, representation: BOOLEAN, type: TYPE_BOOLEAN }, throws);
    };
}

function equality(context: FunctionContext, left: Value, right: Value, strict: boolean): Throwing {
    const names = context.program.names;
    const [unit, against] =
        unitCompared(left) === undefined ? [unitCompared(right), left] : [unitCompared(left), right];
    if (unit !== undefined) return { expression: compareUnit(context, unit, against), throws: false };
    if (onlyNumbers(left.type) && onlyNumbers(right.type)) {
        if (intKinds(left, right)) return { expression: compareWhole(context, "==", left, right), throws: false };
        if (areBits(left, right)) return { expression: compareBits("==", left, right), throws: false };
        if (areCounted(left, right)) {
            const [counted, other] = isWhole(left) ? [right, left] : [left, right];
            const name = { int32: "tsp_equals_int32", uint32: "tsp_equals_uint32" }[
                other.representation.kind as string
            ];
            const expression =
                name === undefined
                    ? call("tsp_number_equals", box(counted), box(other))
                    : call(name, box(counted), other.expression);
            return { expression, throws: false };
        }
        const side = (value: Value): CExpression => convert(value, DOUBLE, names);
        return { expression: binary("==", side(left), side(right)), throws: false };
    }
    if (onlyStrings(left.type) && onlyStrings(right.type)) {
        return {
            expression: call("tsp_string_equals", convert(left, STRING, names), convert(right, STRING, names)),
            throws: false,
        };
    }
    if (onlyObjects(left.type) && onlyObjects(right.type)) {
        const [first, second] = [left, right].map((value) => ({ ...value, expression: box(value) }));
        return { expression: comparison(context, "==", first ?? left, second ?? right), throws: false };
    }
    if (left.representation.kind === "boolean" && right.representation.kind === "boolean") {
        const known = [left, right].find(({ expression }) => expression.kind === "literal");
        if (known !== undefined) {
            const other = known === left ? right : left;
            const isTrue = known.expression.kind === "literal" && known.expression.text === "true";
            return { expression: isTrue ? other.expression : negate(other.expression), throws: false };
        }
        return { expression: comparison(context, "==", left, right), throws: false };
    }
    const single = [left, right].find((value) => isSingleton(value.type));
    if (single !== undefined) return singletonEquality(single, single === left ? right : left, strict);
    const [whole, other] = isWhole(left) ? [left, right] : [right, left];
    if (isWhole(whole) && (strict || !isBoolean(other.type)) && other.type.string === undefined) {
        const isSigned = whole.representation.kind === "int32";
        const name = isSigned ? "tsp_equals_int32" : "tsp_equals_uint32";
        return { expression: call(name, box(other), whole.expression), throws: false };
    }
    const [text, any] = onlyStrings(left.type) ? [left, right] : [right, left];
    if (onlyStrings(text.type) && (strict || (any.type.number === undefined && !isBoolean(any.type))))
        return { expression: call("tsp_equals_string", box(any), convert(text, STRING, names)), throws: false };
    return {
        expression: call(strict ? "tsp_strict_equals" : "tsp_loose_equals", box(left), box(right)),
        throws: false,
    };
}

function singletonEquality(single: Value, other: Value, strict: boolean): Throwing {
    const canMeet = strict
        ? (single.type.undefined && other.type.undefined) || (single.type.null && other.type.null)
        : other.type.undefined || other.type.null;
    if (!canMeet && other.representation.kind !== "value") return { expression: literal("false"), throws: false };
    const boxed = box(other);
    const expression = strict
        ? binary("==", boxed, identifier(single.type.undefined ? "TSP_UNDEFINED" : "TSP_NULL"))
        : call("tsp_is_nullish", boxed);
    return { expression, throws: false };
}
