/** Types of the results of operators (ECMA-262 13, 7.1, 7.2). */
import type { BinaryOperator, UnaryOperator } from "../../ir/instructions.ts";
import {
    booleanType,
    BOOLEAN_TYPE,
    canBeFalsy,
    canBeTruthy,
    isNever,
    join,
    NEVER,
    numberType,
    STRING_TYPE,
    stringsType,
} from "../../types/lattice.ts";
import {
    addNumbers,
    ANY_INT32,
    ANY_NUMBER,
    bitNumbers,
    divideNumbers,
    integers,
    isInt32Set,
    joinNumbers,
    multiplyNumbers,
    negateNumbers,
    numberOf,
    remainderNumbers,
    shiftNumbers,
    subtractNumbers,
} from "../../types/numbers.ts";
import type { NumberSet, Type } from "../../types/type.ts";

/** ToNumber of everything in the set. */
export function toNumberSet(type: Type): NumberSet | undefined {
    const parts: NumberSet[] = [];
    if (type.number !== undefined) parts.push(type.number);
    if (type.string !== undefined || type.shapes.size > 0) parts.push(ANY_NUMBER);
    if (type.undefined || type.absent) parts.push(numberOf(NaN));
    if (type.null || type.false) parts.push(integers(0, 0));
    if (type.true) parts.push(integers(1, 1));
    return parts.reduce<NumberSet | undefined>(
        (all, part) => (all === undefined ? part : joinNumbers(all, part)),
        undefined,
    );
}

const fromSet = (set: NumberSet | undefined): Type => (set === undefined ? NEVER : numberType(set));

export function unaryType(operator: UnaryOperator, operand: Type): Type {
    if (isNever(operand)) return NEVER;
    const number = toNumberSet(operand);
    switch (operator) {
        case "plus":
        case "toNumeric":
            return fromSet(number);
        case "negate":
            return fromSet(number === undefined ? undefined : negateNumbers(number));
        case "bitwiseNot":
            return numberType(
                number !== undefined && isInt32Set(number) ? integers(~number.max, ~number.min) : ANY_INT32,
            );
        case "not":
            return { ...NEVER, true: canBeFalsy(operand), false: canBeTruthy(operand) };
        case "typeof":
            return stringsType(...typeNames(operand));
    }
}

function typeNames(type: Type): string[] {
    const isFunction = [...type.shapes].some((shape) => shape.kind === "function");
    const isObject = [...type.shapes].some((shape) => shape.kind !== "function");
    const names: [boolean, string][] = [
        [type.undefined || type.absent, "undefined"],
        [type.null || isObject, "object"],
        [type.true || type.false, "boolean"],
        [type.number !== undefined, "number"],
        [type.string !== undefined, "string"],
        [isFunction, "function"],
    ];
    return names.filter(([present]) => present).map(([, name]) => name);
}

export function binaryType(operator: BinaryOperator, left: Type, right: Type): Type {
    if (isNever(left) || isNever(right)) return NEVER;
    const a = toNumberSet(left) ?? ANY_NUMBER;
    const b = toNumberSet(right) ?? ANY_NUMBER;
    switch (operator) {
        case "add":
            return addType(left, right);
        case "subtract":
            return numberType(subtractNumbers(a, b));
        case "multiply":
            return numberType(multiplyNumbers(a, b));
        case "remainder":
            return numberType(remainderNumbers(a, b));
        case "divide":
            return numberType(divideNumbers(a, b));
        case "exponentiate":
            return numberType(ANY_NUMBER);
        case "bitwiseAnd":
        case "bitwiseOr":
        case "bitwiseXor":
            return numberType(bitNumbers(operator, a, b));
        case "shiftLeft":
        case "shiftRight":
        case "shiftRightUnsigned":
            return numberType(shiftNumbers(operator, a, b));
        case "less":
        case "lessOrEqual":
        case "greater":
        case "greaterOrEqual":
            return BOOLEAN_TYPE;
        default:
            return equalityType(operator, left, right);
    }
}

function addType(left: Type, right: Type): Type {
    // What becomes of an object may be a text.
    const text = [left, right].some(({ string, shapes }) => string !== undefined || shapes.size > 0);
    const leftRest = { ...left, string: undefined };
    const rightRest = { ...right, string: undefined };
    const sum =
        isNever(leftRest) || isNever(rightRest)
            ? NEVER
            : numberType(addNumbers(toNumberSet(leftRest) ?? ANY_NUMBER, toNumberSet(rightRest) ?? ANY_NUMBER));
    return text ? join(sum, STRING_TYPE) : sum;
}

function equalityType(operator: BinaryOperator, left: Type, right: Type): Type {
    const strict = operator === "strictEqual" || operator === "strictNotEqual";
    if (!strict || meet(left, right)) return BOOLEAN_TYPE;
    return booleanType(operator === "strictNotEqual");
}

/** Whether a member of one set can be strictly equal to one of the other. */
function meet(a: Type, b: Type): boolean {
    return (
        (a.undefined && b.undefined) ||
        (a.null && b.null) ||
        (a.true && b.true) ||
        (a.false && b.false) ||
        (a.number !== undefined && b.number !== undefined) ||
        (a.string !== undefined && b.string !== undefined) ||
        (a.shapes.size > 0 && b.shapes.size > 0)
    );
}
