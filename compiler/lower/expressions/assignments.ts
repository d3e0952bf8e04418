import { type BinaryExpression, Node, SyntaxKind } from "ts-morph";
import { UNDEFINED } from "../../ir/builder.ts";
import type { BinaryOperator } from "../../ir/instructions.ts";
import type { Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { skipOuter } from "../symbols.ts";
import { visitExpression } from "../visitors.ts";
import { binary, branchOnLeft } from "./operators.ts";
import { assignFromLiteral, assignTarget, prepareTarget, readTarget } from "./targets.ts";

const COMPOUND_OPERATORS: ReadonlyMap<SyntaxKind, BinaryOperator> = new Map([
    [SyntaxKind.AmpersandEqualsToken, "bitwiseAnd"],
    [SyntaxKind.AsteriskAsteriskEqualsToken, "exponentiate"],
    [SyntaxKind.AsteriskEqualsToken, "multiply"],
    [SyntaxKind.BarEqualsToken, "bitwiseOr"],
    [SyntaxKind.CaretEqualsToken, "bitwiseXor"],
    [SyntaxKind.GreaterThanGreaterThanEqualsToken, "shiftRight"],
    [SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken, "shiftRightUnsigned"],
    [SyntaxKind.LessThanLessThanEqualsToken, "shiftLeft"],
    [SyntaxKind.MinusEqualsToken, "subtract"],
    [SyntaxKind.PercentEqualsToken, "remainder"],
    [SyntaxKind.PlusEqualsToken, "add"],
    [SyntaxKind.SlashEqualsToken, "divide"],
]);

export function lowerAssignment(node: BinaryExpression, context: FunctionContext): Operand {
    const kind = node.getOperatorToken().getKind();
    switch (kind) {
        case SyntaxKind.EqualsToken:
            return lowerPlainAssignment(node, context);
        case SyntaxKind.AmpersandAmpersandEqualsToken:
            return lowerLogicalAssignment(node, SyntaxKind.AmpersandAmpersandToken, context);
        case SyntaxKind.BarBarEqualsToken:
            return lowerLogicalAssignment(node, SyntaxKind.BarBarToken, context);
        case SyntaxKind.QuestionQuestionEqualsToken:
            return lowerLogicalAssignment(node, SyntaxKind.QuestionQuestionToken, context);
    }
    const operator = COMPOUND_OPERATORS.get(kind);
    const target = prepareTarget(node.getLeft(), context, node.getEnd());
    const read = readTarget(target, context);
    if (operator === undefined || read === undefined) return UNDEFINED;
    const left = context.snapshot(read, node.getLeft().getEnd(), node.getEnd());
    const right = visitExpression(node.getRight(), context);
    const value = binary(operator, left, right, context);
    assignTarget(target, value, context);
    return value;
}

/** An assignment whose value nobody uses: `[a, b] = [b, a]` then needs no array. */
export function lowerAssignmentEffect(node: BinaryExpression, context: FunctionContext): void {
    if (context.program.functionClasses.isMethod(node)) return;
    const isPlain = node.getOperatorToken().getKind() === SyntaxKind.EqualsToken;
    if (isPlain && assignFromLiteral(skipOuter(node.getLeft()), skipOuter(node.getRight()), context)) return;
    lowerAssignment(node, context);
}

function lowerPlainAssignment(node: BinaryExpression, context: FunctionContext): Operand {
    const left = skipOuter(node.getLeft());
    if (Node.isArrayLiteralExpression(left) || Node.isObjectLiteralExpression(left)) {
        const source = visitExpression(node.getRight(), context);
        const value = context.snapshot(source, node.getStart(), node.getEnd());
        assignTarget({ kind: "pattern", node: left }, value, context);
        return value;
    }
    const target = prepareTarget(left, context, node.getEnd());
    const value = visitExpression(node.getRight(), context);
    assignTarget(target, value, context);
    return value;
}

type LogicalKind = Parameters<typeof branchOnLeft>[0];

// result = target; decides ? right : joined   right: result = right; target = result   joined:
function lowerLogicalAssignment(node: BinaryExpression, kind: LogicalKind, context: FunctionContext): Operand {
    const { builder } = context;
    const target = prepareTarget(node.getLeft(), context, node.getEnd());
    const left = readTarget(target, context);
    if (left === undefined) return UNDEFINED;
    const result = builder.local("choice", "variable");
    builder.copy({ target: result, source: left });
    const right = builder.block("right");
    const joined = builder.block("joined");
    branchOnLeft(kind, left, right, joined, context);
    builder.start(right);
    const value = visitExpression(node.getRight(), context);
    builder.copy({ target: result, source: value });
    assignTarget(target, value, context);
    builder.start(joined);
    return result;
}
