/** Members of classes and of `super` that the source names: fixed when the program is compiled. */
import {
    staticMethodAsValue,
    unknownStatic,
    unknownMethod,
    scopedMethodAsValue,
    superMethodAsValue,
    unknownSuperMethod,
} from "../../diagnostics/unsupported.ts";
import { type CallExpression, Node, type PropertyAccessExpression } from "ts-morph";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { ClassDeclaration, Local, Operand } from "../../ir/program.ts";
import type { FunctionContext } from "../context.ts";
import { lowerArguments } from "../expressions/arguments.ts";
import { functionRequest } from "../functions.ts";
import { skipOuter } from "../symbols.ts";
import { fixedAccessor, readAccessor } from "./accessors.ts";
import { requireThis } from "./derived.ts";
import { environmentOf, inheritedEnvironment, readEnvironment, staticKeyOf } from "./environment.ts";
import { hasStaticField } from "./registry.ts";
import type { ClassInfo } from "./registry.ts";

/**
 * `Name.field`, `Name.method`, `Name.name`, `Name.prototype.method` as values. Undefined: no class
 * is named.
 */
export function fixedMember(node: PropertyAccessExpression, context: FunctionContext): Operand | undefined {
    const { builder } = context;
    const object = skipOuter(node.getExpression());
    if (Node.isPropertyAccessExpression(object) && object.getName() === "prototype") {
        const owner = context.program.classes.fixedOwner(object);
        if (owner === undefined) return undefined;
        return methodReference(owner.declaration, node, context);
    }
    const owner = context.program.classes.fixedOwner(node);
    if (owner === undefined) return undefined;
    if (owner.isScoped) {
        const scoped = scopedMember(owner, node, context);
        if (scoped !== undefined) return scoped;
    }
    const accessor = fixedAccessor(node, context);
    if (accessor !== undefined) return readAccessor(accessor, context);
    context.program.classes.checkEvaluated(owner.declaration, node, context);
    for (let info: ClassInfo | undefined = owner; info !== undefined; info = context.program.classes.baseInfo(info)) {
        const global = info.staticFields.get(node.getName());
        if (global === undefined) continue;
        const target = builder.temporary(node.getName());
        builder.loadGlobal({ target, global });
        return target;
    }
    const method = context.program.classes.staticMethod(node);
    if (method !== undefined) {
        const declared = context.program.nodeOf(method);
        if (method.thisLocal !== undefined || (declared !== undefined && functionRequest(declared, "").usesThis))
            context.program.unsupportedIn(owner.node, node, staticMethodAsValue);
        const target = builder.temporary(node.getName());
        builder.loadGlobal({ target, global: context.program.valueOf(method, node) });
        return target;
    }
    if (node.getName() === "name") return constant(owner.declaration.name);
    context.program.unsupportedIn(owner.node, node, unknownStatic, node.getText());
    return UNDEFINED;
}

/**
 * A static field in the environment of the class or of a base. Undefined: there is none of that
 * name.
 */
function scopedMember(owner: ClassInfo, node: PropertyAccessExpression, context: FunctionContext): Operand | undefined {
    const name = node.getName();
    const environment = environmentOf(owner, skipOuter(node.getExpression()), context);
    if (environment === undefined) return undefined;
    const found = inheritedEnvironment(owner, environment, (info) => hasStaticField(info, name), context);
    return found && readEnvironment(found.environment, staticKeyOf(found.info, name), name, context);
}

/**
 * `this` of a static method that is called: the environment of the scoped class that declares it.
 */
export function staticReceiver(callee: Node, context: FunctionContext): Operand | undefined {
    const owner = Node.isPropertyAccessExpression(callee) ? context.program.classes.fixedOwner(callee) : undefined;
    if (owner === undefined || !Node.isPropertyAccessExpression(callee)) return undefined;
    const environment = environmentOf(owner, skipOuter(callee.getExpression()), context);
    if (environment === undefined) return undefined;
    const declares = (info: ClassInfo): boolean => info.staticMethods.has(callee.getName());
    return inheritedEnvironment(owner, environment, declares, context)?.environment;
}

function methodReference(owner: ClassDeclaration, node: PropertyAccessExpression, context: FunctionContext): Operand {
    const name = context.program.classes.memberName(node);
    const target = context.builder.temporary(node.getName());
    const found = context.program.classes.findMethod(owner, name);
    if (found === undefined) {
        context.program.unsupportedIn(homeOf(owner, context), node, unknownMethod, node.getText());
        return UNDEFINED;
    }
    if (found.kind === "script" && found.method.owner?.isScoped === true) {
        context.program.unsupportedIn(homeOf(owner, context), node, scopedMethodAsValue);
        return UNDEFINED;
    }
    context.builder.methodReference({ target, owner, name });
    return target;
}

const homeOf = (owner: ClassDeclaration | undefined, { program }: FunctionContext): Node | undefined =>
    owner === undefined ? undefined : program.classes.infoOf(owner)?.node;

/** `super.member` as a value. */
export function superMember(node: PropertyAccessExpression, context: FunctionContext): Operand {
    const accessor = fixedAccessor(node, context);
    if (accessor !== undefined) return readAccessor(accessor, context);
    const base = context.owner?.base;
    const found = context.program.classes.findMethod(base, context.program.classes.memberName(node));
    if (base?.kind !== "class" || found?.kind !== "script") {
        context.program.unsupportedIn(homeOf(context.owner, context), node, superMethodAsValue, node.getText());
        return UNDEFINED;
    }
    return methodReference(base, node, context);
}

/** `super.method(...)`. False: the callee is something else. */
export function superMethodCall(
    node: CallExpression,
    callee: PropertyAccessExpression,
    target: Local | undefined,
    context: FunctionContext,
): boolean {
    if (!Node.isSuperExpression(skipOuter(callee.getExpression()))) return false;
    const { builder } = context;
    const found = context.program.classes.findMethod(context.owner?.base, context.program.classes.memberName(callee));
    if (found === undefined) {
        context.program.unsupportedIn(homeOf(context.owner, context), callee, unknownSuperMethod, callee.getText());
        return true;
    }
    requireThis(callee, context);
    const thisArgument = context.thisOperand();
    const passed = lowerArguments(node, context);
    if (found.kind === "script") builder.callFunction({ target, function: found.method, thisArgument, ...passed });
    else builder.callNative({ target, native: found.method, thisArgument, ...passed });
    return true;
}
