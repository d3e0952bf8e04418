/**
 * Names that a `.d.ts` binds: native classes, objects such as `console`, functions and constants.
 */
import { nativeAsValue } from "../../diagnostics/unsupported.ts";
import { type Expression, Node, type PropertyAccessExpression } from "ts-morph";
import type { Binding, NativeFunction, ScriptMethod } from "../../bindings/model.ts";
import { constant, UNDEFINED } from "../../ir/builder.ts";
import type { Intrinsic, IrFunction, Operand } from "../../ir/program.ts";
import { isFunctionGlobal } from "../../load/foreign-uses.ts";
import { aliasedMember } from "../classes/library-classes.ts";
import type { FunctionContext } from "../context.ts";
import { namesOf, standardObject } from "../intrinsics/standard.ts";
import { skipOuter } from "../symbols.ts";

/**
 * The constant `Math.PI`; anything else of a native class or object has to be called. Undefined:
 * the object is not native.
 */
export function memberOfNative(
    object: Node,
    node: PropertyAccessExpression,
    context: FunctionContext,
): Operand | undefined {
    const intrinsic = intrinsicNamed(node, context);
    if (intrinsic !== undefined) return intrinsicValue(intrinsic, context);
    const binding = nativeName(object, context);
    if (binding === undefined || binding.kind === "nativeConstant" || binding.kind === "scriptClass") return undefined;
    const name = node.getName();
    const holder = intrinsicNamed(object, context);
    if (holder !== undefined) {
        const target = context.builder.temporary(name);
        context.builder.getProperty({ target, object: intrinsicValue(holder, context), name });
        return target;
    }
    const value = binding.kind === "nativeFunction" ? undefined : binding.constants.get(name);
    if (value !== undefined) return constant(value);
    const native = nativeCallee(node, context);
    if (native !== undefined) return nativeValue(native, node, context);
    const script = scriptValue(node, context);
    if (script !== undefined) {
        const target = context.builder.temporary(name);
        context.builder.loadGlobal({ target, global: context.program.valueOf(script, node) });
        return target;
    }
    context.program.unsupported(node, nativeAsValue, node.getText());
    return UNDEFINED;
}

export function intrinsicValue(intrinsic: Intrinsic, { builder }: FunctionContext): Operand {
    const target = builder.temporary(intrinsic.name.replace(".", "_"));
    builder.loadIntrinsic({ target, intrinsic });
    return target;
}

/** The object of the library that an expression names: `Array.prototype`, `Math`. */
export function intrinsicNamed(outer: Node, context: FunctionContext): Intrinsic | undefined {
    const node = skipOuter(outer);
    const { intrinsics } = context.program;
    if (Node.isIdentifier(node)) {
        const binding = context.program.bindingOf(node);
        const isNamespace = binding?.kind === "nativeObject" && binding.name !== "Object";
        return isNamespace && isStandard(binding.name) ? intrinsics.namespaceOf(binding, node) : undefined;
    }
    if (!isPrototype(node)) return undefined;
    const owner = skipOuter(node.getExpression());
    const binding = nativeName(owner, context);
    if (binding?.kind === "nativeObject" && binding.name === "Object") return intrinsics.prototypeOf("Object", node);
    if (binding === undefined && isFunctionGlobal(owner)) return intrinsics.prototypeOf("Function", node);
    const isClass = binding?.kind === "nativeClass" && isStandard(`${binding.name}.prototype`);
    return isClass ? intrinsics.prototypeOf(binding, node) : undefined;
}

const isPrototype = (node: Node): node is PropertyAccessExpression =>
    Node.isPropertyAccessExpression(node) && !node.hasQuestionDotToken() && node.getName() === "prototype";

const isStandard = (path: string): boolean => namesOf(standardObject(path)).length > 0;

export function nativeValue(native: NativeFunction, node: Node, context: FunctionContext, isClass = false): Operand {
    const global = context.program.valueOfNative(native, node, isClass);
    const target = context.builder.temporary(global.name);
    context.builder.loadGlobal({ target, global });
    return target;
}

function nativeName(node: Node, context: FunctionContext): Binding | undefined {
    const inner = skipOuter(node);
    if (Node.isIdentifier(inner)) {
        const aliased = aliasedMember(inner, context.program);
        return aliased === undefined ? context.program.bindingOf(inner) : nativeName(aliased, context);
    }
    return isMemberOfModule(inner, context) ? context.program.bindingOf(inner.getNameNode()) : undefined;
}

/** `device.io.Digital` */
export const isMemberOfModule = (node: Node, { program }: FunctionContext): node is PropertyAccessExpression =>
    Node.isPropertyAccessExpression(node) && program.isNativeModule(node.getExpression());

/**
 * The C function that a callee names: `parseInt`, `String`, `console.log`,
 * `ArrayBuffer.fromString`.
 */
export function nativeCallee(outer: Node, context: FunctionContext): NativeFunction | undefined {
    const callee = skipOuter(outer);
    const binding = nativeName(callee, context);
    if (binding?.kind === "nativeFunction") return binding;
    if (binding?.kind === "nativeClass") return binding.call;
    if (!Node.isPropertyAccessExpression(callee)) return undefined;
    const member = context.program.bindingOf(callee.getNameNode());
    const owner = nativeName(callee.getExpression(), context);
    if (owner?.kind === "nativeObject") return owner.functions.get(callee.getName());
    if (owner?.kind === "nativeClass") return owner.statics.get(callee.getName());
    // A member of a namespace import of a native module.
    return owner === undefined && member?.kind === "nativeFunction" && isModule(callee.getExpression(), context)
        ? member
        : undefined;
}

interface ScriptCallee {
    /** A function for each number of arguments that makes a difference, the most first. */
    readonly all: readonly ScriptMethod[];
    readonly method: ScriptMethod;
    /** The class whose static method it is. */
    readonly owner: Expression | undefined;
}

/** The function of the library that a callee names: `Object.entries`, `Array.from`. */
export function scriptOf(outer: Node, context: FunctionContext): ScriptCallee | undefined {
    const callee = skipOuter(outer);
    if (!Node.isPropertyAccessExpression(callee)) return undefined;
    const binding = nativeName(callee.getExpression(), context);
    const isClass = binding?.kind === "nativeClass";
    const scripts = isClass ? binding.scriptStatics : binding?.kind === "nativeObject" ? binding.scripts : undefined;
    const all = scripts?.get(callee.getName()) ?? [];
    const [method] = all;
    // An array is no instance, so that its class is no value.
    const owner = isClass && binding.builtIn !== "array" ? callee.getExpression() : undefined;
    return method && { all, method, owner };
}

/** The same as a value, of what needs no `this`. */
function scriptValue(node: Node, context: FunctionContext): IrFunction | undefined {
    const found = scriptOf(node, context);
    const isPlain = found !== undefined && found.owner === undefined && !found.method.iterates;
    if (!isPlain) return undefined;
    return context.program.intrinsics.plain(skipOuter(node).getText(), found.method, node);
}

const isModule = (node: Node, { program }: FunctionContext): boolean => program.isNativeModule(node);
