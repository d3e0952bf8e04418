/**
 * Questions before writes of objects that the program may have frozen, sealed or closed:
 * firmware/runtime/integrity.h. Where it never does that to an object of the shape, nothing is
 * asked.
 */
import { binary, call, identifier, ifStatement, literal, unary } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { NativeFunction } from "../bindings/model.ts";
import type { Span } from "../ir/program.ts";
import { isGuarded } from "../types/members.ts";
import { readField } from "./fields.ts";
import type { FieldMember } from "./fields.ts";
import type { FunctionContext } from "./function-context.ts";
import { keyOf } from "./general.ts";
import { asPointer, box, convert, OBJECT } from "./value.ts";
import type { Value } from "./value.ts";

function guard(context: FunctionContext, span: Span, name: string, ...args: readonly CExpression[]): void {
    context.program.headers.add("runtime/integrity.h");
    context.push(ifStatement(unary("!", call(name, ...args)), context.leave(span)));
}

/** Before a field is assigned. */
export function guardField(context: FunctionContext, object: Value, member: FieldMember, span: Span): void {
    if (!isGuarded(object.type)) return;
    const { field } = member;
    const isOptional = field.type.absent && field.representation?.kind === "value";
    const isThere = isOptional
        ? binary("!=", box(readField(context, object, member)), identifier("TSP_ABSENT"))
        : literal("true");
    const pointer = convert(object, OBJECT, context.program.names);
    guard(context, span, "tsp_may_set", pointer, keyOf(context, field.name), isThere);
}

/** Before a field of a class comes into being. */
export function guardDefinition(context: FunctionContext, object: Value, { field }: FieldMember, span: Span): void {
    if (!isGuarded(object.type)) return;
    const pointer = convert(object, OBJECT, context.program.names);
    guard(context, span, "tsp_may_define", pointer, keyOf(context, field.name));
}

export function guardElement(
    context: FunctionContext,
    object: Value,
    array: CExpression,
    index: CExpression,
    span: Span,
): void {
    if (isGuarded(object.type)) guard(context, span, "tsp_may_set_element", array, index);
}

/** Before a native method or setter changes an array. */
export function guardChange(context: FunctionContext, { changes }: NativeFunction, object: Value, span: Span): void {
    if (changes === undefined || !isGuarded(object.type)) return;
    const array = asPointer(object, "struct tsp_array *", context.program.names);
    guard(context, span, "tsp_may_change", array, identifier(`TSP_ARRAY_${changes.toUpperCase()}`));
}
