/** Reading and writing properties and elements. */
import { binary, call, conditional, expressionStatement, identifier, ifStatement, literal } from "../c/ast.ts";
import type { CExpression, CStatement } from "../c/ast.ts";
import type { Span } from "../ir/program.ts";
import type { TypedLocal, TypedOf, TypedOperand } from "../ir/typed.ts";
import { memberOfOwner, isPrivateName } from "../types/members.ts";
import type { AccessorMember, Member } from "../types/members.ts";
import type { Found } from "../types/resolve.ts";
import type { Shape } from "../types/shape.ts";
import type { NativeClass } from "../bindings/model.ts";
import { accessAlternative, describeShape, lackingAlternative } from "./accessors.ts";
import type { Accessing } from "./accessors.ts";
import { dispatch, primitivesOf } from "./dispatch.ts";
import type { Alternative } from "./dispatch.ts";
import { readField, setField, writeField } from "./fields.ts";
import type { FieldMember } from "./fields.ts";
import type { Emitters } from "./family.ts";
import { guardChange, guardDefinition, guardField } from "./guards.ts";
import type { FunctionContext } from "./function-context.ts";
import { assignGeneral, generalCase, holderOf, isSimpleRead, readGeneral, writeGeneral } from "./general.ts";
import { fixedProperty } from "./intrinsics.ts";
import { latin1Text } from "./literals.ts";
import { argument, nativeRepresentation } from "./natives.ts";
import { asPointer, BOOLEAN, box, convert, NEVER, STRING, TAGGED, TYPE_UNDEFINED, VOID } from "./value.ts";
import type { Value } from "./value.ts";

export const undefinedValue: Value = {
    expression: identifier("TSP_UNDEFINED"),
    representation: VOID,
    type: TYPE_UNDEFINED,
};

/** What specialisation found for a shape or kind of primitive. */
export const memberOf = (instruction: Naming, of: Found["of"]): Member | undefined => found(instruction, of).member;

export const found = ({ members }: Naming, of: Found["of"]): Found =>
    members?.find((each) => each.of === of) ?? { of, member: undefined };

interface Naming {
    readonly members?: readonly Found[];
}

function emitGetProperty(context: FunctionContext, instruction: TypedOf<"getProperty">): void {
    const value = context.value(instruction.object);
    const shapes = [...value.type.shapes];
    const primitives = primitivesOf(value);
    const onlyShape = shapes.length === 1 && primitives.length === 0 ? shapes[0] : undefined;
    const only = onlyShape === undefined ? undefined : memberOf(instruction, onlyShape);
    const fixed = only?.kind === "general" ? fixedProperty(context, only) : undefined;
    if (fixed !== undefined) {
        context.define(instruction.target, fixed);
        return;
    }
    if (only?.kind === "general") {
        if (isSimpleRead(value, only)) context.define(instruction.target, readGeneral(context, value, only));
        else assignGeneral(context, instruction, value, only);
        return;
    }
    if (only?.kind === "field") {
        context.define(instruction.target, fieldValue(context, instruction, instruction.name, value, only));
        return;
    }
    const held = shapes.length + primitives.length > 1 ? context.hold(value, "object") : value;
    dispatch(
        context,
        held,
        (shape) => readAlternative(context, instruction, instruction.name, held, found(instruction, shape)),
        (primitive) =>
            primitive === "nullish"
                ? throwAlternative(context, instruction, held, "tsp_throw_nullish_read")
                : readAlternative(context, instruction, instruction.name, held, found(instruction, primitive)),
    );
}

/** A field as its reader sees it: unset is undefined, but an unset private field is an error. */
function fieldValue(
    context: FunctionContext,
    { span }: { readonly span: Span },
    name: string,
    object: Value,
    member: FieldMember,
): Value {
    const value = readField(context, object, member);
    if (!isPrivateName(name) || !value.type.absent || value.representation.kind !== "value")
        return presentValue(context, value);
    const held = context.hold(value, "field");
    const test = binary("==", held.expression, identifier("TSP_ABSENT"));
    context.push(ifStatement(test, foreignMember(context, span, name, "read")));
    return { ...held, type: { ...held.type, absent: false } };
}

/**
 * ECMA-262 7.3.31 and 7.3.32: the object is not one of the class that declares the private name.
 */
function foreignMember(context: FunctionContext, span: Span, name: string, access: "read" | "write"): CStatement[] {
    const message = `Cannot ${access} private member ${plainName(name)} ${access === "read" ? "from" : "to"} an object whose class did not declare it`;
    return [expressionStatement(call("tsp_throw_type_error", literal(latin1Text(message)))), ...context.leave(span)];
}

/** An absent optional property reads as undefined. */
function presentValue(context: FunctionContext, value: Value): Value {
    if (!value.type.absent || value.representation.kind !== "value") return value;
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
    instruction: { readonly name: string; readonly span: Span },
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

/** An instruction that reads a property, named or by index. */
interface Reading extends Accessing {
    readonly target: TypedLocal;
}

export function readAlternative(
    context: FunctionContext,
    instruction: Reading,
    name: string,
    object: Value,
    { of, member }: Found,
): Alternative {
    const { target } = instruction;
    switch (member?.kind) {
        case "accessor":
            return getAlternative(context, instruction, name, object, of, member);
        case "field":
            return {
                key: member.field,
                emit: () => context.assign(target, fieldValue(context, instruction, name, object, member)),
            };
        case "general":
            return {
                key: generalCase(member),
                emit: () => {
                    const fixed = fixedProperty(context, member);
                    if (fixed === undefined) assignGeneral(context, instruction, object, member);
                    else context.assign(target, fixed);
                },
            };
        case "nativeProperty":
            return { key: member.property, emit: () => readNative(context, instruction, object, member) };
        case "nativeMethod":
        case "scriptMethod":
        case "method": {
            const shape =
                member.kind === "method"
                    ? context.program.methodShape(member.function)
                    : context.program.nativeMethodShape(member.owner, name);
            const value: Value =
                shape === undefined
                    ? undefinedValue
                    : {
                          expression: context.program.staticClosure(shape),
                          representation: { kind: "object", shape },
                          type: { ...NEVER, shapes: new Set([shape]) },
                      };
            return { key: shape ?? "missing", emit: () => context.assign(target, value) };
        }
        default:
            return isPrivateName(name)
                ? foreignAlternative(context, instruction.span, name, "read")
                : { key: "missing", emit: () => context.assign(target, undefinedValue) };
    }
}

/** A property without a getter is undefined; a private name is a TypeError. */
function getAlternative(
    context: FunctionContext,
    instruction: Reading,
    name: string,
    object: Value,
    of: Found["of"],
    { getter }: AccessorMember,
): Alternative {
    const { target } = instruction;
    if (getter !== undefined && typeof of !== "string")
        return accessAlternative(context, instruction, { accessor: getter, of, name, object, target, passed: [] });
    return isPrivateName(name)
        ? lackingAlternative(context, instruction.span, `'${plainName(name)}' was defined without a getter`)
        : { key: "missing", emit: () => context.assign(target, undefinedValue) };
}

/** What a setter takes is the operand itself: it may be converted to what the parameter is. */
function setAlternative(
    context: FunctionContext,
    instruction: Writing,
    name: string,
    object: Value,
    of: Shape,
    { setter }: AccessorMember,
): Alternative {
    if (setter !== undefined) {
        const passed = [instruction.value];
        return accessAlternative(context, instruction, {
            accessor: setter,
            of,
            name,
            object,
            target: undefined,
            passed,
        });
    }
    const message = isPrivateName(name)
        ? `'${plainName(name)}' was defined without a setter`
        : `Cannot set property ${name} of ${describeShape(of)} which has only a getter`;
    return lackingAlternative(context, instruction.span, message);
}

/** A private name as the source has it. */
const plainName = (name: string): string => name.replace(/:.*/, "");

function foreignAlternative(context: FunctionContext, span: Span, name: string, access: "read" | "write"): Alternative {
    return { key: "foreign", emit: () => pushAll(context, foreignMember(context, span, name, access)) };
}

function pushAll(context: FunctionContext, statements: readonly CStatement[]): void {
    statements.forEach((statement) => context.push(statement));
}

function readNative(
    context: FunctionContext,
    instruction: Reading,
    object: Value,
    { owner, property }: Extract<Member, { kind: "nativeProperty" }>,
): void {
    const getter = property.getter;
    if (getter === undefined) {
        context.assign(instruction.target, undefinedValue);
        return;
    }
    context.program.headers.add(getter.header);
    const expression = call(getter.symbol, receiver(context, object, owner));
    const value: Value = {
        expression,
        representation: nativeRepresentation(property.type),
        type: instruction.target.type,
    };
    context.assign(instruction.target, value);
    if (getter.mayThrow) context.check(instruction.span);
}

/**
 * The receiver of a native member: strings, numbers and booleans as themselves, objects as a
 * pointer of the owner's type.
 */
export function receiver(context: FunctionContext, object: Value, owner: NativeClass | undefined): CExpression {
    switch (owner?.builtIn) {
        case "string":
            return convert(object, STRING, context.program.names);
        case "number":
            return box(object);
        case "boolean":
            return convert(object, BOOLEAN, context.program.names);
        default:
            return asPointer(object, `${owner?.cType ?? "struct tsp_object"} *`, context.program.names);
    }
}

function emitSetProperty(context: FunctionContext, instruction: TypedOf<"setProperty">): void {
    const object = context.value(instruction.object);
    if (instruction.accessors !== undefined) context.settle(instruction.value);
    const value = context.value(instruction.value);
    const several = object.type.shapes.size > 1 || primitivesOf(object).length > 0;
    const heldObject = several ? context.hold(object, "object") : object;
    const heldValue = several ? context.hold(value, "value") : value;
    dispatch(
        context,
        heldObject,
        (shape) =>
            writeAlternative(context, instruction, instruction.name, heldObject, heldValue, found(instruction, shape)),
        (primitive) =>
            primitive === "nullish"
                ? throwAlternative(context, instruction, heldObject, "tsp_throw_nullish_write")
                : isPrivateName(instruction.name)
                  ? foreignAlternative(context, instruction.span, instruction.name, "write")
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

interface Writing extends Accessing {
    readonly value: TypedOperand;
}

export function writeAlternative(
    context: FunctionContext,
    instruction: Writing,
    name: string,
    object: Value,
    value: Value,
    { of, member }: Found,
): Alternative {
    if (member?.kind === "accessor" && typeof of !== "string")
        return setAlternative(context, instruction, name, object, of, member);
    const foreign = (): CStatement[] => foreignMember(context, instruction.span, name, "write");
    if (member?.kind === "field") {
        return {
            key: member.field,
            emit: () => {
                const { field } = member;
                if (isPrivateName(name) && field.type.absent && field.representation?.kind === "value") {
                    const test = binary("==", readField(context, object, member).expression, identifier("TSP_ABSENT"));
                    context.push(ifStatement(test, foreign()));
                }
                if (!isPrivateName(name)) guardField(context, object, member, instruction.span);
                setField(context, object, member, value);
            },
        };
    }
    if (member?.kind === "general") {
        const { span } = instruction;
        const write = (): void =>
            writeGeneral(context, holderOf(context, object, member, span), name, value, span, object);
        return { key: generalCase(member), emit: write };
    }
    if (member === undefined && isPrivateName(name))
        return foreignAlternative(context, instruction.span, name, "write");
    const setter = member?.kind === "nativeProperty" ? member.property.setter : undefined;
    if (member?.kind !== "nativeProperty" || setter === undefined) {
        return {
            key: "readOnly",
            emit: () => {
                const message = literal(latin1Text(`Cannot assign to read only property '${name}' of object`));
                context.push(expressionStatement(call("tsp_throw_type_error", message)));
                context.leave(instruction.span).forEach((statement) => context.push(statement));
            },
        };
    }
    return {
        key: setter,
        emit: () => {
            guardChange(context, setter, object, instruction.span);
            context.program.headers.add(setter.header);
            const [parameter] = setter.parameters;
            const given = parameter === undefined ? box(value) : argument(context, parameter, value, instruction.span);
            context.push(expressionStatement(call(setter.symbol, receiver(context, object, member.owner), given)));
            if (setter.mayThrow) context.check(instruction.span);
        },
    };
}

function emitDefineField(context: FunctionContext, instruction: TypedOf<"defineField">): void {
    const object = context.hold(context.value(instruction.object), "object");
    const value = context.hold(context.value(instruction.value), "value");
    const nothing: Alternative = { key: "nothing", emit: () => undefined };
    dispatch(
        context,
        object,
        (shape) => {
            const member = memberOfOwner(shape, instruction.owner, instruction.name);
            return member?.kind === "field"
                ? {
                      key: member.field,
                      emit: () => {
                          if (!isPrivateName(instruction.name))
                              guardDefinition(context, object, member, instruction.span);
                          writeField(context, object, member, value);
                      },
                  }
                : nothing;
        },
        () => nothing,
    );
}

function emitGetMethod(context: FunctionContext, instruction: TypedOf<"getMethod">): void {
    const value = context.hold(context.value(instruction.object), "object");
    const isPrivate = isPrivateName(instruction.name);
    const foreign = foreignAlternative(context, instruction.span, instruction.name, "read");
    dispatch(
        context,
        value,
        (shape) => {
            const member = memberOf(instruction, shape);
            if (member?.kind === "field") {
                const read = (): Value => fieldValue(context, instruction, instruction.name, value, member);
                return { key: member.field, emit: () => context.assign(instruction.target, read()) };
            }
            if (member?.kind === "accessor")
                return getAlternative(context, instruction, instruction.name, value, shape, member);
            if (member?.kind === "general") {
                return {
                    key: generalCase(member),
                    emit: () => assignGeneral(context, instruction, value, member, true),
                };
            }
            return member === undefined && isPrivate
                ? foreign
                : { key: "method", emit: () => context.assign(instruction.target, undefinedValue) };
        },
        (primitive) =>
            primitive === "nullish"
                ? throwAlternative(context, instruction, value, "tsp_throw_nullish_read")
                : isPrivate
                  ? foreign
                  : { key: "method", emit: () => context.assign(instruction.target, undefinedValue) },
    );
}

export const propertyEmitters: Emitters<"defineField" | "getMethod" | "getProperty" | "setProperty"> = {
    defineField: emitDefineField,
    getMethod: emitGetMethod,
    getProperty: emitGetProperty,
    setProperty: emitSetProperty,
};
