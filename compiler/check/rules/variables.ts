import { Node, SyntaxKind, VariableDeclarationKind } from "ts-morph";
import { unsupportedUsing, unsupportedVar } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

export const variables = rule([SyntaxKind.VariableDeclarationList], (node) => {
    const statement = node.getParent();
    if (Node.isVariableStatement(statement) && statement.hasDeclareKeyword()) return undefined;
    const keyword = node.getFirstChildOrThrow();
    switch (node.getDeclarationKind()) {
        case VariableDeclarationKind.Var:
            return unsupportedVar(spanOf(keyword));
        case VariableDeclarationKind.Using:
        case VariableDeclarationKind.AwaitUsing:
            return unsupportedUsing(spanOf(keyword));
        default:
            return undefined;
    }
});
