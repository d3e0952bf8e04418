/**
 * What names refer to. Imports, re-exports and `default` are followed to the declaration itself.
 */
import {
    type GetAccessorDeclaration,
    Node,
    type SetAccessorDeclaration,
    type Symbol as MorphSymbol,
    type SourceFile,
    SyntaxKind,
} from "ts-morph";
import { isJson } from "../load/kinds.ts";
import { descendants } from "./descendants.ts";

/** The symbol of a name in an expression; undefined when nothing declares it. */
export function symbolOf(name: Node): MorphSymbol | undefined {
    const parent = name.getParent();
    const symbol =
        Node.isShorthandPropertyAssignment(parent) && parent.getNameNode() === name
            ? parent.getValueSymbol()
            : name.getSymbol();
    return symbol?.getAliasedSymbol() ?? symbol;
}

/** The declaration that makes the value: of a function with overloads the implementation. */
export function declarationOf(name: Node): Node | undefined {
    const symbol = symbolOf(name);
    const declaration = symbol?.getValueDeclaration() ?? symbol?.getDeclarations()[0];
    if (Node.isFunctionDeclaration(declaration)) return declaration.getImplementation() ?? declaration;
    return declaration;
}

/** Whether a name's declaration is a module of the program: the name is that of all its exports. */
export function isNamespace(declaration: Node | undefined): declaration is SourceFile {
    return Node.isSourceFile(declaration) && !declaration.isDeclarationFile() && !isJson(declaration.compilerNode);
}

/** Nodes whose code runs at another time than the code around them. */
export function isFunctionBoundary(node: Node): boolean {
    return (
        Node.isFunctionDeclaration(node) ||
        Node.isFunctionExpression(node) ||
        Node.isArrowFunction(node) ||
        Node.isMethodDeclaration(node) ||
        Node.isConstructorDeclaration(node) ||
        Node.isGetAccessorDeclaration(node) ||
        Node.isSetAccessorDeclaration(node) ||
        (Node.isPropertyDeclaration(node) && !node.isStatic())
    );
}

const enclosing = new WeakMap<Node, Node>();

/** The innermost function, instance field initialiser or source file around a node. */
export function enclosingFunction(node: Node): Node {
    // A long sum is as deep as it has terms, and each term asks: what lies between is kept.
    const between: Node[] = [node];
    let found = node.getParent();
    while (found !== undefined && !isFunctionBoundary(found) && !Node.isSourceFile(found)) {
        const known = enclosing.get(found);
        if (known === undefined) between.push(found);
        found = known ?? found.getParent();
        if (known !== undefined) break;
    }
    const around = found ?? node.getSourceFile();
    for (const inner of between) enclosing.set(inner, around);
    return around;
}

export const isAccessor = (node: Node): node is GetAccessorDeclaration | SetAccessorDeclaration =>
    Node.isGetAccessorDeclaration(node) || Node.isSetAccessorDeclaration(node);

/** The class that `this` is, in its static members and arrow functions there. */
export function staticClassOf(node: Node): Node | undefined {
    for (let around = node.getParent(); around !== undefined; around = around.getParent()) {
        if (Node.isClassStaticBlockDeclaration(around)) return around.getParent();
        if (Node.isMethodDeclaration(around) || Node.isPropertyDeclaration(around) || isAccessor(around))
            return around.isStatic() ? around.getParent() : undefined;
        if (isFunctionBoundary(around) && !Node.isArrowFunction(around)) return undefined;
    }
    return undefined;
}

/** Without parentheses and type assertions, which do nothing at run time. */
export function skipOuter(node: Node): Node {
    let current = node;
    while (
        Node.isParenthesizedExpression(current) ||
        Node.isAsExpression(current) ||
        Node.isNonNullExpression(current) ||
        Node.isSatisfiesExpression(current) ||
        Node.isTypeAssertion(current)
    )
        current = current.getExpression();
    return current;
}

/** Types and signatures without a body: nothing in them exists at run time. */
export function isErased(node: Node): boolean {
    if (Node.isExpressionWithTypeArguments(node)) return false;
    if (Node.isHeritageClause(node))
        return node.getToken() === SyntaxKind.ImplementsKeyword || Node.isInterfaceDeclaration(node.getParent());
    if (Node.isTypeNode(node) || Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node)) return true;
    if (Node.isParameterDeclaration(node) || Node.isDecorator(node)) return false;
    if (Node.isFunctionDeclaration(node) || Node.isMethodDeclaration(node) || Node.isConstructorDeclaration(node))
        return node.getBody() === undefined;
    if (isAccessor(node)) return node.getBody() === undefined;
    return Node.isIndexSignatureDeclaration(node) || Node.isTypeParameterDeclaration(node);
}

/** Visits what exists at run time, parents first. */
export function forEachEvaluated(root: Node, visit: (node: Node) => void): void {
    for (const node of descendants(root, (inner) => !isErased(inner))) visit(node);
}

/** A name that is read or written as a variable: no member name, declaration, label or type. */
export function isVariableReference(node: Node): boolean {
    if (!Node.isIdentifier(node)) return false;
    const parent = node.getParent();
    if (Node.isPropertyAccessExpression(parent)) return parent.getExpression() === node;
    if (Node.isBindingElement(parent)) return parent.getInitializer() === node;
    if (
        Node.isPropertyAssignment(parent) ||
        Node.isVariableDeclaration(parent) ||
        Node.isParameterDeclaration(parent) ||
        Node.isPropertyDeclaration(parent) ||
        Node.isEnumMember(parent)
    )
        return parent.getInitializer() === node;
    if (Node.isShorthandPropertyAssignment(parent)) return true;
    return !(
        Node.isFunctionDeclaration(parent) ||
        Node.isFunctionExpression(parent) ||
        Node.isClassDeclaration(parent) ||
        Node.isClassExpression(parent) ||
        Node.isEnumDeclaration(parent) ||
        Node.isModuleDeclaration(parent) ||
        Node.isMethodDeclaration(parent) ||
        Node.isGetAccessorDeclaration(parent) ||
        Node.isSetAccessorDeclaration(parent) ||
        Node.isImportSpecifier(parent) ||
        Node.isImportClause(parent) ||
        Node.isNamespaceImport(parent) ||
        Node.isExportSpecifier(parent) ||
        Node.isLabeledStatement(parent) ||
        Node.isBreakStatement(parent) ||
        Node.isContinueStatement(parent) ||
        Node.isTypeReference(parent) ||
        Node.isTypeQuery(parent) ||
        Node.isTypeAliasDeclaration(parent) ||
        Node.isInterfaceDeclaration(parent) ||
        Node.isTypeParameterDeclaration(parent)
    );
}

const ASSIGNMENT_OPERATORS: ReadonlySet<SyntaxKind> = new Set([
    SyntaxKind.EqualsToken,
    SyntaxKind.PlusEqualsToken,
    SyntaxKind.MinusEqualsToken,
    SyntaxKind.AsteriskEqualsToken,
    SyntaxKind.AsteriskAsteriskEqualsToken,
    SyntaxKind.SlashEqualsToken,
    SyntaxKind.PercentEqualsToken,
    SyntaxKind.LessThanLessThanEqualsToken,
    SyntaxKind.GreaterThanGreaterThanEqualsToken,
    SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken,
    SyntaxKind.AmpersandEqualsToken,
    SyntaxKind.BarEqualsToken,
    SyntaxKind.CaretEqualsToken,
    SyntaxKind.AmpersandAmpersandEqualsToken,
    SyntaxKind.BarBarEqualsToken,
    SyntaxKind.QuestionQuestionEqualsToken,
]);

export function isAssignmentOperator(kind: SyntaxKind): boolean {
    return ASSIGNMENT_OPERATORS.has(kind);
}

/** Whether an expression is the target, or in the pattern, of an assignment. */
export function isAssignmentTarget(node: Node): boolean {
    const parent = node.getParent();
    if (parent === undefined) return false;
    if (Node.isBinaryExpression(parent))
        return parent.getLeft() === node && isAssignmentOperator(parent.getOperatorToken().getKind());
    if (Node.isPrefixUnaryExpression(parent) || Node.isPostfixUnaryExpression(parent)) {
        const operator = parent.getOperatorToken();
        return operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken;
    }
    if (Node.isForOfStatement(parent) || Node.isForInStatement(parent)) return parent.getInitializer() === node;
    if (Node.isPropertyAssignment(parent)) return parent.getInitializer() === node && isAssignmentTarget(parent);
    if (Node.isShorthandPropertyAssignment(parent)) return parent.getNameNode() === node && isAssignmentTarget(parent);
    if (
        Node.isArrayLiteralExpression(parent) ||
        Node.isObjectLiteralExpression(parent) ||
        Node.isSpreadElement(parent) ||
        Node.isSpreadAssignment(parent) ||
        skipOuter(parent) !== parent
    )
        return isAssignmentTarget(parent);
    return false;
}
