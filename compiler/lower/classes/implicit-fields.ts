/**
 * Properties that a class gives its objects without declaring them, as JavaScript does: what its
 * members assign to `this`. Such a property comes into being when it is assigned.
 */
import { Node, type PropertyAccessExpression, SyntaxKind } from "ts-morph";
import type { NativeClass } from "../../bindings/model.ts";
import type { ClassDeclaration } from "../../ir/program.ts";
import { isFunctionBoundary, skipOuter } from "../symbols.ts";
import type { ClassLike } from "./registry.ts";

export interface ImplicitField {
    readonly name: string;
    /** The first assignment. */
    readonly node: Node;
}

/** Those of the constructor come first, then the others, in the order of the source. */
export function implicitFields(node: ClassLike, declaration: ClassDeclaration): ImplicitField[] {
    const isDeclared = declaredIn(node);
    const known = new Set<string>();
    const found: ImplicitField[] = [];
    const members = node.getMembers().filter((member) => !Node.isStaticable(member) || !member.isStatic());
    const first = members.filter(Node.isConstructorDeclaration);
    for (const member of [...first, ...members.filter((other) => !Node.isConstructorDeclaration(other))]) {
        for (const target of assignedIn(member)) {
            const name = target.getName();
            if (known.has(name) || isDeclared.has(name) || isInherited(declaration.base, name)) continue;
            known.add(name);
            found.push({ name, node: target });
        }
    }
    return found;
}

/** Fields and accessors; a method can be hidden by a property of its name. */
function declaredIn(node: ClassLike): ReadonlySet<string> {
    const members = node.getMembers().filter((member) => !Node.isMethodDeclaration(member));
    const names = members.flatMap((member) =>
        Node.hasName(member) && !(Node.isPropertyDeclaration(member) && member.hasDeclareKeyword())
            ? member.getName()
            : [],
    );
    const parameters = node.getConstructors().flatMap((each) => each.getParameters());
    const properties = parameters.filter((parameter) => parameter.isParameterProperty());
    return new Set([...names, ...properties.map((parameter) => parameter.getName())]);
}

function isInherited(base: ClassDeclaration | NativeClass | undefined, name: string): boolean {
    for (let at = base; at !== undefined; at = at.base) {
        if (at.kind === "nativeClass") {
            if (at.properties.has(name) || at.methods.has(name)) return true;
        } else if (at.accessors.has(name) || at.fields.some((field) => field.name === name)) {
            return true;
        }
    }
    return false;
}

/** The targets `this.name` of assignments; `this` in a function inside is another object. */
function* assignedIn(member: Node): Generator<PropertyAccessExpression> {
    const pending: Node[] = [member];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
        const isOther = isFunctionBoundary(node) && !Node.isArrowFunction(node) && node !== member;
        if (isOther || Node.isClassDeclaration(node) || Node.isClassExpression(node)) continue;
        const target = targetOf(node);
        if (target !== undefined) yield target;
        pending.push(...node.forEachChildAsArray().reverse());
    }
}

function targetOf(node: Node): PropertyAccessExpression | undefined {
    if (!Node.isBinaryExpression(node) || node.getOperatorToken().getKind() !== SyntaxKind.EqualsToken)
        return undefined;
    const target = skipOuter(node.getLeft());
    if (!Node.isPropertyAccessExpression(target) || !Node.isIdentifier(target.getNameNode())) return undefined;
    return Node.isThisExpression(skipOuter(target.getExpression())) ? target : undefined;
}
