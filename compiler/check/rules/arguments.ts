import { Node, SyntaxKind } from "ts-morph";
import { unsupportedArguments } from "../../diagnostics/diagnostics.ts";
import { spanOf } from "../../load/span.ts";
import { borrowedMethod, isArgumentsObject } from "../../lower/arguments-object.ts";
import { isAssignmentTarget } from "../../lower/symbols.ts";
import { rule } from "../rule.ts";

/** The object that a function finds under the name `arguments`, not a property of that name. */
export const argumentsObject = rule([SyntaxKind.Identifier], (node) =>
    isArgumentsObject(node) && !isRead(node) ? unsupportedArguments(spanOf(node)) : undefined,
);

/** Uses that cannot tell the object from an array. */
function isRead(node: Node): boolean {
    const parent = node.getParent();
    if (Node.isPropertyAccessExpression(parent)) return parent.getName() === "length" && !isAssignmentTarget(parent);
    if (Node.isElementAccessExpression(parent)) return parent.getExpression() === node && isElementRead(parent);
    if (Node.isSpreadElement(parent) || Node.isTypeOfExpression(parent)) return true;
    if (Node.isForOfStatement(parent)) return parent.getExpression() === node;
    if (Node.isVariableDeclaration(parent)) return Node.isArrayBindingPattern(parent.getNameNode());
    return Node.isCallExpression(parent) && (isApplied(node, parent) || borrowedMethod(parent) !== undefined);
}

function isElementRead(access: Node): boolean {
    const around = access.getParent();
    const isCalled = Node.isCallExpression(around) && around.getExpression() === access;
    return !isAssignmentTarget(access) && !isCalled && !Node.isDeleteExpression(around);
}

/** `callee.apply(value, arguments)` and `Array.from(arguments)`. */
function isApplied(node: Node, call: Node): boolean {
    if (!Node.isCallExpression(call)) return false;
    const callee = call.getExpression();
    if (!Node.isPropertyAccessExpression(callee)) return false;
    const position = call.getArguments().indexOf(node);
    return callee.getText() === "Array.from" ? position === 0 : callee.getName() === "apply" && position === 1;
}
