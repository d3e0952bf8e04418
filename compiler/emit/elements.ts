/**
 * Reading and writing elements: of arrays, views and strings by number, and properties whose name
 * is written as a number.
 */
import { assign, binary, call, cast, expressionStatement, identifier, ifStatement, literal } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import { ARRIVED } from "../ir/arrived.ts";
import { makesText } from "../ir/declarations/properties.ts";
import { isKeyed, propertyName } from "../ir/naming.ts";
import type { TypedLocal, TypedOf } from "../ir/typed.ts";
import type { ViewKind } from "../bindings/model.ts";
import { viewKindOf } from "../types/native-fit.ts";
import { isNever } from "../types/lattice.ts";
import { ELEMENT_SETS } from "../types/numbers.ts";
import type { Shape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { elementAt, elementsOf, stored } from "./arrays.ts";
import { COMPARED_UNIT } from "./comparisons.ts";
import { dispatch } from "./dispatch.ts";
import { emitGetKey, emitSetKey } from "./keyed.ts";
import type { Primitive } from "./dispatch.ts";
import type { Emitters } from "./family.ts";
import type { FunctionContext } from "./function-context.ts";
import { readGeneralAt, writeGeneralAt } from "./general.ts";
import { guardElement } from "./guards.ts";
import { latin1Text } from "./literals.ts";
import { found, readAlternative, undefinedValue, writeAlternative } from "./properties.ts";
import {
    asPointer,
    BITS,
    box,
    convert,
    INT32,
    isWhole,
    NEVER,
    OBJECT,
    onlyObjects,
    onlyStrings,
    STRING,
    TAGGED,
    toInt32,
    toUint32,
    TYPE_INT32,
    TYPE_LOW,
} from "./value.ts";
import type { Value } from "./value.ts";
import { elementsOfKind } from "./views.ts";

function emitGetIndex(context: FunctionContext, instruction: TypedOf<"getIndex">): void {
    if (isKeyed(instruction, ARRIVED)) {
        emitGetKey(context, instruction);
        return;
    }
    const object = context.hold(context.value(instruction.object), "indexed");
    const index = context.hold(context.value(instruction.index), "index");
    const key = propertyName(instruction, ARRIVED);
    dispatch(
        context,
        object,
        (shape) => {
            const kind = elementKind(shape);
            return isFoundByName(kind) && key !== undefined
                ? readAlternative(context, instruction, key, object, found(instruction, shape))
                : { key: kind, emit: () => readElement(context, instruction, object, index, kind) };
        },
        (primitive) =>
            primitive === "nullish"
                ? {
                      key: "nullish",
                      emit: () => throwIndex(context, instruction, object, index, "tsp_throw_nullish_read"),
                  }
                : { key: primitive, emit: () => readElement(context, instruction, object, index, primitive) },
    );
}

type ElementKind = "array" | "general" | "other" | ViewKind;

function elementKind(shape: Shape): ElementKind {
    if (shape.kind === "array" || shape.kind === "general") return shape.kind;
    return viewKindOf(shape) ?? "other";
}

const isFoundByName = (kind: ElementKind): boolean => kind === "other" || kind === "general";

function throwIndex(
    context: FunctionContext,
    instruction: TypedOf<"getIndex"> | TypedOf<"setIndex">,
    object: Value,
    index: Value,
    thrower: string,
): void {
    context.push(expressionStatement(call(`${thrower}_at`, box(object), box(index))));
    context.leave(instruction.span).forEach((statement) => context.push(statement));
}

/** An array gives undefined for what it has not, so one that never does has all that is read. */
function isThere(object: Type, { lowBits, type = NEVER }: TypedLocal): boolean {
    return lowBits !== true && !type.undefined && !type.absent && !isNever(type) && onlyArrays(object);
}

const onlyArrays = (type: Type): boolean => onlyObjects(type) && [...type.shapes].every(({ kind }) => kind === "array");

function readElement(
    context: FunctionContext,
    instruction: TypedOf<"getIndex">,
    object: Value,
    index: Value,
    kind: ElementKind | Primitive,
): void {
    const names = context.program.names;
    const type = instruction.target.type;
    const define = (name: string, pointer: ReturnType<typeof call>, at: ReturnType<typeof call>): void =>
        context.assign(instruction.target, { expression: call(name, pointer, at), representation: TAGGED, type });
    const defineLow = (name: string, pointer: CExpression): void => {
        const expression = call(name, pointer, toIndex(index));
        context.assign(instruction.target, { expression, representation: INT32, type: TYPE_INT32 });
    };
    const defineBits = (name: string, pointer: CExpression): void => {
        const expression = call(name, pointer, toIndex(index));
        context.assign(instruction.target, { expression, representation: BITS, type: TYPE_LOW });
    };
    const { kind: wanted } = context.representationOf(instruction.target);
    const isLow = instruction.target.lowBits === true && wanted === "int32";
    const isBits = instruction.target.lowBits === true && wanted === "bits";
    if (kind === "array") {
        context.program.headers.add("runtime/array.h");
        const array = asPointer(object, "struct tsp_array *", names);
        if (instruction.within === true || isThere(object.type, instruction.target)) {
            const elements = elementsOf(object.type);
            const expression = elementAt(elements, array, toIndex(index));
            context.assign(instruction.target, { expression, representation: elements.representation, type });
            return;
        }
        const { get, low, bits } = elementsOf(object.type);
        if (isLow && low !== undefined) defineLow(low, array);
        else if (isBits && bits !== undefined) defineBits(bits, array);
        else define(get, array, toIndex(index));
    } else if (kind === "string") {
        const constant = constantWith(object.type, index);
        if (constant !== undefined) {
            const text = context.value({ kind: "constant", value: constant }).expression;
            const expression = call("tsp_constant_unit", text, toUint32(index).expression);
            context.assign(instruction.target, { expression, representation: STRING, type });
            return;
        }
        const text = convert(object, STRING, names);
        if (instruction.onlyCompared === true) {
            const expression = call(COMPARED_UNIT, text, toIndex(index));
            context.define(instruction.target, { expression, representation: TAGGED, type });
            return;
        }
        define("tsp_string_index", text, toIndex(index));
        if (makesText(object.type)) context.check(instruction.span);
    } else if (kind === "general") {
        context.assign(instruction.target, readGeneralAt(context, object, index, type ?? NEVER));
        context.check(instruction.span);
    } else if (isViewKind(kind)) {
        const { header, get, low, bits } = elementsOfKind(kind);
        context.program.headers.add(header);
        const view = asPointer(object, "struct tsp_view *", names);
        if (isLow && low !== undefined) defineLow(low, view);
        else if (isBits && bits !== undefined) defineBits(bits, view);
        else define(get, view, toIndex(index));
    } else {
        context.assign(instruction.target, undefinedValue);
    }
}

const isViewKind = (kind: ElementKind | Primitive): kind is ViewKind => kind in ELEMENT_SETS;

/** The one text that the value can be, if it is Latin-1 and has a unit at each of the indexes. */
function constantWith(type: Type, index: Value): string | undefined {
    const { string } = type;
    const [text] = string === undefined || string === "any" || string.size > 1 || !onlyStrings(type) ? [] : string;
    const set = index.type.number;
    if (text === undefined || set === undefined || !isWhole(index)) return undefined;
    return set.min >= 0 && set.max < text.length && /^[\0-\xff]*$/.test(text) ? text : undefined;
}

/**
 * The index as an int32; negative for what is no index. One beyond int32 is beyond every length
 * too, and becomes negative.
 */
function toIndex(index: Value): CExpression {
    switch (index.representation.kind) {
        case "int32":
        case "uint32":
            return toInt32(index).expression;
        case "double":
            return call("tsp_double_to_index", index.expression);
        case "bits":
            return call("tsp_bits_to_index", index.expression);
        default:
            return call("tsp_to_index", box(index));
    }
}

function emitSetIndex(context: FunctionContext, instruction: TypedOf<"setIndex">): void {
    if (isKeyed(instruction, ARRIVED)) {
        emitSetKey(context, instruction);
        return;
    }
    const object = context.hold(context.value(instruction.object), "indexed");
    const index = context.hold(context.value(instruction.index), "index");
    if (instruction.accessors !== undefined) context.settle(instruction.value);
    const value = context.hold(context.value(instruction.value), "element");
    const key = propertyName(instruction, ARRIVED);
    dispatch(
        context,
        object,
        (shape) => {
            const kind = elementKind(shape);
            return isFoundByName(kind) && key !== undefined
                ? writeAlternative(context, instruction, key, object, value, found(instruction, shape))
                : { key: kind, emit: () => writeElement(context, instruction, object, index, value, kind) };
        },
        (primitive) =>
            primitive === "nullish"
                ? {
                      key: "nullish",
                      emit: () => throwIndex(context, instruction, object, index, "tsp_throw_nullish_write"),
                  }
                : { key: "primitive", emit: () => throwPrimitive(context, instruction) },
    );
}

/** Modules are strict: ECMA-262 10.4.3 and 7.3.4 refuse properties of primitives. */
function throwPrimitive(context: FunctionContext, instruction: TypedOf<"setIndex">): void {
    const message = literal(latin1Text("Cannot create property on a primitive"));
    context.push(expressionStatement(call("tsp_throw_type_error", message)));
    context.leave(instruction.span).forEach((statement) => context.push(statement));
}

/**
 * A view passes over numbers that are no index, but `undefined` would be the name of a property.
 */
function refuseUndefined(context: FunctionContext, { span }: TypedOf<"setIndex">, index: Value): void {
    if (!index.type.undefined) return;
    const message = literal(latin1Text("Invalid array index"));
    const test = binary("==", box(index), identifier("TSP_UNDEFINED"));
    context.push(
        ifStatement(test, [expressionStatement(call("tsp_throw_range_error", message)), ...context.leave(span)]),
    );
}

function writeElement(
    context: FunctionContext,
    instruction: TypedOf<"setIndex">,
    object: Value,
    index: Value,
    value: Value,
    kind: ElementKind,
): void {
    const pointer = convert(object, OBJECT, context.program.names);
    if (kind === "array") {
        context.program.headers.add("runtime/array.h");
        const elements = elementsOf(object.type);
        const array = cast("struct tsp_array *", pointer);
        const kept = stored(elements, value, context.program.names);
        guardElement(context, object, array, toIndex(index), instruction.span);
        if (instruction.within === true) {
            context.push(assign(elementAt(elements, array, toIndex(index)), kept));
            return;
        }
        const done = call(elements.set, array, toIndex(index), kept);
        context.push(ifStatement({ kind: "unary", operator: "!", operand: done }, context.leave(instruction.span)));
    } else if (kind === "general") {
        writeGeneralAt(context, object, index, value, instruction.span);
    } else if (isViewKind(kind)) {
        const { header, set, stored: store } = elementsOfKind(kind);
        context.program.headers.add(header);
        refuseUndefined(context, instruction, index);
        const kept = store(value);
        const view = cast("struct tsp_view *", pointer);
        context.push(expressionStatement(call(set, view, toIndex(index), kept.expression)));
        if (kept.throws) context.check(instruction.span);
    }
}

export const elementEmitters: Emitters<"getIndex" | "setIndex"> = {
    getIndex: emitGetIndex,
    setIndex: emitSetIndex,
};
