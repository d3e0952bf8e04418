import { defaultOfVariable } from "../../diagnostics/unsupported.ts";
import { type ExportAssignment, type ExpressionStatement, type IfStatement, Node } from "ts-morph";
import { initialiseVariable } from "../binding.ts";
import type { FunctionContext } from "../context.ts";
import { branchOn } from "../expressions/conditions.ts";
import { visitEffect, visitExpression, visitStatement } from "../visitors.ts";

export function lowerExpressionStatement(node: ExpressionStatement, context: FunctionContext): void {
    visitEffect(node.getExpression(), context);
}

// condition ? then : else   then: ... jump after   else: ...
export function lowerIf(node: IfStatement, context: FunctionContext): void {
    const { builder } = context;
    const alternative = node.getElseStatement();
    const then = builder.block("then");
    const after = builder.block("after");
    const otherwise = alternative === undefined ? after : builder.block("else");
    branchOn(node.getExpression(), then, otherwise, context);
    builder.start(then);
    visitStatement(node.getThenStatement(), context);
    builder.jump(after);
    if (alternative !== undefined) {
        builder.start(otherwise);
        visitStatement(alternative, context);
    }
    builder.start(after);
}

/** `export default expression`. */
export function lowerExportDefault(node: ExportAssignment, context: FunctionContext): void {
    const variable = context.program.scopes.of(node);
    // `export =`, which the check refuses.
    if (variable === undefined) return;
    const expression = node.getExpression();
    if (Node.isIdentifier(expression)) {
        // The name stands for the variable itself; that differs from a copy only if it is assigned
        // again.
        const named = context.program.scopes.referredBy(expression);
        if (named === undefined || named.writes.length === 0) return;
        context.program.unsupported(node, defaultOfVariable);
        return;
    }
    initialiseVariable(variable, visitExpression(expression, context), context);
}
