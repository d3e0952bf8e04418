import { Node, SyntaxKind, VariableDeclarationKind } from "ts-morph";
import { unsupportedUsing } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

export const variables = rule([SyntaxKind.VariableDeclarationList], (node) => {
    const statement = node.getParent();
    if (Node.isVariableStatement(statement) && statement.hasDeclareKeyword()) return undefined;
    const kind = node.getDeclarationKind();
    const isUsing = kind === VariableDeclarationKind.Using || kind === VariableDeclarationKind.AwaitUsing;
    return isUsing ? unsupportedUsing(spanOf(node.getFirstChildOrThrow())) : undefined;
});
