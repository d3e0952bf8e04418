/** Instructions that make a value of values and touch nothing else. */
import { NEVER, representationOf } from "../../types/lattice.ts";
import { onlyStrings } from "../../types/predicates.ts";
import { binaryHint, binaryOperands, conversionThrows, toPrimitive, unaryHint } from "../../types/primitive.ts";
import type { Type } from "../../types/type.ts";
import { ANY_ERROR, list, NO_ERRORS, nothing, one, OUT_OF_MEMORY, TARGET } from "../declaration.ts";
import type { Arriving, ConstantSum, Declarations, ErrorName } from "../declaration.ts";
import type { BinaryOperator, InstructionOf } from "../instructions.ts";
import { isLocal } from "../program.ts";
import type { Local, Operand, Span } from "../program.ts";
import { typeOf } from "../operand-type.ts";
import type { TypedOperand } from "../typed.ts";
import { binaryTakesLowBits, isWholeDivision, unaryTakesLowBits } from "./low-bits.ts";

const EQUALITIES: ReadonlySet<BinaryOperator> = new Set([
    "looseEqual",
    "looseNotEqual",
    "strictEqual",
    "strictNotEqual",
]);

/** Operators that give no text of their operands. */
const COMPARISONS: ReadonlySet<BinaryOperator> = new Set([
    ...EQUALITIES,
    "less",
    "lessOrEqual",
    "greater",
    "greaterOrEqual",
]);

/** Putting a string together takes memory; to ask whether two are equal takes none. */
function binaryErrors(instruction: InstructionOf<"binary">, arriving: Arriving): readonly ErrorName[] {
    const [left, right] = [arriving.type(instruction.left), arriving.type(instruction.right)];
    const hint = binaryHint(instruction.operator, left, right);
    if (hint !== undefined && [left, right].some((side) => conversionThrows(side, hint))) return ANY_ERROR;
    const sides = binaryOperands(instruction.operator, left, right);
    return EQUALITIES.has(instruction.operator) || sides.every(({ string }) => string === undefined)
        ? NO_ERRORS
        : OUT_OF_MEMORY;
}

function numericErrors(operand: Type): readonly ErrorName[] {
    if (conversionThrows(operand, "number")) return ANY_ERROR;
    return toPrimitive(operand, "number").string === undefined ? NO_ERRORS : OUT_OF_MEMORY;
}

/** The text of one part that is a string or a boolean is there; every other is made. */
function templateErrors({ parts }: InstructionOf<"template">, arriving: Arriving): readonly ErrorName[] {
    const isEmpty = (part: Operand): boolean => !isLocal(part) && part.kind === "constant" && part.value === "";
    if (parts.some((part) => conversionThrows(arriving.type(part), "string"))) return ANY_ERROR;
    const isReady = (part: Operand): boolean => {
        const { kind } = representationOf(arriving.type(part));
        return kind === "string" || kind === "boolean";
    };
    const isOne = parts.filter((part) => !isEmpty(part)).length <= 1;
    return isOne && parts.every(isReady) ? NO_ERRORS : OUT_OF_MEMORY;
}

/** Makes one text of the parts. */
export const templateOf = (target: Local, span: Span, parts: readonly Operand[]): InstructionOf<"template"> => ({
    op: "template",
    target,
    span,
    parts: [...parts],
});

/** The text of an object may be another one later, and so may what an operator makes of it. */
const lastingTexts = (parts: readonly TypedOperand[]): readonly TypedOperand[] | undefined =>
    parts.some((part) => typeOf(part).shapes.size > 0) ? undefined : parts;

/** Those after which a branch knows the range of an operand. */
const ORDERS: ReadonlySet<BinaryOperator> = new Set([
    "less",
    "lessOrEqual",
    "greater",
    "greaterOrEqual",
    "strictNotEqual",
]);

function constantSum({ operator, left, right }: InstructionOf<"binary">): ConstantSum | undefined {
    const by = isLocal(right) || right.kind !== "constant" ? undefined : right.value;
    if (typeof by !== "number" || !Number.isSafeInteger(by)) return undefined;
    if (operator === "add") return { of: left, by };
    return operator === "subtract" ? { of: left, by: -by } : undefined;
}

export const values: Declarations<
    "copy" | "convert" | "narrow" | "unary" | "binary" | "template" | "instanceOf" | "checkInitialised"
> = {
    copy: {
        operands: [one("source", "same", "anything")],
        targets: [TARGET],
        text: ({ source }, print) => `copy ${print.operand(source)}`,
        sum: ({ source }) => ({ of: source, by: 0 }),
        seen: ({ target, source }, low) => (low.needs(target) ? [] : [source]),
        inside: nothing,
    },
    convert: {
        operands: [one("source")],
        targets: [TARGET],
        text: ({ source }, print) => `convert ${print.operand(source)}`,
        converts: [{ field: "source", hint: "string", isWhole: true }],
        renames: true,
        inside: nothing,
    },
    narrow: {
        operands: [one("source", "same", "local")],
        targets: [TARGET],
        text: ({ source }, print) => `narrow ${print.operand(source)}`,
        seen: ({ target, source }, low) => (low.needs(target) ? [] : [source]),
        inside: nothing,
    },
    unary: {
        operands: [one("operand")],
        targets: [TARGET],
        text: ({ operator, operand }, print) => `${operator} ${print.operand(operand)}`,
        converts: ({ operator }) => {
            const hint = unaryHint(operator);
            return hint === undefined ? [] : [{ field: "operand", hint }];
        },
        throws: ({ operator, operand }, arriving) =>
            operator === "not" || operator === "typeof" ? NO_ERRORS : numericErrors(arriving.type(operand)),
        looksAtTexts: () => true,
        seen: (instruction, low) => (unaryTakesLowBits(instruction, low) ? [] : [instruction.operand]),
        wraps: unaryTakesLowBits,
        sum: ({ operator, operand }) => (operator === "toNumeric" ? { of: operand, by: 0 } : undefined),
        inside: ({ operator, operand }) => (operator === "not" || operator === "typeof" ? [] : [operand]),
    },
    binary: {
        operands: [one("left"), one("right")],
        targets: [TARGET],
        text: ({ operator, left, right }, print) => `${operator} ${print.list([left, right])}`,
        converts: ({ operator, left, right }, arriving) => {
            const hint = binaryHint(operator, arriving.type(left), arriving.type(right));
            return hint === undefined ? [] : ["left", "right"].map((field) => ({ field, hint }));
        },
        throws: binaryErrors,
        looksAtTexts: ({ operator }) => COMPARISONS.has(operator),
        seen: (instruction, low) => (binaryTakesLowBits(instruction, low) ? [] : [instruction.left, instruction.right]),
        wraps: (instruction, low) =>
            (low.isCut(instruction.target) && isWholeDivision(instruction)) || binaryTakesLowBits(instruction, low),
        texts: ({ operator, target, left, right }) =>
            operator === "add" && onlyStrings(target.type ?? NEVER) ? lastingTexts([left, right]) : undefined,
        inside: ({ operator, left, right }) =>
            operator === "strictEqual" || operator === "strictNotEqual" ? [] : [left, right],
        equates: ({ operator, left, right }) =>
            operator === "strictEqual" || operator === "strictNotEqual" ? [left, right] : undefined,
        sum: constantSum,
        orders: ({ operator, left, right }) => (ORDERS.has(operator) ? [left, right] : []),
        spreadsNaN: ({ operator, wraps }) => wraps === true && ["add", "subtract", "multiply"].includes(operator),
    },
    template: {
        operands: [list("parts")],
        targets: [TARGET],
        text: ({ parts, grows }, print) => `template${grows === undefined ? "" : " own"} ${print.list(parts)}`,
        converts: ({ parts }) => parts.map((_, index) => ({ field: "parts", index, hint: "string" })),
        throws: templateErrors,
        texts: ({ parts }) => lastingTexts(parts),
        allocates: true,
    },
    instanceOf: {
        operands: [one("value", "look")],
        targets: [TARGET],
        text: ({ value, classReference }, print) =>
            `instanceOf ${print.operand(value)}, ${print.class(classReference)}`,
        inside: nothing,
    },
    checkInitialised: {
        operands: [one("value", "keep", "anything")],
        targets: [TARGET],
        text: ({ value, name }, print) => `checkInitialised ${print.operand(value)} "${name}"`,
        throws: ({ value }, arriving) => (arriving.type(value).absent ? ["ReferenceError"] : NO_ERRORS),
        inside: nothing,
    },
};
