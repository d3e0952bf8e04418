import {
    type ArrayLiteralExpression,
    Node,
    type ObjectLiteralExpression,
    type PropertyAssignment,
    type TemplateExpression,
} from "ts-morph";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { ArrayPart, ObjectPart } from "../../ir/instructions.ts";
import type { Operand } from "../../ir/program.ts";
import { enterVariable, initialiseVariable } from "../binding.ts";
import { homeVariable, namesSuper } from "../classes/general/literals.ts";
import type { FunctionContext } from "../context.ts";
import { makeFunctionValue } from "../functions.ts";
import { GIVE_PROTOTYPE } from "../own-names.ts";
import { computedKey, staticKey } from "../property-names.ts";
import { visitExpression } from "../visitors.ts";
import { readName } from "./identifiers.ts";
import { hasDescendant } from "../descendants.ts";

export function lowerTemplate(node: TemplateExpression, context: FunctionContext): Operand {
    const parts: Operand[] = [];
    const addText = (text: string): void => {
        if (text !== "") parts.push(constant(text));
    };
    addText(node.getHead().getLiteralText());
    const spans = node.getTemplateSpans();
    for (const [index, span] of spans.entries()) {
        const expression = span.getExpression();
        const value = context.snapshot(visitExpression(expression, context), expression.getEnd(), node.getEnd());
        const isLast = spans.slice(index + 1).every((later) => isFixed(later.getExpression(), context));
        parts.push(isLast ? value : context.convert(value));
        addText(span.getLiteral().getLiteralText());
    }
    const target = context.builder.temporary("text");
    context.builder.template({ target, parts });
    return target;
}

/** Whether the value of the expression is the same whatever a conversion before it does. */
function isFixed(node: Node, context: FunctionContext): boolean {
    if (Node.isStringLiteral(node) || Node.isNumericLiteral(node)) return true;
    const variable = Node.isIdentifier(node) ? context.program.scopes.referredBy(node) : undefined;
    if (variable === undefined || variable.startsUninitialised) return false;
    return variable.writes.length === 0 || !(variable.isGlobal || variable.cell);
}

export function lowerArray(node: ArrayLiteralExpression, context: FunctionContext): Operand {
    const parts = lowerElements(node.getElements(), node, context);
    const target = context.builder.temporary("array");
    context.builder.newArray({ target, parts });
    return target;
}

/**
 * Elements of an array literal, or arguments, left to right; `whole` is the node that they are
 * parts of.
 */
export function lowerElements(elements: readonly Node[], whole: Node, context: FunctionContext): ArrayPart[] {
    return elements.map((element, index): ArrayPart => {
        if (Node.isOmittedExpression(element)) return { kind: "hole", value: UNDEFINED };
        const isSpread = Node.isSpreadElement(element);
        const expression = isSpread ? element.getExpression() : element;
        const value = context.snapshot(visitExpression(expression, context), element.getEnd(), whole.getEnd());
        if (isSpread && elements.slice(index + 1).some((later) => hasEffect(later, context))) {
            // The iteration happens before the elements that follow are evaluated.
            const copy = context.builder.temporary("spread");
            context.builder.newArray({ target: copy, parts: [{ kind: "spread", value }] });
            return { kind: "spread", value: copy };
        }
        return { kind: isSpread ? "spread" : "element", value };
    });
}

/** Whether evaluating an expression can change an array or object. */
function hasEffect(node: Node, context: FunctionContext): boolean {
    return isEffect(node, context) || hasDescendant(node, (inner) => isEffect(inner, context));
}

function isEffect(node: Node, { program }: FunctionContext): boolean {
    const { accessorsAct } = program;
    return (
        (accessorsAct && Node.isPropertyAccessExpression(node) && program.hasAccessor(node.getName())) ||
        (accessorsAct && (Node.isElementAccessExpression(node) || Node.isSpreadAssignment(node))) ||
        Node.isCallExpression(node) ||
        Node.isTaggedTemplateExpression(node) ||
        Node.isNewExpression(node) ||
        Node.isBinaryExpression(node) ||
        Node.isPrefixUnaryExpression(node) ||
        Node.isPostfixUnaryExpression(node)
    );
}

export function lowerObject(node: ObjectLiteralExpression, context: FunctionContext): Operand {
    const { builder } = context;
    let prototype: Operand | undefined;
    const home = namesSuper(node) ? homeVariable(node, context.program) : undefined;
    if (home !== undefined) enterVariable(home, context);
    const parts = node.getProperties().flatMap((property) => {
        if (!isPrototype(property)) return lowerProperty(property, node, context);
        const value = visitExpression(property.getInitializerOrThrow(), context);
        prototype = context.snapshot(value, property.getEnd(), node.getEnd());
        return [];
    });
    const target = builder.temporary("object");
    builder.newObject({ target, parts });
    let object = target;
    if (prototype !== undefined) {
        object = builder.temporary("object");
        builder.callNative({ target: object, native: GIVE_PROTOTYPE, arguments: [target, prototype] });
    }
    if (home !== undefined) initialiseVariable(home, object, context);
    return object;
}

/** `__proto__: value`, which names no property (ECMA-262 B.3.1). */
function isPrototype(property: Node): property is PropertyAssignment {
    if (!Node.isPropertyAssignment(property)) return false;
    const name = property.getNameNode();
    return !Node.isComputedPropertyName(name) && staticKey(name) === "__proto__";
}

function lowerProperty(property: Node, literal: Node, context: FunctionContext): ObjectPart[] {
    const keep = (value: Operand): Operand => context.snapshot(value, property.getEnd(), literal.getEnd());
    if (Node.isSpreadAssignment(property))
        return [{ kind: "spread", value: lowerSpread(property.getExpression(), literal, context) }];
    if (Node.isShorthandPropertyAssignment(property)) {
        const name = property.getNameNode();
        const value = context.at(property, () => readName(name, name, context));
        return [{ kind: "property", name: property.getName(), value: keep(value) }];
    }
    if (Node.isPropertyAssignment(property)) {
        return lowerNamed(property.getNameNode(), literal, context, () =>
            keep(visitExpression(property.getInitializerOrThrow(), context)),
        );
    }
    if (Node.isMethodDeclaration(property)) {
        const name = property.getNameNode();
        return lowerNamed(name, literal, context, () =>
            context.at(property, () => makeFunctionValue(property, staticKey(name) ?? "", context)),
        );
    }
    if (Node.isGetAccessorDeclaration(property) || Node.isSetAccessorDeclaration(property)) {
        const node = property.getNameNode();
        const name = staticKey(node);
        const kind = Node.isGetAccessorDeclaration(property) ? "getter" : "setter";
        const make = (): Operand =>
            context.at(property, () => makeFunctionValue(property, `${kind.slice(0, 3)}_${name ?? ""}`, context));
        if (name !== undefined) return [{ kind, name, value: make() }];
        return lowerNamed(node, literal, context, make).map((part) =>
            part.kind === "named" ? { ...part, as: kind } : part,
        );
    }
    throw new Error(`an object literal has a ${property.getKindName()}`);
}

/** A computed name is evaluated before its value. */
function lowerNamed(node: Node, literal: Node, context: FunctionContext, lowerValue: () => Operand): ObjectPart[] {
    const name = staticKey(node);
    if (name !== undefined) return [{ kind: "property", name, value: lowerValue() }];
    const key = computedKey(node, literal, context);
    return [
        { kind: "name", value: key },
        { kind: "named", value: lowerValue() },
    ];
}

/** The properties are copied, and getters run, before what follows is evaluated. */
function lowerSpread(expression: Node, literal: Node, context: FunctionContext): Operand {
    const value = visitExpression(expression, context);
    const isLast = Node.isObjectLiteralExpression(literal) && literal.getProperties().at(-1) === expression.getParent();
    if (isLast || (!context.program.accessorsAct && !hasLaterEffect(expression, literal, context)))
        return context.snapshot(value, expression.getEnd(), literal.getEnd());
    const copy = context.builder.temporary("spread");
    context.builder.newObject({ target: copy, parts: [{ kind: "spread", value }] });
    return copy;
}

function hasLaterEffect(expression: Node, literal: Node, context: FunctionContext): boolean {
    return hasDescendant(literal, (node) => node.getStart() > expression.getEnd() && isEffect(node, context));
}
