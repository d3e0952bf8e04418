/**
 * ToPrimitive of operands and arguments: objects of the native classes that convert are replaced by
 * what their own methods give.
 */
import { assign, identifier } from "../c/ast.ts";
import type { Span } from "../ir/program.ts";
import { conversionOf, toPrimitive } from "../types/primitive.ts";
import type { Conversion, Hint } from "../types/primitive.ts";
import type { Type } from "../types/type.ts";
import { dispatch } from "./dispatch.ts";
import type { FunctionContext } from "./function-context.ts";
import { nativeCall } from "./natives.ts";
import { receiver } from "./properties.ts";
import { box, TAGGED } from "./value.ts";
import type { Value } from "./value.ts";

/** The value itself where it holds no such object. The methods read the object now, not later. */
export function primitive(context: FunctionContext, value: Value, hint: Hint | undefined, span: Span): Value {
    if (hint === undefined || ![...value.type.shapes].some((shape) => conversionOf(shape, hint))) return value;
    const type = toPrimitive(value.type, hint);
    const object = context.hold(value, "object");
    const conversions = [...value.type.shapes].map((shape) => conversionOf(shape, hint)?.function);
    const [only] = [...value.type.shapes].map((shape) => conversionOf(shape, hint));
    if (only !== undefined && value.representation.kind === "object" && new Set(conversions).size === 1)
        return converted(context, object, only, { type, span });
    const target = context.variables.scratch("primitive", "tsp_value @", identifier("TSP_UNDEFINED"));
    const keep = { key: "same", emit: () => context.push(assign(target, box(object))) };
    dispatch(
        context,
        object,
        (shape) => {
            const conversion = conversionOf(shape, hint);
            if (conversion === undefined) return keep;
            const emit = (): void => {
                context.push(assign(target, box(converted(context, object, conversion, { type, span }))));
            };
            return { key: conversion.function, emit };
        },
        () => keep,
    );
    return { expression: target, representation: TAGGED, type };
}

function converted(
    context: FunctionContext,
    object: Value,
    { function: native, owner }: Conversion,
    { type, span }: { readonly type: Type; readonly span: Span },
): Value {
    const request = { native, receiver: receiver(context, object, owner), arguments: [], span };
    const made = context.hold(nativeCall(context, request, type), "primitive");
    if (native.mayThrow) context.check(span);
    return made;
}
