import { Node, SyntaxKind } from "ts-morph";
import { unsupportedAsync } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** Reported once a function, at its `async`. */
export const asyncFunctions = rule(
    [
        SyntaxKind.FunctionDeclaration,
        SyntaxKind.FunctionExpression,
        SyntaxKind.ArrowFunction,
        SyntaxKind.MethodDeclaration,
    ],
    (node) => {
        const modifier = node.getAsyncKeyword();
        return modifier ? unsupportedAsync(spanOf(modifier)) : undefined;
    },
);

/** `await` of a module; that of an async function is reported with the function. */
export const moduleAwait = rule([SyntaxKind.AwaitExpression, SyntaxKind.ForOfStatement], (node) => {
    if (Node.isForOfStatement(node) && node.getAwaitKeyword() === undefined) return undefined;
    const inside = node.getAncestors().some((ancestor) => Node.isAsyncable(ancestor) && ancestor.isAsync());
    if (inside) return undefined;
    return unsupportedAsync(spanOf(Node.isForOfStatement(node) ? (node.getAwaitKeyword() ?? node) : node));
});
