/**
 * Calls across the binding: arguments into the C types of the declaration, the result back into a
 * value with a type.
 */
import { addressOf, arrow, assign, binary, call, cast, conditional, identifier, list, literal } from "../c/ast.ts";
import type { CExpression, CInitializer } from "../c/ast.ts";
import type { CNumber, NativeFunction, NativeOptions, NativeParameter, NativeType } from "../bindings/model.ts";
import type { Span } from "../ir/program.ts";
import { findMember } from "../types/members.ts";
import { onlyFitting } from "../types/native-fit.ts";
import type { Representation } from "../types/representation.ts";
import { isArrayPrototype } from "../types/native-fit.ts";
import type { Type } from "../types/type.ts";
import type { FunctionContext } from "./function-context.ts";
import { noteDetails } from "./function-details.ts";
import { OBJECT_POINTER } from "./ctypes.ts";
import { readField } from "./fields.ts";
import { findGeneral } from "./general.ts";
import { callOnIntegers } from "./rounding.ts";
import {
    asPointer,
    BITS,
    BOOLEAN,
    box,
    convert,
    DOUBLE,
    INT32,
    isNullish,
    NEVER,
    NUMBER,
    OBJECT,
    onlyStrings,
    STRING,
    TAGGED,
    toBits,
    toInt32,
    toNumber,
    toPosition,
    toStringPointer,
    toUint32,
    TYPE_UNDEFINED,
    UINT32,
    VOID,
} from "./value.ts";
import type { Value } from "./value.ts";

const NUMBERS: Readonly<Record<CNumber, Representation>> = {
    double: DOUBLE,
    int32_t: INT32,
    uint32_t: UINT32,
    tsp_value: NUMBER,
    "struct tsp_bits": BITS,
};

/** How a declared type is represented in C; unions, callbacks and `any` are tagged. */
export function nativeRepresentation(type: NativeType): Representation {
    switch (type.kind) {
        case "number":
            return NUMBERS[type.c];
        case "boolean":
            return BOOLEAN;
        case "string":
        case "literal":
            return STRING;
        case "undefined":
            return VOID;
        case "class":
        case "array":
        case "this":
            return OBJECT;
        default:
            return TAGGED;
    }
}

const UNDEFINED: Value = { expression: identifier("TSP_UNDEFINED"), representation: VOID, type: TYPE_UNDEFINED };

interface NativeCall {
    readonly native: NativeFunction;
    /** The receiver in the C type of its class, for instance methods and constructors. */
    readonly receiver: CExpression | undefined;
    readonly arguments: readonly Value[];
    /**
     * An array that holds the arguments for the rest parameter; otherwise they are the last of
     * `arguments`.
     */
    readonly rest?: CExpression;
    /** What is in that array. */
    readonly restHolds?: Type;
    readonly span: Span;
}

/** The C call, with its result as a value of the given type. */
export function nativeCall(context: FunctionContext, request: NativeCall, resultType: Type): Value {
    const { native } = request;
    const onIntegers = request.rest === undefined && callOnIntegers(native, request.arguments, resultType);
    if (onIntegers) return onIntegers;
    context.program.headers.add(native.header);
    if (native.names !== undefined && native.names !== "all") {
        request.arguments.forEach(({ type }) => {
            noteDetails(context.program, type);
        });
    }
    const args: CExpression[] = request.receiver === undefined ? [] : [request.receiver];
    native.parameters.forEach((parameter, index) => {
        if (parameter.rest) args.push(...restArguments(request, index));
        else args.push(argument(context, parameter, request.arguments[index] ?? UNDEFINED, request.span));
    });
    const called = call(symbolFor(native, request), ...args);
    const expression = native.tells?.type.kind === "array" ? orPrototype(context, called, request.arguments) : called;
    const representation = nativeRepresentation(native.result);
    if (representation.kind !== "object") return { expression, representation, type: resultType };
    const exact = context.exactObject(pointerType(context, native.result).replace(/ \*$/, ""), resultType);
    return exact.kind === "object" && exact.shape !== undefined
        ? { expression, representation: exact, type: resultType }
        : { expression: cast(OBJECT_POINTER, expression), representation, type: resultType };
}

/** Of `Array.isArray`: Array.prototype is one too. */
function orPrototype(context: FunctionContext, called: CExpression, [value]: readonly Value[]): CExpression {
    const prototype = [...(value?.type.shapes ?? [])].find(isArrayPrototype);
    const intrinsic = prototype?.kind === "general" ? prototype.intrinsic : undefined;
    if (value === undefined || intrinsic === undefined) return called;
    const object = call("tsp_from_object", identifier(context.program.intrinsicName(intrinsic)));
    return binary("||", called, binary("==", box(value), object));
}

/** What takes objects is linked only where some can come. */
function symbolFor({ symbol, objects }: NativeFunction, { arguments: values, restHolds = NEVER }: NativeCall): string {
    const hasObjects = [restHolds, ...values.map(({ type }) => type)].some(({ shapes }) => shapes.size > 0);
    return objects !== undefined && hasObjects ? objects : symbol;
}

function restArguments({ arguments: values, rest }: NativeCall, from: number): CExpression[] {
    if (rest !== undefined) return [cast("int", arrow(rest, "length")), arrow(rest, "elements")];
    const items = values.slice(from).map(box);
    if (items.length === 0) return [literal("0"), literal("NULL")];
    return [literal(String(items.length)), { kind: "compound", type: "const tsp_value[]", initializer: list(items) }];
}

export function argument(context: FunctionContext, parameter: NativeParameter, value: Value, span: Span): CExpression {
    if (parameter.type.kind === "options") return optionsArgument(context, parameter.type.options, value);
    if (parameter.numeric && value.type.string !== undefined)
        return settled(context, { expression: numberOfText(value), throws: true }, "tsp_value @", span);
    if (parameter.optional) return box(value);
    switch (parameter.type.kind) {
        case "number":
            return numberArgument(context, value, parameter.type, span);
        case "boolean":
            return convert(value, BOOLEAN, context.program.names);
        case "string":
            return settled(context, toStringPointer(value), "const struct tsp_string *@", span);
        case "literal":
            return checkedText(context, value, span);
        case "class":
        case "array":
        case "this":
            return asPointer(
                checkedObject(context, parameter.type, value, span),
                pointerType(context, parameter.type),
                context.program.names,
            );
        default:
            return box(value);
    }
}

/**
 * Text becomes a number, so that native code needs no reader of numbers; other values stay as they
 * are.
 */
const numberOfText = (value: Value): CExpression => call("tsp_text_to_number", box(value));

/**
 * What may leave an exception pending goes to a variable of its own and is tested before the call.
 */
function settled(
    context: FunctionContext,
    { expression, throws }: { readonly expression: CExpression; readonly throws: boolean },
    type: string,
    span: Span,
): CExpression {
    if (!throws) return expression;
    const variable = context.variables.scratch("argument", type, initialOf(type));
    context.push(assign(variable, expression));
    context.check(span);
    return variable;
}

const INITIAL: Readonly<Record<string, string>> = { "double @": "0.0", "int32_t @": "0", "uint32_t @": "0u" };

function initialOf(type: string): CExpression {
    return type === "tsp_value @" ? identifier("TSP_UNDEFINED") : literal(INITIAL[type] ?? "NULL");
}

/**
 * Conversion by ToInt32, ToIntegerOrInfinity or ToNumber, as ECMA-262 functions convert their
 * arguments; the analysis has refused objects.
 */
function numberArgument(
    context: FunctionContext,
    value: Value,
    { c, position }: NativeType & { readonly kind: "number" },
    span: Span,
): CExpression {
    if (c === "struct tsp_bits") return toBits(value).expression;
    if (position === true) return settled(context, toPosition(value), "int32_t @", span);
    if (c === "tsp_value") {
        return value.type.string === undefined
            ? box(value)
            : settled(context, { expression: numberOfText(value), throws: true }, "tsp_value @", span);
    }
    const conversion = { double: toNumber, int32_t: toInt32, uint32_t: toUint32 }[c];
    return settled(context, conversion(value), `${c} @`, span);
}

/** The program's types vouch for most arguments; the rest is tested here and is a TypeError. */
function checkedText(context: FunctionContext, value: Value, span: Span): CExpression {
    if (onlyStrings(value.type) || value.representation.kind === "string")
        return convert(value, STRING, context.program.names);
    const held = checked(context, value, (tagged) => call("tsp_is_string", tagged), "argument is not a string", span);
    return convert(held, STRING, context.program.names);
}

function checkedObject(context: FunctionContext, type: NativeType, value: Value, span: Span): Value {
    if (onlyFitting(type, value.type)) return value;
    const message = "argument is not of the declared class";
    return checked(context, value, (held) => objectTest(context, type, held), message, span);
}

function objectTest(context: FunctionContext, type: NativeType, held: CExpression): CExpression {
    const found = type.kind === "class" ? context.program.nativeClass(type.name) : undefined;
    if (found !== undefined) return call("tsp_value_instanceof", held, addressOf(identifier(found.shape)));
    return call(type.kind === "array" ? "tsp_array_is" : "tsp_is_object", held);
}

function checked(
    context: FunctionContext,
    value: Value,
    test: (held: CExpression) => CExpression,
    message: string,
    span: Span,
): Value {
    const boxed = { ...value, expression: box(value), representation: TAGGED };
    const held = context.hold(boxed, "argument");
    context.push({
        kind: "if",
        test: { kind: "unary", operator: "!", operand: test(held.expression) },
        then: [
            { kind: "expression", expression: call("tsp_throw_type_error", literal(JSON.stringify(message))) },
            ...context.leave(span),
        ],
        otherwise: [],
    });
    return held;
}

export function pointerType(context: FunctionContext, type: NativeType): string {
    if (type.kind === "array") return "struct tsp_array *";
    const found = type.kind === "class" ? context.program.nativeClass(type.name) : undefined;
    return found === undefined ? OBJECT_POINTER : `${found.cType} *`;
}

/** `&(struct x_options){...}` with one tagged value a property; NULL where no object is given. */
function optionsArgument(context: FunctionContext, options: NativeOptions, value: Value): CExpression {
    context.program.headers.add(options.header);
    const shapes = [...value.type.shapes];
    if (shapes.length === 0) return literal("NULL");
    const held = context.hold(value, "options");
    const items = [...options.properties].map(([name, type]): [string, CInitializer] => [
        name,
        shapes
            .map((shape) => ({ shape, read: readOption(context, held, { name, type }, shape) }))
            .reduceRight<CExpression | undefined>(
                (otherwise, { shape, read }) =>
                    otherwise === undefined ? read : conditional(isShape(context, held, shape), read, otherwise),
                undefined,
            ) ?? identifier("TSP_ABSENT"),
    ]);
    const isGiven = (name: string): boolean =>
        shapes.some((shape) => ["field", "general"].includes(findMember(shape, name)?.kind ?? ""));
    for (const [name, reader] of options.readers)
        items.push([`${name}_reader`, identifier(isGiven(name) ? reader : "NULL")]);
    const record = addressOf({ kind: "compound", type: options.cType, initializer: list(items) });
    const mayBeMissing =
        value.representation.kind === "value" && !(value.type.string === undefined && !isNullish(value.type));
    return mayBeMissing ? conditional(call("tsp_is_object", held.expression), record, literal("NULL")) : record;
}

function isShape(context: FunctionContext, value: Value, shape: Parameters<typeof findMember>[0]): CExpression {
    const object = convert(value, OBJECT, context.program.names);
    return {
        kind: "binary",
        operator: "==",
        left: { kind: "arrow", object, member: "shape" },
        right: context.program.shapeConstant(shape),
    };
}

function readOption(
    context: FunctionContext,
    value: Value,
    option: { readonly name: string; readonly type: NativeType },
    shape: Parameters<typeof findMember>[0],
): CExpression {
    const member = findMember(shape, option.name);
    if (member?.kind !== "field" && member?.kind !== "general") return identifier("TSP_ABSENT");
    const read = member.kind === "field" ? readField(context, value, member) : findGeneral(context, value, member);
    return option.type.kind === "number" && read.type.string !== undefined ? numberOfText(read) : box(read);
}
