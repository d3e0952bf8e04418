import { Node } from "ts-morph";
import { OF_OTHER_HOSTS, REFUSED_BY_DESIGN } from "../diagnostics/foreign.ts";

/** Whether a node uses a name that other hosts have, as a value, and nothing declares it. */
export function isForeignUse(node: Node | undefined): boolean {
    if (!Node.isIdentifier(node) || !Node.isExpression(node)) return false;
    const name = node.getText();
    if (!REFUSED_BY_DESIGN.has(name) && !OF_OTHER_HOSTS.has(name)) return false;
    const parent = node.getParent();
    if (Node.isTypeReference(parent) || Node.isTypeQuery(parent) || Node.isQualifiedName(parent)) return false;
    if (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === node) return false;
    const isName = Node.isNamed(parent) || Node.isPropertyNamed(parent) || Node.isBindingNamed(parent);
    const isShorthand = Node.isShorthandPropertyAssignment(parent);
    if (isName && parent.getNameNode() === node && !isShorthand) return false;
    const symbol = isShorthand ? parent.getValueSymbol() : node.getSymbol();
    const declarations = symbol?.getDeclarations() ?? [];
    // The library declares some of them for tsc alone.
    return declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile());
}

/** The global of that name, of which a program has `prototype` alone. */
export const isFunctionGlobal = (node: Node): boolean => node.getText() === "Function" && isForeignUse(node);

/** `Function.prototype` */
export const isFunctionPrototype = (node: Node | undefined): boolean =>
    Node.isPropertyAccessExpression(node) && node.getName() === "prototype" && isFunctionGlobal(node.getExpression());
