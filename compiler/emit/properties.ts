/** Reading and writing properties and elements. */
import { binary, call, cast, conditional, expressionStatement, identifier, ifStatement, literal } from "../c/ast.ts";
import type { InstructionOf } from "../ir/instructions.ts";
import { findMember, findNativeMember } from "../types/members.ts";
import type { Member } from "../types/members.ts";
import type { Shape } from "../types/shape.ts";
import type { NativeProperty } from "../bindings/model.ts";
import { dispatch, primitivesOf } from "./dispatch.ts";
import type { Alternative, Primitive } from "./dispatch.ts";
import { readField, writeField } from "./fields.ts";
import type { FunctionContext } from "./function-context.ts";
import { latin1Text } from "./literals.ts";
import { nativeRepresentation } from "./natives.ts";
import {
    asPointer,
    box,
    convert,
    DOUBLE,
    NEVER,
    OBJECT,
    STRING,
    TAGGED,
    toNumber,
    TYPE_UNDEFINED,
    VOID,
} from "./value.ts";
import type { Value } from "./value.ts";

const undefinedValue: Value = { expression: identifier("TSP_UNDEFINED"), representation: VOID, type: TYPE_UNDEFINED };

const PRIMITIVE_CLASS: Record<Exclude<Primitive, "nullish">, string> = {
    string: "String",
    number: "Number",
    boolean: "Boolean",
};

export function memberOfPrimitive(context: FunctionContext, primitive: Primitive, name: string): Member | undefined {
    const nativeClass = primitive === "nullish" ? undefined : context.program.nativeClass(PRIMITIVE_CLASS[primitive]);
    return nativeClass === undefined ? undefined : findNativeMember(nativeClass, name);
}

/** Arrays and function values have the members of their built-in class. */
export function memberOfShape(context: FunctionContext, shape: Shape, name: string): Member | undefined {
    if (shape.kind === "array" || shape.kind === "function") {
        const nativeClass = context.program.nativeClass(shape.kind === "array" ? "Array" : "Function");
        return nativeClass === undefined ? undefined : findNativeMember(nativeClass, name);
    }
    return findMember(shape, name);
}

export function emitGetProperty(context: FunctionContext, instruction: InstructionOf<"getProperty">): void {
    const value = context.value(instruction.object);
    context.noteMemoryRead();
    const shapes = [...value.type.shapes];
    const primitives = primitivesOf(value);
    const onlyShape = shapes.length === 1 && primitives.length === 0 ? shapes[0] : undefined;
    const only = onlyShape === undefined ? undefined : memberOfShape(context, onlyShape, instruction.name);
    if (only?.kind === "field") {
        context.define(instruction.target, presentValue(context, readField(context, value, only)));
        return;
    }
    const held = shapes.length + primitives.length > 1 ? context.hold(value, "object") : value;
    dispatch(
        context,
        held,
        (shape) => readAlternative(context, instruction, held, memberOfShape(context, shape, instruction.name)),
        (primitive) =>
            primitive === "nullish"
                ? throwAlternative(context, instruction, held, "tsp_throw_nullish_read")
                : readAlternative(context, instruction, held, memberOfPrimitive(context, primitive, instruction.name)),
    );
}

/** An absent optional property reads as undefined. */
function presentValue(context: FunctionContext, value: Value): Value {
    if (!value.type.absent || value.representation.kind !== "value") {
        return value;
    }
    const held = context.hold(value, "property");
    const test = binary("==", held.expression, identifier("TSP_ABSENT"));
    return {
        expression: conditional(test, identifier("TSP_UNDEFINED"), held.expression),
        representation: TAGGED,
        type: { ...value.type, absent: false, undefined: true },
    };
}

function throwAlternative(
    context: FunctionContext,
    instruction: InstructionOf<"getProperty"> | InstructionOf<"setProperty"> | InstructionOf<"getMethod">,
    value: Value,
    thrower: string,
): Alternative {
    return {
        key: "nullish",
        emit: () => {
            context.push(expressionStatement(call(thrower, box(value), literal(latin1Text(instruction.name)))));
            context.leave(instruction.span).forEach((statement) => context.push(statement));
        },
    };
}

function readAlternative(
    context: FunctionContext,
    instruction: InstructionOf<"getProperty">,
    object: Value,
    member: Member | undefined,
): Alternative {
    const { target } = instruction;
    switch (member?.kind) {
        case "field":
            return {
                key: member.field,
                emit: () => context.assign(target, presentValue(context, readField(context, object, member))),
            };
        case "nativeProperty":
            return { key: member.property, emit: () => readNative(context, instruction, object, member.property) };
        case "method": {
            const shape = context.program.methodShape(member.function);
            const value: Value =
                shape === undefined
                    ? undefinedValue
                    : {
                          expression: context.program.staticClosure(shape),
                          representation: OBJECT,
                          type: { ...NEVER, shapes: new Set([shape]) },
                      };
            return { key: member.function, emit: () => context.assign(target, value) };
        }
        default:
            return { key: "missing", emit: () => context.assign(target, undefinedValue) };
    }
}

function readNative(
    context: FunctionContext,
    instruction: InstructionOf<"getProperty">,
    object: Value,
    property: NativeProperty,
): void {
    const getter = property.getter;
    if (getter === undefined) {
        context.assign(instruction.target, undefinedValue);
        return;
    }
    context.program.headers.add(getter.header);
    const expression = call(getter.symbol, receiver(context, object, getter.symbol));
    const value: Value = {
        expression,
        representation: nativeRepresentation(property.type),
        type: instruction.target.type ?? NEVER,
    };
    const isUnsigned = property.type.kind === "number" && property.type.c === "uint32_t";
    const typed = isUnsigned ? { ...value, expression: cast("double", expression) } : value;
    if (getter.mayThrow) {
        context.assign(instruction.target, typed);
        context.check(instruction.span);
    } else {
        context.assign(instruction.target, typed);
    }
}

/** The receiver of a native member: strings and numbers as themselves, objects as a pointer of the owner's type. */
export function receiver(context: FunctionContext, object: Value, symbol: string): ReturnType<typeof call> {
    const owner = context.program.nativeOwner(symbol);
    if (owner?.name === "String") {
        return convert(object, STRING, context.program.names);
    }
    if (owner?.name === "Number") {
        return toNumber(object).expression;
    }
    return asPointer(object, `${owner?.cType ?? "struct tsp_object"} *`, context.program.names);
}

export function emitSetProperty(context: FunctionContext, instruction: InstructionOf<"setProperty">): void {
    const object = context.value(instruction.object);
    const value = context.value(instruction.value);
    const several = object.type.shapes.size > 1 || primitivesOf(object).length > 0;
    const heldObject = several ? context.hold(object, "object") : object;
    const heldValue = several ? context.hold(value, "value") : value;
    dispatch(
        context,
        heldObject,
        (shape) =>
            writeAlternative(
                context,
                instruction,
                heldObject,
                heldValue,
                memberOfShape(context, shape, instruction.name),
            ),
        (primitive) =>
            primitive === "nullish"
                ? throwAlternative(context, instruction, heldObject, "tsp_throw_nullish_write")
                : {
                      key: "primitive",
                      emit: () => {
                          const message = literal(
                              latin1Text(`Cannot create property '${instruction.name}' on a primitive`),
                          );
                          context.push(expressionStatement(call("tsp_throw_type_error", message)));
                          context.leave(instruction.span).forEach((statement) => context.push(statement));
                      },
                  },
    );
}

function writeAlternative(
    context: FunctionContext,
    instruction: InstructionOf<"setProperty">,
    object: Value,
    value: Value,
    member: Member | undefined,
): Alternative {
    if (member?.kind === "field") {
        return { key: member.field, emit: () => writeField(context, object, member, value) };
    }
    const setter = member?.kind === "nativeProperty" ? member.property.setter : undefined;
    if (setter === undefined) {
        return {
            key: "readOnly",
            emit: () => {
                const message = literal(
                    latin1Text(`Cannot assign to read only property '${instruction.name}' of object`),
                );
                context.push(expressionStatement(call("tsp_throw_type_error", message)));
                context.leave(instruction.span).forEach((statement) => context.push(statement));
            },
        };
    }
    return {
        key: setter,
        emit: () => {
            context.program.headers.add(setter.header);
            const representation =
                setter.parameters[0] === undefined ? TAGGED : nativeRepresentation(setter.parameters[0].type);
            const argument = convert(value, representation, context.program.names);
            context.push(expressionStatement(call(setter.symbol, receiver(context, object, setter.symbol), argument)));
            if (setter.mayThrow) {
                context.check(instruction.span);
            }
        },
    };
}

export function emitDefineField(context: FunctionContext, instruction: InstructionOf<"defineField">): void {
    const object = context.value(instruction.object);
    const value = context.value(instruction.value);
    const shape = context.program.shapeOfClass(instruction.owner);
    const member = shape === undefined ? undefined : findMember(shape, instruction.name);
    if (member?.kind === "field") {
        writeField(context, object, member, value);
    }
}

export function emitGetIndex(context: FunctionContext, instruction: InstructionOf<"getIndex">): void {
    const object = context.hold(context.value(instruction.object), "indexed");
    const index = context.hold(context.value(instruction.index), "index");
    dispatch(
        context,
        object,
        (shape) => ({
            key: elementKind(shape),
            emit: () => readElement(context, instruction, object, index, elementKind(shape)),
        }),
        (primitive) =>
            primitive === "nullish"
                ? {
                      key: "nullish",
                      emit: () => throwIndex(context, instruction, object, index, "tsp_throw_nullish_read"),
                  }
                : { key: primitive, emit: () => readElement(context, instruction, object, index, primitive) },
    );
}

type ElementKind = "array" | "view" | "other";

function elementKind(shape: Shape): ElementKind {
    if (shape.kind === "array") {
        return "array";
    }
    return shape.kind === "native" && shape.nativeClass.cType === "struct tsp_view" ? "view" : "other";
}

function throwIndex(
    context: FunctionContext,
    instruction: InstructionOf<"getIndex"> | InstructionOf<"setIndex">,
    object: Value,
    index: Value,
    thrower: string,
): void {
    context.push(expressionStatement(call(`${thrower}_at`, box(object), box(index))));
    context.leave(instruction.span).forEach((statement) => context.push(statement));
}

function readElement(
    context: FunctionContext,
    instruction: InstructionOf<"getIndex">,
    object: Value,
    index: Value,
    kind: ElementKind | Primitive,
): void {
    const names = context.program.names;
    const type = instruction.target.type ?? NEVER;
    const define = (name: string, pointer: ReturnType<typeof call>, at: ReturnType<typeof call>): void =>
        context.assign(instruction.target, { expression: call(name, pointer, at), representation: TAGGED, type });
    if (kind === "array") {
        context.program.headers.add("runtime/array.h");
        const array = asPointer(object, "struct tsp_array *", names);
        const isInt = index.representation.kind === "int32";
        define(
            isInt ? "tsp_array_get" : "tsp_array_get_number",
            array,
            isInt ? index.expression : toNumber(index).expression,
        );
    } else if (kind === "view") {
        context.program.headers.add("runtime/buffer.h");
        define("tsp_view_get", asPointer(object, "struct tsp_view *", names), toNumber(index).expression);
    } else if (kind === "string") {
        define("tsp_string_index", convert(object, STRING, names), convert(numberValue(index), DOUBLE, names));
        context.check(instruction.span);
    } else {
        context.assign(instruction.target, undefinedValue);
    }
}

function numberValue(index: Value): Value {
    return index.representation.kind === "int32"
        ? index
        : { ...index, expression: toNumber(index).expression, representation: DOUBLE };
}

export function emitSetIndex(context: FunctionContext, instruction: InstructionOf<"setIndex">): void {
    const object = context.hold(context.value(instruction.object), "indexed");
    const index = context.hold(context.value(instruction.index), "index");
    const value = context.hold(context.value(instruction.value), "element");
    dispatch(
        context,
        object,
        (shape) => ({
            key: elementKind(shape),
            emit: () => writeElement(context, instruction, object, index, value, elementKind(shape)),
        }),
        (primitive) =>
            primitive === "nullish"
                ? {
                      key: "nullish",
                      emit: () => throwIndex(context, instruction, object, index, "tsp_throw_nullish_write"),
                  }
                : { key: primitive, emit: () => undefined },
    );
}

function writeElement(
    context: FunctionContext,
    instruction: InstructionOf<"setIndex">,
    object: Value,
    index: Value,
    value: Value,
    kind: ElementKind,
): void {
    const pointer = convert(object, OBJECT, context.program.names);
    if (kind === "array") {
        context.program.headers.add("runtime/array.h");
        const isInt = index.representation.kind === "int32";
        const done = call(
            isInt ? "tsp_array_set" : "tsp_array_set_number",
            cast("struct tsp_array *", pointer),
            isInt ? index.expression : toNumber(index).expression,
            box(value),
        );
        context.push(ifStatement({ kind: "unary", operator: "!", operand: done }, context.leave(instruction.span)));
    } else if (kind === "view") {
        context.program.headers.add("runtime/buffer.h");
        const number = toNumber(value);
        context.push(
            expressionStatement(
                call("tsp_view_set", cast("struct tsp_view *", pointer), toNumber(index).expression, number.expression),
            ),
        );
        if (number.throws) {
            context.check(instruction.span);
        }
    }
}

export function emitGetMethod(context: FunctionContext, instruction: InstructionOf<"getMethod">): void {
    const value = context.hold(context.value(instruction.object), "object");
    context.noteMemoryRead();
    dispatch(
        context,
        value,
        (shape) => {
            const member = memberOfShape(context, shape, instruction.name);
            return member?.kind === "field"
                ? {
                      key: member.field,
                      emit: () =>
                          context.assign(instruction.target, presentValue(context, readField(context, value, member))),
                  }
                : { key: "method", emit: () => context.assign(instruction.target, undefinedValue) };
        },
        (primitive) =>
            primitive === "nullish"
                ? throwAlternative(context, instruction, value, "tsp_throw_nullish_read")
                : { key: "method", emit: () => context.assign(instruction.target, undefinedValue) },
    );
}
