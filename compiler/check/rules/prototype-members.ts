import { Node, type PropertyAccessExpression, SyntaxKind } from "ts-morph";
import { type Diagnostic } from "../../diagnostics/diagnostic.ts";
import { unsupportedPrototypeMember } from "../../diagnostics/diagnostics.ts";
import { isOwnPropertyTest } from "../../load/own-property-test.ts";
import { spanOf } from "../../load/span.ts";
import { rule } from "../rule.ts";

/**
 * Found by JavaScript on every object, absent from our structs. `toString`, `valueOf` and
 * `constructor` are judged by what the receiver is.
 */
const inherited = new Set([
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
]);

/**
 * A property that the program itself declares under such a name is a property like any other,
 * except `__proto__`.
 */
function judge(name: string, node: Node): Diagnostic | undefined {
    if (!inherited.has(name)) return undefined;
    const declared =
        node
            .getSymbol()
            ?.getDeclarations()
            .some((found) => found !== node && isMember(found)) ?? false;
    return declared && name !== "__proto__" ? undefined : unsupportedPrototypeMember(spanOf(node), name);
}

/** A declaration of the program's or of a class of the library, but none of `Object`. */
function isMember(declaration: Node): boolean {
    if (Node.isBindingElement(declaration)) return false;
    const holder = declaration.getParent();
    const isOfObject = Node.isInterfaceDeclaration(holder) && holder.getName() === "Object";
    return !declaration.getSourceFile().isDeclarationFile() || !isOfObject;
}

export const prototypeAccess = rule([SyntaxKind.PropertyAccessExpression], (node) => {
    const parent = node.getParent();
    const isCalled = Node.isCallExpression(parent) && parent.getExpression() === node;
    const isTest = (isCalled || isOfObject(node)) && isOwnPropertyTest(node.getName());
    return isTest ? undefined : judge(node.getName(), node.getNameNode());
});

/** `Object.prototype.hasOwnProperty`, a function of its own. */
const isOfObject = (node: PropertyAccessExpression): boolean => node.getExpression().getText() === "Object.prototype";

export const prototypeElementAccess = rule([SyntaxKind.ElementAccessExpression], (node) => {
    const index = node.getArgumentExpression();
    return Node.isStringLiteral(index) ? judge(index.getLiteralText(), index) : undefined;
});

export const prototypeDestructuring = rule([SyntaxKind.BindingElement], (node) => {
    if (!Node.isObjectBindingPattern(node.getParent())) return undefined;
    const name = node.getPropertyNameNode() ?? node.getNameNode();
    return Node.isIdentifier(name) || Node.isStringLiteral(name) ? judge(textOf(name), name) : undefined;
});

function textOf(name: Node): string {
    return Node.isStringLiteral(name) ? name.getLiteralText() : name.getText();
}
