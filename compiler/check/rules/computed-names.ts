import { Node, SyntaxKind } from "ts-morph";
import { unsupportedComputedName } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** Members of classes are fixed: `["name"]` is a way to write a name, and the only one. */
export const computedNames = rule([SyntaxKind.ComputedPropertyName], (node) => {
    if (!Node.isClassDeclaration(node.getParent().getParent()) && !Node.isClassExpression(node.getParent().getParent()))
        return undefined;
    const expression = node.getExpression();
    const isText = Node.isStringLiteral(expression) || Node.isNoSubstitutionTemplateLiteral(expression);
    return isText ? undefined : unsupportedComputedName(spanOf(node));
});
