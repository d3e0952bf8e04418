/**
 * What is known of enums before lowering. Where a program uses nothing but members of constant
 * value, and surely after the enum is there, the members are constants and there is no object. Any
 * other enum is the object that tsc makes of it, with both names and numbers as names.
 */
import { type EnumDeclaration, type EnumMember, Node, SyntaxKind } from "ts-morph";
import { staticKey } from "./property-names.ts";
import { isAssignmentTarget, skipOuter } from "./symbols.ts";
import type { Reference, Variable } from "./variables.ts";

export type EnumValue = string | number;
export type EnumEntries = ReadonlyMap<string, EnumValue>;

/** All declarations of one enum, in the order of the source. */
export function enumDeclarations(node: EnumDeclaration): EnumDeclaration[] {
    const found = (node.getSymbol()?.getDeclarations() ?? []).filter(Node.isEnumDeclaration);
    return found.length > 0 ? found : [node];
}

/** What tsc writes for the member; undefined if that is code. It writes 0 for -0. */
export function valueOf(member: EnumMember): EnumValue | undefined {
    const value = member.getValue();
    if (value === 0) return 0;
    return typeof value === "number" && Number.isNaN(value) ? undefined : value;
}

/** What the properties of the enum hold; undefined if some value is known at run time only. */
export function entriesOf(declarations: readonly EnumDeclaration[]): EnumEntries | undefined {
    const entries = new Map<string, EnumValue>();
    for (const member of declarations.flatMap((declaration) => declaration.getMembers())) {
        const name = staticKey(member.getNameNode());
        const value = valueOf(member);
        if (name === undefined || value === undefined) return undefined;
        entries.set(name, value);
        if (typeof value === "number") entries.set(String(value), name);
    }
    return entries;
}

export function memberNamed(node: EnumDeclaration, key: string | undefined): EnumMember | undefined {
    const members = enumDeclarations(node).flatMap((declaration) => declaration.getMembers());
    return members.find((member) => staticKey(member.getNameNode()) === key);
}

/** The member access whose object a use is. */
export function accessOf({ node }: Reference): Node | undefined {
    const access = node.getParent();
    const isAccess = Node.isPropertyAccessExpression(access) || Node.isElementAccessExpression(access);
    return isAccess && access.getExpression() === node ? access : undefined;
}

/** The name that an access of a member gives; undefined for one made at run time. */
export function accessedKey(access: Node): string | undefined {
    if (Node.isPropertyAccessExpression(access)) return access.getName();
    const argument = Node.isElementAccessExpression(access) ? access.getArgumentExpression() : undefined;
    const inner = argument === undefined ? undefined : skipOuter(argument);
    return inner === undefined || Node.isIdentifier(inner) ? undefined : staticKey(inner);
}

/** The members of an enum as constants, if that is all that its uses need. */
export function constantsOf(variable: Variable, uses: readonly Reference[]): EnumEntries | undefined {
    const { declaration, startsUndefined, startsUninitialised } = variable;
    if (!Node.isEnumDeclaration(declaration) || startsUndefined || startsUninitialised) return undefined;
    const declarations = enumDeclarations(declaration);
    const entries = declarations.length > 1 && !variable.isGlobal ? undefined : entriesOf(declarations);
    return entries !== undefined && uses.every((use) => reads(use, entries)) ? entries : undefined;
}

function reads(use: Reference, entries: EnumEntries): boolean {
    const access = accessOf(use);
    if (access === undefined || isAssignmentTarget(access)) return false;
    const around = access.getParent();
    const isCalled = Node.isCallExpression(around) || Node.isNewExpression(around);
    if (isCalled && around.getExpression() === access) return false;
    const key = accessedKey(access);
    return key === undefined ? Node.isElementAccessExpression(access) : entries.has(key) || isNumber(key);
}

/** Names that are numbers are members or undefined; others can be those of `Object.prototype`. */
export const isNumber = (key: string): boolean => String(Number(key)) === key;

/** Whether a use stands in an initialiser of the enum itself. */
export function isInOwnEnum({ declaration }: Variable, node: Node): boolean {
    if (!Node.isEnumDeclaration(declaration)) return false;
    const around = node.getFirstAncestorByKind(SyntaxKind.EnumDeclaration);
    return around !== undefined && enumDeclarations(declaration).includes(around);
}
