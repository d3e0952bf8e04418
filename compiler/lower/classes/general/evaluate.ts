/**
 * Evaluates a class in general form (ECMA-262 15.7.14): makes a function, an object that is its
 * prototype, and gives both their members.
 */
import { Node, type PropertyDeclaration } from "ts-morph";
import { constant, UNDEFINED } from "../../../ir/builder.ts";
import type { Operand } from "../../../ir/program.ts";
import { textOfKey } from "../../../types/keys.ts";
import { enterVariable, initialiseVariable } from "../../binding.ts";
import { FunctionContext } from "../../context.ts";
import { makeFunctionValue } from "../../functions.ts";
import { computedName, staticKey } from "../../property-names.ts";
import { visitExpression, visitStatement } from "../../visitors.ts";
import { readVariable } from "../../binding.ts";
import type { AccessorNode } from "../accessors.ts";
import type { ClassLike } from "../registry.ts";
import { expectedArguments, makeConstructor } from "./constructor.ts";
import { partResult, runPart } from "./natives.ts";
import { type ClassParts, partsOf } from "./parts.ts";
import { addBrand, addPrivate, makeNames } from "./private-names.ts";

/** The value of the class. */
export function evaluateClass(node: ClassLike, context: FunctionContext): Operand {
    const { builder, program } = context;
    const parts = partsOf(node, program);
    const inner = program.scopes.innerOf(node);
    if (inner !== undefined) enterVariable(inner, context);
    if (hasFields(parts)) enterVariable(parts.fields, context);
    const { base, prototype } = inherit(parts, context);
    initialiseVariable(parts.base, base, context);
    initialiseVariable(parts.prototype, prototype, context);
    makeNames(parts, context);
    const self = makeConstructor(parts, context);
    runPart("link", [self, prototype, base, constant(parts.title), constant(expectedArguments(parts))], context);
    initialiseVariable(parts.self, self, context);
    if ([...parts.slots.values()].some(({ isStatic, field }) => isStatic && field === undefined))
        addBrand(parts.staticBrand, self, parts, context);
    for (const member of node.getMembers()) {
        context.at(member, () => {
            evaluateElement(member, parts, { self, prototype }, context);
        });
    }
    if (hasFields(parts)) initialiseVariable(parts.fields, makeFields(parts, context), context);
    if (inner !== undefined) initialiseVariable(inner, self, context);
    for (const member of node.getMembers()) {
        if (Node.isClassStaticBlockDeclaration(member)) visitStatement(member.getBody(), context);
        else if (isField(member) && member.isStatic()) defineField(member, self, parts, context);
    }
    builder.span = context.spanOf(node);
    return self;
}

/** The base class, and a new object whose prototype is that of the base class. */
function inherit({ node }: ClassParts, context: FunctionContext): { base: Operand; prototype: Operand } {
    const { builder } = context;
    const prototype = builder.temporary("prototype");
    const clause = node.getExtends()?.getExpression();
    if (clause === undefined) {
        builder.newObject({ target: prototype, parts: [] });
        return { base: UNDEFINED, prototype };
    }
    const callee = visitExpression(clause, context);
    const description = "base class";
    context.at(clause, () => {
        builder.call({ as: "extend", target: prototype, callee, thisArgument: UNDEFINED, arguments: [], description });
    });
    return { base: callee, prototype };
}

interface Holders {
    readonly self: Operand;
    readonly prototype: Operand;
}

/** A method or accessor is defined; of a field the name is evaluated. */
function evaluateElement(member: Node, parts: ClassParts, holders: Holders, context: FunctionContext): void {
    if (isField(member)) {
        const key = parts.keys.get(member);
        const node = member.getNameNode();
        if (key === undefined) return;
        initialiseVariable(key, keyOf(node, context), context);
        return;
    }
    const isAccessor = Node.isGetAccessorDeclaration(member) || Node.isSetAccessorDeclaration(member);
    const isMethod = Node.isMethodDeclaration(member) && !member.isOverload();
    if ((!isAccessor && !isMethod) || member.isAbstract() || member.getBody() === undefined) return;
    const half = Node.isMethodDeclaration(member)
        ? "method"
        : Node.isGetAccessorDeclaration(member)
          ? "getter"
          : "setter";
    const slot = parts.slots.get(member.getName());
    const hidden = slot?.[half];
    if (hidden !== undefined) {
        initialiseVariable(hidden, makeMember(member, context), context);
        return;
    }
    const key = keyOf(member.getNameNode(), context);
    const home = member.isStatic() ? holders.self : holders.prototype;
    runPart(half, [home, key, makeMember(member, context)], context);
}

function makeMember(member: AccessorNode | Node, context: FunctionContext): Operand {
    const name = Node.hasName(member) ? member.getName().replace(/^#/, "") : "";
    const isPlain = /^[\w$]+$/.test(name);
    return makeFunctionValue(member, isPlain ? name : "member", context);
}

/** The key of a member: evaluated here where the source does not tell it. */
function keyOf(node: Node, context: FunctionContext): Operand {
    const name = staticKey(node);
    // A symbol is no text.
    if (name !== undefined && !name.startsWith("@@")) return constant(textOfKey(name));
    return partResult("key", [visitExpression(computedName(node), context)], context);
}

export function isField(member: Node): member is PropertyDeclaration {
    return Node.isPropertyDeclaration(member) && !member.isAbstract() && !member.hasDeclareKeyword();
}

const parameterProperties = ({ written }: ClassParts): string[] =>
    (written?.getParameters() ?? []).filter((each) => each.isParameterProperty()).map((each) => each.getName());

/** Whether a new object gets anything before its constructor runs. */
export const hasFields = (parts: ClassParts): boolean =>
    parts.node.getMembers().some((member) => isField(member) && !member.isStatic()) ||
    parameterProperties(parts).length > 0 ||
    hasBrand(parts);

const hasBrand = ({ slots }: ClassParts): boolean =>
    [...slots.values()].some(({ isStatic, field }) => !isStatic && field === undefined);

/** A function that defines the fields of its `this`. */
function makeFields(parts: ClassParts, context: FunctionContext): Operand {
    const { node } = parts;
    const { program, builder } = context;
    const request = { name: "fields", title: "", kind: "function", usesThis: true, rest: false } as const;
    const inner = program.newBuilder(node, request);
    const closure = new FunctionContext(program, inner, node, context, undefined);
    const members = node
        .getMembers()
        .filter(isField)
        .filter((member) => !member.isStatic());
    members.forEach((member) => closure.owned.add(member));
    const object = closure.thisOperand();
    if (hasBrand(parts)) addBrand(parts.brand, object, parts, closure);
    for (const name of parameterProperties(parts)) runPart("field", [object, constant(name), UNDEFINED], closure);
    for (const member of members) defineField(member, object, parts, closure);
    inner.finish();
    const target = builder.temporary("fields");
    builder.makeFunction({ target, function: inner.function, captures: context.captureOperands(closure) });
    return target;
}

function defineField(member: PropertyDeclaration, object: Operand, parts: ClassParts, context: FunctionContext): void {
    context.at(member, () => {
        const initializer = member.getInitializer();
        const value = initializer === undefined ? UNDEFINED : visitExpression(initializer, context);
        const slot = parts.slots.get(member.getName());
        if (slot?.field !== undefined) {
            addPrivate(slot.field, object, value, member, context);
            return;
        }
        const computed = parts.keys.get(member);
        const name = staticKey(member.getNameNode());
        const key = computed === undefined ? constant(textOfKey(name ?? "")) : readVariable(computed, member, context);
        runPart("field", [object, key, value], context);
    });
}
