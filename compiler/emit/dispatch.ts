/**
 * A choice among the shapes that an operand can have. Members of a set that need the same code
 * share it; the last alternative needs no test, since the set is closed.
 */
import { arrow, binary, call, ifStatement } from "../c/ast.ts";
import type { CExpression, CStatement } from "../c/ast.ts";
import type { Shape } from "../types/shape.ts";
import type { FunctionContext } from "./function-context.ts";
import { box, convert, isBoolean, OBJECT } from "./value.ts";
import type { Value } from "./value.ts";

export interface Alternative {
    /** Two alternatives with the same key are one. */
    readonly key: unknown;
    readonly emit: () => void;
}

/** The kinds of value that are no objects, for operations that treat them apart. */
export type Primitive = "nullish" | "string" | "number" | "boolean";

interface Case {
    readonly alternative: Alternative;
    readonly shapes: Shape[];
    readonly primitives: Primitive[];
}

export function dispatch(
    context: FunctionContext,
    value: Value,
    onShape: (shape: Shape) => Alternative,
    onPrimitive: (primitive: Primitive) => Alternative,
): void {
    const cases = new Map<unknown, Case>();
    const caseOf = (alternative: Alternative): Case => {
        const known = cases.get(alternative.key) ?? { alternative, shapes: [], primitives: [] };
        cases.set(alternative.key, known);
        return known;
    };
    primitivesOf(value).forEach((primitive) => caseOf(onPrimitive(primitive)).primitives.push(primitive));
    value.type.shapes.forEach((shape) => caseOf(onShape(shape)).shapes.push(shape));
    chain(context, value, largestLast([...cases.values()])).forEach((statement) => context.push(statement));
}

/** The last case needs no test; the one with the most shapes would need the most. */
function largestLast(cases: readonly Case[]): Case[] {
    const most = Math.max(...cases.map(({ shapes }) => shapes.length));
    const at = cases.findLastIndex(({ shapes }) => shapes.length === most);
    return [...cases.slice(0, at), ...cases.slice(at + 1), ...cases.slice(at, at + 1)];
}

export function primitivesOf(value: Value): Primitive[] {
    const type = value.type;
    const found: Primitive[] = [];
    if (type.undefined || type.null || type.absent) found.push("nullish");
    if (type.string !== undefined) found.push("string");
    if (type.number !== undefined) found.push("number");
    return isBoolean(type) ? [...found, "boolean"] : found;
}

function chain(context: FunctionContext, value: Value, cases: Case[]): CStatement[] {
    const [first, ...others] = cases;
    if (first === undefined) return [];
    const code = context.collect(first.alternative.emit);
    if (others.length === 0) return code;
    const tests = [
        ...first.primitives.map((primitive) => primitiveTest(value, primitive)),
        ...shapeTests(context, value, first.shapes, others),
    ];
    const test = tests.reduce((all, one) => binary("||", all, one));
    return [ifStatement(test, code, chain(context, value, others))];
}

const PRIMITIVE_TEST: Record<Primitive, string> = {
    nullish: "tsp_is_nullish",
    string: "tsp_is_string",
    number: "tsp_is_number",
    boolean: "tsp_is_bool",
};

function primitiveTest(value: Value, primitive: Primitive): CExpression {
    return call(PRIMITIVE_TEST[primitive], box(value));
}

/** Shapes that are one in C are tested once. */
function withoutTwins(shapes: readonly Shape[]): Shape[] {
    const isOne = ({ kind }: Shape): boolean => kind === "array" || kind === "general";
    return shapes.filter((shape, at) => !isOne(shape) || shapes.findIndex(({ kind }) => kind === shape.kind) === at);
}

/**
 * Tests of the shape pointer; they follow a test that the value is an object at all where something
 * else is still possible.
 */
function shapeTests(context: FunctionContext, value: Value, shapes: Shape[], others: Case[]): CExpression[] {
    if (shapes.length === 0) return [];
    const onlyObjectCase = others.every((other) => other.shapes.length === 0);
    if (onlyObjectCase && value.representation.kind === "value") return [call("tsp_is_object", box(value))];
    const object = convert(value, OBJECT, context.program.names);
    const same = withoutTwins(shapes)
        .map((shape) => binary("==", arrow(object, "shape"), context.program.shapeConstant(shape)))
        .reduce((all, one) => binary("||", all, one));
    const mayBePrimitive = others.some((other) => other.primitives.length > 0);
    return [mayBePrimitive ? binary("&&", call("tsp_is_object", box(value)), same) : same];
}
