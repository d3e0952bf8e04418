/** General objects, whose properties the runtime finds by name: firmware/runtime/general.h. */
import { assign, binary, call, cast, expressionStatement, identifier, ifStatement, literal, unary } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { ObjectPart } from "../ir/instructions.ts";
import type { Span } from "../ir/program.ts";
import type { TypedLocal, TypedOf } from "../ir/typed.ts";
import { constantKey, textOfKey } from "../types/keys.ts";
import type { Definition } from "../types/keys.ts";
import { generalProperty, isPlain, isStandardMissing } from "../types/members.ts";
import type { GeneralMember } from "../types/members.ts";
import { present } from "../types/lattice.ts";
import type { GeneralShape } from "../types/shape.ts";
import type { Type } from "../types/type.ts";
import { hasElements } from "../types/native-fit.ts";
import { dispatch } from "./dispatch.ts";
import { lackingAlternative } from "./accessors.ts";
import type { Accessing } from "./accessors.ts";
import type { FunctionContext } from "./function-context.ts";
import { noteDetails } from "./function-details.ts";
import { isInt32, latin1Text } from "./literals.ts";
import { ownProperties } from "./own-properties.ts";
import {
    asPointer,
    BOOLEAN,
    box,
    convert,
    NEVER,
    OBJECT,
    onlyStrings,
    TAGGED,
    TYPE_BOOLEAN,
    TYPE_UNDEFINED,
    VOID,
} from "./value.ts";
import type { Value } from "./value.ts";

/** All alternatives that look for a name in a general object are one. */
const GENERAL_CASE = "general";

/** The key of an alternative: each function has an object of its own beside it. */
export const generalCase = ({ beside, owner }: GeneralMember): unknown => (beside === undefined ? GENERAL_CASE : owner);

/** The general object that has the property: the one beside a function is made where it is not. */
export function holderOf(
    context: FunctionContext,
    object: Value,
    { beside, name, owner }: GeneralMember,
    span: Span,
): Value {
    if (beside === undefined) return object;
    if (name === "name" || name === "length") noteDetails(context.program, object.type);
    context.program.headers.add("runtime/beside.h");
    const holder = context.variables.scratch("beside", "struct tsp_general *@", literal("NULL"));
    const isConstructor = literal(String(beside === "constructor"));
    const made = call("tsp_beside", convert(object, OBJECT, context.program.names), isConstructor);
    context.push(assign(holder, made));
    context.push(ifStatement(binary("==", holder, literal("NULL")), context.leave(span)));
    return {
        expression: holder,
        representation: { kind: "object", shape: owner },
        type: { ...NEVER, shapes: new Set([owner]) },
    };
}

const INDEX = /^(0|[1-9][0-9]*)$/;

/** The property key of a name that the program writes: an integer where it is an index. */
export function keyOf(context: FunctionContext, name: string): CExpression {
    const text = textOfKey(name);
    return INDEX.test(text) && isInt32(Number(text))
        ? call("tsp_from_int32", literal(text))
        : call("tsp_from_string", context.program.strings.reference(text));
}

export function generalPointer(context: FunctionContext, object: Value): CExpression {
    context.program.headers.add("runtime/general.h");
    return asPointer(object, "struct tsp_general *", context.program.names);
}

/** Whether all general objects that can come have properties as an assignment makes them. */
const arePlain = ({ type }: Value): boolean =>
    [...type.shapes].every((shape) => shape.kind !== "general" || isPlain(shape));

/** Whether reading the property does nothing else. */
export const isSimpleRead = (object: Value, { owner, name }: GeneralMember): boolean =>
    arePlain(object) && isPlain(owner) && !isStandardMissing(owner, name);

/** The function for the objects; where they are not plain, one that runs accessors. */
function runtimeFunction(context: FunctionContext, object: Value, plain: string, other: string): string {
    if (arePlain(object)) return plain;
    context.program.headers.add("runtime/property.h");
    return other;
}

interface Reading {
    /** Of an accessor, where that is another object. */
    readonly receiver?: Value;
    readonly asks?: boolean;
}

/**
 * Undefined without the property; `asks`: also where Object.prototype has it. A getter may run,
 * which may throw.
 */
export function readGeneral(
    context: FunctionContext,
    object: Value,
    { owner, name, beside }: GeneralMember,
    { receiver = object, asks = false }: Reading = {},
): Value {
    // Accessors of a class run on the class, not on what lies beside it.
    if (beside !== undefined && !isPlain(owner) && (asks || !isStandardMissing(owner, name))) {
        context.program.headers.add("runtime/property.h");
        const pointer = generalPointer(context, object);
        return {
            expression: call("tsp_general_read_as", box(receiver), pointer, keyOf(context, name)),
            representation: TAGGED,
            type: present(generalProperty(owner, name)),
        };
    }
    const read =
        isStandardMissing(owner, name) && !asks
            ? "tsp_general_get_at"
            : runtimeFunction(context, object, "tsp_general_get", "tsp_general_read");
    return {
        expression: call(read, generalPointer(context, object), keyOf(context, name)),
        representation: TAGGED,
        type: present(generalProperty(owner, name)),
    };
}

export function assignGeneral(
    context: FunctionContext,
    { target, span }: { readonly target: TypedLocal; readonly span: Span },
    object: Value,
    member: GeneralMember,
    asks = false,
): void {
    const holder = holderOf(context, object, member, span);
    context.assign(target, readGeneral(context, holder, member, { receiver: object, asks }));
    if (!isSimpleRead(holder, member)) context.checkCalled(span);
}

/** The same, TSP_ABSENT without the property. */
export function findGeneral(context: FunctionContext, object: Value, { owner, name }: GeneralMember): Value {
    return {
        expression: call("tsp_general_find", generalPointer(context, object), keyOf(context, name)),
        representation: TAGGED,
        type: generalProperty(owner, name),
    };
}

export function writeGeneral(
    context: FunctionContext,
    object: Value,
    name: string,
    value: Value,
    span: Span,
    receiver = object,
): void {
    if (receiver !== object && !arePlain(object)) {
        context.program.headers.add("runtime/property.h");
        const [to, pointer] = [box(receiver), generalPointer(context, object)];
        const written = call("tsp_general_write_as", to, pointer, keyOf(context, name), box(value));
        context.push(ifStatement(unary("!", written), context.leave(span)));
        return;
    }
    const write = runtimeFunction(context, object, "tsp_general_set", "tsp_general_write");
    const done = call(write, generalPointer(context, object), keyOf(context, name), box(value));
    context.push(ifStatement(unary("!", done), context.leave(span)));
}

/** A property of a new object, whatever prototypes say of the name. */
function defineGeneral(context: FunctionContext, object: Value, name: string, value: Value, span: Span): void {
    const done = call("tsp_general_set", generalPointer(context, object), keyOf(context, name), box(value));
    context.push(ifStatement(unary("!", done), context.leave(span)));
}

/** The property of a name that is made at run time. */
export function readGeneralAt(context: FunctionContext, object: Value, key: Value, type: Type): Value {
    const expression = call("tsp_general_get_at", generalPointer(context, object), box(key));
    return { expression, representation: TAGGED, type };
}

export function writeGeneralAt(context: FunctionContext, object: Value, key: Value, value: Value, span: Span): void {
    const write = runtimeFunction(context, object, "tsp_general_set_at", "tsp_general_write_at");
    const done = call(write, generalPointer(context, object), box(key), box(value));
    context.push(ifStatement(unary("!", done), context.leave(span)));
}

export function emitDeleteProperty(context: FunctionContext, instruction: TypedOf<"deleteProperty">): void {
    const object = context.hold(context.value(instruction.object), "object");
    const key = context.hold(context.value(instruction.key), "key");
    const name = constantKey(key.type);
    const orLeave = (done: CExpression): void => {
        context.program.headers.add("runtime/property.h");
        context.push(ifStatement(unary("!", done), context.leave(instruction.span)));
    };
    const remove = (): void => {
        const pointer = generalPointer(context, object);
        if (name !== undefined) {
            if (arePlain(object))
                context.push(expressionStatement(call("tsp_general_delete", pointer, keyOf(context, name))));
            else orLeave(call("tsp_general_remove", pointer, keyOf(context, name)));
            return;
        }
        if (!arePlain(object)) {
            orLeave(call("tsp_general_remove_at", pointer, box(key)));
            return;
        }
        const done = call("tsp_general_delete_at", pointer, box(key));
        // What is a text needs no other.
        if (onlyStrings(key.type)) context.push(expressionStatement(cast("void", done)));
        else context.push(ifStatement(unary("!", done), context.leave(instruction.span)));
    };
    const removeElement = (): void => {
        context.program.headers.add("runtime/array_methods.h");
        const array = asPointer(object, "struct tsp_array *", context.program.names);
        orLeave(call("tsp_array_remove_at", array, box(key)));
    };
    const removeBeside = (): void => {
        context.program.headers.add("runtime/beside.h");
        noteDetails(context.program, object.type);
        orLeave(call("tsp_beside_remove_at", convert(object, OBJECT, context.program.names), box(key)));
    };
    dispatch(
        context,
        object,
        ({ kind }) =>
            kind === "array"
                ? { key: "array", emit: removeElement }
                : kind === "function"
                  ? { key: "function", emit: removeBeside }
                  : { key: GENERAL_CASE, emit: remove },
        (primitive) =>
            primitive === "nullish"
                ? lackingAlternative(context, instruction.span, "Cannot convert undefined or null to object")
                : { key: "nothing", emit: () => undefined },
    );
    context.define(instruction.target, { expression: literal("true"), representation: BOOLEAN, type: TYPE_BOOLEAN });
}

interface HeldPart {
    readonly part: ObjectPart;
    readonly value: Value;
}

/** A new general object with what the parts of a literal give it. */
export function fillGeneral(
    context: FunctionContext,
    instruction: TypedOf<"newObject">,
    parts: readonly HeldPart[],
    shape: GeneralShape,
): Value {
    const { span } = instruction;
    const named = parts.filter(({ part }) => part.kind !== "spread" && part.kind !== "name").length;
    const object = newGeneral(context, span, named, shape);
    let key: Value | undefined;
    for (const { part, value } of parts) {
        switch (part.kind) {
            case "property":
                defineGeneral(context, object, part.name, value, span);
                break;
            case "name":
                key = value;
                break;
            case "named":
                if (key !== undefined) storeNamed(context, object, key, part.as, value, span);
                break;
            case "spread":
                copyInto(context, instruction, object, value);
                break;
            default:
                defineAccessor(context, object, { half: part.kind, key: keyOf(context, part.name), value, span });
        }
    }
    return object;
}

interface AccessorHalf {
    readonly half: "getter" | "setter";
    readonly key: CExpression;
    readonly value: Value;
    readonly span: Span;
    /** The name is made at run time. */
    readonly isComputed?: true;
}

function defineAccessor(
    context: FunctionContext,
    object: Value,
    { half, key, value, span, isComputed }: AccessorHalf,
): void {
    context.program.headers.add("runtime/property.h");
    const absent = identifier("TSP_ABSENT");
    const halves = half === "getter" ? [box(value), absent] : [absent, box(value)];
    const define = isComputed ? "tsp_general_accessor_at" : "tsp_general_accessor";
    const done = call(define, generalPointer(context, object), key, ...halves);
    context.push(ifStatement(unary("!", done), context.leave(span)));
}

export function newGeneral(context: FunctionContext, span: Span, room: number, shape: GeneralShape): Value {
    context.program.headers.add("runtime/general.h");
    const object = context.variables.scratch("object", "struct tsp_general *@", literal("NULL"));
    context.push(assign(object, call("tsp_general_new", literal(`${room}u`))));
    context.push(ifStatement(binary("==", object, literal("NULL")), context.leave(span)));
    return {
        expression: object,
        representation: { kind: "object", shape },
        type: { ...NEVER, shapes: new Set([shape]) },
    };
}

/** A computed name of a literal, which is a property of its own whatever its name is. */
function storeNamed(
    context: FunctionContext,
    object: Value,
    key: Value,
    as: Definition = "property",
    value: Value,
    span: Span,
): void {
    if (as !== "property") {
        defineAccessor(context, object, { half: as, key: box(key), value, span, isComputed: true });
        return;
    }
    const name = constantKey(key.type);
    if (name !== undefined) {
        defineGeneral(context, object, name, value, span);
        return;
    }
    const done = call("tsp_general_define_at", generalPointer(context, object), box(key), box(value));
    context.push(ifStatement(unary("!", done), context.leave(span)));
}

/** Copies the own properties of whatever is spread (ECMA-262 7.3.26). */
function copyInto(
    context: FunctionContext,
    instruction: Accessing,
    object: Value,
    source: Value,
    excluded: readonly string[] = [],
): void {
    const { span } = instruction;
    const to = generalPointer(context, object);
    const copy = excluded.length > 0 ? "tsp_general_copy_others" : "tsp_general_copy";
    const orLeave = (done: CExpression): void => context.push(ifStatement(unary("!", done), context.leave(span)));
    dispatch(
        context,
        source,
        (shape) => {
            if (shape.kind === "general") {
                return {
                    key: GENERAL_CASE,
                    emit: () => orLeave(call(copy, to, generalPointer(context, source))),
                };
            }
            if (hasElements(shape))
                return { key: "elements", emit: () => orLeave(call("tsp_general_copy_elements", to, box(source))) };

            return {
                key: shape,
                emit: () =>
                    ownProperties(context, instruction, source, shape, excluded).forEach(([name, value]) => {
                        defineGeneral(context, object, name, value, span);
                    }),
            };
        },
        (primitive) =>
            primitive === "string"
                ? { key: "elements", emit: () => orLeave(call("tsp_general_copy_elements", to, box(source))) }
                : { key: "nothing", emit: () => undefined },
    );
}

/** The rest of an object pattern: a copy without what the pattern has taken. */
export function restOfGeneral(
    context: FunctionContext,
    instruction: TypedOf<"objectRest">,
    source: Value,
    shape: GeneralShape,
): Value {
    const { excluded, span } = instruction;
    if (source.type.undefined || source.type.null || source.type.absent) {
        const test = call("tsp_is_nullish", box(source));
        const thrown = expressionStatement(call("tsp_throw_nullish_read", box(source), literal(latin1Text(""))));
        context.push(ifStatement(test, [thrown, ...context.leave(span)]));
    }
    const object = newGeneral(context, span, 0, shape);
    // What is there already is not copied, so that its getter does not run.
    const taken: Value = { expression: identifier("TSP_UNDEFINED"), representation: VOID, type: TYPE_UNDEFINED };
    excluded.forEach((name) => {
        defineGeneral(context, object, name, taken, span);
    });
    copyInto(context, instruction, object, source, excluded);
    for (const name of excluded) {
        const pointer = generalPointer(context, object);
        context.push(expressionStatement(call("tsp_general_delete", pointer, keyOf(context, name))));
    }
    return object;
}
