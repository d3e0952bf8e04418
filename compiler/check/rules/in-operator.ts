import { Node, SyntaxKind } from "ts-morph";
import { unsupportedIn } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/** A static private name is one of the class itself. */
export const inOperator = rule([SyntaxKind.BinaryExpression], (node) => {
    const operator = node.getOperatorToken();
    const name = node.getLeft();
    if (operator.getKind() !== SyntaxKind.InKeyword || !Node.isPrivateIdentifier(name)) return undefined;
    const declarations = name.getSymbol()?.getDeclarations() ?? [];
    return declarations.some(isStatic) ? unsupportedIn(spanOf(operator)) : undefined;
});

const isStatic = (declaration: Node): boolean => Node.isStaticable(declaration) && declaration.isStatic();
