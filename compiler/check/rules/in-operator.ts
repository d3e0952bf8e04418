import { Node, SyntaxKind } from "ts-morph";
import { unsupportedIn } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

export const inOperator = rule([SyntaxKind.BinaryExpression], (node) => {
    const operator = node.getOperatorToken();
    const isPrivate = operator.getKind() === SyntaxKind.InKeyword && Node.isPrivateIdentifier(node.getLeft());
    return isPrivate ? unsupportedIn(spanOf(operator)) : undefined;
});
