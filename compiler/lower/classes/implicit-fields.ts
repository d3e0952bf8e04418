/**
 * Properties that a class gives its objects without declaring them, as JavaScript does: what its
 * constructor assigns to `this`. Such a property comes into being when it is assigned.
 */
import { type FunctionDeclaration, Node, type PropertyAccessExpression, SyntaxKind } from "ts-morph";
import type { NativeClass } from "../../bindings/model.ts";
import type { ClassDeclaration } from "../../ir/program.ts";
import { isFunctionBoundary, skipOuter } from "../symbols.ts";
import type { ClassLike } from "./registry.ts";
import { hasDescendant } from "../descendants.ts";

export interface ImplicitField {
    readonly name: string;
    /** The first assignment. */
    readonly node: Node;
}

/**
 * Those that the constructor assigns by statements of its own, in their order. What comes into
 * being elsewhere has no place among the names of the object that is known beforehand.
 */
export function implicitFields(node: ClassLike, declaration: ClassDeclaration): ImplicitField[] {
    const constructor = node.getConstructors().find((each) => each.isImplementation());
    return fieldsAssigned(constructor?.getBody(), assignments(node.getMembers()), declaredIn(node), declaration.base);
}

/** The same of a function that `new` makes objects by, with the methods of its prototype. */
export const fieldsOfFunction = (
    node: FunctionDeclaration,
    methods: readonly Node[],
    names: ReadonlySet<string>,
): ImplicitField[] => fieldsAssigned(node.getBody(), assignments([node, ...methods]), names, undefined);

function fieldsAssigned(
    body: Node | undefined,
    counts: ReadonlyMap<string, number>,
    isDeclared: ReadonlySet<string>,
    base: ClassDeclaration["base"],
): ImplicitField[] {
    if (!Node.isBlock(body)) return [];
    const known = new Set<string>();
    const found: ImplicitField[] = [];
    let isSeen = base !== undefined;
    for (const statement of body.getStatements()) {
        const target = Node.isExpressionStatement(statement) ? targetOf(statement.getExpression()) : undefined;
        const name = target?.getName();
        isSeen ||= letsThisBeSeen(statement);
        if (target === undefined || name === undefined || known.has(name)) continue;
        if (isDeclared.has(name) || isInherited(base, name)) continue;
        // Who sees the object can assign the property first.
        if (isSeen && counts.get(name) !== 1) continue;
        known.add(name);
        found.push({ name, node: target });
    }
    return found;
}

/** How often the members of a class assign each name. */
function assignments(members: readonly Node[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const member of members)
        for (const target of assignedIn(member)) counts.set(target.getName(), (counts.get(target.getName()) ?? 0) + 1);
    return counts;
}

/** Whether `this` goes anywhere but into the access of a property that is not called. */
function letsThisBeSeen(statement: Node): boolean {
    return hasDescendant(statement, (node) => {
        if (!Node.isThisExpression(node)) return false;
        const access = node.getParent();
        if (!Node.isPropertyAccessExpression(access)) return true;
        const use = access.getParent();
        return Node.isCallExpression(use) && use.getExpression() === access;
    });
}

/** A property that hides a method is absent for nobody. */
function declaredIn(node: ClassLike): ReadonlySet<string> {
    const names = node
        .getMembers()
        .flatMap((member) =>
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
        } else if (at.accessors.has(name) || at.methods.has(name) || at.fields.some((field) => field.name === name)) {
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
