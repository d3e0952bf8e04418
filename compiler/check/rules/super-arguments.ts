import { Node, SyntaxKind } from "ts-morph";
import { superArgumentMethod } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { isMethodTakenInSuperArguments } from "../../load/super-arguments.ts";
import { rule } from "../rule.ts";

/**
 * The published example takes a method from `this` before the object is made; it has a meaning
 * here, and a portable spelling.
 */
export const superArguments = rule([SyntaxKind.PropertyAccessExpression], (node) => {
    if (!isMethodTakenInSuperArguments(node)) return undefined;
    const owner = node.getFirstAncestor((found) => Node.isClassDeclaration(found) || Node.isClassExpression(found));
    const name = Node.isClassDeclaration(owner) || Node.isClassExpression(owner) ? owner.getName() : undefined;
    return superArgumentMethod(spanOf(node), node.getName(), name ?? "TheClass");
});
