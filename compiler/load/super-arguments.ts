/** The one construct of the published example that JavaScript refuses and the language accepts. */
import { Node, type PropertyAccessExpression, SyntaxKind } from "ts-morph";

/**
 * `this.method` inside the arguments of `super(...)`, itself and not in a function there, where
 * `method` is a method of the class under construction or of one of its bases. A call
 * `this.method()` is not meant: the method would run without its object.
 */
export function isMethodTakenInSuperArguments(access: PropertyAccessExpression): boolean {
    if (access.getExpression().getKind() !== SyntaxKind.ThisKeyword || isUsedOtherwise(access)) return false;
    if (!isInSuperArguments(access)) return false;
    const declarations = access.getNameNode().getSymbol()?.getDeclarations() ?? [];
    return declarations.length > 0 && declarations.every(Node.isMethodDeclaration);
}

/** Called, assigned or deleted instead of read. */
function isUsedOtherwise(access: PropertyAccessExpression): boolean {
    const parent = access.getParent();
    if (Node.isCallExpression(parent)) return parent.getExpression() === access;
    if (Node.isBinaryExpression(parent))
        return parent.getLeft() === access && parent.getOperatorToken().getText().endsWith("=");
    return Node.isDeleteExpression(parent) || Node.isPropertyAccessExpression(parent);
}

function isInSuperArguments(access: PropertyAccessExpression): boolean {
    for (let node = access.getParent(); node !== undefined; node = node.getParent()) {
        if (Node.isCallExpression(node) && node.getExpression().getKind() === SyntaxKind.SuperKeyword) return true;
        // Code of a function there runs later, with another meaning of `this` or a bound one.
        if (Node.isFunctionLikeDeclaration(node) || Node.isClassExpression(node)) return false;
        if (Node.isFunctionExpression(node) || Node.isClassDeclaration(node)) return false;
    }
    return false;
}
