/**
 * Which operands give the low 32 bits of a result by their own low bits: the rules behind
 * passes/low-bits.ts.
 */
import type { NativeParameter } from "../../bindings/model.ts";
import { addNumbers, isInt32Set, isUint32Set, multiplyNumbers, subtractNumbers } from "../../types/numbers.ts";
import { onlyNumbers } from "../../types/predicates.ts";
import type { NumberSet, Type } from "../../types/type.ts";
import { typeOf } from "../operand-type.ts";
import type { LowBits } from "../declaration.ts";
import type { TypedOf, TypedOperand } from "../typed.ts";

export const isWholeSet = (set: NumberSet): boolean => isInt32Set(set) || isUint32Set(set);

/** Nothing but C integers of one kind are in the set: they are what their low bits are. */
export const isWhole = (type: Type): boolean =>
    type.number !== undefined && onlyNumbers(type) && isWholeSet(type.number);

/** Whether the argument is converted by ToInt32 or ToUint32. */
export const takesLowBits = (parameter: NativeParameter | undefined): boolean =>
    parameter?.type.kind === "number" &&
    /^u?int/.test(parameter.type.c) &&
    parameter.type.position !== true &&
    !parameter.optional &&
    !parameter.rest;

export function unaryTakesLowBits(instruction: TypedOf<"unary">, low: LowBits): boolean {
    switch (instruction.operator) {
        case "bitwiseNot":
            return true;
        case "plus":
        case "toNumeric":
            return low.needs(instruction.target);
        case "negate":
            return low.needs(instruction.target) && isExact(exactSet(instruction.operand));
        default:
            return false;
    }
}

const EXACT = { add: addNumbers, subtract: subtractNumbers, multiply: multiplyNumbers } as const;

export function binaryTakesLowBits(instruction: TypedOf<"binary">, low: LowBits): boolean {
    const { operator, left, right, target } = instruction;
    switch (operator) {
        case "bitwiseAnd":
        case "bitwiseOr":
        case "bitwiseXor":
        case "shiftLeft":
        case "shiftRight":
        case "shiftRightUnsigned":
            return true;
        case "add":
        case "subtract":
        case "multiply": {
            const [a, b] = [boundedSet(left), boundedSet(right)];
            const canWrap = a !== undefined && b !== undefined && isExact(EXACT[operator](a, b));
            return canWrap && low.needs(target);
        }
        default:
            return false;
    }
}

/** Whether ToNumber of a member is NaN, which every sum and product of it is too. */
export const canBeNaN = (type: Type): boolean => type.undefined || type.number?.nan === true;

/** The same, without what makes a sum or product NaN, whose low bits are 0. */
function boundedSet(operand: TypedOperand): NumberSet | undefined {
    const type = typeOf(operand);
    const set = type.number === undefined ? undefined : { ...type.number, nan: false };
    return onlyNumbers({ ...type, undefined: false }) && isExact(set) ? set : undefined;
}

/** Whether the result is NaN where an operand is, and otherwise an int32 that is not -0. */
export function isInt32OrNaN({ operator, left, right }: TypedOf<"binary">): boolean {
    if (operator !== "add" && operator !== "subtract" && operator !== "multiply") return false;
    const [a, b] = [boundedSet(left), boundedSet(right)];
    return a !== undefined && b !== undefined && [a, b, EXACT[operator](a, b)].every(isInt32Set);
}

/** The numbers of an operand whose low bits are those of its members. */
function exactSet(operand: TypedOperand): NumberSet | undefined {
    const type = typeOf(operand);
    return onlyNumbers(type) && isExact(type.number) ? type.number : undefined;
}

/** Whether double arithmetic gives each member exactly. */
export function isExact(set: NumberSet | undefined): set is NumberSet {
    return (
        set?.integer === true && !set.nan && set.min >= -Number.MAX_SAFE_INTEGER && set.max <= Number.MAX_SAFE_INTEGER
    );
}

/**
 * Remainders and quotients of C integers are exact too: their low bits are those of C's, apart from
 * what C does not define.
 */
export function isWholeDivision({ operator, left, right }: TypedOf<"binary">): boolean {
    const sets = [exactSet(left), exactSet(right)];
    const isDivision = operator === "divide" || operator === "remainder";
    return isDivision && (sets.every((set) => set && isInt32Set(set)) || sets.every((set) => set && isUint32Set(set)));
}
