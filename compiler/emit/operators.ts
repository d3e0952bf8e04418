/** Operators: C operators where both operands are unboxed, the runtime's where a tag decides. */
import { binary, call, cast, list, literal, negate, unary } from "../c/ast.ts";
import type { CBinaryOperator, CExpression } from "../c/ast.ts";
import type { BinaryOperator, InstructionOf, Template } from "../ir/instructions.ts";
import { compare, equal } from "./comparisons.ts";
import { finish, intKinds } from "./operation.ts";
import type { BinaryInstruction, Emitter, Throwing } from "./operation.ts";
import type { FunctionContext } from "./function-context.ts";
import { int32Literal } from "./literals.ts";
import {
    BOOLEAN,
    box,
    DOUBLE,
    INT32,
    NEVER,
    onlyNumbers,
    onlyStrings,
    STRING,
    TAGGED,
    toBoolean,
    toInt32,
    toNumber,
    toStringPointer,
    TYPE_BOOLEAN,
    TYPE_DOUBLE,
    TYPE_INT32,
    TYPE_STRING,
} from "./value.ts";
import type { Value } from "./value.ts";

export function emitUnary(context: FunctionContext, instruction: InstructionOf<"unary">): void {
    const operand = context.value(instruction.operand);
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
            if (targetKind === "int32" && operand.representation.kind === "int32") {
                finish(
                    context,
                    instruction,
                    { expression: unary("-", operand.expression), representation: INT32, type: TYPE_INT32 },
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
            if (
                operand.representation.kind === "int32" ||
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

export function emitBinary(context: FunctionContext, instruction: BinaryInstruction): void {
    const left = context.value(instruction.left);
    const right = context.value(instruction.right);
    const emit = BINARY[instruction.operator];
    emit(context, instruction, left, right);
}

/** Whether `left operator right`, computed exactly, stays within int32 for all members of both sets. */
function fitsInt32(operator: "add" | "subtract" | "multiply", left: Value, right: Value): boolean {
    const a = left.type.number;
    const b = right.type.number;
    if (a === undefined || b === undefined || !intKinds(left, right)) {
        return false;
    }
    const apply = {
        add: (x: number, y: number) => x + y,
        subtract: (x: number, y: number) => x - y,
        multiply: (x: number, y: number) => x * y,
    }[operator];
    const corners = [apply(a.min, b.min), apply(a.min, b.max), apply(a.max, b.min), apply(a.max, b.max)];
    const negativeZero = operator === "multiply" && (a.min < 0 || b.min < 0) && corners.some((corner) => corner <= 0);
    return !negativeZero && corners.every((corner) => corner >= -2147483648 && corner <= 2147483647);
}

function arithmetic(operator: "add" | "subtract" | "multiply", symbol: CBinaryOperator): Emitter {
    return (context, instruction, left, right) => {
        const proven = context.representationOf(instruction.target).kind === "int32" && intKinds(left, right);
        if (proven || fitsInt32(operator, left, right)) {
            const expression = binary(symbol, left.expression, right.expression);
            finish(context, instruction, { expression, representation: INT32, type: TYPE_INT32 }, false);
            return;
        }
        numeric(context, instruction, left, right, (a, b) => binary(symbol, a, b));
    };
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

const addNumbers = arithmetic("add", "+");

const add: Emitter = (context, instruction, left, right) => {
    if (left.type.string === undefined && right.type.string === undefined) {
        addNumbers(context, instruction, left, right);
        return;
    }
    if (onlyStrings(left.type) || onlyStrings(right.type)) {
        const pieces = [toStringPointer(left), toStringPointer(right)];
        const expression = concatenate(context, instruction, pieces);
        finish(context, instruction, { expression, representation: STRING, type: TYPE_STRING }, true);
        return;
    }
    const expression = call("tsp_add", box(left), box(right));
    finish(context, instruction, { expression, representation: TAGGED, type: { ...TYPE_DOUBLE, string: "any" } }, true);
};

/** Joins strings left to right; a piece whose conversion may throw goes to a variable of its own and is tested first. */
function concatenate(
    context: FunctionContext,
    instruction: BinaryInstruction | Template,
    pieces: Throwing[],
): CExpression {
    const settled = pieces.map((piece) => {
        if (!piece.throws) {
            return piece.expression;
        }
        const variable = context.scratch("text", "const struct tsp_string *@", literal("NULL"));
        context.push({ kind: "assign", target: variable, value: piece.expression });
        context.check(instruction.span);
        return variable;
    });
    const [first, second, ...others] = settled;
    if (first === undefined || second === undefined) {
        return first ?? context.value({ kind: "constant", value: "" }).expression;
    }
    if (others.length === 0) {
        return call("tsp_string_concat", first, second);
    }
    const all = { kind: "compound", type: "const struct tsp_string *const[]", initializer: list(settled) } as const;
    return call("tsp_string_join", literal(String(settled.length)), all);
}

export function emitTemplate(context: FunctionContext, instruction: Template): void {
    const parts = instruction.parts.filter(
        (part) => !("kind" in part && part.kind === "constant" && part.value === ""),
    );
    const values = (parts.length === 0 ? instruction.parts.slice(0, 1) : parts).map((part) => context.value(part));
    const pieces = values.map(toStringPointer);
    const throws = pieces.length > 1;
    const expression = concatenate(context, instruction, pieces);
    finish(context, instruction, { expression, representation: STRING, type: TYPE_STRING }, throws);
}

function bits(symbol: CBinaryOperator): Emitter {
    return (context, instruction, left, right) => {
        const a = toInt32(left);
        const b = toInt32(right);
        const expression = binary(symbol, a.expression, b.expression);
        finish(context, instruction, { expression, representation: INT32, type: TYPE_INT32 }, a.throws || b.throws);
    };
}

/** ECMA-262 6.1.6.1.9: the count is taken modulo 32; shifting left happens on the unsigned word, where C defines it. */
function shift(direction: "left" | "right" | "unsigned"): Emitter {
    return (context, instruction, left, right) => {
        const a = toInt32(left);
        const b = toInt32(right);
        const throws = a.throws || b.throws;
        const literalCount = b.expression.kind === "literal" ? Number(b.expression.text) & 31 : undefined;
        const count =
            literalCount === undefined ? binary("&", b.expression, literal("31")) : int32Literal(literalCount);
        if (direction === "right") {
            finish(
                context,
                instruction,
                { expression: binary(">>", a.expression, count), representation: INT32, type: TYPE_INT32 },
                throws,
            );
            return;
        }
        const word = binary(direction === "left" ? "<<" : ">>", cast("uint32_t", a.expression), count);
        const isInt32 = direction === "left" || context.representationOf(instruction.target).kind === "int32";
        finish(
            context,
            instruction,
            isInt32
                ? { expression: cast("int32_t", word), representation: INT32, type: TYPE_INT32 }
                : { expression: cast("double", word), representation: DOUBLE, type: TYPE_DOUBLE },
            throws,
        );
    };
}

const BINARY: Record<BinaryOperator, Emitter> = {
    add,
    subtract: arithmetic("subtract", "-"),
    multiply: arithmetic("multiply", "*"),
    divide: (context, instruction, left, right) =>
        numeric(context, instruction, left, right, (a, b) => binary("/", a, b)),
    remainder: (context, instruction, left, right) => {
        const positive =
            (left.type.number?.min ?? -1) >= 0 &&
            ((right.type.number?.min ?? 0) > 0 || (right.type.number?.max ?? 0) < 0);
        if (intKinds(left, right) && positive) {
            const expression = binary("%", left.expression, right.expression);
            finish(context, instruction, { expression, representation: INT32, type: TYPE_INT32 }, false);
        } else {
            numeric(context, instruction, left, right, (a, b) => call("tsp_remainder", a, b));
        }
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

export function emitInstanceOf(context: FunctionContext, instruction: InstructionOf<"instanceOf">): void {
    const value = context.value(instruction.value);
    const shape = context.program.classShape(instruction.classReference);
    if (shape === undefined) {
        context.define(instruction.target, {
            expression: literal("false"),
            representation: BOOLEAN,
            type: TYPE_BOOLEAN,
        });
        return;
    }
    const expression =
        value.representation.kind === "object"
            ? call("tsp_is_instance", cast("const struct tsp_object *", value.expression), shape)
            : call("tsp_value_instanceof", box(value), shape);
    context.define(instruction.target, { expression, representation: BOOLEAN, type: TYPE_BOOLEAN });
}

export function emitCopy(context: FunctionContext, instruction: InstructionOf<"copy"> | InstructionOf<"narrow">): void {
    const value = context.value(instruction.source);
    if (context.representationOf(instruction.target).kind === "void") {
        return;
    }
    context.define(instruction.target, { ...value, type: instruction.target.type ?? NEVER });
}
