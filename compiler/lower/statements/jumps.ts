import { constructorResult, jumpToNowhere } from "../../diagnostics/unsupported.ts";
import {
    type BreakStatement,
    type ContinueStatement,
    type LabeledStatement,
    Node,
    type ReturnStatement,
    type Statement,
    type ThrowStatement,
} from "ts-morph";
import { UNDEFINED } from "../../ir/builder.ts";
import type { Block } from "../../ir/program.ts";
import { returnFromDerived } from "../classes/general/constructor.ts";
import { memberAround } from "../classes/general/parts.ts";
import type { FunctionContext, JumpTarget } from "../context.ts";
import { visitExpression, visitStatement } from "../visitors.ts";
import { leaveTo } from "./finally.ts";

export function lowerReturn(node: ReturnStatement, context: FunctionContext): void {
    if (context.derivedEnd !== undefined) {
        returnFromDerived(node, context);
        return;
    }
    const expression = node.getExpression();
    if (context.builder.function.kind === "constructor" && expression !== undefined)
        context.program.unsupportedIn(memberAround(node)?.getParent(), node, constructorResult);
    const value = expression === undefined ? UNDEFINED : visitExpression(expression, context);
    if (context.construction !== undefined) {
        leaveTo({ kind: "jump", to: context.construction.end, depth: 0 }, undefined, context);
        return;
    }
    leaveTo({ kind: "return" }, value, context);
}

export function lowerThrow(node: ThrowStatement, context: FunctionContext): void {
    const value = visitExpression(node.getExpression(), context);
    context.builder.throw(value);
}

export function lowerBreak(node: BreakStatement, context: FunctionContext): void {
    const label = node.getLabel()?.getText();
    jumpTo(node, context, (target) => {
        if (label === undefined ? target.breaksPlain : target.labels.has(label)) return target.breakTo;
        return undefined;
    });
}

export function lowerContinue(node: ContinueStatement, context: FunctionContext): void {
    const label = node.getLabel()?.getText();
    jumpTo(node, context, (target) => {
        return label === undefined || target.labels.has(label) ? target.continueTo : undefined;
    });
}

type StatementTarget = Extract<JumpTarget, { kind: "statement" }>;

function jumpTo(
    node: Statement,
    context: FunctionContext,
    choose: (target: StatementTarget) => Block | undefined,
): void {
    for (let depth = context.targets.length - 1; depth >= 0; depth--) {
        const target = context.targets[depth];
        const to = target?.kind === "statement" ? choose(target) : undefined;
        if (to === undefined) continue;
        leaveTo({ kind: "jump", to, depth }, undefined, context);
        return;
    }
    context.program.unsupported(node, jumpToNowhere);
}

/** A loop or switch takes the label itself; of anything else, `break` goes behind it. */
export function lowerLabeled(node: LabeledStatement, context: FunctionContext): void {
    const { builder } = context;
    const statement = node.getStatement();
    const labels = new Set([...context.pendingLabels, node.getLabel().getText()]);
    const takesLabels =
        Node.isIterationStatement(statement) || Node.isSwitchStatement(statement) || Node.isLabeledStatement(statement);
    if (takesLabels) {
        context.pendingLabels = labels;
        visitStatement(statement, context);
        return;
    }
    context.pendingLabels = new Set();
    const after = builder.block("after");
    context.targets.push({ kind: "statement", labels, breaksPlain: false, breakTo: after, continueTo: undefined });
    visitStatement(statement, context);
    context.targets.pop();
    builder.start(after);
}
