/** Operators: C operators where both operands are unboxed, the runtime's where a tag decides. */
import { binary, call, cast, literal, negate, unary } from "../c/ast.ts";
import type { CBinaryOperator, CExpression } from "../c/ast.ts";
import type { BinaryOperator } from "../ir/instructions.ts";
import { canBeNaN, isInt32OrNaN } from "../ir/declarations/low-bits.ts";
import type { TypedOf } from "../ir/typed.ts";
import { numberRepresentation } from "../types/lattice.ts";
import { binaryHint, unaryHint } from "../types/primitive.ts";
import { addNumbers, multiplyNumbers, subtractNumbers } from "../types/numbers.ts";
import { areCounted, compare, equal } from "./comparisons.ts";
import { finish, intKinds } from "./operation.ts";
import type { BinaryInstruction, Emitter } from "./operation.ts";
import type { Emitters } from "./family.ts";
import type { FunctionContext } from "./function-context.ts";
import { int32Literal } from "./literals.ts";
import { primitive } from "./primitives.ts";
import { joinValues } from "./texts.ts";
import {
    BITS,
    BOOLEAN,
    box,
    DOUBLE,
    INT32,
    isWhole,
    literalNumber,
    NUMBER,
    onlyNumbers,
    onlyStrings,
    STRING,
    TAGGED,
    toBits,
    toBoolean,
    toInt32,
    toNumber,
    toUint32,
    TYPE_BOOLEAN,
    TYPE_DOUBLE,
    TYPE_INT32,
    TYPE_LOW,
    TYPE_STRING,
    TYPE_UINT32,
    UINT32,
} from "./value.ts";
import type { Value } from "./value.ts";

function emitUnary(context: FunctionContext, instruction: TypedOf<"unary">): void {
    const hint = unaryHint(instruction.operator);
    const operand = primitive(context, context.value(instruction.operand), hint, instruction.span);
    const targetKind = context.representationOf(instruction.target).kind;
    switch (instruction.operator) {
        case "not":
            finish(
                context,
                instruction,
                { expression: negate(toBoolean(operand)), representation: BOOLEAN, type: TYPE_BOOLEAN },
                false,
            );
            break;
        case "typeof":
            finish(
                context,
                instruction,
                { expression: call("tsp_typeof", box(operand)), representation: STRING, type: TYPE_STRING },
                false,
            );
            break;
        case "bitwiseNot": {
            const bits = toInt32(operand);
            finish(
                context,
                instruction,
                { expression: unary("~", bits.expression), representation: INT32, type: TYPE_INT32 },
                bits.throws,
            );
            break;
        }
        case "negate":
            if (isCounted(instruction, operand)) {
                const expression = call("tsp_number_negate", box(operand));
                finish(context, instruction, { expression, representation: NUMBER, type: TYPE_DOUBLE }, false);
            } else if (instruction.wraps) {
                const expression = cast("int32_t", binary("-", literal("0u"), toUint32(operand).expression));
                finish(context, instruction, { expression, representation: INT32, type: TYPE_INT32 }, false);
            } else if (targetKind === "int32" && isWhole(operand)) {
                const whole = context.converted(operand, INT32);
                finish(
                    context,
                    instruction,
                    { expression: unary("-", whole), representation: INT32, type: TYPE_INT32 },
                    false,
                );
            } else {
                const number = toNumber(operand);
                finish(
                    context,
                    instruction,
                    { expression: unary("-", number.expression), representation: DOUBLE, type: TYPE_DOUBLE },
                    number.throws,
                );
            }
            break;
        case "plus":
        case "toNumeric":
            if (isCounted(instruction, operand) && operand.representation.kind === "value") {
                const expression = call("tsp_number_of", box(operand));
                finish(context, instruction, { expression, representation: NUMBER, type: TYPE_DOUBLE }, false);
            } else if (
                isWhole(operand) ||
                instruction.wraps === true ||
                (operand.representation.kind !== "value" && onlyNumbers(operand.type))
            ) {
                finish(context, instruction, operand, false);
            } else {
                const number = toNumber(operand);
                finish(
                    context,
                    instruction,
                    { expression: number.expression, representation: DOUBLE, type: TYPE_DOUBLE },
                    number.throws,
                );
            }
            break;
    }
}

/**
 * Whether the result is kept as an int32 with a tag wherever it is one, of operands that can be
 * such.
 */
function isCounted(instruction: BinaryInstruction | TypedOf<"unary">, ...operands: Value[]): boolean {
    const set = instruction.target.type?.number;
    const isPlain = operands.every(({ type }) => type.string === undefined);
    return isPlain && instruction.wraps !== true && set !== undefined && numberRepresentation(set).kind === "number";
}

function emitBinary(context: FunctionContext, instruction: BinaryInstruction): void {
    const left = context.value(instruction.left);
    const right = context.value(instruction.right);
    const hint = binaryHint(instruction.operator, left.type, right.type);
    const emit = BINARY[instruction.operator];
    const [a, b] = [left, right].map((value) => primitive(context, value, hint, instruction.span));
    emit(context, instruction, a ?? left, b ?? right);
}

const EXACT = { "+": addNumbers, "-": subtractNumbers, "*": multiplyNumbers } as const;

/**
 * The operation on C integers: where the exact result is an int32 or a uint32, a word of 32 bits
 * holds it, whatever the signs of the operands are. Undefined where it may be another number.
 */
function wholeResult(
    instruction: BinaryInstruction,
    symbol: keyof typeof EXACT,
    left: Value,
    right: Value,
): Value | undefined {
    const [a, b] = [left.type.number, right.type.number];
    if (!intKinds(left, right) || a === undefined || b === undefined) return undefined;
    const result = numberRepresentation(EXACT[symbol](a, b));
    const { lowBits, representation } = instruction.target;
    // What is cut to 32 bits proves nothing of what it is cut from.
    const proven = [result, lowBits === true ? undefined : representation].find(
        (candidate) => candidate?.kind === "int32" || candidate?.kind === "uint32",
    );
    if (proven === undefined) return undefined;
    const type = proven.kind === "int32" ? TYPE_INT32 : TYPE_UINT32;
    if ([left, right].every(({ representation }) => representation.kind === proven.kind))
        return { expression: binary(symbol, left.expression, right.expression), representation: proven, type };
    const words = binary(symbol, toUint32(left).expression, toUint32(right).expression);
    const expression = proven.kind === "int32" ? cast("int32_t", words) : words;
    return { expression, representation: proven, type };
}

const BITS_OF = { "+": "tsp_bits_add", "-": "tsp_bits_subtract", "*": "tsp_bits_multiply" } as const;

const onBits = (symbol: keyof typeof EXACT, left: Value, right: Value): Value => ({
    expression: call(BITS_OF[symbol], toBits(left).expression, toBits(right).expression),
    representation: BITS,
    type: TYPE_LOW,
});

/** The low 32 bits of the result, from those of the operands; or NaN where one of these is. */
function wrapped(symbol: keyof typeof EXACT, left: Value, right: Value): Value {
    if ([left, right].some(({ type }) => canBeNaN(type))) return onBits(symbol, left, right);
    const expression = binary(symbol, toUint32(left).expression, toUint32(right).expression);
    return { expression: cast("int32_t", expression), representation: INT32, type: TYPE_INT32 };
}

function arithmetic(symbol: keyof typeof EXACT): Emitter {
    return (context, instruction, left, right) => {
        const whole = instruction.wraps ? wrapped(symbol, left, right) : wholeResult(instruction, symbol, left, right);
        if (whole !== undefined) finish(context, instruction, whole, false);
        else if (isCounted(instruction, left, right) && isInt32OrNaN(instruction))
            finish(context, instruction, onBits(symbol, left, right), false);
        else if (isCounted(instruction, left, right)) counted(context, instruction, left, right);
        else if (isCutOfCounted(instruction, left, right)) cutOfCounted(context, instruction, left, right);
        else numeric(context, instruction, left, right, (a, b) => binary(symbol, a, b));
    };
}

/** Whether only the low bits are kept of a result of operands that are int32 as a rule. */
function isCutOfCounted({ target, wraps }: BinaryInstruction, left: Value, right: Value): boolean {
    return target.lowBits === true && wraps !== true && areCounted(left, right);
}

/** Where both are int32, their sum or difference is exact, so that its low bits are theirs. */
function cutOfCounted(context: FunctionContext, instruction: BinaryInstruction, left: Value, right: Value): void {
    const { operator, target } = instruction;
    const isSum = operator === "add" || operator === "subtract";
    const isBare = isSum && context.representationOf(target).kind === "int32";
    const expression = call(`tsp_number_${operator}${isBare ? "_low" : ""}`, box(left), box(right));
    const value: Value = isBare
        ? { expression, representation: INT32, type: TYPE_INT32 }
        : { expression, representation: NUMBER, type: TYPE_DOUBLE };
    finish(context, instruction, value, false);
}

/** The operation on tagged numbers: on integers where both are int32 and the result is one too. */
function counted(context: FunctionContext, instruction: BinaryInstruction, left: Value, right: Value): void {
    const expression = call(`tsp_number_${instruction.operator}`, box(left), box(right));
    finish(context, instruction, { expression, representation: NUMBER, type: TYPE_DOUBLE }, false);
}

function numeric(
    context: FunctionContext,
    instruction: BinaryInstruction,
    left: Value,
    right: Value,
    combine: (a: CExpression, b: CExpression) => CExpression,
): void {
    const a = toNumber(left);
    const b = toNumber(right);
    const expression = combine(a.expression, b.expression);
    finish(context, instruction, { expression, representation: DOUBLE, type: TYPE_DOUBLE }, a.throws || b.throws);
}

const sum = arithmetic("+");

const add: Emitter = (context, instruction, left, right) => {
    if (left.type.string === undefined && right.type.string === undefined) {
        sum(context, instruction, left, right);
        return;
    }
    if (onlyStrings(left.type) || onlyStrings(right.type)) {
        joinValues(context, instruction, [left, right]);
        return;
    }
    const expression = call("tsp_add", box(left), box(right));
    finish(context, instruction, { expression, representation: TAGGED, type: { ...TYPE_DOUBLE, string: "any" } }, true);
};

function bits(symbol: CBinaryOperator): Emitter {
    return (context, instruction, left, right) => {
        const a = toInt32(left);
        const b = toInt32(right);
        const expression = binary(symbol, a.expression, b.expression);
        finish(context, instruction, { expression, representation: INT32, type: TYPE_INT32 }, a.throws || b.throws);
    };
}

/**
 * ECMA-262 6.1.6.1.9: the count is taken modulo 32; shifting left happens on the unsigned word,
 * where C defines it.
 */
function shift(direction: "left" | "right" | "unsigned"): Emitter {
    return (context, instruction, left, right) => {
        const a = direction === "right" ? toInt32(left) : toUint32(left);
        const b = toInt32(right);
        const throws = a.throws || b.throws;
        const known = literalNumber(right);
        const count = known === undefined ? binary("&", b.expression, literal("31")) : int32Literal(known & 31);
        const by = (symbol: "<<" | ">>", bits: CExpression): CExpression =>
            known !== undefined && (known & 31) === 0 ? bits : binary(symbol, bits, count);
        const result =
            direction === "right"
                ? { expression: by(">>", a.expression), representation: INT32, type: TYPE_INT32 }
                : direction === "left"
                  ? { expression: cast("int32_t", by("<<", a.expression)), representation: INT32, type: TYPE_INT32 }
                  : { expression: by(">>", a.expression), representation: UINT32, type: TYPE_UINT32 };
        finish(context, instruction, result, throws);
    };
}

/** ToInt32 of a quotient or a remainder; what C leaves open is 0, or wraps. */
function wholeDivision(symbol: "/" | "%", left: Value, right: Value): Value {
    const isSigned = left.representation.kind === "int32" && right.representation.kind === "int32";
    const to = isSigned ? toInt32 : toUint32;
    const [a, b] = [to(left).expression, to(right).expression];
    const divisor = right.type.number;
    const isDefined = divisor !== undefined && (divisor.min > 0 || divisor.max < (isSigned ? -1 : 0));
    const name = `tsp_${symbol === "/" ? "divide" : "remainder"}_${isSigned ? "int32" : "uint32"}`;
    const expression = isDefined ? binary(symbol, a, b) : call(name, a, b);
    return isSigned
        ? { expression, representation: INT32, type: TYPE_INT32 }
        : { expression, representation: UINT32, type: TYPE_UINT32 };
}

/** The remainder of C integers, where none can be -0 or NaN. */
function wholeRemainder(left: Value, right: Value): Value | undefined {
    const [least, divisor] = [left.type.number?.min ?? -1, right.type.number];
    if (!intKinds(left, right) || least < 0 || divisor === undefined || (divisor.min <= 0 && divisor.max >= 0))
        return undefined;
    if ([left, right].every(({ representation }) => representation.kind === "int32")) {
        return {
            expression: binary("%", left.expression, right.expression),
            representation: INT32,
            type: TYPE_INT32,
        };
    }
    const words = binary("%", toUint32(left).expression, toUint32(right).expression);
    return divisor.min > 0 ? { expression: words, representation: UINT32, type: TYPE_UINT32 } : undefined;
}

const BINARY: Record<BinaryOperator, Emitter> = {
    add,
    subtract: arithmetic("-"),
    multiply: arithmetic("*"),
    divide: (context, instruction, left, right) => {
        if (instruction.wraps) finish(context, instruction, wholeDivision("/", left, right), false);
        else numeric(context, instruction, left, right, (a, b) => binary("/", a, b));
    },
    remainder: (context, instruction, left, right) => {
        const whole = instruction.wraps ? wholeDivision("%", left, right) : wholeRemainder(left, right);
        if (whole !== undefined) finish(context, instruction, whole, false);
        else if (isCounted(instruction, left, right)) counted(context, instruction, left, right);
        else if (isCutOfCounted(instruction, left, right)) cutOfCounted(context, instruction, left, right);
        else numeric(context, instruction, left, right, (a, b) => call("tsp_remainder", a, b));
    },
    exponentiate: (context, instruction, left, right) =>
        numeric(context, instruction, left, right, (a, b) => call("tsp_exponentiate", a, b)),
    bitwiseAnd: bits("&"),
    bitwiseOr: bits("|"),
    bitwiseXor: bits("^"),
    shiftLeft: shift("left"),
    shiftRight: shift("right"),
    shiftRightUnsigned: shift("unsigned"),
    less: compare("<"),
    lessOrEqual: compare("<="),
    greater: compare(">"),
    greaterOrEqual: compare(">="),
    looseEqual: equal(false, false),
    looseNotEqual: equal(false, true),
    strictEqual: equal(true, false),
    strictNotEqual: equal(true, true),
};

function emitInstanceOf(context: FunctionContext, instruction: TypedOf<"instanceOf">): void {
    const value = context.hold(context.value(instruction.value), "value");
    const isInstance = (shape: CExpression): CExpression =>
        value.representation.kind === "object"
            ? call("tsp_is_instance", cast("const struct tsp_object *", value.expression), shape)
            : call("tsp_value_instanceof", box(value), shape);
    const [first = literal("false"), ...others] = context.program
        .classShapesOf(instruction.classReference)
        .map(isInstance);
    const expression = others.reduce((either, other) => binary("||", either, other), first);
    context.define(instruction.target, { expression, representation: BOOLEAN, type: TYPE_BOOLEAN });
}

function emitCopy(context: FunctionContext, instruction: TypedOf<"copy"> | TypedOf<"narrow">): void {
    const value = context.value(instruction.source);
    if (context.representationOf(instruction.target).kind === "void") return;
    const type = literalNumber(value) === undefined ? instruction.target.type : value.type;
    context.define(instruction.target, { ...value, type });
}

export const valueEmitters: Emitters<"binary" | "copy" | "instanceOf" | "narrow" | "unary"> = {
    binary: emitBinary,
    copy: emitCopy,
    instanceOf: emitInstanceOf,
    narrow: emitCopy,
    unary: emitUnary,
};
