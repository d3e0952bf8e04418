/** Targets of assignments: variables, properties, elements and patterns. */
import { isExportAccess } from "../namespaces.ts";
import { requireNamespace } from "../statements/namespace.ts";
import { assignmentTarget, assignmentToName, superAssignment } from "../../diagnostics/unsupported.ts";
import { Node } from "ts-morph";
import { UNDEFINED } from "../../ir/builder.ts";
import type { Operand } from "../../ir/program.ts";
import { readVariable, writeVariable } from "../binding.ts";
import { fixedAccessor, readAccessor, writeAccessor } from "../classes/accessors.ts";
import type { FixedAccessor } from "../classes/accessors.ts";
import { memberAround } from "../classes/general/parts.ts";
import { privateNameOf, readPrivate, writePrivate } from "../classes/general/private-names.ts";
import type { PrivateName } from "../classes/general/private-names.ts";
import { isSuperAccess, readSuper, superPlace, writeSuper } from "../classes/general/super.ts";
import type { SuperPlace } from "../classes/general/super.ts";
import { environmentOf, staticKeyOf } from "../classes/environment.ts";
import type { FunctionContext } from "../context.ts";
import { nameOf } from "../names.ts";
import { elementsOf, type ElementSource, iteratorOf, literalElements, withDefault } from "../patterns.ts";
import { patternKey, readKey, Taken } from "../property-names.ts";
import { requireCoercible, throwUndeclared } from "../errors.ts";
import { skipOuter } from "../symbols.ts";
import type { Variable } from "../variables.ts";
import { visitExpression } from "../visitors.ts";
import { elementKey, indexOperand, isWithin } from "./members.ts";
import type { Global } from "../../ir/program.ts";

/** A target whose object and index have been evaluated. */
export type Target =
    | { readonly kind: "variable"; readonly variable: Variable; readonly node: Node }
    | { readonly kind: "global"; readonly global: Global; readonly node: Node }
    | { readonly kind: "property"; readonly object: Operand; readonly name: string; readonly node: Node }
    | {
          readonly kind: "index";
          readonly object: Operand;
          readonly index: Operand;
          /** See GetIndex. */
          readonly within: boolean;
          readonly isStep?: true;
          readonly node: Node;
      }
    | { readonly kind: "private"; readonly name: PrivateName; readonly object: Operand; readonly node: Node }
    | { readonly kind: "super"; readonly place: SuperPlace; readonly node: Node }
    | { readonly kind: "accessor"; readonly accessor: FixedAccessor; readonly node: Node }
    | { readonly kind: "pattern"; readonly node: Node }
    /** A name that nothing declares. */
    | { readonly kind: "undeclared"; readonly name: string; readonly node: Node }
    | { readonly kind: "refused"; readonly node: Node };

/**
 * Evaluates what a target needs before the value: the object, the index. `end` is where code that
 * comes in between ends.
 */
export function prepareTarget(outer: Node, context: FunctionContext, end = outer.getEnd()): Target {
    const node = skipOuter(outer);
    if (Node.isIdentifier(node) || isExportAccess(node)) {
        requireNamespace(node, context);
        return nameTarget(node, context);
    }
    if (Node.isPropertyAccessExpression(node)) {
        const hidden = privateNameOf(node.getNameNode(), context.program);
        if (hidden !== undefined) {
            const object = context.snapshot(visitExpression(node.getExpression(), context), node.getEnd(), end);
            return { kind: "private", name: hidden, object, node };
        }
        if (isSuperAccess(node)) {
            const place = superPlace(node, context);
            if (place !== undefined) return { kind: "super", place, node };
        }
        const fixed = context.program.classes.staticField(node);
        if (fixed !== undefined) return { kind: "global", global: fixed, node };
        const scoped = context.program.classes.scopedStatic(node);
        const environment = scoped && environmentOf(scoped, skipOuter(node.getExpression()), context);
        if (scoped !== undefined && environment !== undefined)
            return { kind: "property", object: environment, name: staticKeyOf(scoped, node.getName()), node };
        const accessor = fixedAccessor(node, context);
        if (accessor !== undefined) return { kind: "accessor", accessor, node };
        if (Node.isSuperExpression(skipOuter(node.getExpression()))) {
            context.program.unsupportedIn(memberAround(node)?.getParent(), node, superAssignment);
            return { kind: "refused", node };
        }
        const object = context.snapshot(visitExpression(node.getExpression(), context), node.getEnd(), end);
        return { kind: "property", object, name: context.program.classes.memberName(node), node };
    }
    if (Node.isElementAccessExpression(node)) {
        const place = isSuperAccess(node) ? superPlace(node, context) : undefined;
        if (place !== undefined) return { kind: "super", place, node };
        const object = context.snapshot(visitExpression(node.getExpression(), context), node.getStart(), end);
        const key = elementKey(node);
        if (typeof key === "string") return { kind: "property", object, name: key, node };
        if (key === undefined) return { kind: "refused", node };
        const index = context.snapshot(indexOperand(key, context), key.getEnd(), end);
        return { kind: "index", object, index, within: isWithin(node, context), node };
    }
    if (Node.isArrayLiteralExpression(node) || Node.isObjectLiteralExpression(node)) return { kind: "pattern", node };
    context.program.unsupported(node, assignmentTarget);
    return { kind: "refused", node };
}

function nameTarget(node: Node, context: FunctionContext): Target {
    const name = Node.isPropertyAccessExpression(node) ? node.getNameNode() : node;
    const variable = context.program.scopes.referredBy(name);
    const isStruct =
        Node.isClassDeclaration(variable?.declaration) && !context.program.generals.isGeneral(variable.declaration);
    if (variable !== undefined && !isStruct) return { kind: "variable", variable, node };
    if (context.program.isUndeclared(name)) return { kind: "undeclared", name: name.getText(), node };
    context.program.unsupportedIn(variable?.declaration, node, assignmentToName, node.getText());
    return { kind: "refused", node };
}

/** The present value of a prepared target, for compound assignment. */
export function readTarget(target: Target, context: FunctionContext): Operand | undefined {
    const { builder } = context;
    switch (target.kind) {
        case "variable":
            return readVariable(target.variable, target.node, context);
        case "global": {
            const value = builder.temporary(nameOf(target.node, "value"));
            builder.loadGlobal({ target: value, global: target.global });
            return value;
        }
        case "accessor":
            return readAccessor(target.accessor, context);
        case "private":
            return readPrivate(target.name, target.object, context);
        case "super":
            return readSuper(target.place, context);
        case "undeclared":
            throwUndeclared(target.name, context);
            return UNDEFINED;
        case "property": {
            const value = builder.temporary(nameOf(target.node, "value"));
            builder.getProperty({ target: value, object: target.object, name: target.name });
            return value;
        }
        case "index": {
            const value = builder.temporary(nameOf(target.node, "element"));
            const { object, index, within, isStep } = target;
            builder.getIndex({ target: value, object, index, within, ...(isStep && { isStep }) });
            return value;
        }
        default:
            return undefined;
    }
}

export function assignTarget(target: Target, value: Operand, context: FunctionContext): void {
    const { builder } = context;
    switch (target.kind) {
        case "variable":
            writeVariable(target.variable, target.node, value, context);
            break;
        case "global":
            builder.storeGlobal({ global: target.global, value });
            break;
        case "accessor":
            writeAccessor(target.accessor, value, context);
            break;
        case "private":
            writePrivate(target.name, target.object, value, context);
            break;
        case "super":
            writeSuper(target.place, value, context);
            break;
        case "undeclared":
            throwUndeclared(target.name, context);
            break;
        case "property":
            builder.setProperty({ object: target.object, name: target.name, value });
            break;
        case "index":
            builder.emit({
                op: "setIndex",
                object: target.object,
                index: target.index,
                value,
                within: target.within,
                ...(target.isStep && { isStep: target.isStep }),
            });
            break;
        case "pattern":
            context.at(target.node, () => {
                assignPattern(target.node, value, context);
            });
            break;
        case "refused":
            break;
    }
}

/** `[a, b] = [b, a]` needs no array. Returns false when it does. */
export function assignFromLiteral(pattern: Node, value: Node, context: FunctionContext): boolean {
    if (!Node.isArrayLiteralExpression(pattern) || !Node.isArrayLiteralExpression(value)) return false;
    if (pattern.getElements().some(Node.isSpreadElement)) return false;
    const elements = literalElements(value, context);
    if (elements === undefined) return false;
    assignElements(pattern, elementsOf(elements), context);
    return true;
}

function assignPattern(node: Node, value: Operand, context: FunctionContext): void {
    if (Node.isArrayLiteralExpression(node)) assignElements(node, iteratorOf(value, context), context);
    else if (Node.isObjectLiteralExpression(node)) assignProperties(node, value, context);
}

function assignElements(pattern: Node, source: ElementSource, context: FunctionContext): void {
    if (!Node.isArrayLiteralExpression(pattern)) return;
    for (const element of pattern.getElements()) {
        if (Node.isOmittedExpression(element)) {
            source.next("skipped");
        } else if (Node.isSpreadElement(element)) {
            const target = prepareTarget(element.getExpression(), context, pattern.getEnd());
            assignTarget(target, source.rest("rest"), context);
        } else {
            assignElement(element, () => source.next(nameOf(element, "element")), pattern.getEnd(), context);
        }
    }
}

/** `target` or `target = default`: the target is evaluated before the value is taken. */
function assignElement(element: Node, take: () => Operand, end: number, context: FunctionContext): void {
    context.at(element, () => {
        const hasDefault = Node.isBinaryExpression(element) && element.getOperatorToken().getText() === "=";
        const target = prepareTarget(hasDefault ? element.getLeft() : element, context, end);
        const value = take();
        const given = hasDefault
            ? withDefault(value, element.getRight(), nameOf(element.getLeft(), "value"), context)
            : value;
        assignTarget(target, given, context);
    });
}

function assignProperties(pattern: Node, source: Operand, context: FunctionContext): void {
    if (!Node.isObjectLiteralExpression(pattern)) return;
    const { builder } = context;
    const taken = new Taken();
    const properties = pattern.getProperties();
    const [first] = properties;
    if (first === undefined || Node.isSpreadAssignment(first)) {
        const parent = pattern.getParent();
        requireCoercible(source, Node.isBinaryExpression(parent) ? parent.getRight().getText() : undefined, context);
    }
    const object = context.snapshot(source, pattern.getStart(), pattern.getEnd());
    for (const property of properties) {
        if (Node.isSpreadAssignment(property)) {
            const target = prepareTarget(property.getExpression(), context, pattern.getEnd());
            const rest = builder.temporary("rest");
            taken.rest(rest, object, context);
            assignTarget(target, rest, context);
            continue;
        }
        if (!Node.isPropertyAssignment(property) && !Node.isShorthandPropertyAssignment(property)) continue;
        const key = patternKey(property.getNameNode(), pattern, context);
        taken.add(key);
        const name = typeof key === "string" ? key : "property";
        const take = (): Operand => {
            const value = builder.temporary(name);
            readKey(object, key, value, context);
            return value;
        };
        if (Node.isPropertyAssignment(property)) {
            assignElement(property.getInitializerOrThrow(), take, pattern.getEnd(), context);
        } else {
            const target = prepareTarget(property.getNameNode(), context, pattern.getEnd());
            const initializer = property.getObjectAssignmentInitializer();
            const value = take();
            assignTarget(target, initializer ? withDefault(value, initializer, name, context) : value, context);
        }
    }
}
