/**
 * Conditions that only decide where control goes: `&&`, `||`, `!` become branches without a value.
 */
import { type Expression, Node, SyntaxKind } from "ts-morph";
import { constant } from "../../ir/builder.ts";
import type { Block, Local, Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { skipOuter } from "../symbols.ts";
import { visitExpression } from "../visitors.ts";

export function branchOn(outer: Expression, then: Block, otherwise: Block, context: FunctionContext): void {
    const { builder } = context;
    const node = skipOuter(outer);
    if (Node.isPrefixUnaryExpression(node) && node.getOperatorToken() === SyntaxKind.ExclamationToken) {
        branchOn(node.getOperand(), otherwise, then, context);
        return;
    }
    if (Node.isBinaryExpression(node)) {
        const operator = node.getOperatorToken().getKind();
        if (operator === SyntaxKind.AmpersandAmpersandToken || operator === SyntaxKind.BarBarToken) {
            const right = builder.block("right");
            if (operator === SyntaxKind.AmpersandAmpersandToken) branchOn(node.getLeft(), right, otherwise, context);
            else branchOn(node.getLeft(), then, right, context);
            builder.start(right);
            branchOn(node.getRight(), then, otherwise, context);
            return;
        }
    }
    const condition = visitExpression(outer, context);
    context.at(outer, () => {
        builder.branch(condition, then, otherwise);
    });
}

/** Whether the operand is undefined or null. */
export function isNullish(operand: Operand, context: FunctionContext): Local {
    const target = context.builder.temporary("is_nullish");
    context.builder.binary({ operator: "looseEqual", target, left: operand, right: constant(null) });
    return target;
}
