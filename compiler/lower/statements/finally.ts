/**
 * `finally` is lowered once. Every way in stores where to go on (the completion) and the value that
 * goes along; the end of the block branches on the completion. Ways out that pass several `finally`
 * blocks go through them one by one.
 */
import { constant } from "../../ir/builder.ts";
import type { Block, Local, Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";

/** Where a `break`, `continue` or `return` goes, once no `finally` is in between. */
export type Exit = { readonly kind: "jump"; readonly to: Block; readonly depth: number } | { readonly kind: "return" };

export interface FinallyScope {
    readonly entry: Block;
    readonly completion: Local;
    readonly returned: Local;
    readonly thrown: Local;
    readonly exits: Exit[];
}

const THROWN = 0;
const NORMAL = 1;
const FIRST_EXIT = 2;

/** Blocks made by this belong to the code around the `try`. */
export function openFinally(context: FunctionContext): FinallyScope {
    const { builder } = context;
    const scope: FinallyScope = {
        entry: builder.block("finally"),
        completion: builder.local("completion", "variable"),
        returned: builder.local("returned", "variable"),
        thrown: builder.local("thrown", "variable"),
        exits: [],
    };
    context.targets.push({ kind: "finally", scope });
    return scope;
}

/** The handler of everything that the `finally` protects. */
export function startFinallyHandler(scope: FinallyScope, handler: Block, context: FunctionContext): void {
    const { builder } = context;
    builder.start(handler);
    const caught = builder.temporary("exception");
    builder.catch({ target: caught });
    builder.copy({ target: scope.thrown, source: caught });
    enterFinally(scope, THROWN, context);
}

export function enterFinallyNormally(scope: FinallyScope, context: FunctionContext): void {
    enterFinally(scope, NORMAL, context);
}

function enterFinally(scope: FinallyScope, completion: number, context: FunctionContext): void {
    const { builder } = context;
    builder.copy({ target: scope.completion, source: constant(completion) });
    builder.jump(scope.entry);
}

/** After the statements of the `finally` block: goes on as the completion says. */
export function dispatchCompletion(scope: FinallyScope, after: Block, context: FunctionContext): void {
    const { builder } = context;
    branchOnCompletion(scope, NORMAL, after, context);
    scope.exits.forEach((exit, index) => {
        const leave = builder.block("leave");
        const next = builder.block("completion");
        branchTo(scope, FIRST_EXIT + index, leave, next, context);
        builder.start(leave);
        leaveTo(exit, exit.kind === "return" ? scope.returned : undefined, context);
        builder.start(next);
    });
    builder.throw(scope.thrown);
}

function branchOnCompletion(scope: FinallyScope, completion: number, to: Block, context: FunctionContext): void {
    const next = context.builder.block("completion");
    branchTo(scope, completion, to, next, context);
    context.builder.start(next);
}

function branchTo(
    scope: FinallyScope,
    completion: number,
    to: Block,
    otherwise: Block,
    context: FunctionContext,
): void {
    const { builder } = context;
    const target = builder.temporary("is_completion");
    builder.binary({ operator: "strictEqual", target, left: scope.completion, right: constant(completion) });
    builder.branch(target, to, otherwise);
}

/** Leaves for `exit` through the innermost `finally` block in between, if there is one. */
export function leaveTo(exit: Exit, value: Operand | undefined, context: FunctionContext): void {
    const { builder, targets } = context;
    const depth = exit.kind === "return" ? 0 : exit.depth;
    for (let index = targets.length - 1; index >= depth; index--) {
        const target = targets[index];
        if (target?.kind !== "finally") continue;
        const { scope } = target;
        if (value !== undefined) builder.copy({ target: scope.returned, source: value });
        enterFinally(scope, FIRST_EXIT + exitNumber(scope, exit), context);
        return;
    }
    if (exit.kind === "return") builder.return(value ?? constant(undefined));
    else builder.jump(exit.to);
}

function exitNumber(scope: FinallyScope, exit: Exit): number {
    const known = scope.exits.findIndex((other) =>
        exit.kind === "return" ? other.kind === "return" : other.kind === "jump" && other.to === exit.to,
    );
    if (known >= 0) return known;
    scope.exits.push(exit);
    return scope.exits.length - 1;
}
