import { SyntaxKind } from "ts-morph";
import { unsupportedIn } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

export const inOperator = rule([SyntaxKind.BinaryExpression], (node) => {
    const operator = node.getOperatorToken();
    return operator.getKind() === SyntaxKind.InKeyword ? unsupportedIn(spanOf(operator)) : undefined;
});
