/**
 * ToPrimitive (ECMA-262 7.1.1) of instances of native classes: those that are tagged `@primitive`
 * are converted by their own native `valueOf` and `toString`.
 */
import type { NativeClass, NativeFunction } from "../bindings/model.ts";
import { BOOLEAN_TYPE, join, joinAll, NEVER, STRING_TYPE, numberType } from "./lattice.ts";
import { findMember } from "./members.ts";
import type { BinaryOperator, UnaryOperator } from "../ir/instructions.ts";
import { ANY_NUMBER } from "./numbers.ts";
import { isBoolean } from "./predicates.ts";
import type { Shape } from "./shape.ts";
import type { Type } from "./type.ts";

/** What an operator would like to have. */
export type Hint = "default" | "number" | "string";

export interface Conversion {
    readonly function: NativeFunction;
    readonly owner: NativeClass;
}

function nativeClassOf(shape: Shape): NativeClass | undefined {
    let at: Shape | undefined = shape;
    while (at?.kind === "class") at = at.base;
    return at?.kind === "native" ? at.nativeClass : undefined;
}

/**
 * Undefined: the object has no conversion that we know; a class of the program may have its own.
 */
export function conversionOf(shape: Shape, hint: Hint): Conversion | undefined {
    const preferred = nativeClassOf(shape)?.primitive;
    if (preferred === undefined) return undefined;
    const first = hint === "default" ? preferred : hint;
    const names = first === "string" ? ["toString", "valueOf"] : ["valueOf", "toString"];
    const [member, other] = names.map((name) => findMember(shape, name));
    if (member?.kind !== "nativeMethod" || other?.kind !== "nativeMethod") return undefined;
    return { function: member.function, owner: member.owner };
}

function resultOf({ result: { kind } }: NativeFunction): Type {
    switch (kind) {
        case "number":
            return numberType(ANY_NUMBER);
        case "string":
            return STRING_TYPE;
        case "boolean":
            return BOOLEAN_TYPE;
        default:
            return NEVER;
    }
}

/** The primitives of a set; objects that have no conversion stay. */
export function toPrimitive(type: Type, hint: Hint): Type {
    const conversions = [...type.shapes].map((shape) => ({ shape, conversion: conversionOf(shape, hint) }));
    if (conversions.every(({ conversion }) => conversion === undefined)) return type;
    const left = new Set(conversions.filter((one) => one.conversion === undefined).map(({ shape }) => shape));
    const made = conversions.map(({ conversion }) =>
        conversion === undefined ? NEVER : resultOf(conversion.function),
    );
    return join({ ...type, shapes: left }, joinAll(made));
}

/** What an operator makes of its operand before anything else. */
export const unaryOperand = (operator: UnaryOperator, operand: Type): Type => {
    const hint = unaryHint(operator);
    return hint === undefined ? operand : toPrimitive(operand, hint);
};

export const unaryHint = (operator: UnaryOperator): Hint | undefined =>
    operator === "not" || operator === "typeof" ? undefined : "number";

export function binaryOperands(operator: BinaryOperator, left: Type, right: Type): [Type, Type] {
    const hint = binaryHint(operator, left, right);
    return hint === undefined ? [left, right] : [toPrimitive(left, hint), toPrimitive(right, hint)];
}

/** Undefined: the operator takes objects as they are. */
export function binaryHint(operator: BinaryOperator, left: Type, right: Type): Hint | undefined {
    switch (operator) {
        case "strictEqual":
        case "strictNotEqual":
            return undefined;
        case "looseEqual":
        case "looseNotEqual":
            return isConverted(left, right) || isConverted(right, left) ? "default" : undefined;
        case "add":
            return "default";
        default:
            return "number";
    }
}

/** Whether loose equality converts the objects of a set to compare them with what the other has. */
const isConverted = ({ shapes }: Type, other: Type): boolean =>
    shapes.size > 0 &&
    other.shapes.size === 0 &&
    (other.string !== undefined || other.number !== undefined || isBoolean(other));

/** What a native function makes of an object that is its argument. */
export function argumentHint(native: NativeFunction, index: number): Hint | undefined {
    const parameter = native.parameters[Math.min(index, native.parameters.length - 1)];
    if (parameter === undefined || (index >= native.parameters.length && !parameter.rest)) return undefined;
    switch (parameter.type.kind) {
        case "number":
            // What may be missing is handed on as it is.
            return parameter.optional && !parameter.numeric ? undefined : "number";
        case "string":
            return parameter.optional ? undefined : "string";
        case "any":
            return native.hint;
        default:
            return undefined;
    }
}

export const hasConversion = ({ shapes }: Type): boolean =>
    [...shapes].some((shape) => conversionOf(shape, "default") !== undefined);

/** Whether making primitives of the set can leave an exception pending. */
export const conversionThrows = (type: Type, hint: Hint): boolean =>
    [...type.shapes].some((shape) => conversionOf(shape, hint)?.function.mayThrow === true);
