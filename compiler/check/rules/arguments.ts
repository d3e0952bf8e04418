import { Node, SyntaxKind } from "ts-morph";
import { unsupportedArguments } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** The object that a function finds under the name `arguments`, not a property of that name. */
export const argumentsObject = rule([SyntaxKind.Identifier], (node) => {
    if (node.getText() !== "arguments") return undefined;
    const parent = node.getParent();
    const isName =
        (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node) ||
        (Node.isNamed(parent) && parent.getNameNode() === node && !Node.isBindingElement(parent)) ||
        (Node.isPropertyNamed(parent) && parent.getNameNode() === node);
    return isName && !Node.isShorthandPropertyAssignment(parent) ? undefined : unsupportedArguments(spanOf(node));
});
