import { type TryStatement } from "ts-morph";
import type { Block } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { lowerBlock, lowerInScope } from "./block.ts";
import { declarePattern } from "../patterns.ts";
import { dispatchCompletion, enterFinallyNormally, openFinally, startFinallyHandler } from "./finally.ts";

/**
 *     try:     ... handler catch       catch:   ... handler rethrow      rethrow: completion = thrown
 *     finally: ... handler of the code around, then branches on the completion
 */
export function lowerTry(node: TryStatement, context: FunctionContext): void {
    const { builder } = context;
    const finallyBlock = node.getFinallyBlock();
    const around = builder.handler;
    if (finallyBlock === undefined) {
        const after = builder.block("after");
        lowerProtected(node, context);
        builder.jump(after);
        builder.handler = around;
        builder.start(after);
        return;
    }
    const after = builder.block("after");
    const scope = openFinally(context);
    const handler = builder.block("rethrow");
    builder.handler = handler;
    lowerProtected(node, context);
    enterFinallyNormally(scope, context);
    builder.handler = around;
    startFinallyHandler(scope, handler, context);
    context.targets.pop();
    builder.start(scope.entry);
    lowerBlock(finallyBlock, context);
    dispatchCompletion(scope, after, context);
    builder.start(after);
}

/** The `try` block and the `catch` clause, if there is one, inside the present handler. */
function lowerProtected(node: TryStatement, context: FunctionContext): void {
    const { builder } = context;
    const clause = node.getCatchClause();
    const around: Block | undefined = builder.handler;
    if (clause === undefined) {
        builder.start(builder.block("try"));
        lowerBlock(node.getTryBlock(), context);
        return;
    }
    const joined = builder.block("caught");
    const handler = builder.block("catch");
    builder.handler = handler;
    builder.start(builder.block("try"));
    lowerBlock(node.getTryBlock(), context);
    builder.handler = around;
    builder.jump(joined);
    builder.start(handler);
    const declaration = clause.getVariableDeclaration();
    const exception = builder.temporary("exception");
    builder.catch({ target: exception });
    lowerInScope(clause, context, () => {
        if (declaration !== undefined) {
            context.at(declaration, () => {
                declarePattern(declaration.getNameNode(), exception, declaration, context);
            });
        }
        lowerBlock(clause.getBlock(), context);
    });
    builder.start(joined);
}
