/**
 * for-of over arrays, strings, typed arrays and iterables of the library, and the start of a
 * handler.
 */
import {
    addressOf,
    arrow,
    assign,
    binary,
    call,
    cast,
    expressionStatement,
    identifier,
    ifStatement,
    literal,
    unary,
} from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import { CURRENT, FINISHED, ITERATOR } from "../types/keys.ts";
import { isIterable } from "../types/members.ts";
import { hasElements } from "../types/native-fit.ts";
import type { Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { elementAt, elementsOf, elementsOfArrays } from "./arrays.ts";
import { accessAlternative } from "./accessors.ts";
import { dispatch } from "./dispatch.ts";
import type { Alternative } from "./dispatch.ts";
import type { Emitters } from "./family.ts";
import type { FunctionContext } from "./function-context.ts";
import {
    asPointer,
    BOOLEAN,
    box,
    INT32,
    NEVER,
    onlyObjects,
    TAGGED,
    toBoolean,
    TYPE_BOOLEAN,
    TYPE_INT32,
} from "./value.ts";
import type { Value } from "./value.ts";
import { elementsOfKind, onlyKindOf, typeOfElements } from "./views.ts";
import type { TypedLocal, TypedOf } from "../ir/typed.ts";

function emitIterateStart(context: FunctionContext, instruction: TypedOf<"iterateStart">): void {
    context.program.headers.add("runtime/iteration.h");
    const value = context.value(instruction.iterable);
    if ([...value.type.shapes].some(isIterable)) {
        startAny(context, instruction, context.hold(value, "iterable"));
        return;
    }
    const iterable = box(value);
    const type = value.type;
    const mayFail =
        type.undefined ||
        type.null ||
        type.true ||
        type.false ||
        type.number !== undefined ||
        ![...type.shapes].every(hasElements);
    if (mayFail) {
        context.push(
            ifStatement(unary("!", call("tsp_is_iterable", iterable)), [
                expressionStatement(call("tsp_throw_not_iterable", iterable)),
                ...context.leave(instruction.span),
            ]),
        );
    }
    context.assign(instruction.target, { expression: literal("0"), representation: INT32, type: TYPE_INT32 });
}

/** Among others an iterable of the library, which has an iterator. */
function startAny(context: FunctionContext, instruction: TypedOf<"iterateStart">, iterable: Value): void {
    const { target, span } = instruction;
    const first: Value = { expression: literal("0"), representation: INT32, type: TYPE_INT32 };
    const counted: Alternative = { key: "counted", emit: () => context.assign(target, first) };
    const foreign: Alternative = {
        key: "foreign",
        emit: () => {
            context.push(expressionStatement(call("tsp_throw_not_iterable", box(iterable))));
            context.leave(span).forEach((statement) => context.push(statement));
        },
    };
    dispatch(
        context,
        iterable,
        (shape) => {
            if (!isIterable(shape)) return hasElements(shape) ? counted : foreign;
            return accessAlternative(context, instruction, {
                of: shape,
                name: ITERATOR,
                object: iterable,
                target,
                passed: [],
            });
        },
        (primitive) => (primitive === "string" ? counted : foreign),
    );
}

function emitIterateNext(context: FunctionContext, instruction: TypedOf<"iterateNext">): void {
    const position = context.value(instruction.position);
    if (position.type.shapes.size === 0) {
        stepCounted(context, instruction);
        return;
    }
    const iterator = context.hold(position, "iterator");
    const counted: Alternative = {
        key: "counted",
        emit: () => stepAny(context, instruction, context.value(instruction.iterable)),
    };
    dispatch(
        context,
        iterator,
        (shape) => ({ key: shape, emit: () => stepIterator(context, instruction, iterator, shape) }),
        () => counted,
    );
}

/** An iterator of the library says whether it is at the end, and then what it has come to. */
function stepIterator(
    context: FunctionContext,
    instruction: TypedOf<"iterateNext">,
    iterator: Value,
    shape: Shape,
): void {
    const run = (name: string, target: TypedLocal): void => {
        const access = { of: shape, name, object: iterator, target, passed: [] };
        accessAlternative(context, instruction, access).emit();
    };
    run(FINISHED, instruction.done);
    if (instruction.accessors?.some(({ of, name }) => of === shape && name === CURRENT) !== true) return;
    const step = context.collect(() => run(CURRENT, instruction.value));
    if (instruction.done.type.true) context.push(ifStatement(unary("!", context.as(instruction.done, BOOLEAN)), step));
    else step.forEach((statement) => context.push(statement));
}

function stepCounted(context: FunctionContext, instruction: TypedOf<"iterateNext">): void {
    const iterable = context.value(instruction.iterable);
    const shapes = [...iterable.type.shapes];
    const kind = onlyObjects(iterable.type) ? onlyKindOf(iterable.type) : undefined;
    if (kind !== undefined) {
        const { header, at, representation } = elementsOfKind(kind);
        context.program.headers.add(header);
        const view = asPointer(iterable, "struct tsp_view *", context.program.names);
        const type = typeOfElements(kind);
        stepThrough(context, instruction, view, (position, object) => ({
            expression: at(object, position),
            representation,
            type,
        }));
    } else if (onlyObjects(iterable.type) && shapes.every(({ kind }) => kind === "array")) {
        context.program.headers.add("runtime/array.h");
        const array = asPointer(iterable, "struct tsp_array *", context.program.names);
        stepThrough(context, instruction, array, (position) => readItem(instruction, iterable.type, array, position));
    } else {
        stepAny(context, instruction, iterable);
    }
}

/** The element at a position below the length; one that is never undefined is no hole. */
function readItem({ value }: TypedOf<"iterateNext">, iterable: Type, array: CExpression, position: CExpression): Value {
    const elements = elementsOf(iterable);
    const type = value.type ?? NEVER;
    return elementsOfArrays(iterable).undefined
        ? { expression: call(elements.get, array, position), representation: TAGGED, type }
        : { expression: elementAt(elements, array, position), representation: elements.representation, type };
}

/** The length is read anew at each step, as an array iterator does. */
function stepThrough(
    context: FunctionContext,
    instruction: TypedOf<"iterateNext">,
    object: CExpression,
    read: (position: CExpression, object: CExpression) => Value,
): void {
    const position = context.as(instruction.position, INT32);
    const done = binary(">=", cast("uint32_t", position), arrow(object, "length"));
    context.assign(instruction.done, { expression: done, representation: BOOLEAN, type: TYPE_BOOLEAN });
    const step = context.collect(() => {
        context.assign(instruction.value, read(position, object));
        const next = binary("+", position, literal("1"));
        context.assign(instruction.position, { expression: next, representation: INT32, type: TYPE_INT32 });
    });
    if (instruction.done.type?.true === false) step.forEach((statement) => context.push(statement));
    else context.push(ifStatement(unary("!", toBoolean(context.value(instruction.done))), step));
}

function stepAny(context: FunctionContext, instruction: TypedOf<"iterateNext">, iterable: Value): void {
    context.program.headers.add("runtime/iteration.h");
    const position = context.variables.scratch("position", "int32_t @", literal("0"));
    const element = context.variables.scratch("element", "tsp_value @", identifier("TSP_UNDEFINED"));
    const done = context.variables.scratch("done", "bool @", literal("false"));
    context.push(assign(position, context.as(instruction.position, INT32)));
    context.push(assign(done, unary("!", call("tsp_iterate", box(iterable), addressOf(position), addressOf(element)))));
    if (iterable.type.string !== undefined) context.check(instruction.span);
    context.assign(instruction.position, { expression: position, representation: INT32, type: TYPE_INT32 });
    context.assign(instruction.done, { expression: done, representation: BOOLEAN, type: TYPE_BOOLEAN });
    const value = { expression: element, representation: TAGGED, type: instruction.value.type };
    const isElement = unary("!", done);
    context.push(
        ifStatement(
            isElement,
            context.collect(() => context.assign(instruction.value, value)),
        ),
    );
}

function emitCatch(context: FunctionContext, instruction: TypedOf<"catch">): void {
    const expression = call("tsp_catch");
    if (context.isUsed(instruction.target)) {
        context.assign(instruction.target, {
            expression,
            representation: TAGGED,
            type: instruction.target.type,
        });
    } else {
        context.push(expressionStatement({ kind: "cast", type: "void", operand: expression }));
    }
}

export const controlEmitters: Emitters<"catch" | "iterateNext" | "iterateStart"> = {
    catch: emitCatch,
    iterateNext: emitIterateNext,
    iterateStart: emitIterateStart,
};
