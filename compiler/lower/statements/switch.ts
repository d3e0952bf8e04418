import { Node, type SwitchStatement } from "ts-morph";
import type { Block, Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { unary } from "../expressions/operators.ts";
import { skipOuter } from "../symbols.ts";
import { visitExpression, visitStatement } from "../visitors.ts";
import { lowerInScope, makeDeclaration } from "./block.ts";

/**
 * The tests run in the order of the clauses, `default` wherever it stands comes last; the bodies
 * follow each other, so that control falls through.
 */
export function lowerSwitch(node: SwitchStatement, context: FunctionContext): void {
    const { builder } = context;
    const labels = context.pendingLabels;
    context.pendingLabels = new Set();
    const value = discriminant(node, context);
    const caseBlock = node.getCaseBlock();
    lowerInScope(caseBlock, context, () => {
        const clauses = caseBlock.getClauses();
        for (const clause of clauses) {
            for (const statement of clause.getStatements())
                if (Node.isFunctionDeclaration(statement)) makeDeclaration(statement, context);
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
                builder.binary({ operator: "strictEqual", target, left: value(), right });
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

/**
 * What the clauses are compared with. The type of a value is asked again for each clause that is a
 * text: that changes nothing, and what a clause tells of the value is known in its code.
 */
function discriminant(node: SwitchStatement, context: FunctionContext): () => Operand {
    const expression = node.getExpression();
    const inner = skipOuter(expression);
    const clauses = node.getCaseBlock().getClauses();
    const isPlain = clauses.every(
        (clause) => Node.isDefaultClause(clause) || Node.isStringLiteral(clause.getExpression()),
    );
    const named = Node.isTypeOfExpression(inner) && isPlain ? skipOuter(inner.getExpression()) : undefined;
    if (Node.isIdentifier(named) && context.program.classes.referenceOf(named, context) === undefined) {
        const operand = visitExpression(named, context);
        return () => unary("typeof", operand, "type", context);
    }
    const value = context.snapshot(visitExpression(expression, context), expression.getEnd(), node.getEnd());
    return () => value;
}
