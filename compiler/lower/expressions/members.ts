/** `object.name`, `object[index]` and optional chains of them and of calls. */
import { scopedMethodBeforeSuper } from "../../diagnostics/unsupported.ts";
import {
    type CallExpression,
    type DeleteExpression,
    type ElementAccessExpression,
    Node,
    type PropertyAccessExpression,
    ts,
} from "ts-morph";
import { missingOfBoard, superArgumentMethod } from "../../diagnostics/diagnostics.ts";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { Block, Operand } from "../../ir/program.ts";
import { isMethodTakenInSuperArguments } from "../../load/super-arguments.ts";
import { isIndexName } from "../../types/keys.ts";
import { fixedMember, superMember } from "../classes/members.ts";
import { privateNameOf, readPrivate } from "../classes/general/private-names.ts";
import { isSuperAccess, readSuper, superPlace } from "../classes/general/super.ts";
import { provideConstructors } from "../classes/values.ts";
import type { FunctionContext } from "../context.ts";
import { nameOf } from "../names.ts";
import { isExportAccess } from "../namespaces.ts";
import { requireNamespace } from "../statements/namespace.ts";
import { deleteProperty, staticKey } from "../property-names.ts";
import { skipOuter } from "../symbols.ts";
import { visitExpression } from "../visitors.ts";
import { callLink } from "./calls.ts";
import { isNullish } from "./conditions.ts";
import { enumMember } from "./enums.ts";
import { readName } from "./identifiers.ts";
import { isMemberOfModule, memberOfNative } from "./natives.ts";

export function lowerPropertyAccess(node: PropertyAccessExpression, context: FunctionContext): Operand {
    return isChain(node) ? lowerChain(node, context) : propertyLink(node, context, undefined);
}

export function lowerElementAccess(node: ElementAccessExpression, context: FunctionContext): Operand {
    return isChain(node) ? lowerChain(node, context) : elementLink(node, context, undefined);
}

export function isChain(node: Node): boolean {
    return (node.compilerNode.flags & ts.NodeFlags.OptionalChain) !== 0;
}

// value of the whole chain, or undefined as soon as one `?.` meets undefined or null
export function lowerChain(node: Node, context: FunctionContext): Operand {
    const { builder } = context;
    const result = builder.local(nameOf(node, "chain"), "variable");
    const short = builder.block("short");
    const joined = builder.block("joined");
    const value = lowerLink(node, context, short);
    builder.copy({ target: result, source: value });
    builder.jump(joined);
    builder.start(short);
    builder.copy({ target: result, source: UNDEFINED });
    builder.start(joined);
    return result;
}

function lowerLink(node: Node, context: FunctionContext, short: Block): Operand {
    return context.at(node, () => {
        if (Node.isPropertyAccessExpression(node)) return propertyLink(node, context, short);
        if (Node.isElementAccessExpression(node)) return elementLink(node, context, short);
        if (Node.isCallExpression(node)) return callLink(node, context, short) ?? UNDEFINED;
        return Node.isNonNullExpression(node) ? receiver(node.getExpression(), context, short) : UNDEFINED;
    });
}

/**
 * The object of a member access or the callee of a call: part of the same chain, or an expression
 * of its own.
 */
export function receiver(node: Node, context: FunctionContext, short: Block | undefined): Operand {
    return short !== undefined && isChain(node) ? lowerLink(node, context, short) : visitExpression(node, context);
}

/** Leaves the chain where `?.` stands and the operand is undefined or null. */
export function leaveChain(
    node: CallExpression | PropertyAccessExpression | ElementAccessExpression,
    operand: Operand,
    context: FunctionContext,
    short: Block | undefined,
): void {
    if (short === undefined || !node.hasQuestionDotToken()) return;
    const { builder } = context;
    const present = builder.block("present");
    builder.branch(isNullish(operand, context), short, present);
    builder.start(present);
}

/**
 * The value of the last link of a chain, together with the object that it was found on; undefined
 * for the result of a call.
 */
export function memberLink(
    node: Node,
    context: FunctionContext,
    short: Block,
): { readonly object: Operand; readonly value: Operand } {
    const { builder, program } = context;
    return context.at(node, () => {
        const isProperty = Node.isPropertyAccessExpression(node);
        if (!isProperty && !Node.isElementAccessExpression(node))
            return { object: UNDEFINED, value: lowerLink(node, context, short) };
        const found = receiver(node.getExpression(), context, short);
        const object = context.snapshot(found, node.getExpression().getEnd(), node.getEnd());
        leaveChain(node, object, context, short);
        const hidden = isProperty ? privateNameOf(node.getNameNode(), program) : undefined;
        if (hidden !== undefined) return { object, value: readPrivate(hidden, object, context) };
        const value = builder.temporary(nameOf(node, "member"));
        const key = isProperty ? program.classes.memberName(node) : elementKey(node);
        if (key === "constructor") provideConstructors(node, program);
        if (typeof key === "string") {
            builder.getProperty({ target: value, object, name: key });
        } else {
            const index = key === undefined ? UNDEFINED : indexOperand(key, context);
            builder.getIndex({ target: value, object, index });
        }
        return { object, value };
    });
}

function propertyLink(node: PropertyAccessExpression, context: FunctionContext, short: Block | undefined): Operand {
    const { builder, program } = context;
    const fixed = enumMember(node, context) ?? namedMember(node, context);
    if (fixed !== undefined) return fixed;
    const hidden = privateNameOf(node.getNameNode(), program);
    const name = hidden === undefined ? program.classes.memberName(node) : "";
    if (name === "constructor") provideConstructors(node, program);
    const object = receiver(node.getExpression(), context, short);
    leaveChain(node, object, context, short);
    if (hidden !== undefined) return readPrivate(hidden, object, context);
    const target = builder.temporary(nameOf(node, "property"));
    builder.getProperty({ target, object, name });
    return target;
}

/** Whether undefined in this place is a TypeError: what is called, made or asked for a property. */
function needsValue(node: Node): boolean {
    const parent = node.getParent();
    const isHead =
        Node.isNewExpression(parent) || Node.isCallExpression(parent) || Node.isPropertyAccessExpression(parent);
    return isHead && parent.getExpression() === node && !isChain(parent);
}

/**
 * Members that the source names: of modules, classes, native objects, `super`, and of `this` before
 * there is one.
 */
function namedMember(node: PropertyAccessExpression, context: FunctionContext): Operand | undefined {
    const { builder, program } = context;
    const object = skipOuter(node.getExpression());
    if (isExportAccess(node)) {
        requireNamespace(node, context);
        return readName(node.getNameNode(), node, context);
    }
    if (isMemberOfModule(node, context) && program.bindingOf(node.getNameNode())?.kind === "nativeClass")
        return readName(node.getNameNode(), node, context);
    // What a namespace of the board does not have is undefined, and JavaScript may ask for it.
    if (isMemberOfModule(node, context) && node.getNameNode().getSymbol() === undefined) {
        if (needsValue(node)) program.diagnostics.add(missingOfBoard(context.spanOf(node), node.getText()));
        return UNDEFINED;
    }
    const native = memberOfNative(object, node, context);
    if (native !== undefined) return native;
    const place = isSuperAccess(node) ? superPlace(node, context) : undefined;
    if (place !== undefined) return readSuper(place, context);
    if (Node.isSuperExpression(object)) return fixedMember(node, context) ?? superMember(node, context);
    if (Node.isThisExpression(object) && context.beforeSuper && isMethodTakenInSuperArguments(node)) {
        const { owner } = context;
        if (owner === undefined) return undefined;
        if (owner.isScoped === true && owner.base?.kind === "class") program.unsupported(node, scopedMethodBeforeSuper);
        const target = builder.temporary(node.getName());
        program.diagnostics.add(superArgumentMethod(context.spanOf(node), node.getName(), owner.name));
        builder.methodReference({ target, owner, name: node.getName() });
        return target;
    }
    return fixedMember(node, context);
}

function elementLink(node: ElementAccessExpression, context: FunctionContext, short: Block | undefined): Operand {
    const { builder } = context;
    const fixed = enumMember(node, context);
    if (fixed !== undefined) return fixed;
    const place = isSuperAccess(node) ? superPlace(node, context) : undefined;
    if (place !== undefined) return readSuper(place, context);
    const key = elementKey(node);
    const object = receiver(node.getExpression(), context, short);
    leaveChain(node, object, context, short);
    const target = builder.temporary(nameOf(node, "element"));
    if (typeof key === "string") {
        builder.getProperty({ target, object, name: key });
        return target;
    }
    const kept = context.snapshot(object, node.getExpression().getEnd(), node.getEnd());
    const index = key === undefined ? UNDEFINED : indexOperand(key, context);
    builder.getIndex({ target, object: kept, index, within: isWithin(node, context) });
    return target;
}

/** `array[index]!` of the built-in library: what it says of its own indexes is believed. */
export function isWithin(node: ElementAccessExpression, context: FunctionContext): boolean {
    return Node.isNonNullExpression(node.getParent()) && context.program.library.has(node.getSourceFile());
}

/** `delete object.name`; of anything but a property there is nothing to delete. */
export function lowerDelete(node: DeleteExpression, context: FunctionContext): Operand {
    const { builder } = context;
    const place = skipOuter(node.getExpression());
    if (!Node.isPropertyAccessExpression(place) && !Node.isElementAccessExpression(place)) {
        visitExpression(place, context);
        return constant(true);
    }
    const short = isChain(place) ? builder.block("short") : undefined;
    const object = receiver(place.getExpression(), context, short);
    leaveChain(place, object, context, short);
    const kept = context.snapshot(object, place.getExpression().getEnd(), place.getEnd());
    const target = deleteProperty(kept, keyOperand(place, context), builder);
    if (short === undefined) return target;
    builder.start(short);
    return constant(true);
}

function keyOperand(place: PropertyAccessExpression | ElementAccessExpression, context: FunctionContext): Operand {
    if (Node.isPropertyAccessExpression(place)) return constant(place.getName());
    const argument = place.getArgumentExpression();
    return argument === undefined ? UNDEFINED : visitExpression(argument, context);
}

/** An index as a number, whichever way it is written. */
export function indexOperand(key: Node, context: FunctionContext): Operand {
    const inner = skipOuter(key);
    const isText = Node.isStringLiteral(inner) || Node.isNoSubstitutionTemplateLiteral(inner);
    return isText ? constant(Number(inner.getLiteralText())) : visitExpression(key, context);
}

/** `object["name"]` is `object.name`; otherwise the expression of the index. */
export function elementKey(node: ElementAccessExpression): string | Node | undefined {
    const argument = node.getArgumentExpression();
    if (argument === undefined) return undefined;
    const inner = skipOuter(argument);
    const isText = Node.isStringLiteral(inner) || Node.isNoSubstitutionTemplateLiteral(inner);
    // "0" is an index of arrays and strings, whichever way it is written.
    const text = isText ? staticKey(inner) : undefined;
    return text === undefined || isIndexName(text) ? argument : text;
}
