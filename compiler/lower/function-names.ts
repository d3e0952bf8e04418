/** What the property `name` of a function or class is (ECMA-262 8.4, NamedEvaluation). */
import {
    type BindingElement,
    Node,
    type ParameterDeclaration,
    type PropertyAssignment,
    type PropertyDeclaration,
    SyntaxKind,
    type VariableDeclaration,
} from "ts-morph";
import { textOfKey } from "../types/keys.ts";
import { staticKey } from "./property-names.ts";

const ASSIGNMENTS: ReadonlySet<SyntaxKind> = new Set([
    SyntaxKind.EqualsToken,
    SyntaxKind.BarBarEqualsToken,
    SyntaxKind.AmpersandAmpersandEqualsToken,
    SyntaxKind.QuestionQuestionEqualsToken,
]);

/** Its own name, or else that of the variable or property that it is assigned to; empty without. */
export function titleOf(node: Node): string {
    if (Node.isMethodDeclaration(node)) return textOfKey(staticKey(node.getNameNode()) ?? "");
    const isDeclaration = Node.isFunctionDeclaration(node) || Node.isClassDeclaration(node);
    if (isDeclaration) return node.getName() ?? "default";
    const isNamed = Node.isFunctionExpression(node) || Node.isClassExpression(node);
    return (isNamed ? node.getName() : undefined) ?? titleByPlace(node);
}

function titleByPlace(node: Node): string {
    let value = node;
    let parent = node.getParent();
    while (parent !== undefined && isTransparent(parent)) {
        value = parent;
        parent = parent.getParent();
    }
    if (Node.isBinaryExpression(parent)) {
        const left = parent.getLeft();
        const isTarget = parent.getRight() === value && ASSIGNMENTS.has(parent.getOperatorToken().getKind());
        return isTarget && Node.isIdentifier(left) ? left.getText() : "";
    }
    if (Node.isExportAssignment(parent)) return "default";
    return isInitialised(parent) && parent.getInitializer() === value
        ? textOfKey(staticKey(parent.getNameNode()) ?? "")
        : "";
}

type Initialised =
    BindingElement | ParameterDeclaration | PropertyAssignment | PropertyDeclaration | VariableDeclaration;

const isInitialised = (node: Node | undefined): node is Initialised =>
    Node.isVariableDeclaration(node) ||
    Node.isPropertyDeclaration(node) ||
    Node.isPropertyAssignment(node) ||
    Node.isParameterDeclaration(node) ||
    Node.isBindingElement(node);

/** What is not there in JavaScript, or changes nothing. */
const isTransparent = (node: Node): boolean =>
    Node.isParenthesizedExpression(node) ||
    Node.isAsExpression(node) ||
    Node.isSatisfiesExpression(node) ||
    Node.isNonNullExpression(node) ||
    Node.isTypeAssertion(node);
