/**
 * Constructors of classes in general form. Whoever says `new` makes the object, with the prototype
 * of the class that it names; `super(...)` hands it on to the base class, which may give another.
 */
import { type CallExpression, type ConstructorDeclaration, Node, type ReturnStatement } from "ts-morph";
import { UNDEFINED, constant } from "../../../ir/builder.ts";
import type { Operand } from "../../../ir/program.ts";
import { enterVariable, initialiseVariable, readVariable, storeVariable } from "../../binding.ts";
import { FunctionContext } from "../../context.ts";
import { throwError } from "../../errors.ts";
import { lowerArguments } from "../../expressions/arguments.ts";
import type { Arguments } from "../../expressions/arguments.ts";
import { isObject } from "../../expressions/membership.ts";
import { binary } from "../../expressions/operators.ts";
import { asksNewTarget, readNewTarget, takeNewTarget } from "../../new-targets.ts";
import type { ProgramLowering } from "../../program.ts";
import type { Variable } from "../../variables.ts";
import { bindParameters, declareParameters, lowerBody, takesRest } from "../../functions.ts";
import { leaveTo } from "../../statements/finally.ts";
import { visitExpression } from "../../visitors.ts";
import { isBoundAround, needsConstruction, openConstruction, requireThis } from "../derived.ts";
import { hasFields } from "./evaluate.ts";
import { partResult } from "./natives.ts";
import { type ClassParts, memberAround, partsAround } from "./parts.ts";

/** The property `length` of the class: its parameters before one with a default. */
export function expectedArguments({ written }: ClassParts): number {
    const parameters = written?.getParameters() ?? [];
    const open = parameters.findIndex((each) => each.hasInitializer() || each.isRestParameter());
    return open < 0 ? parameters.length : open;
}

export function makeConstructor(parts: ClassParts, context: FunctionContext): Operand {
    const { node, written, title, isDerived, prototype } = parts;
    const { program, builder } = context;
    const name = title === "" ? "anonymous_class" : title.replaceAll(/[^\w$]/g, "_");
    const statics = new Set(
        node.getStaticMembers().flatMap((member) => (Node.hasName(member) ? [member.getName()] : [])),
    );
    const complaint = `Class constructor${title === "" ? "s" : ` ${title}`} cannot be invoked without 'new'`;
    const inner = program.newBuilder(written ?? node, {
        name,
        title: `\u0001class ${title === "" ? "(anonymous)" : title}`,
        kind: "function",
        usesThis: true,
        rest: written === undefined ? isDerived : takesRest(written),
        isConstructor: true,
        takesNewTarget: takesTarget(parts, program),
        classForm: { complaint, statics },
    });
    const closure = new FunctionContext(program, inner, written ?? node, context, undefined);
    // Each evaluation of the class is another function, so that it is no constant.
    if (!prototype.isGlobal) closure.localOf(prototype);
    if (takesTarget(parts, program)) takeNewTarget(written ?? node, closure);
    refuseCall(complaint, closure);
    if (written !== undefined && isDerived) lowerDerived(written, parts, closure);
    else if (written !== undefined) lowerBase(written, parts, closure);
    else if (isDerived) lowerDefault(parts, closure);
    else runFields(parts, closure.thisOperand(), closure);
    inner.finish();
    const target = builder.temporary(name);
    builder.makeFunction({ target, function: inner.function, captures: context.captureOperands(closure) });
    return target;
}

/** What a base class asks for, derived classes hand on. */
const takesTarget = ({ written, isDerived }: ClassParts, { hasNewTarget }: ProgramLowering): boolean =>
    hasNewTarget && (isDerived || (written !== undefined && asksNewTarget(written)));

/** Native code calls the class like any function. */
function refuseCall(complaint: string, context: FunctionContext): void {
    const { builder } = context;
    const [called, constructed] = [builder.block("called"), builder.block("constructed")];
    builder.branch(binary("strictEqual", context.thisOperand(), UNDEFINED, context), called, constructed);
    builder.start(called);
    throwError("TypeError", complaint, context);
    builder.start(constructed);
}

function lowerBase(node: ConstructorDeclaration, parts: ClassParts, context: FunctionContext): void {
    const parameters = declareParameters(node, context);
    runFields(parts, context.thisOperand(), context);
    bindParameters(parameters, context);
    assignParameters(node, context.thisOperand(), context);
    lowerBody(node, context);
}

function lowerDerived(node: ConstructorDeclaration, parts: ClassParts, context: FunctionContext): void {
    const { builder } = context;
    const { constructed } = parts;
    if (constructed === undefined) return;
    enterVariable(constructed, context);
    if (needsConstruction(node, true)) openConstruction(node, context);
    context.derivedEnd = context.construction?.end ?? builder.block("constructed");
    bindParameters(declareParameters(node, context), context);
    lowerBody(node, context);
    builder.start(context.derivedEnd);
    requireThis(node, context);
    builder.return(readVariable(constructed, node, context));
}

/** `constructor(...values) { super(...values); }` */
function lowerDefault(parts: ClassParts, context: FunctionContext): void {
    const { builder } = context;
    const spread = builder.local("values", "parameter");
    const object = callBase(parts, { arguments: [], spread }, context);
    runFields(parts, object, context);
    builder.return(object);
}

function callBase(
    { base, node, written }: ClassParts,
    passed: Arguments,
    context: FunctionContext,
    thisArgument = context.thisOperand(),
): Operand {
    const { builder } = context;
    const callee = readVariable(base, node, context);
    const target = builder.temporary("object");
    builder.call({
        as: "super",
        target,
        callee,
        thisArgument,
        ...(context.program.hasNewTarget && { newTarget: readNewTarget(written ?? node, node, context) }),
        ...passed,
        description: "Super constructor",
    });
    return target;
}

function runFields(parts: ClassParts, object: Operand, context: FunctionContext): void {
    if (!hasFields(parts)) return;
    const callee = readVariable(parts.fields, parts.node, context);
    context.builder.call({ target: undefined, callee, thisArgument: object, arguments: [], description: "fields" });
}

function assignParameters(node: ConstructorDeclaration, object: Operand, context: FunctionContext): void {
    for (const parameter of node.getParameters()) {
        const variable = context.program.scopes.of(parameter);
        if (!parameter.isParameterProperty() || variable === undefined) continue;
        const value = readVariable(variable, parameter, context);
        context.builder.setProperty({ object, name: parameter.getName(), value });
    }
}

/** What a second `super(...)` makes is another object, before it turns out to be an error. */
function receiverOf(isBound: Variable, node: Node, context: FunctionContext): Operand {
    const { builder } = context;
    const receiver = builder.local("receiver", "variable");
    const [again, first, joined] = [builder.block("again"), builder.block("first"), builder.block("joined")];
    builder.branch(readVariable(isBound, node, context), again, first);
    builder.start(again);
    const prototype = partResult("prototypeOf", [context.thisOperand()], context);
    builder.copy({ target: receiver, source: partResult("create", [prototype, UNDEFINED], context) });
    builder.jump(joined);
    builder.start(first);
    builder.copy({ target: receiver, source: context.thisOperand() });
    builder.start(joined);
    return receiver;
}

/** `super(...)` of a class in general form; undefined: of another class. */
export function superCallOf(node: CallExpression, context: FunctionContext): Operand | undefined {
    const constructor = memberAround(node);
    const parts = partsAround(constructor, context.program);
    const constructed = parts?.constructed;
    if (parts === undefined || constructed === undefined || !Node.isConstructorDeclaration(constructor))
        return undefined;
    const { builder } = context;
    const isBound = isBoundAround(context);
    const passed = lowerArguments(node, context);
    const receiver = isBound === undefined ? context.thisOperand() : receiverOf(isBound, node, context);
    const object = callBase(parts, passed, context, receiver);
    if (isBound !== undefined) {
        const [again, first] = [builder.block("again"), builder.block("first")];
        builder.branch(readVariable(isBound, node, context), again, first);
        builder.start(again);
        throwError("ReferenceError", "Super constructor may only be called once", context);
        builder.start(first);
        storeVariable(isBound, constant(true), context);
        storeVariable(constructed, object, context);
    } else {
        initialiseVariable(constructed, object, context);
    }
    runFields(parts, object, context);
    assignParameters(constructor, object, context);
    return object;
}

/** `return` in a constructor of a derived class: an object takes the place of `this`. */
export function returnFromDerived(node: ReturnStatement, context: FunctionContext): void {
    const { builder, derivedEnd: to } = context;
    if (to === undefined) return;
    const expression = node.getExpression();
    const end = (): void => {
        leaveTo({ kind: "jump", to, depth: 0 }, undefined, context);
    };
    if (expression === undefined) {
        end();
        return;
    }
    const value = visitExpression(expression, context);
    const [other, given] = [builder.block("no_object"), builder.block("object")];
    const [nothing, wrong] = [builder.block("nothing"), builder.block("wrong")];
    builder.branch(isObject(value, context), given, other);
    builder.start(given);
    leaveTo({ kind: "return" }, value, context);
    builder.start(other);
    builder.branch(binary("strictEqual", value, UNDEFINED, context), nothing, wrong);
    builder.start(wrong);
    throwError("TypeError", "Derived constructors may only return object or undefined", context);
    builder.start(nothing);
    end();
}

/** `this` in a member of a class in general form, where that is no plain receiver. */
export function thisOf(node: Node, context: FunctionContext): Operand | undefined {
    const member = memberAround(node);
    const parts = partsAround(member, context.program);
    if (parts === undefined || member === undefined) return undefined;
    if (Node.isConstructorDeclaration(member)) {
        if (parts.constructed === undefined) return undefined;
        requireThis(node, context);
        return readVariable(parts.constructed, node, context);
    }
    const isInline =
        Node.isClassStaticBlockDeclaration(member) || (Node.isPropertyDeclaration(member) && member.isStatic());
    return isInline ? readVariable(parts.self, node, context) : undefined;
}
