import { Node, SyntaxKind } from "ts-morph";
import { unsupportedInstanceofOperand } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** Classes are nominal: `instanceof` is a test for one class that is known by name. */
export const instanceOfOperand = rule([SyntaxKind.BinaryExpression], (node) => {
    if (node.getOperatorToken().getKind() !== SyntaxKind.InstanceOfKeyword) return undefined;
    const right = node.getRight();
    return namesClass(right) ? undefined : unsupportedInstanceofOperand(spanOf(right));
});

function namesClass(expression: Node): boolean {
    if (!Node.isIdentifier(expression) && !Node.isPropertyAccessExpression(expression)) return false;
    const symbol = expression.getSymbol();
    const declarations = (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? [];
    return declarations.some(
        (declaration) =>
            Node.isClassDeclaration(declaration) ||
            Node.isClassExpression(declaration) ||
            (Node.isVariableDeclaration(declaration) && Node.isClassExpression(declaration.getInitializer())),
    );
}
