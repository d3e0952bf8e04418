import { Node, type SwitchStatement } from "ts-morph";
import type { Block } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { visitExpression, visitStatement } from "../visitors.ts";
import { lowerInScope, makeDeclaration } from "./block.ts";

/**
 * The tests run in the order of the clauses, `default` wherever it stands comes last; the bodies follow each other, so that control
 * falls through.
 */
export function lowerSwitch(node: SwitchStatement, context: FunctionContext): void {
    const { builder } = context;
    const labels = context.pendingLabels;
    context.pendingLabels = new Set();
    const expression = node.getExpression();
    const value = context.snapshot(visitExpression(expression, context), expression.getEnd(), node.getEnd());
    const caseBlock = node.getCaseBlock();
    lowerInScope(caseBlock, context, () => {
        const clauses = caseBlock.getClauses();
        for (const clause of clauses) {
            for (const statement of clause.getStatements()) {
                if (Node.isFunctionDeclaration(statement)) makeDeclaration(statement, context);
            }
        }
        const after = builder.block("after");
        const bodies = clauses.map(() => builder.block("case"));
        let otherwise = after;
        clauses.forEach((clause, index) => {
            const body: Block = bodies[index] ?? after;
            if (Node.isDefaultClause(clause)) {
                otherwise = body;
                return;
            }
            context.at(clause.getExpression(), () => {
                const right = visitExpression(clause.getExpression(), context);
                const target = builder.temporary("matches");
                builder.binary({ operator: "strictEqual", target, left: value, right });
                const next = builder.block("test");
                builder.branch(target, body, next);
                builder.start(next);
            });
        });
        builder.jump(otherwise);
        context.targets.push({ kind: "statement", labels, breaksPlain: true, breakTo: after, continueTo: undefined });
        clauses.forEach((clause, index) => {
            builder.start(bodies[index] ?? after);
            for (const statement of clause.getStatements()) visitStatement(statement, context);
        });
        context.targets.pop();
        builder.start(after);
    });
}
