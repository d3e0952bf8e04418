import { unknownOperator } from "../../diagnostics/unsupported.ts";
import {
    type BinaryExpression,
    type ConditionalExpression,
    Node,
    type PostfixUnaryExpression,
    type PrefixUnaryExpression,
    SyntaxKind,
    type TypeOfExpression,
    type VoidExpression,
} from "ts-morph";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import { isLocal } from "../../ir/effects.ts";
import type { BinaryOperator, UnaryOperator } from "../../ir/instructions.ts";
import type { Local, Operand } from "../../ir/program.ts";
import { environmentOfReference } from "../classes/environment.ts";
import type { FunctionContext } from "../context.ts";
import { isAssignmentOperator, skipOuter } from "../symbols.ts";
import { visitEffect, visitExpression } from "../visitors.ts";
import { lowerAssignment } from "./assignments.ts";
import { branchOn, isNullish } from "./conditions.ts";
import { lowerIn, lowerInstanceOf } from "./membership.ts";
import { assignTarget, prepareTarget, readTarget } from "./targets.ts";

const BINARY_OPERATORS: ReadonlyMap<SyntaxKind, BinaryOperator> = new Map([
    [SyntaxKind.AmpersandToken, "bitwiseAnd"],
    [SyntaxKind.AsteriskAsteriskToken, "exponentiate"],
    [SyntaxKind.AsteriskToken, "multiply"],
    [SyntaxKind.BarToken, "bitwiseOr"],
    [SyntaxKind.CaretToken, "bitwiseXor"],
    [SyntaxKind.EqualsEqualsEqualsToken, "strictEqual"],
    [SyntaxKind.EqualsEqualsToken, "looseEqual"],
    [SyntaxKind.ExclamationEqualsEqualsToken, "strictNotEqual"],
    [SyntaxKind.ExclamationEqualsToken, "looseNotEqual"],
    [SyntaxKind.GreaterThanEqualsToken, "greaterOrEqual"],
    [SyntaxKind.GreaterThanGreaterThanGreaterThanToken, "shiftRightUnsigned"],
    [SyntaxKind.GreaterThanGreaterThanToken, "shiftRight"],
    [SyntaxKind.GreaterThanToken, "greater"],
    [SyntaxKind.LessThanEqualsToken, "lessOrEqual"],
    [SyntaxKind.LessThanLessThanToken, "shiftLeft"],
    [SyntaxKind.LessThanToken, "less"],
    [SyntaxKind.MinusToken, "subtract"],
    [SyntaxKind.PercentToken, "remainder"],
    [SyntaxKind.PlusToken, "add"],
    [SyntaxKind.SlashToken, "divide"],
]);

export function lowerBinary(node: BinaryExpression, context: FunctionContext): Operand {
    const kind = node.getOperatorToken().getKind();
    if (isAssignmentOperator(kind)) return lowerAssignment(node, context);
    switch (kind) {
        case SyntaxKind.AmpersandAmpersandToken:
        case SyntaxKind.BarBarToken:
        case SyntaxKind.QuestionQuestionToken:
            return lowerLogical(node, kind, context);
        case SyntaxKind.CommaToken:
            visitEffect(node.getLeft(), context);
            return visitExpression(node.getRight(), context);
        case SyntaxKind.InstanceOfKeyword:
            return lowerInstanceOf(node, context);
        case SyntaxKind.InKeyword:
            return lowerIn(node, context);
    }
    const operator = BINARY_OPERATORS.get(kind);
    if (operator === undefined) {
        const text = node.getOperatorToken().getText();
        context.program.unsupported(node, unknownOperator, text);
        return UNDEFINED;
    }
    return lowerArithmetic(node, operator, context);
}

/** A long sum nests to the left, so it is unrolled rather than walked by recursion. */
function lowerArithmetic(node: BinaryExpression, operator: BinaryOperator, context: FunctionContext): Operand {
    const links: { readonly node: BinaryExpression; readonly operator: BinaryOperator }[] = [{ node, operator }];
    let innermost: Node = node.getLeft();
    while (Node.isBinaryExpression(innermost)) {
        const next = BINARY_OPERATORS.get(innermost.getOperatorToken().getKind());
        if (next === undefined) break;
        links.unshift({ node: innermost, operator: next });
        innermost = innermost.getLeft();
    }
    let value = visitExpression(innermost, context);
    for (const link of links) {
        value = context.at(link.node, () => {
            const left = context.snapshot(value, link.node.getLeft().getEnd(), link.node.getEnd());
            const right = visitExpression(link.node.getRight(), context);
            return binary(link.operator, left, right, context);
        });
    }
    return value;
}

export function binary(operator: BinaryOperator, left: Operand, right: Operand, context: FunctionContext): Local {
    const target = context.builder.temporary(RESULT_NAMES[operator] ?? operator);
    context.builder.binary({ operator, target, left, right });
    return target;
}

const RESULT_NAMES: Partial<Record<BinaryOperator, string>> = {
    add: "sum",
    subtract: "difference",
    multiply: "product",
    divide: "quotient",
    exponentiate: "power",
    less: "is_less",
    lessOrEqual: "is_less_or_equal",
    greater: "is_greater",
    greaterOrEqual: "is_greater_or_equal",
    looseEqual: "is_equal",
    looseNotEqual: "is_different",
    strictEqual: "is_equal",
    strictNotEqual: "is_different",
    bitwiseAnd: "bits",
    bitwiseOr: "bits",
    bitwiseXor: "bits",
    shiftLeft: "shifted",
    shiftRight: "shifted",
    shiftRightUnsigned: "shifted",
};

type LogicalKind = SyntaxKind.AmpersandAmpersandToken | SyntaxKind.BarBarToken | SyntaxKind.QuestionQuestionToken;

// result = left; left decides ? right : joined   right: result = right   joined:
function lowerLogical(node: BinaryExpression, kind: LogicalKind, context: FunctionContext): Operand {
    const { builder } = context;
    const result = builder.local("choice", "variable");
    const left = visitExpression(node.getLeft(), context);
    builder.copy({ target: result, source: left });
    const right = builder.block("right");
    const joined = builder.block("joined");
    branchOnLeft(kind, left, right, joined, context);
    builder.start(right);
    builder.copy({ target: result, source: visitExpression(node.getRight(), context) });
    builder.start(joined);
    return result;
}

/** Goes to `right` where the value of the left operand does not decide. */
export function branchOnLeft(
    kind: LogicalKind,
    left: Operand,
    right: ReturnType<FunctionContext["builder"]["block"]>,
    joined: ReturnType<FunctionContext["builder"]["block"]>,
    context: FunctionContext,
): void {
    const { builder } = context;
    if (kind === SyntaxKind.AmpersandAmpersandToken) builder.branch(left, right, joined);
    else if (kind === SyntaxKind.BarBarToken) builder.branch(left, joined, right);
    else builder.branch(isNullish(left, context), right, joined);
}

// condition ? then : else   then: result = ... jump joined   else: result = ...   joined:
export function lowerConditional(node: ConditionalExpression, context: FunctionContext): Operand {
    const { builder } = context;
    const result = builder.local("choice", "variable");
    const then = builder.block("then");
    const otherwise = builder.block("else");
    const joined = builder.block("joined");
    branchOn(node.getCondition(), then, otherwise, context);
    builder.start(then);
    builder.copy({ target: result, source: visitExpression(node.getWhenTrue(), context) });
    builder.jump(joined);
    builder.start(otherwise);
    builder.copy({ target: result, source: visitExpression(node.getWhenFalse(), context) });
    builder.start(joined);
    return result;
}

export function unary(operator: UnaryOperator, operand: Operand, name: string, context: FunctionContext): Local {
    const target = context.builder.temporary(name);
    context.builder.unary({ operator, target, operand });
    return target;
}

export function lowerPrefix(node: PrefixUnaryExpression, context: FunctionContext): Operand {
    switch (node.getOperatorToken()) {
        case SyntaxKind.PlusPlusToken:
            return lowerStep(node.getOperand(), "add", context).after;
        case SyntaxKind.MinusMinusToken:
            return lowerStep(node.getOperand(), "subtract", context).after;
        case SyntaxKind.PlusToken:
            return unary("plus", visitExpression(node.getOperand(), context), "number", context);
        case SyntaxKind.MinusToken:
            return lowerNegation(node, context);
        case SyntaxKind.TildeToken:
            return unary("bitwiseNot", visitExpression(node.getOperand(), context), "bits", context);
        default:
            return unary("not", visitExpression(node.getOperand(), context), "is_false", context);
    }
}

function lowerNegation(node: PrefixUnaryExpression, context: FunctionContext): Operand {
    const operand = visitExpression(node.getOperand(), context);
    if (!isLocal(operand) && operand.kind === "constant" && typeof operand.value === "number")
        return constant(-operand.value);
    return unary("negate", operand, "negated", context);
}

export function lowerPostfix(node: PostfixUnaryExpression, context: FunctionContext): Operand {
    const isIncrement = node.getOperatorToken() === SyntaxKind.PlusPlusToken;
    return lowerStep(node.getOperand(), isIncrement ? "add" : "subtract", context).before;
}

/** `++` and `--`: the old value as a number, and the new one, which is assigned. */
function lowerStep(
    node: Node,
    operator: "add" | "subtract",
    context: FunctionContext,
): { readonly before: Operand; readonly after: Operand } {
    const prepared = prepareTarget(node, context);
    const target = prepared.kind === "index" ? { ...prepared, isStep: true as const } : prepared;
    const value = readTarget(target, context);
    if (value === undefined) return { before: UNDEFINED, after: UNDEFINED };
    const before = unary("toNumeric", value, "old", context);
    const after = binary(operator, before, constant(1), context);
    assignTarget(target, after, context);
    return { before, after };
}

export function lowerTypeOf(node: TypeOfExpression, context: FunctionContext): Operand {
    const operand = skipOuter(node.getExpression());
    // A class has no value of its own, but everybody knows what it is.
    const named = context.program.classes.referenceOf(operand, context);
    if (named !== undefined) {
        environmentOfReference(named, operand, context);
        return constant("function");
    }
    if (Node.isIdentifier(operand)) {
        if (context.program.isUndeclared(operand)) return constant("undefined");
        // `Object` is one of the native objects that are functions in JavaScript.
        const native = context.program.bindingOf(operand);
        if (native?.kind === "nativeObject") return constant(native.name === "Object" ? "function" : "object");
    }
    return typeOf(visitExpression(operand, context), context);
}

export const typeOf = (operand: Operand, context: FunctionContext): Operand =>
    unary("typeof", operand, "type", context);

export function lowerVoid(node: VoidExpression, context: FunctionContext): Operand {
    visitEffect(node.getExpression(), context);
    return UNDEFINED;
}
