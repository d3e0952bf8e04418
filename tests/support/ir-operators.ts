/**
 * The IR's operators on JavaScript's own values; types are asserted because the operators convert
 * by themselves.
 */
import type { InstructionOf } from "../../compiler/ir/instructions.ts";

export function unary(operator: InstructionOf<"unary">["operator"], operand: unknown): unknown {
    switch (operator) {
        case "plus":
        case "toNumeric":
            return Number(operand);
        case "negate":
            return -(operand as number);
        case "not":
            return !operand;
        case "bitwiseNot":
            return ~(operand as number);
        case "typeof":
            return typeof operand;
    }
}

/** The operators that take numbers to numbers. */
export const arithmetic = {
    add: (left: number, right: number) => left + right,
    subtract: (left: number, right: number) => left - right,
    multiply: (left: number, right: number) => left * right,
    divide: (left: number, right: number) => left / right,
    remainder: (left: number, right: number) => left % right,
    exponentiate: (left: number, right: number) => left ** right,
    bitwiseAnd: (left: number, right: number) => left & right,
    bitwiseOr: (left: number, right: number) => left | right,
    bitwiseXor: (left: number, right: number) => left ^ right,
    shiftLeft: (left: number, right: number) => left << right,
    shiftRight: (left: number, right: number) => left >> right,
    shiftRightUnsigned: (left: number, right: number) => left >>> right,
} satisfies Partial<Record<InstructionOf<"binary">["operator"], (left: number, right: number) => number>>;

const BINARY: Record<InstructionOf<"binary">["operator"], (left: number, right: number) => unknown> = {
    ...arithmetic,
    less: (left, right) => left < right,
    lessOrEqual: (left, right) => left <= right,
    greater: (left, right) => left > right,
    greaterOrEqual: (left, right) => left >= right,
    // eslint-disable-next-line eqeqeq -- the operator that is meant
    looseEqual: (left, right) => left == right,
    // eslint-disable-next-line eqeqeq -- the operator that is meant
    looseNotEqual: (left, right) => left != right,
    strictEqual: (left, right) => left === right,
    strictNotEqual: (left, right) => left !== right,
};

export function binary(operator: InstructionOf<"binary">["operator"], left: unknown, right: unknown): unknown {
    return BINARY[operator](left as number, right as number);
}
