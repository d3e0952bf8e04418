/**
 * `arguments` in strict code (ECMA-262 10.4.4): all values that the call passed, which no parameter
 * changes later. The function takes them as a rest parameter, and its own parameters out of that.
 * The array is no object that the program can meet as such: rules/arguments.ts says what it may do.
 */
import { type CallExpression, Node } from "ts-morph";
import { descendants } from "./descendants.ts";
import { isFunctionBoundary, isVariableReference } from "./symbols.ts";
import { newVariable, type Variable } from "./variables.ts";

export const isArgumentsObject = (node: Node): boolean =>
    Node.isIdentifier(node) && node.getText() === "arguments" && isVariableReference(node);

/** The function whose arguments they are; undefined outside of functions. */
export function argumentsOwner(name: Node): Node | undefined {
    for (let around = name.getParent(); around !== undefined; around = around.getParent()) {
        if (isFunctionBoundary(around) && !Node.isArrowFunction(around))
            return Node.isPropertyDeclaration(around) ? undefined : around;
    }
    return undefined;
}

export function usesArguments(owner: Node): boolean {
    if (Node.isArrowFunction(owner)) return false;
    const isArrowOrNone = (node: Node): boolean => Node.isArrowFunction(node) || !isFunctionBoundary(node);
    for (const node of descendants(owner, isArrowOrNone)) if (isArgumentsObject(node)) return true;
    return false;
}

/** A variable that is there before the parameters are. */
export function argumentsVariable(owner: Node): Variable {
    return { ...newVariable(owner, "arguments", owner), scope: owner, isGlobal: false, initialisedAt: owner.getPos() };
}

/**
 * The method of `Array.prototype.slice.call(arguments, ...)` or `[].slice.call(arguments, ...)`. Of
 * no other object.
 */
export function borrowedMethod(call: CallExpression): string | undefined {
    const callee = call.getExpression();
    const [list] = call.getArguments();
    if (list === undefined || !isArgumentsObject(list)) return undefined;
    if (!Node.isPropertyAccessExpression(callee) || callee.getName() !== "call") return undefined;
    const method = callee.getExpression();
    if (!Node.isPropertyAccessExpression(method) || !BORROWED.has(method.getName())) return undefined;
    const holder = method.getExpression();
    const isEmpty = Node.isArrayLiteralExpression(holder) && holder.getElements().length === 0;
    return isEmpty || holder.getText() === "Array.prototype" ? method.getName() : undefined;
}

/** Methods that neither change the array nor hand it on, and do the same for any list. */
const BORROWED: ReadonlySet<string> = new Set([
    "at",
    "includes",
    "indexOf",
    "join",
    "lastIndexOf",
    "slice",
    "toReversed",
    "toSorted",
    "with",
]);
