/** `if (typeof Name !== "undefined") …`: a program that asks whether its host has the name. */
import { type BinaryExpression, type Node as MorphNode, Node, SyntaxKind } from "ts-morph";

/** Whether the use of a name runs only where the name is there. */
export function isGuardedByTypeOf(name: MorphNode): boolean {
    let inner = name;
    for (let around = name.getParent(); around !== undefined; around = around.getParent()) {
        const condition = conditionOf(around, inner);
        if (condition !== undefined && saysDefined(condition, name.getText())) return true;
        inner = around;
    }
    return false;
}

/** What is true where control comes to the part. */
function conditionOf(around: MorphNode, part: MorphNode): MorphNode | undefined {
    if (Node.isIfStatement(around)) return around.getThenStatement() === part ? around.getExpression() : undefined;
    if (Node.isConditionalExpression(around)) return around.getWhenTrue() === part ? around.getCondition() : undefined;
    const isAnd = Node.isBinaryExpression(around) && isOperator(around, SyntaxKind.AmpersandAmpersandToken);
    return isAnd && around.getRight() === part ? around.getLeft() : undefined;
}

const isOperator = (node: BinaryExpression, kind: SyntaxKind): boolean => node.getOperatorToken().getKind() === kind;

function saysDefined(condition: MorphNode, name: string): boolean {
    if (Node.isParenthesizedExpression(condition)) return saysDefined(condition.getExpression(), name);
    if (!Node.isBinaryExpression(condition)) return false;
    const [left, right] = [condition.getLeft(), condition.getRight()];
    if (isOperator(condition, SyntaxKind.AmpersandAmpersandToken))
        return saysDefined(left, name) || saysDefined(right, name);
    const isUnequal =
        isOperator(condition, SyntaxKind.ExclamationEqualsEqualsToken) ||
        isOperator(condition, SyntaxKind.ExclamationEqualsToken);
    const isOfName = Node.isTypeOfExpression(left) && left.getExpression().getText() === name;
    return isUnequal && isOfName && Node.isStringLiteral(right) && right.getLiteralText() === "undefined";
}
