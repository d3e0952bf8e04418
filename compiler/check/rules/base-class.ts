import { Node, SyntaxKind } from "ts-morph";
import { unsupportedBaseClass } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** The struct of a class begins with that of its base, so the base is known by name. */
export const baseClasses = rule([SyntaxKind.ClassDeclaration, SyntaxKind.ClassExpression], (node) => {
    const base = node.getExtends()?.getExpression();
    if (base === undefined || Node.isIdentifier(base) || Node.isPropertyAccessExpression(base)) return undefined;
    return unsupportedBaseClass(spanOf(base));
});
