import { Node, SyntaxKind } from "ts-morph";
import { unsupportedComputedName } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** `["name"]` is a way to write a name; any other expression makes it at run time. */
export const computedNames = rule([SyntaxKind.ComputedPropertyName], (node) => {
    const expression = node.getExpression();
    const isText = Node.isStringLiteral(expression) || Node.isNoSubstitutionTemplateLiteral(expression);
    return isText ? undefined : unsupportedComputedName(spanOf(node));
});
