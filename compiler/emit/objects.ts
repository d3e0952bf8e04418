/** Object and array literals, their spread and rest, and function values. */
import {
    addressOf,
    arrow,
    assign,
    binary,
    call,
    conditional,
    expressionStatement,
    identifier,
    ifStatement,
    list,
    literal,
    unary,
} from "../c/ast.ts";
import type { CExpression, CInitializer } from "../c/ast.ts";
import type { ObjectPart } from "../ir/instructions.ts";
import type { Span } from "../ir/program.ts";
import type { TypedOf } from "../ir/typed.ts";
import { constantKey, defineProperty } from "../types/keys.ts";
import { isIterable, isOrdered } from "../types/members.ts";
import type { LiteralShape, Shape } from "../types/shape.ts";
import { elementAt, elementsOf, newArray, stored } from "./arrays.ts";
import { structOf } from "./ctypes.ts";
import { emitDeleteProperty, fillGeneral, restOfGeneral } from "./general.ts";
import { dispatch } from "./dispatch.ts";
import { memberName, writeField } from "./fields.ts";
import { ownProperties } from "./own-properties.ts";
import { captureMember } from "./variables.ts";
import type { Emitters } from "./family.ts";
import type { FunctionContext } from "./function-context.ts";
import { latin1Text } from "./literals.ts";
import { copyOrder, noteCreation, noteNames, ownNames } from "./orders.ts";
import { undefinedValue } from "./properties.ts";
import { listed } from "./spread.ts";
import { box, NEVER, OBJECT, TAGGED, VOID } from "./value.ts";
import type { Value } from "./value.ts";

/** An object in the function's own frame, as new as one of the heap each time. */
function place(context: FunctionContext, shape: LiteralShape, values: ReadonlyMap<string, Value>): CExpression {
    const struct = structOf(shape, context.program.names);
    const header: [string, CInitializer] = ["header", list([["shape", context.program.shapeConstant(shape)]])];
    const fields = [...shape.fields.values()].flatMap((field): [string, CInitializer][] => {
        const representation = field.representation ?? VOID;
        const value = values.get(field.name);
        const isStored = value !== undefined && representation.kind !== "void";
        return isStored ? [[memberName(field), context.converted(value, representation)]] : [];
    });
    const storage = context.variables.scratch("literal", `${struct} @`);
    context.push(assign(storage, { kind: "compound", type: struct, initializer: list([header, ...fields]) }));
    return addressOf(storage);
}

function allocate(context: FunctionContext, shape: Shape, wanted: string, span: Span): CExpression {
    const constant = context.program.shapeConstant(shape);
    const object = context.variables.scratch(wanted, `${structOf(shape, context.program.names)} *@`, literal("NULL"));
    context.push(assign(object, call("tsp_new", constant)));
    context.push(ifStatement(binary("==", object, literal("NULL")), context.leave(span)));
    return object;
}

const asObject = (expression: CExpression, shape: Shape): Value => ({
    expression,
    representation: { kind: "object", shape },
    type: { ...NEVER, shapes: new Set([shape]) },
});

/** Sets a field of the literal; a field whose value can be absent keeps that. */
function setLiteralField(
    context: FunctionContext,
    object: Value,
    shape: LiteralShape,
    name: string,
    value: Value,
): void {
    const field = shape.fields.get(name);
    if (field !== undefined) writeField(context, object, { kind: "field", owner: shape, field }, value);
}

const ABSENT: Value = {
    expression: identifier("TSP_ABSENT"),
    representation: TAGGED,
    type: { ...NEVER, absent: true },
};

function emitNewObject(context: FunctionContext, instruction: TypedOf<"newObject">): void {
    // Where shapes are spread, several branches use a value.
    const [general] = instruction.result.filter((shape) => shape.kind === "general");
    const isChosen = general !== undefined || instruction.parts.some(({ kind }) => kind === "spread");
    const parts = instruction.parts.map((part) => {
        const value = context.value(part.value);
        const name = part.kind === "property" ? part.name : "spread";
        return { part, value: isChosen ? context.hold(value, name) : value };
    });
    if (general !== undefined) context.assign(instruction.target, fillGeneral(context, instruction, parts, general));
    else emitLiteral(context, instruction, parts, 0, []);
}

export interface HeldPart {
    readonly part: ObjectPart;
    readonly value: Value;
}

/**
 * The shape of the result depends on the shapes of what is spread: one branch each, the last level
 * makes the object.
 */
function emitLiteral(
    context: FunctionContext,
    instruction: TypedOf<"newObject">,
    parts: HeldPart[],
    at: number,
    chosen: (Shape | undefined)[],
): void {
    const spread = parts.findIndex(({ part }, index) => index >= at && part.kind === "spread");
    const entry = parts[spread];
    if (entry === undefined) {
        fillLiteral(context, instruction, parts, chosen);
        return;
    }
    const go = (shape: Shape | undefined): void =>
        emitLiteral(context, instruction, parts, spread + 1, [...chosen, shape]);
    if (entry.value.type.shapes.size === 0) {
        go(undefined);
        return;
    }
    dispatch(
        context,
        entry.value,
        (shape) => ({ key: shape, emit: () => go(shape) }),
        () => ({ key: "nothing", emit: () => go(undefined) }),
    );
}

function fillLiteral(
    context: FunctionContext,
    instruction: TypedOf<"newObject">,
    parts: HeldPart[],
    spreads: (Shape | undefined)[],
): void {
    const values = new Map<string, Value>();
    const queue = [...spreads];
    let computed: string | undefined;
    for (const { part, value } of parts) {
        if (part.kind === "name") {
            computed = constantKey(value.type);
            continue;
        }
        if (part.kind !== "spread") {
            const name = part.kind === "named" ? computed : part.name;
            const kind = part.kind === "named" ? (part.as ?? "property") : part.kind;
            if (name !== undefined) defineProperty(values, kind, name, value);
            continue;
        }
        const shape = queue.shift();
        for (const [name, read] of ownProperties(context, instruction, value, shape))
            defineProperty(values, "property", name, overlay(context, values.get(name), read));
    }
    const result = literalsOf(instruction).find((candidate) => sameNames(candidate, [...values.keys()]));
    if (result === undefined) return;
    result.fields.forEach((field, name) => {
        if (field.type.absent && !values.has(name)) values.set(name, ABSENT);
    });
    if (instruction.place === "stack") {
        const object = asObject(place(context, result, values), result);
        noteCreation(context, object, result, parts, spreads);
        context.define(instruction.target, object);
        return;
    }
    const object = asObject(allocate(context, result, "literal", instruction.span), result);
    values.forEach((value, name) => setLiteralField(context, object, result, name, value));
    noteCreation(context, object, result, parts, spreads);
    context.assign(instruction.target, object);
}

const literalsOf = ({ result }: TypedOf<"newObject"> | TypedOf<"objectRest">): LiteralShape[] =>
    result.filter((shape): shape is LiteralShape => shape.kind === "literal");

const sameNames = (shape: LiteralShape, names: string[]): boolean => {
    const own = [...shape.fields.values()].filter((field) => !field.optional).map((field) => field.name);
    return own.length === names.length && names.every((name, index) => own[index] === name);
};

/** A property that is absent in the spread object leaves what an earlier part gave. */
function overlay(context: FunctionContext, earlier: Value | undefined, read: Value): Value {
    if (earlier === undefined || !read.type.absent || read.representation.kind !== "value") return read;
    const held = context.hold(read, "spread");
    return {
        expression: {
            kind: "conditional",
            test: binary("==", held.expression, identifier("TSP_ABSENT")),
            then: box(earlier),
            otherwise: held.expression,
        },
        representation: TAGGED,
        type: held.type,
    };
}

function emitObjectRest(context: FunctionContext, instruction: TypedOf<"objectRest">): void {
    const source = context.hold(context.value(instruction.source), "source");
    const [general] = instruction.result.filter((shape) => shape.kind === "general");
    if (general !== undefined) {
        context.assign(instruction.target, restOfGeneral(context, instruction, source, general));
        return;
    }
    const copyRest = (shape: Shape | undefined): void => {
        const kept = ownProperties(context, instruction, source, shape, instruction.excluded);
        const names = kept.map(([name]) => name);
        const result = literalsOf(instruction).find((candidate) => sameNames(candidate, names));
        if (result === undefined) return;
        const object = asObject(allocate(context, result, "rest", instruction.span), result);
        kept.forEach(([name, value]) => setLiteralField(context, object, result, name, value));
        if (isOrdered(result) && shape?.kind === "literal" && isOrdered(shape)) copyOrder(context, object, source);
        else if (isOrdered(result)) noteNames(context, object, result, ownNames(context, source, shape));
        context.assign(instruction.target, object);
    };
    const refuse = (): void => {
        context.push(expressionStatement(call("tsp_throw_nullish_read", box(source), literal(latin1Text("")))));
        context.leave(instruction.span).forEach((statement) => context.push(statement));
    };
    dispatch(
        context,
        source,
        (shape) => ({ key: shape, emit: () => copyRest(shape) }),
        (primitive) =>
            primitive === "nullish"
                ? { key: "nullish", emit: refuse }
                : { key: "primitive", emit: () => copyRest(undefined) },
    );
}

function emitNewArray(context: FunctionContext, instruction: TypedOf<"newArray">): void {
    context.program.headers.add("runtime/array.h");
    const parts = instruction.parts.map((part) => {
        const value = context.hold(context.value(part.value), "element");
        return {
            kind: part.kind,
            value,
            list: part.kind === "spread" ? listed(context, instruction, value) : undefined,
        };
    });
    const array = context.variables.scratch("array", "struct tsp_array *@", literal("NULL"));
    const elements = elementsOf(instruction.target.type);
    context.push(assign(array, newArray(elements, parts.length)));
    context.push(ifStatement(binary("==", array, literal("NULL")), context.leave(instruction.span)));
    const kept = (part: (typeof parts)[number]): CExpression =>
        part.kind === "hole" ? identifier(elements.hole) : stored(elements, part.value, context.program.names);
    if (parts.every(({ kind }) => kind !== "spread")) {
        parts.forEach((part, index) =>
            context.push(assign(elementAt(elements, array, literal(String(index))), kept(part))),
        );
        if (parts.length > 0) context.push(assign(arrow(array, "length"), literal(`${parts.length}u`)));
    } else {
        for (const part of parts) {
            const added =
                part.list !== undefined
                    ? call("tsp_array_append_all", array, part.list)
                    : call(
                          "tsp_array_append",
                          array,
                          part.kind === "hole" ? identifier("TSP_ABSENT") : box(part.value),
                      );
            context.push(ifStatement(unary("!", added), context.leave(instruction.span)));
        }
    }
    context.assign(instruction.target, {
        expression: array,
        representation: arrayRepresentation(instruction.target.type?.shapes),
        type: instruction.target.type,
    });
}

function arrayRepresentation(shapes: ReadonlySet<Shape> | undefined): Value["representation"] {
    const [first] = shapes ?? [];
    return first?.kind === "array" ? { kind: "object", shape: first } : OBJECT;
}

/** A list of the library is what is left; of anything else the first elements were taken. */
function conditionalFrom(position: Value, from: number): CExpression {
    if (position.type.number === undefined) return literal("0u");
    return conditional(call("tsp_is_object", box(position)), literal("0u"), literal(`${from}u`));
}

function emitArrayRest(context: FunctionContext, instruction: TypedOf<"arrayRest">): void {
    context.program.headers.add("runtime/array.h");
    const source = context.value(instruction.source);
    const position = instruction.position === undefined ? undefinedValue : context.value(instruction.position);
    const isList = [...position.type.shapes].some(isIterable);
    const rest = listed(context, instruction, position, source);
    const from = isList ? conditionalFrom(position, instruction.from) : literal(`${instruction.from}u`);
    const { constant } = elementsOf(instruction.target.type);
    const expression = call("tsp_array_rest", literal(constant), rest, from);
    context.assign(instruction.target, {
        expression,
        representation: arrayRepresentation(instruction.target.type?.shapes),
        type: instruction.target.type,
    });
    context.check(instruction.span);
}

function emitMakeFunction(context: FunctionContext, instruction: TypedOf<"makeFunction">): void {
    const shape = instruction.shape;
    if (shape === undefined) return;
    if (shape.captures.length === 0) {
        context.define(instruction.target, asObject(context.program.staticClosure(shape), shape));
        return;
    }
    const values = instruction.captures.map((capture) => context.value(capture));
    const closure = allocate(context, shape, "closure_value", instruction.span);
    shape.captures.forEach((capture, index) => {
        const value = values[index];
        const { representation } = capture;
        if (value !== undefined && representation.kind !== "void") {
            context.push(
                assign(arrow(closure, captureMember(capture, index)), context.converted(value, representation)),
            );
        }
    });
    context.assign(instruction.target, asObject(closure, shape));
}

function emitMethodReference(context: FunctionContext, instruction: TypedOf<"methodReference">): void {
    const method = instruction.owner.methods.get(instruction.name);
    const shape = method === undefined ? undefined : context.program.methodShape(method);
    if (shape !== undefined) context.define(instruction.target, asObject(context.program.staticClosure(shape), shape));
}

export const objectEmitters: Emitters<
    "arrayRest" | "deleteProperty" | "makeFunction" | "methodReference" | "newArray" | "newObject" | "objectRest"
> = {
    deleteProperty: emitDeleteProperty,
    arrayRest: emitArrayRest,
    makeFunction: emitMakeFunction,
    methodReference: emitMethodReference,
    newArray: emitNewArray,
    newObject: emitNewObject,
    objectRest: emitObjectRest,
};
