/** Members of enums that need no object: `E.member`, `E["member"]` and `E[value]`. */
import { type ElementAccessExpression, Node, type PropertyAccessExpression } from "ts-morph";
import { computedEnum } from "../../diagnostics/diagnostics.ts";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { ObjectPart } from "../../ir/instructions.ts";
import type { Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import {
    accessedKey,
    type EnumEntries,
    entriesOf,
    enumDeclarations,
    isInOwnEnum,
    isNumber,
    memberNamed,
    valueOf,
} from "../enums.ts";
import { readKey, staticKey } from "../property-names.ts";
import { declarationOf } from "../symbols.ts";
import type { Variable } from "../variables.ts";
import { visitExpression } from "../visitors.ts";
import { binary, unary } from "./operators.ts";

/** Undefined for what is no enum, and for an enum that is an object. */
export function enumMember(
    access: PropertyAccessExpression | ElementAccessExpression,
    context: FunctionContext,
): Operand | undefined {
    const named = access.getExpression();
    const name = Node.isPropertyAccessExpression(named) ? named.getNameNode() : named;
    const variable = Node.isIdentifier(name) ? context.program.scopes.referredBy(name) : undefined;
    const declaration = variable?.declaration;
    if (variable === undefined || !Node.isEnumDeclaration(declaration)) return undefined;
    const key = accessedKey(access);
    if (isInOwnEnum(variable, access)) return ownMember(variable, key, access, context);
    if (variable.constants === undefined) {
        const entries = entriesOf(enumDeclarations(declaration));
        if (entries !== undefined && key === undefined && Node.isElementAccessExpression(access))
            return access.hasQuestionDotToken() ? undefined : lookUpInObject(entries, access, context);
        const isUnknown = entries === undefined && memberNamed(declaration, key) === undefined;
        if (isUnknown) refuseComputed(variable, access, context);
        return undefined;
    }
    if (key !== undefined) return constantMember(variable.constants, key);
    return Node.isElementAccessExpression(access) ? lookUp(variable.constants, access, context) : undefined;
}

function constantMember(entries: EnumEntries, key: string): Operand {
    const value = entries.get(key);
    return value === undefined ? UNDEFINED : constant(value);
}

/** A member that an initialiser of its enum names without the enum. */
export function bareMember(name: Node, context: FunctionContext): Operand | undefined {
    const member = declarationOf(name);
    const variable = Node.isEnumMember(member) ? context.program.scopes.of(member.getParent()) : undefined;
    return variable === undefined ? undefined : ownMember(variable, staticKey(name), name, context);
}

/** Of the enum that is being made only constants that stand before are known. */
function ownMember(variable: Variable, key: string | undefined, use: Node, context: FunctionContext): Operand {
    const { declaration } = variable;
    const member = Node.isEnumDeclaration(declaration) ? memberNamed(declaration, key) : undefined;
    const value = member === undefined || member.getEnd() > use.getStart() ? undefined : valueOf(member);
    if (value === undefined) refuseComputed(variable, use, context);
    return value === undefined ? UNDEFINED : constant(value);
}

export function refuseComputed({ name }: Variable, node: Node, context: FunctionContext): void {
    context.program.diagnostics.add(computedEnum(context.spanOf(node), name));
}

export const enumParts = (entries: EnumEntries): ObjectPart[] =>
    [...entries].map(([name, value]) => ({ kind: "property", name, value: constant(value) }));

function lookUp(entries: EnumEntries, access: ElementAccessExpression, context: FunctionContext): Operand {
    const { builder } = context;
    const index = indexOf(access, context);
    if ("value" in index && typeof index.value === "number") return constantMember(entries, String(index.value));
    const member = (key: string): Operand => constantMember(entries, key);
    return compare(index, entries, member, context, () => {
        const object = builder.temporary("members");
        builder.newObject({ target: object, parts: enumParts(entries) });
        return object;
    });
}

/** The same of an enum that is an object, and perhaps not there yet. */
function lookUpInObject(entries: EnumEntries, access: ElementAccessExpression, context: FunctionContext): Operand {
    const found = visitExpression(access.getExpression(), context);
    const object = context.snapshot(found, access.getStart(), access.getEnd());
    const index = indexOf(access, context);
    const member = (key: string): Operand => {
        const target = context.builder.temporary("member");
        readKey(object, key, target, context);
        return target;
    };
    const [first] = entries.keys();
    if (first !== undefined) member(first);
    return compare(index, entries, member, context, () => object);
}

function indexOf(access: ElementAccessExpression, context: FunctionContext): Operand {
    const argument = access.getArgumentExpression();
    return argument === undefined ? UNDEFINED : visitExpression(argument, context);
}

// A number is compared with one value after the other; what else arrives is looked up in an object.
function compare(
    index: Operand,
    entries: EnumEntries,
    member: (key: string) => Operand,
    context: FunctionContext,
    members: () => Operand,
): Operand {
    const { builder } = context;
    const result = builder.local("member", "variable");
    const [numbers, others, joined] = [builder.block("numbers"), builder.block("others"), builder.block("joined")];
    const kind = unary("typeof", index, "type", context);
    builder.branch(binary("strictEqual", kind, constant("number"), context), numbers, others);
    builder.start(numbers);
    for (const key of [...entries.keys()].filter(isNumber)) {
        const [found, next] = [builder.block("found"), builder.block("next")];
        builder.branch(binary("strictEqual", index, constant(Number(key)), context), found, next);
        builder.start(found);
        builder.copy({ target: result, source: member(key) });
        builder.jump(joined);
        builder.start(next);
    }
    builder.copy({ target: result, source: UNDEFINED });
    builder.jump(joined);
    builder.start(others);
    const target = builder.temporary("member");
    builder.getIndex({ target, object: members(), index });
    builder.copy({ target: result, source: target });
    builder.start(joined);
    return result;
}
