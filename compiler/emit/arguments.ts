/** What a call passes, as its callees take it: parameter by parameter, the rest as an array. */
import { arrow, assign, binary, call, conditional, identifier, ifStatement, literal, unary } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { Span } from "../ir/program.ts";
import type { TypedLocal, TypedOperand } from "../ir/typed.ts";
import { ABSENT_TYPE, join, joinAll, present } from "../types/lattice.ts";
import type { FunctionContext } from "./function-context.ts";
import { asPointer, box, NEVER, OBJECT, TAGGED, TYPE_UNDEFINED } from "./value.ts";
import type { Value } from "./value.ts";

const UNDEFINED_OPERAND: TypedOperand = { kind: "constant", value: undefined };

export interface Invocation {
    readonly target: TypedLocal | undefined;
    /** Takes the result where that is not for a local. */
    readonly receive?: (result: Value) => void;
    readonly arguments: readonly TypedOperand[];
    /** Array of the arguments after those, held in a variable. */
    readonly spread?: Value;
    readonly span: Span;
}

/** The invocation of a call instruction; what is spread is needed once a parameter. */
export function invocationOf(
    context: FunctionContext,
    call: { readonly arguments: readonly TypedOperand[]; readonly spread?: TypedOperand; readonly span: Span },
    target: TypedLocal | undefined,
): Invocation {
    const invocation = { target, arguments: call.arguments, span: call.span };
    if (call.spread === undefined) return invocation;
    context.program.headers.add("runtime/array.h");
    const spread = context.hold(context.value(call.spread), "spread");
    const [shape] = spread.type.shapes;
    const array = { expression: asArray(context, spread), representation: { kind: "object", shape } } as const;
    return { ...invocation, spread: { ...spread, ...array } };
}

/** The argument of a parameter: listed, an element of what is spread, or undefined. */
export function argumentAt(context: FunctionContext, invocation: Invocation, index: number): Value {
    const { arguments: listed, spread } = invocation;
    const operand = listed[index];
    if (operand !== undefined || spread === undefined) return context.value(operand ?? UNDEFINED_OPERAND);
    const elements = [...spread.type.shapes].map((shape) => (shape.kind === "array" ? shape.element.type : NEVER));
    return {
        expression: call("tsp_array_get", spread.expression, literal(String(index - listed.length))),
        representation: TAGGED,
        type: join(present(joinAll(elements)), TYPE_UNDEFINED),
    };
}

/** The same for callees that tell a missing argument from undefined. */
export function argumentOrAbsent(context: FunctionContext, invocation: Invocation, index: number): Value {
    const { arguments: listed, spread } = invocation;
    if (index < listed.length) return argumentAt(context, invocation, index);
    const absent: Value = { expression: identifier("TSP_ABSENT"), representation: TAGGED, type: ABSENT_TYPE };
    if (spread === undefined) return absent;
    const value = argumentAt(context, invocation, index);
    const isGiven = binary(">", arrow(asArray(context, spread), "length"), literal(String(index - listed.length)));
    return {
        ...value,
        expression: conditional(isGiven, value.expression, absent.expression),
        type: join(value.type, ABSENT_TYPE),
    };
}

const asArray = (context: FunctionContext, value: Value): CExpression =>
    asPointer(value, "struct tsp_array *", context.program.names);

/** What a rest parameter gets. */
export function restValue(
    context: FunctionContext,
    invocation: Invocation,
    plain: number,
    { type = NEVER }: TypedLocal,
): Value {
    const [shape] = type.shapes;
    return { expression: restArray(context, invocation, plain), representation: { kind: "object", shape }, type };
}

/**
 * The arguments after the first `plain` ones. What is spread was made for this call, so it is the
 * array itself where nothing else is in it.
 */
export function restArray(context: FunctionContext, invocation: Invocation, plain: number): CExpression {
    const { spread, span } = invocation;
    const before = invocation.arguments.length;
    if (spread !== undefined && before === plain) return spread.expression;
    context.program.headers.add("runtime/array.h");
    const array = context.variables.scratch("rest", "struct tsp_array *@", literal("NULL"));
    const orLeave = (failed: CExpression): void => context.push(ifStatement(failed, context.leave(span)));
    if (spread !== undefined && before < plain) {
        context.program.headers.add("runtime/iteration.h");
        const from = literal(`${plain - before}u`);
        context.push(
            assign(
                array,
                call("tsp_array_rest", literal("TSP_VALUES"), box({ ...spread, representation: OBJECT }), from),
            ),
        );
        orLeave(binary("==", array, literal("NULL")));
        return array;
    }
    const items = invocation.arguments.slice(plain).map((operand) => box(context.value(operand)));
    context.push(assign(array, call("tsp_array_new", literal(`${items.length}u`))));
    orLeave(binary("==", array, literal("NULL")));
    items.forEach((item) => orLeave(unary("!", call("tsp_array_append", array, item))));
    if (spread !== undefined) {
        context.program.headers.add("runtime/iteration.h");
        const all = call("tsp_array_append_all", array, box({ ...spread, representation: OBJECT }));
        orLeave(unary("!", all));
    }
    return array;
}
