/** Texts that are put together of parts: templates, and sums of texts. */
import { assign, binary, call, ifStatement, list, literal } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { TypedOf, TypedOperand } from "../ir/typed.ts";
import { isInt32Set } from "../types/numbers.ts";
import type { Emitters } from "./family.ts";
import type { FunctionContext } from "./function-context.ts";
import { finish } from "./operation.ts";
import type { BinaryInstruction } from "./operation.ts";
import { primitive } from "./primitives.ts";
import { box, STRING, toStringPointer, TYPE_STRING } from "./value.ts";
import type { Value } from "./value.ts";

type Joining = BinaryInstruction | TypedOf<"template">;

const ofString = (pointer: CExpression): CExpression => call("tsp_from_string", pointer);

/** What may leave an exception pending goes to a variable of its own and is tested first. */
function settled(context: FunctionContext, { span }: Joining, type: string, expression: CExpression): CExpression {
    const variable = context.variables.scratch("text", type, literal(type.includes("*") ? "NULL" : "0"));
    context.push({ kind: "assign", target: variable, value: expression });
    context.check(span);
    return variable;
}

/** The value as a part of a text: a string, or an integer, of whose digits no text is made. */
function partOf(context: FunctionContext, instruction: Joining, value: Value): CExpression {
    const { kind } = value.representation;
    if (kind === "int32") return box(value);
    if (kind === "number") return settled(context, instruction, "tsp_value @", call("tsp_number_part", box(value)));
    const { type } = value;
    const isSimple = type.shapes.size === 0 && (type.number === undefined || isInt32Set(type.number));
    if (kind === "value" && isSimple) return call("tsp_simple_part", box(value));
    const { expression, throws } = toStringPointer(value);
    return ofString(throws ? settled(context, instruction, "const struct tsp_string *@", expression) : expression);
}

const isText = ({ representation: { kind } }: Value): boolean => kind === "string" || kind === "boolean";

/** The values' texts, one behind the other. */
export function joinValues(context: FunctionContext, instruction: Joining, values: readonly Value[]): void {
    const [first, second, ...others] = values;
    if (first === undefined || second === undefined) return;
    if (others.length === 0 && isText(first) && isText(second)) {
        const [left, right] = [toStringPointer(first), toStringPointer(second)];
        finishText(context, instruction, call("tsp_string_concat", left.expression, right.expression));
        return;
    }
    const parts = values.map((value) => partOf(context, instruction, value));
    const name = longest(values) <= SHORT_TEXT ? "tsp_string_join_short" : "tsp_string_join";
    finishText(context, instruction, call(name, literal(String(parts.length)), partsOf(parts)));
}

/** As TSP_SHORT_TEXT in the runtime. */
const SHORT_TEXT = 256;
/** A sign and ten digits. */
const MOST_DIGITS = 11;

/** How many units the texts of the values can have together. */
function longest(values: readonly Value[]): number {
    const sizes = values.map(({ representation: { kind }, type }) => {
        if (kind === "int32") return MOST_DIGITS;
        if (kind === "boolean") return "false".length;
        if (kind !== "string" || type.string === undefined || type.string === "any") return Infinity;
        return Math.max(...[...type.string].map((text) => text.length));
    });
    return sizes.reduce((sum, size) => sum + size, 0);
}

const partsOf = (parts: readonly CExpression[]): CExpression => ({
    kind: "compound",
    type: "const tsp_value[]",
    initializer: list([...parts]),
});

function finishText(context: FunctionContext, instruction: Joining, expression: CExpression, throws = true): void {
    finish(context, instruction, { expression, representation: STRING, type: TYPE_STRING }, throws);
}

const isEmpty = (part: TypedOperand): boolean => "kind" in part && part.kind === "constant" && part.value === "";

function emitTemplate(context: FunctionContext, instruction: TypedOf<"template">): void {
    const [first, ...others] = instruction.parts;
    if (instruction.grows !== undefined && first !== undefined) {
        grow(context, instruction, first, others);
        return;
    }
    const parts = instruction.parts.filter((part) => !isEmpty(part));
    const [only, another] = parts;
    if (another !== undefined) {
        const values = parts.map((part) => partValue(context, instruction, part));
        joinValues(context, instruction, values);
    } else {
        const one = toStringPointer(partValue(context, instruction, only ?? { kind: "constant", value: "" }));
        const expression = one.throws
            ? settled(context, instruction, "const struct tsp_string *@", one.expression)
            : one.expression;
        finishText(context, instruction, expression, false);
    }
}

const partValue = (context: FunctionContext, { span }: Joining, part: TypedOperand): Value =>
    primitive(context, context.value(part), "string", span);

/** As TSP_FEW_UNITS in the runtime. */
const FEW_UNITS = 4;

/** The text of a variable of its own becomes longer where it lies. */
function grow(
    context: FunctionContext,
    instruction: TypedOf<"template">,
    text: TypedOperand,
    added: readonly TypedOperand[],
): void {
    const values = added.filter((part) => !isEmpty(part)).map((part) => partValue(context, instruction, part));
    if (values.length === 0) return;
    context.program.headers.add("runtime/string_grow.h");
    const count = literal(String(values.length));
    if (instruction.grows === "units" && values.length <= FEW_UNITS && values.every(isText)) {
        const units: CExpression = {
            kind: "compound",
            type: "const struct tsp_string *const[]",
            initializer: list(values.map((value) => toStringPointer(value).expression)),
        };
        finishGrown(context, instruction, call("tsp_text_grow_units", context.value(text).expression, count, units));
        return;
    }
    const parts = values.map((value) => partOf(context, instruction, value));
    finishGrown(context, instruction, call("tsp_text_grow", context.value(text).expression, count, partsOf(parts)));
}

/** NULL says that there was no room, so that the way in line tests nothing. */
function finishGrown(context: FunctionContext, instruction: Joining, expression: CExpression): void {
    const longer = context.variables.scratch("longer", "const struct tsp_string *@", literal("NULL"));
    context.push(assign(longer, expression));
    context.push(ifStatement(binary("==", longer, literal("NULL")), context.leave(instruction.span)));
    finishText(context, instruction, longer, false);
}

export const textEmitters: Emitters<"template"> = { template: emitTemplate };
