/**
 * A C expression together with what is known of the value that it gives, and the conversions
 * between representations.
 */
import { addressOf, arrow, binary, call, cast, conditional, identifier, literal, member } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import { BOOLEAN_TYPE, NEVER, STRING_TYPE, UNDEFINED_TYPE } from "../types/lattice.ts";
import { ANY_INT32, ANY_NUMBER, ANY_UINT32, INT32_MAX, INT32_MIN, isInt32Set, singleNumber } from "../types/numbers.ts";
import type { Representation } from "../types/representation.ts";
import type { Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { isBoolean, isNullish, onlyNumbers, onlyObjects, onlyStrings } from "../types/predicates.ts";
import { cType, OBJECT_POINTER, structOf } from "./ctypes.ts";
import { doubleLiteral, int32Literal, uint32Literal } from "./literals.ts";
import type { Names } from "./names.ts";

export interface Value {
    readonly expression: CExpression;
    readonly representation: Representation;
    readonly type: Type;
}

export const VOID: Representation = { kind: "void" };
export const BOOLEAN: Representation = { kind: "boolean" };
export const INT32: Representation = { kind: "int32" };
export const UINT32: Representation = { kind: "uint32" };
export const NUMBER: Representation = { kind: "number" };
export const BITS: Representation = { kind: "bits" };
export const DOUBLE: Representation = { kind: "double" };
export const STRING: Representation = { kind: "string" };
export const OBJECT: Representation = { kind: "object", shape: undefined };
export const TAGGED: Representation = { kind: "value" };

export { NEVER, UNDEFINED_TYPE as TYPE_UNDEFINED, BOOLEAN_TYPE as TYPE_BOOLEAN, STRING_TYPE as TYPE_STRING };
export const TYPE_INT32: Type = { ...NEVER, number: ANY_INT32 };
export const TYPE_UINT32: Type = { ...NEVER, number: ANY_UINT32 };
export const TYPE_LOW: Type = { ...NEVER, number: { ...ANY_INT32, nan: true } };
export const TYPE_DOUBLE: Type = { ...NEVER, number: ANY_NUMBER };

export { isBoolean, isNullish, onlyNumbers, onlyObjects, onlyStrings };

/** Stored as a C integer. */
export const isWhole = ({ representation: { kind } }: Value): boolean => kind === "int32" || kind === "uint32";

/** Stored with a tag that tells an int32 from a double, or from what is no number. */
export const isTagged = ({ representation: { kind } }: Value): boolean => kind === "number" || kind === "value";

/** The number that a C literal stands for. */
export function literalNumber({ expression, type }: Value): number | undefined {
    return expression.kind === "literal" && type.number !== undefined && onlyNumbers(type)
        ? singleNumber(type.number)
        : undefined;
}

const UNBOX_OBJECT = "tsp_as_object";

/**
 * The expression of `value` in another representation. Never checks: the type says that the
 * conversion loses nothing.
 */
export function convert(value: Value, to: Representation, names: Names): CExpression {
    const from = value.representation;
    if (to.kind === "void" || (from.kind === to.kind && from.kind !== "object")) return value.expression;
    switch (to.kind) {
        case "number":
            return from.kind === "double" ? call("tsp_from_number", value.expression) : box(value);
        case "bits":
            return toBits(value).expression;
        case "value":
            return box(value);
        case "int32":
        case "uint32":
        case "double":
            return toNumberOf(value, to.kind, names);
        case "boolean":
            return unbox(value, "tsp_as_bool");
        case "string":
            return unbox(value, "tsp_as_string");
        case "object":
            return asPointer(value, cType(to, names), names);
    }
}

function toNumberOf(value: Value, kind: "int32" | "uint32" | "double", names: Names): CExpression {
    const known = literalNumber(value);
    if (known !== undefined) return { int32: int32Literal, uint32: uint32Literal, double: doubleLiteral }[kind](known);
    if (isWhole(value) || value.representation.kind === "double") return cast(cType({ kind }, names), value.expression);
    if (value.representation.kind === "bits" && kind !== "double") {
        const whole = call("tsp_bits_as_int32", value.expression);
        return kind === "int32" ? whole : cast("uint32_t", whole);
    }
    const conversion = { int32: "tsp_number_to_int32", uint32: "tsp_number_to_uint32", double: "tsp_as_double" };
    return unbox(value, conversion[kind]);
}

/**
 * A value of another kind than the target's can only stand where control never comes: any
 * expression of the C type does.
 */
function unbox(value: Value, conversion: string): CExpression {
    return call(conversion, box(value));
}

/** The object as a pointer of a given C type, without a cast where it is or starts with that. */
export function asPointer(value: Value, type: string, names: Names): CExpression {
    const isObject = value.representation.kind === "object";
    const object = isObject ? value.expression : unbox(value, UNBOX_OBJECT);
    const have = isObject ? cType(value.representation, names) : OBJECT_POINTER;
    if (have === type) return object;
    const shape = value.representation.kind === "object" ? value.representation.shape : undefined;
    return headOf(object, shape, type, names) ?? cast(type, object);
}

/**
 * `&object->base`: the struct of the given type that an object of a shape starts with. What a call
 * gives may be NULL, with an exception pending, and has no parts.
 */
function headOf(pointer: CExpression, shape: Shape | undefined, type: string, names: Names): CExpression | undefined {
    if (!isPlace(pointer)) return undefined;
    let head: CExpression | undefined;
    const enter = (name: string): CExpression => (head === undefined ? arrow(pointer, name) : member(head, name));
    let at = shape;
    while (at?.kind === "class" && at.base !== undefined) {
        head = enter("base");
        at = at.base;
        if (`${structOf(at, names)} *` === type) return addressOf(head);
    }
    if (type !== OBJECT_POINTER || at === undefined || at.kind === "native") return undefined;
    head = enter("header");
    return addressOf(at.kind === "function" ? member(head, "header") : head);
}

/** A variable or a part of one, or its address. */
function isPlace(expression: CExpression): boolean {
    switch (expression.kind) {
        case "identifier":
            return true;
        case "arrow":
        case "member":
            return isPlace(expression.object);
        case "unary":
            return expression.operator === "&" && isPlace(expression.operand);
        default:
            return false;
    }
}

export function box(value: Value): CExpression {
    switch (value.representation.kind) {
        case "void":
            return identifier("TSP_UNDEFINED");
        case "boolean":
            return value.expression.kind === "literal"
                ? identifier(value.expression.text === "true" ? "TSP_TRUE" : "TSP_FALSE")
                : call("tsp_from_bool", value.expression);
        case "int32":
            return call("tsp_from_int32", value.expression);
        case "uint32":
            return call("tsp_from_uint32", value.expression);
        case "double":
            return call("tsp_from_double", value.expression);
        case "string":
            return call("tsp_from_string", value.expression);
        case "object":
            return boxObject(value.expression);
        case "bits":
            return call("tsp_bits_to_number", value.expression);
        case "number":
        case "value":
            return value.expression;
    }
}

/** A pointer to anything will do, and what comes out of a tagged value is that value. */
function boxObject(pointer: CExpression): CExpression {
    let plain = pointer;
    while (plain.kind === "cast" && (plain.type.endsWith("*") || plain.type === "uintptr_t")) plain = plain.operand;
    const isUnboxed = plain.kind === "call" && plain.callee.kind === "identifier" && plain.callee.name === UNBOX_OBJECT;
    const [tagged] = plain.kind === "call" && isUnboxed ? plain.arguments : [];
    return tagged ?? call("tsp_from_object", plain);
}

/**
 * ToNumber as a C double; `throws` tells whether it may leave an exception pending (a string that
 * has to be flattened).
 */
export function toNumber(value: Value): { readonly expression: CExpression; readonly throws: boolean } {
    const known = literalNumber(value);
    if (known !== undefined) return { expression: doubleLiteral(known), throws: false };
    switch (value.representation.kind) {
        case "double":
            return { expression: value.expression, throws: false };
        case "int32":
        case "uint32":
            return { expression: cast("double", value.expression), throws: false };
        case "boolean":
            return { expression: conditional(value.expression, literal("1.0"), literal("0.0")), throws: false };
        case "void":
            return { expression: identifier("TSP_NAN"), throws: false };
        case "number":
            return { expression: call("tsp_as_double", value.expression), throws: false };
        case "string":
            return { expression: call("tsp_string_to_number", value.expression), throws: true };
        default: {
            if (onlyNumbers(value.type)) return { expression: call("tsp_as_double", box(value)), throws: false };
            return { expression: call("tsp_to_number", box(value)), throws: value.type.string !== undefined };
        }
    }
}

/** ToInt32 as a C int32_t. */
export function toInt32(value: Value): { readonly expression: CExpression; readonly throws: boolean } {
    const known = literalNumber(value);
    if (known !== undefined) return { expression: int32Literal(known | 0), throws: false };
    switch (value.representation.kind) {
        case "int32":
            return { expression: value.expression, throws: false };
        case "uint32":
            return { expression: cast("int32_t", value.expression), throws: false };
        case "boolean":
            return { expression: conditional(value.expression, literal("1"), literal("0")), throws: false };
        case "void":
            return { expression: literal("0"), throws: false };
        case "bits":
            return { expression: call("tsp_bits_to_int32", value.expression), throws: false };
        case "number":
        case "value":
            if (value.type.string === undefined)
                return { expression: call("tsp_textless_to_int32", value.expression), throws: false };
    }
    const number = toNumber(value);
    return { expression: call("tsp_double_to_int32", number.expression), throws: number.throws };
}

/** The low 32 bits, and whether the number is NaN. */
export function toBits(value: Value): Value {
    const result = (expression: CExpression): Value => ({ expression, representation: BITS, type: TYPE_LOW });
    if (value.representation.kind === "bits") return value;
    if (isWhole(value) || value.representation.kind === "boolean")
        return result(call("tsp_bits_of_int32", toInt32(value).expression));
    return result(call("tsp_bits_of", box(value)));
}

/** ToIntegerOrInfinity as a C int32_t, which holds every place that a text or an array can have. */
export function toPosition(value: Value): { readonly expression: CExpression; readonly throws: boolean } {
    const known = literalNumber(value);
    if (known !== undefined) {
        const within = Math.min(Math.max(Math.trunc(known), INT32_MIN), INT32_MAX);
        return { expression: int32Literal(within), throws: false };
    }
    switch (value.representation.kind) {
        case "int32":
        case "boolean":
        case "void":
        case "bits":
            return toInt32(value);
        case "double":
            return { expression: call("tsp_double_to_position", value.expression), throws: false };
    }
    if (value.type.string === undefined) return { expression: call("tsp_to_position", box(value)), throws: false };
    return { expression: call("tsp_double_to_position", toNumber(value).expression), throws: true };
}

/** ToUint32 as a C uint32_t. */
export function toUint32(value: Value): { readonly expression: CExpression; readonly throws: boolean } {
    const known = literalNumber(value);
    if (known !== undefined) return { expression: uint32Literal(known >>> 0), throws: false };
    if (value.representation.kind === "uint32") return { expression: value.expression, throws: false };
    const { expression, throws } = toInt32(value);
    return { expression: cast("uint32_t", expression), throws };
}

/** ToBoolean as a C bool; never throws. */
export function toBoolean(value: Value): CExpression {
    const representation = value.representation;
    switch (representation.kind) {
        case "boolean":
            return value.expression;
        case "void":
            return literal("false");
        case "int32":
        case "uint32":
            return binary("!=", value.expression, literal(representation.kind === "int32" ? "0" : "0u"));
        case "double":
            return call("tsp_double_to_boolean", value.expression);
        case "string":
            return binary("!=", { kind: "arrow", object: value.expression, member: "length" }, literal("0"));
        case "object":
            return literal("true");
        case "bits":
            return call("tsp_bits_to_boolean", value.expression);
        case "number":
            return call("tsp_number_to_boolean", value.expression);
        case "value":
            return taggedToBoolean(value);
    }
}

/** Without numbers and texts, the tag decides. */
function taggedToBoolean({ expression, type }: Value): CExpression {
    const isPlain = type.number === undefined && type.string === undefined;
    if (isPlain && type.shapes.size === 0) return binary("==", expression, identifier("TSP_TRUE"));
    return call(isPlain && !isBoolean(type) ? "tsp_is_object" : "tsp_to_boolean", expression);
}

/** ToString as `const struct tsp_string *`; allocates except for strings. */
export function toStringPointer(value: Value): { readonly expression: CExpression; readonly throws: boolean } {
    switch (value.representation.kind) {
        case "string":
            return { expression: value.expression, throws: false };
        case "int32":
            return { expression: call("tsp_int32_to_string", value.expression), throws: true };
        case "uint32":
            return { expression: call("tsp_uint32_to_string", value.expression), throws: true };
        case "number":
            return { expression: call("tsp_number_as_string", value.expression), throws: true };
        case "double":
            return { expression: call("tsp_double_to_string", value.expression), throws: true };
        case "boolean":
            return { expression: call("tsp_bool_to_string", value.expression), throws: false };
        default: {
            const { type } = value;
            if (onlyStrings(type)) return { expression: unbox(value, "tsp_as_string"), throws: false };
            const isSimple = type.shapes.size === 0 && (type.number === undefined || isInt32Set(type.number));
            const expression = call(isSimple ? "tsp_simple_to_string" : "tsp_to_string", box(value));
            return { expression, throws: type.number !== undefined || type.shapes.size > 0 };
        }
    }
}
