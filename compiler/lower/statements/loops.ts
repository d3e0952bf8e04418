import { forAwait } from "../../diagnostics/unsupported.ts";
import {
    type DoStatement,
    type Expression,
    type ForInStatement,
    type ForOfStatement,
    type ForStatement,
    Node,
    type Statement,
    type WhileStatement,
} from "ts-morph";
import type { Block, Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { assignTarget, prepareTarget } from "../expressions/targets.ts";
import { branchOn } from "../expressions/conditions.ts";
import { NAMES } from "../own-names.ts";
import { declarePattern } from "../patterns.ts";
import { isFunctionBoundary } from "../symbols.ts";
import { visitEffect, visitExpression, visitStatement } from "../visitors.ts";
import { lowerInScope, renewScope } from "./block.ts";
import { lowerVariableList } from "./variable.ts";
import { hasDescendant } from "../descendants.ts";

/** Runs `body` as the body of a loop that takes the pending labels. */
function inLoop(context: FunctionContext, breakTo: Block, continueTo: Block, body: () => void): void {
    const labels = context.pendingLabels;
    context.pendingLabels = new Set();
    context.targets.push({ kind: "statement", labels, breaksPlain: true, breakTo, continueTo });
    body();
    context.targets.pop();
}

function lowerBody(body: Statement, context: FunctionContext, breakTo: Block, continueTo: Block): void {
    inLoop(context, breakTo, continueTo, () => {
        visitStatement(body, context);
    });
}

// test: condition ? body : after   body: ... jump test
export function lowerWhile(node: WhileStatement, context: FunctionContext): void {
    const { builder } = context;
    const test = builder.block("loop");
    const body = builder.block("body");
    const after = builder.block("after");
    builder.start(test);
    branchOn(node.getExpression(), body, after, context);
    builder.start(body);
    lowerBody(node.getStatement(), context, after, test);
    builder.jump(test);
    builder.start(after);
}

// body: ...   test: condition ? body : after
export function lowerDo(node: DoStatement, context: FunctionContext): void {
    const { builder } = context;
    const body = builder.block("loop");
    const test = builder.block("test");
    const after = builder.block("after");
    builder.start(body);
    lowerBody(node.getStatement(), context, after, test);
    builder.start(test);
    branchOn(node.getExpression(), body, after, context);
    builder.start(after);
}

// initialiser test: condition ? body : after body: ... next: new cells, incrementor, jump test
export function lowerFor(node: ForStatement, context: FunctionContext): void {
    lowerInScope(node, context, () => {
        const { builder } = context;
        const initializer = node.getInitializer();
        if (Node.isVariableDeclarationList(initializer)) lowerVariableList(initializer, context);
        else if (initializer !== undefined) visitEffect(initializer, context);
        const makesClosure = initializer !== undefined && hasDescendant(initializer, isFunctionBoundary);
        if (makesClosure) renewScope(node, context);
        const test = builder.block("loop");
        const body = builder.block("body");
        const next = builder.block("next");
        const after = builder.block("after");
        builder.start(test);
        const condition = node.getCondition();
        if (condition === undefined) builder.jump(body);
        else branchOn(condition, body, after, context);
        builder.start(body);
        lowerBody(node.getStatement(), context, after, next);
        builder.start(next);
        renewScope(node, context);
        const incrementor = node.getIncrementor();
        if (incrementor !== undefined) visitEffect(incrementor, context);
        builder.jump(test);
        builder.start(after);
    });
}

// position = iterateStart next: done, value, position = iterateNext; done ? after : body body:
// variable = value ...
export function lowerForOf(node: ForOfStatement, context: FunctionContext): void {
    if (node.isAwaited()) {
        context.program.unsupported(node, forAwait);
        return;
    }
    lowerInScope(node, context, () => {
        const iterable = visitExpression(node.getExpression(), context);
        lowerElements(node, context.snapshot(iterable, node.getStart(), node.getEnd()), context);
    });
}

// The same over the names, which are found before the first turn; properties never go.
export function lowerForIn(node: ForInStatement, context: FunctionContext): void {
    lowerInScope(node, context, () => {
        const object = visitExpression(node.getExpression(), context);
        const names = context.builder.temporary("names");
        context.at(node.getExpression(), () => {
            context.builder.callNative({ target: names, native: NAMES, arguments: [object] });
        });
        lowerElements(node, names, context);
    });
}

function lowerElements(node: ForOfStatement | ForInStatement, iterable: Operand, context: FunctionContext): void {
    const { builder } = context;
    const expression: Expression = node.getExpression();
    const position = builder.local("position", "variable");
    const done = builder.temporary("done");
    const value = builder.temporary("element");
    context.at(expression, () => {
        builder.iterateStart({ target: position, iterable });
    });
    const next = builder.block("loop");
    const body = builder.block("body");
    const after = builder.block("after");
    builder.start(next);
    context.at(expression, () => {
        builder.iterateNext({ done, value, position, iterable });
    });
    builder.branch(done, after, body);
    builder.start(body);
    const initializer = node.getInitializer();
    if (Node.isVariableDeclarationList(initializer)) {
        const [declaration] = initializer.getDeclarations();
        if (declaration !== undefined) declarePattern(declaration.getNameNode(), value, declaration, context);
    } else {
        assignTarget(prepareTarget(initializer, context), value, context);
    }
    lowerBody(node.getStatement(), context, after, next);
    builder.jump(next);
    builder.start(after);
}
