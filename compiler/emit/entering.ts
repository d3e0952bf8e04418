/**
 * Entering functions of the program: an instance, or what a function value can be, with the
 * arguments as it takes them.
 */
import {
    assign,
    binary,
    call,
    cast,
    conditional,
    expressionStatement,
    identifier,
    ifStatement,
    literal,
} from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import { isMaker, isPlainConstructor, isQuestion } from "../ir/program.ts";
import type { ClassUse, Span } from "../ir/program.ts";
import type { FunctionShape, Shape } from "../types/shape.ts";
import type { CallTarget, TypedFunction, TypedOperand } from "../ir/typed.ts";
import { argumentAt, restValue } from "./arguments.ts";
import type { Invocation } from "./arguments.ts";
import { structOf } from "./ctypes.ts";
import { dispatch } from "./dispatch.ts";
import type { Alternative } from "./dispatch.ts";
import type { FunctionContext } from "./function-context.ts";
import { latin1Text } from "./literals.ts";
import {
    asPointer,
    BOOLEAN,
    box,
    convert,
    NEVER,
    OBJECT,
    TAGGED,
    TYPE_BOOLEAN,
    TYPE_UNDEFINED,
    VOID,
} from "./value.ts";
import type { Value } from "./value.ts";

/**
 * The result in the representation that the function returns; assigned, and tested for an exception
 * where it may throw.
 */
export function finishCall(context: FunctionContext, invocation: Invocation, result: Value, mayThrow: boolean): void {
    if (invocation.receive !== undefined) {
        invocation.receive(result);
    } else if (context.isUsed(invocation.target) && result.representation.kind !== "void") {
        context.assign(invocation.target, result);
    } else {
        const discarded = result.representation.kind === "void" ? result.expression : cast("void", result.expression);
        context.push(expressionStatement(discarded));
        if (context.isUsed(invocation.target)) {
            context.assign(invocation.target, {
                expression: identifier("TSP_UNDEFINED"),
                representation: VOID,
                type: TYPE_UNDEFINED,
            });
        }
    }
    if (mayThrow) context.check(invocation.span);
}

/**
 * Calls one function instance. Arguments are matched with parameters; surplus ones are dropped,
 * missing ones are undefined.
 */
export function callFunction(
    context: FunctionContext,
    fn: TypedFunction,
    invocation: Invocation,
    thisArgument: Value | undefined,
    closure: CExpression | undefined,
): void {
    const args: CExpression[] = [];
    if (fn.captures.length > 0) args.push(closure ?? literal("NULL"));
    if (fn.thisLocal !== undefined && context.representationOf(fn.thisLocal).kind !== "void") {
        const self: Value = thisArgument ?? {
            expression: identifier("TSP_UNDEFINED"),
            representation: VOID,
            type: TYPE_UNDEFINED,
        };
        args.push(context.converted(self, context.representationOf(fn.thisLocal)));
    }
    const plain = fn.rest ? fn.parameters.slice(0, -1) : fn.parameters;
    settleArguments(context, invocation.arguments, fn.collectsAll === true);
    plain.forEach((parameter, index) => {
        const representation = context.representationOf(parameter);
        const operand = invocation.arguments[index];
        if (parameter.isReference === true && operand !== undefined) args.push(context.addressOf(operand));
        else if (representation.kind !== "void")
            args.push(context.passed(parameter, argumentAt(context, invocation, index)));
    });
    const rest = fn.rest ? fn.parameters.at(-1) : undefined;
    const from = fn.collectsAll === true ? 0 : plain.length;
    if (rest !== undefined) args.push(context.passed(rest, restValue(context, invocation, from, rest)));
    const representation = fn.returnRepresentation;
    const name = context.program.functionName(fn);
    if (fn.isApart === true) context.parts.add(name);
    const expression = call(name, ...args);
    finishCall(context, invocation, { expression, representation, type: fn.returnType }, fn.mayThrow !== false);
}

/** `lacking`: where the value is none that can be called. */
export function callValue(
    context: FunctionContext,
    invocation: Invocation,
    callee: Value,
    self: Value,
    targets: readonly CallTarget[],
    description: string,
    as?: ClassUse,
    lacking = notCallable(context, invocation.span, description, as),
    newTarget?: Value,
): void {
    if (isQuestion(as)) {
        answer(context, invocation, callee, as);
        return;
    }
    const held = targets.length > 1 || callee.representation.kind === "value" ? context.hold(callee, "callee") : callee;
    const settled = {
        ...invocation,
        arguments: settleArguments(
            context,
            invocation.arguments,
            targets.length > 1 || callee.representation.kind === "value",
        ),
    };
    dispatch(
        context,
        held,
        (shape) => {
            const target = targets.find((entry) => entry.when === shape);
            const isPlain = as !== undefined && shape.kind === "function" && isPlainConstructor(shape.function);
            if (isPlain && as === "instance")
                return { key: "instance", emit: () => testInstance(context, settled, held) };
            if (isPlain && as === "extend") return extension(context, settled, held);
            if (isPlain && as === "super")
                return { key: shape, emit: () => runOn(context, settled, target, held, self, newTarget) };
            const called = as === undefined && shape.kind === "function" ? shape.function.classForm : undefined;
            if (called !== undefined) return throwing(context, settled.span, called.complaint);
            if (isPlain) return { key: shape, emit: () => construct(context, settled, target, held, shape) };
            return target?.callee.kind === "function"
                ? { key: shape, emit: () => callClosure(context, settled, target, held, self) }
                : lacking;
        },
        () => (as === "extend" ? extension(context, settled, held) : lacking),
    );
}

/** Whether the value is such a function: known of each that can arrive. */
function answer(context: FunctionContext, invocation: Invocation, callee: Value, as: ClassUse): void {
    const held = context.hold(callee, "callee");
    const say = (truth: boolean): Alternative => ({
        key: truth,
        emit: () => {
            const expression = literal(String(truth));
            context.assign(invocation.target, { expression, representation: BOOLEAN, type: TYPE_BOOLEAN });
        },
    });
    const isSuch = (shape: Shape): boolean =>
        shape.kind === "function" && (as === "bare" || isMaker(shape.function) === true);
    dispatch(
        context,
        held,
        (shape) => say(isSuch(shape)),
        () => say(false),
    );
}

/** The prototype of a class that extends the value: null, or what the runtime finds. */
function extension(context: FunctionContext, invocation: Invocation, base: Value): Alternative {
    const emit = (): void => {
        context.program.headers.add("runtime/class.h");
        const type = invocation.target?.type ?? NEVER;
        const expression = call("tsp_class_extend", box(base));
        finishCall(context, invocation, { expression, representation: TAGGED, type }, true);
    };
    return { key: "extend", emit };
}

function throwing(context: FunctionContext, span: Span, message: string): Alternative {
    const emit = (): void => {
        context.push(expressionStatement(call("tsp_throw_type_error", literal(latin1Text(message)))));
        context.leave(span).forEach((statement) => context.push(statement));
    };
    return { key: message, emit };
}

/** `value instanceof f` */
function testInstance(context: FunctionContext, invocation: Invocation, constructor: Value): void {
    context.program.headers.add("runtime/beside.h");
    const pointer = convert(constructor, OBJECT, context.program.names);
    const expression = call("tsp_is_made_by", box(argumentAt(context, invocation, 0)), pointer);
    finishCall(context, invocation, { expression, representation: BOOLEAN, type: TYPE_BOOLEAN }, true);
}

/** `new f(...)`: an object with the prototype of `f`, unless `f` returns another. */
function construct(
    context: FunctionContext,
    invocation: Invocation,
    target: CallTarget | undefined,
    constructor: Value,
    shape: FunctionShape,
): void {
    context.program.headers.add("runtime/beside.h");
    const made = shape.made();
    const object = context.variables.scratch("made", "struct tsp_general *@", literal("NULL"));
    const pointer = convert(constructor, OBJECT, context.program.names);
    context.push(assign(object, call("tsp_constructed", pointer)));
    context.push(ifStatement(binary("==", object, literal("NULL")), context.leave(invocation.span)));
    const self: Value = {
        expression: object,
        representation: { kind: "object", shape: made },
        type: { ...NEVER, shapes: new Set([made]) },
    };
    runOn(context, invocation, target, constructor, self, constructor);
}

/** Runs a constructor on an object, and gives that, or the one that it returns in its place. */
function runOn(
    context: FunctionContext,
    invocation: Invocation,
    target: CallTarget | undefined,
    constructor: Value,
    self: Value,
    newTarget: Value | undefined,
): void {
    if (target?.callee.kind !== "function") return;
    if (newTarget !== undefined && target.callee.function.origin.takesNewTarget === true) {
        context.program.headers.add("runtime/beside.h");
        context.push(assign(identifier("tsp_new_target"), box(newTarget)));
    }
    const given = target.callee.function.returnType;
    const returned = context.variables.scratch("returned", "tsp_value @", identifier("TSP_UNDEFINED"));
    const receive = (result: Value): void => {
        const isKept = given.shapes.size > 0 && result.representation.kind !== "void";
        if (isKept) context.push(assign(returned, box(result)));
        else context.push(expressionStatement(cast("void", result.expression)));
    };
    callClosure(context, { ...invocation, target: undefined, receive }, target, constructor, self);
    if (given.shapes.size === 0) {
        context.assign(invocation.target, self);
        return;
    }
    const expression = conditional(call("tsp_is_object", returned), returned, box(self));
    const type = { ...NEVER, shapes: new Set([...self.type.shapes, ...given.shapes]) };
    context.assign(invocation.target, { expression, representation: TAGGED, type });
}

/** Arguments that several branches use must not be folded expressions. */
export function settleArguments(
    context: FunctionContext,
    operands: readonly TypedOperand[],
    needed: boolean,
): readonly TypedOperand[] {
    if (needed) operands.forEach((operand) => context.settle(operand));
    return operands;
}

function callClosure(
    context: FunctionContext,
    invocation: Invocation,
    target: CallTarget,
    callee: Value,
    self: Value,
): void {
    if (target.callee.kind !== "function") return;
    const fn = target.callee.function;
    context.program.useShape(target.when);
    const type = `${structOf(target.when, context.program.names)} *`;
    const pointer = asPointer(callee, type, context.program.names);
    callFunction(context, fn, invocation, self, fn.captures.length > 0 ? pointer : undefined);
}

const LACKING = {
    construct: (description: string) => `${description} is not a constructor`,
    instance: () => "Right-hand side of 'instanceof' is not callable",
    extend: () => "Class extends value #<Object> is not a constructor or null",
    super: (description: string) => `${description} is not a constructor`,
} as const;

/** The TypeError of a value that is called, or used as a class. */
export function notCallable(context: FunctionContext, span: Span, description: string, as?: ClassUse): Alternative {
    const thrown =
        as === undefined || isQuestion(as)
            ? call("tsp_throw_not_callable", literal(latin1Text(description)))
            : call("tsp_throw_type_error", literal(latin1Text(LACKING[as](description))));
    return {
        key: "notCallable",
        emit: () => {
            context.push(expressionStatement(thrown));
            context.leave(span).forEach((statement) => context.push(statement));
        },
    };
}
