import { Node, SyntaxKind } from "ts-morph";
import { unsupportedSymbol } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/**
 * The library declares `Symbol` for the checker, which explains iteration by it; the program has no
 * such value.
 */
export const symbols = rule([SyntaxKind.Identifier], (node) => {
    if (node.getText() !== "Symbol" || !Node.isExpression(node)) return undefined;
    const declarations = node.getSymbol()?.getDeclarations() ?? [];
    const ours = declarations.length > 0 && declarations.every((found) => found.getSourceFile().isDeclarationFile());
    return ours ? unsupportedSymbol(spanOf(node)) : undefined;
});
