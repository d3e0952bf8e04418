import { Node, SyntaxKind } from "ts-morph";
import { unsupportedSyntax } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** ECMA-262 has no such statement in strict code; tsc lets it pass. */
export const declarationPlaces = rule([SyntaxKind.FunctionDeclaration, SyntaxKind.ClassDeclaration], (node) => {
    const parent = node.getParent();
    const isBody = Node.isIterationStatement(parent) || Node.isIfStatement(parent) || Node.isLabeledStatement(parent);
    const hint = "Put the declaration into a block: '{ ... }'.";
    return isBody
        ? unsupportedSyntax(spanOf(node.getFirstChild() ?? node), "A declaration in this place", hint)
        : undefined;
});
