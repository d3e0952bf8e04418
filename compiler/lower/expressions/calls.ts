import { dynamicImport, newOfNative } from "../../diagnostics/unsupported.ts";
import { type CallExpression, type NewExpression, Node, type PropertyAccessExpression } from "ts-morph";
import type { NativeFunction } from "../../bindings/model.ts";
import { UNDEFINED } from "../../ir/builder.ts";
import type { ClassReference, TypeArguments } from "../../ir/instructions.ts";
import { isLocal } from "../../ir/program.ts";
import type { Block, ClassUse, IrFunction, Local, Operand } from "../../ir/program.ts";
import { borrowedMethod } from "../arguments-object.ts";
import { fixedAccessor, readAccessor } from "../classes/accessors.ts";
import { privateNameOf, readPrivate } from "../classes/general/private-names.ts";
import { isSuperAccess, readSuper, superPlace } from "../classes/general/super.ts";
import { environmentOfReference } from "../classes/environment.ts";
import { lowerClass } from "../classes/evaluate.ts";
import { staticReceiver, superMethodCall } from "../classes/members.ts";
import { isSuperCall, lowerSuperCall, superCall } from "../classes/derived.ts";
import type { FunctionContext } from "../context.ts";
import { nameOf } from "../names.ts";
import { isExportAccess } from "../namespaces.ts";
import type { ProgramLowering } from "../program.ts";
import { isOwnPropertyTest } from "../../load/own-property-test.ts";
import { inheritedTest } from "../own-names.ts";
import { isFunctionBoundary, skipOuter } from "../symbols.ts";
import { visitExpression } from "../visitors.ts";
import { requireNamespace } from "../statements/namespace.ts";
import { lowerArguments } from "./arguments.ts";
import type { Arguments } from "./arguments.ts";
import { callFunctionMethod, isFunctionMethod } from "./function-methods.ts";
import { elementKey, indexOperand, isChain, leaveChain, lowerChain, memberLink, receiver } from "./members.ts";
import { lowerArrayMaker, makesArray } from "./array-makers.ts";
import { nativeCallee } from "./natives.ts";
import { callScript } from "./script-calls.ts";
import { callOfPrototype } from "./prototype-calls.ts";

export function lowerCall(node: CallExpression, context: FunctionContext): Operand {
    if (isChain(node)) return lowerChain(node, context);
    if (isSuperCall(node)) return lowerSuperCall(node, context);
    const target = context.builder.temporary(nameOf(node, "result"));
    callInto(node, target, context, undefined);
    return target;
}

/** A call whose result nobody uses. */
export function lowerCallEffect(node: CallExpression, context: FunctionContext): void {
    if (isChain(node)) lowerChain(node, context);
    else callInto(node, undefined, context, undefined);
}

export function callLink(node: CallExpression, context: FunctionContext, short: Block): Operand {
    const target = context.builder.temporary(nameOf(node, "result"));
    callInto(node, target, context, short);
    return target;
}

function callInto(
    node: CallExpression,
    target: Local | undefined,
    context: FunctionContext,
    short: Block | undefined,
): void {
    const { builder, program } = context;
    const callee = skipOuter(node.getExpression());
    if (Node.isSuperExpression(callee)) {
        superCall(node, context);
        return;
    }
    if (callee.getText() === "import") {
        program.unsupported(node, dynamicImport);
        return;
    }
    if (isSuperAccess(callee)) {
        const place = superPlace(callee, context);
        if (place !== undefined) {
            callValue(node, target, readSuper(place, context), place.self, context);
            return;
        }
    }
    if (callOfPrototype(node, target, context)) return;
    const borrowed = borrowedMethod(node);
    if (borrowed !== undefined) {
        callBorrowed(node, borrowed, target, context);
        return;
    }
    const native = nativeCallee(callee, context);
    if (native !== undefined) {
        callNative(node, native, target, context);
        return;
    }
    if (makesArray(node, context)) {
        lowerArrayMaker(node, target, context);
        return;
    }
    if (callScript(node, target, context)) return;
    const known = short === undefined ? program.knownFunction(callee) : undefined;
    if (known !== undefined) {
        requireNamespace(callee, context);
        program.classes.checkStaticOwner(callee, context);
        const thisArgument = known.thisLocal === undefined ? undefined : (staticReceiver(callee, context) ?? UNDEFINED);
        const passed = lowerArguments(node, context);
        builder.callFunction({ target, function: known, thisArgument, ...passed });
        return;
    }
    if (isChain(callee) && !isChain(node)) {
        callChainResult(node, callee, target, context);
        return;
    }
    if (Node.isPropertyAccessExpression(callee) && !isExportAccess(callee)) {
        const accessor = fixedAccessor(callee, context);
        if (accessor !== undefined) {
            callValue(node, target, readAccessor(accessor, context), accessor.self ?? UNDEFINED, context);
            return;
        }
        if (superMethodCall(node, callee, target, context)) return;
        if (isInheritedTest(callee, node)) {
            const object = receiver(callee.getExpression(), context, short);
            leaveChain(callee, object, context, short);
            const kept = context.snapshot(object, callee.getExpression().getEnd(), node.getEnd());
            const [key = UNDEFINED] = lowerArguments(node, context).arguments;
            builder.callNative({ target, native: inheritedTest(callee.getName()), arguments: [kept, key] });
            return;
        }
        if (program.classes.fixedOwner(callee) === undefined) {
            callProperty(node, callee, target, context, short);
            return;
        }
    }
    if (Node.isElementAccessExpression(callee)) {
        callElement(node, callee, target, context, short);
        return;
    }
    const value = receiver(node.getExpression(), context, short);
    leaveChain(node, value, context, short);
    callValue(node, target, value, UNDEFINED, context);
}

/** `Array.prototype.name.call(arguments, ...)`. */
function callBorrowed(node: CallExpression, name: string, target: Local | undefined, context: FunctionContext): void {
    const { builder } = context;
    const [object = UNDEFINED, ...values] = lowerArguments(node, context).arguments;
    const method = builder.temporary("method");
    builder.getMethod({ target: method, object, name });
    builder.callMethod({ target, object, name, method, arguments: values, description: name });
}

function callNative(
    node: CallExpression,
    native: NativeFunction,
    target: Local | undefined,
    context: FunctionContext,
): void {
    const { builder, program } = context;
    const passed = lowerArguments(node, context);
    if (native.invokes !== undefined) {
        invoke(target, passed, native.invokes, context);
        return;
    }
    if (native.asks !== undefined) {
        const [callee = UNDEFINED] = passed.arguments;
        callAs(native.asks, target, callee, { arguments: [] }, native.name, context);
        return;
    }
    const script = scriptFor(native, passed, program);
    if (script === undefined) builder.callNative({ target, native, ...passed });
    else builder.callFunction({ target, function: script, thisArgument: undefined, ...passed });
}

/** For the library: what a method gives that the object may have. */
function invoke(
    target: Local | undefined,
    passed: Arguments,
    otherwise: "self" | "text",
    { builder, program }: FunctionContext,
): void {
    const [object = UNDEFINED, key, ...others] = passed.arguments;
    const name = textOf(key);
    const method = program.accessors.has(name) ? builder.temporary(`${name}_method`) : undefined;
    if (method !== undefined) builder.getMethod({ target: method, object, name });
    const self = { otherwise, description: name } as const;
    builder.callMethod({ target, object, name, ...passed, arguments: others, ...self, ...(method && { method }) });
}

const textOf = (operand: Operand | undefined): string =>
    operand !== undefined && !isLocal(operand) && operand.kind === "constant" ? String(operand.value) : "";

/** The function in TypeScript that takes the arguments that the native one does not declare. */
function scriptFor(
    { more, parameters }: NativeFunction,
    { arguments: values, spread }: Arguments,
    program: ProgramLowering,
): IrFunction | undefined {
    const further = values.length - parameters.length;
    if (more === undefined || (further <= 0 && spread === undefined)) return undefined;
    const exact =
        spread === undefined ? program.libraryFunction(more.file, `${more.export}${further.toString()}`) : undefined;
    return exact ?? program.libraryFunction(more.file, more.export);
}

/** `object.hasOwnProperty(key)`, where the program declares no property of that name. */
function isInheritedTest(callee: PropertyAccessExpression, call: CallExpression): boolean {
    const declared = callee.getNameNode().getSymbol()?.getDeclarations() ?? [];
    const isOwn = declared.some((one) => !one.getSourceFile().isDeclarationFile());
    return isOwnPropertyTest(callee.getName()) && !isOwn && call.getArguments().length === 1;
}

/** Calls a function value that was read before the arguments are evaluated. */
function callValue(
    node: CallExpression,
    target: Local | undefined,
    value: Operand,
    thisArgument: Operand,
    context: FunctionContext,
): void {
    const callee = context.snapshot(value, node.getExpression().getEnd(), node.getEnd());
    const passed = lowerArguments(node, context);
    const description = describe(node.getExpression());
    context.builder.call({ target, callee, thisArgument, ...passed, description });
}

/**
 * `(object?.method)()`: parentheses end the chain, but what is left of the last dot is still
 * `this`.
 */
function callChainResult(
    node: CallExpression,
    callee: Node,
    target: Local | undefined,
    context: FunctionContext,
): void {
    const { builder } = context;
    const value = builder.local(nameOf(callee, "callee"), "variable");
    const self = builder.local("receiver", "variable");
    const short = builder.block("short");
    const joined = builder.block("joined");
    const link = memberLink(callee, context, short);
    builder.copy({ target: self, source: link.object });
    builder.copy({ target: value, source: link.value });
    builder.jump(joined);
    builder.start(short);
    builder.copy({ target: self, source: UNDEFINED });
    builder.copy({ target: value, source: UNDEFINED });
    builder.start(joined);
    callValue(node, target, value, self, context);
}

function callProperty(
    node: CallExpression,
    callee: PropertyAccessExpression,
    target: Local | undefined,
    context: FunctionContext,
    short: Block | undefined,
): void {
    const { builder, program } = context;
    const hidden = privateNameOf(callee.getNameNode(), program);
    const name = hidden === undefined ? program.classes.memberName(callee) : "";
    const found = receiver(callee.getExpression(), context, short);
    const object = context.snapshot(found, callee.getExpression().getEnd(), node.getEnd());
    leaveChain(callee, object, context, short);
    if (hidden !== undefined) {
        const value = readPrivate(hidden, object, context);
        leaveChain(node, value, context, short);
        callValue(node, target, value, object, context);
        return;
    }
    if (node.hasQuestionDotToken()) {
        const value = builder.temporary(name);
        builder.getProperty({ target: value, object, name });
        leaveChain(node, value, context, short);
        callValue(node, target, value, object, context);
        return;
    }
    if (isFunctionMethod(callee)) {
        callFunctionMethod(callee, { node, target, object, name }, context);
        return;
    }
    let method: Local | undefined;
    if (program.hasAccessor(callee.getName()) || node.getArguments().some(isObservable)) {
        method = builder.temporary(`${nameOf(callee, "method")}_method`);
        const looked = method;
        context.at(callee, () => {
            builder.getMethod({ target: looked, object, name });
        });
    }
    const passed = lowerArguments(node, context);
    const description = describe(node.getExpression());
    builder.callMethod({ target, object, name, ...passed, description, ...(method && { method }) });
}

function callElement(
    node: CallExpression,
    callee: Node,
    target: Local | undefined,
    context: FunctionContext,
    short: Block | undefined,
): void {
    if (!Node.isElementAccessExpression(callee)) return;
    const { builder } = context;
    const found = receiver(callee.getExpression(), context, short);
    const object = context.snapshot(found, callee.getExpression().getEnd(), node.getEnd());
    leaveChain(callee, object, context, short);
    const key = elementKey(callee);
    const value = builder.temporary(nameOf(callee, "element"));
    if (typeof key === "string") {
        builder.getProperty({ target: value, object, name: key });
    } else {
        const index = key === undefined ? UNDEFINED : indexOperand(key, context);
        builder.getIndex({ target: value, object, index });
    }
    leaveChain(node, value, context, short);
    callValue(node, target, value, object, context);
}

export function lowerNew(node: NewExpression, context: FunctionContext): Operand {
    const { builder, program } = context;
    if (makesArray(node, context)) return lowerArrayMaker(node, undefined, context);
    const made = skipOuter(node.getExpression());
    const isStruct = Node.isClassExpression(made) && !program.generals.isGeneral(made);
    const anonymous = isStruct ? lowerClass(made, context) : undefined;
    requireNamespace(made, context);
    const reference = program.classes.referenceOf(made, context);
    const environment = anonymous ?? environmentOfReference(reference, made, context);
    const target = builder.temporary(nameOf(node, "object"));
    if (reference === undefined) {
        const value = context.snapshot(visitExpression(made, context), made.getEnd(), node.getEnd());
        const passed = lowerArguments(node, context);
        callAs("construct", target, value, passed, describe(made), context);
        return target;
    }
    if (reference.kind === "nativeClass" && reference.construct === undefined)
        program.unsupported(node.getExpression(), newOfNative, reference.name);
    const passed = lowerArguments(node, context);
    const values = environment === undefined ? passed.arguments : [environment, ...passed.arguments];
    builder.new({
        target,
        classReference: reference,
        ...typeArgumentsOf(node, reference),
        ...passed,
        arguments: values,
    });
    return target;
}

/** What `new` or `instanceof` of the value of a class does. */
export function callAs(
    as: ClassUse,
    target: Local | undefined,
    callee: Operand,
    passed: Arguments,
    description: string,
    { builder }: FunctionContext,
): void {
    builder.call({ as, target, callee, thisArgument: UNDEFINED, ...passed, description });
}

function typeArgumentsOf(node: NewExpression, reference: ClassReference): { typeArguments?: TypeArguments } {
    if (reference.kind !== "class" || !reference.isGeneric) return {};
    const isOpen = node.getAncestors().some((at) => Node.isTypeParametered(at) && at.getTypeParameters().length > 0);
    return { typeArguments: { text: node.getType().getText(node), isOpen } };
}

/**
 * Whether evaluating the argument can be noticed, or can change what the callee's name stands for.
 */
function isObservable(argument: Node): boolean {
    const node = skipOuter(argument);
    if (Node.isTemplateExpression(node))
        return node.getTemplateSpans().some((span) => isObservable(span.getExpression()));
    if (Node.isIdentifier(node) || Node.isLiteralExpression(node) || isFunctionBoundary(node)) return false;
    if (Node.isThisExpression(node) || Node.isTrueLiteral(node) || Node.isFalseLiteral(node)) return false;
    if (Node.isNullLiteral(node)) return false;
    if (Node.isObjectLiteralExpression(node)) {
        return node.getProperties().some((property) => {
            if (Node.isPropertyAssignment(property)) return isObservable(property.getInitializerOrThrow());
            return !Node.isShorthandPropertyAssignment(property) && !Node.isMethodDeclaration(property);
        });
    }
    if (Node.isArrayLiteralExpression(node)) return node.getElements().some(isObservable);
    if (Node.isBinaryExpression(node)) {
        const isAssignment = node.getOperatorToken().getText().endsWith("=") && !isComparison(node.getOperatorToken());
        return isAssignment || isObservable(node.getLeft()) || isObservable(node.getRight());
    }
    return true;
}

function isComparison(operator: Node): boolean {
    return ["==", "!=", "===", "!==", "<=", ">="].includes(operator.getText());
}

/** As V8 names a callee. */
function describe(callee: Node): string {
    const node = skipOuter(callee);
    const index = Node.isElementAccessExpression(node) ? node.getArgumentExpression() : undefined;
    const written =
        Node.isElementAccessExpression(node) && Node.isStringLiteral(index)
            ? `${node.getExpression().getText()}.${index.getLiteralText()}`
            : node.getText();
    const text = written.replaceAll(/\s+/g, " ");
    return text.length > 60 ? "(intermediate value)" : text;
}
