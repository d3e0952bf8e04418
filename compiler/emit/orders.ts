/** In which order new objects got their properties, where others can get them in another order. */
import { binary, call, expressionStatement, identifier, ifStatement } from "../c/ast.ts";
import { constantKey } from "../types/keys.ts";
import { findMember, isOrdered, isPrivateName, propertiesOf } from "../types/members.ts";
import type { LiteralShape, Shape } from "../types/shape.ts";
import { lateNumber, noteOrder, readField } from "./fields.ts";
import type { FunctionContext } from "./function-context.ts";
import type { HeldPart } from "./objects.ts";
import { asPointer, box } from "./value.ts";
import type { Value } from "./value.ts";

/** For an object just made of these parts; `spreads` are the shapes of what is spread. */
export function noteCreation(
    context: FunctionContext,
    object: Value,
    result: LiteralShape,
    parts: readonly HeldPart[],
    spreads: readonly (Shape | undefined)[],
): void {
    if (!isOrdered(result)) return;
    const queue = [...spreads];
    let computed: string | undefined;
    for (const { part, value } of parts) {
        const shape = part.kind === "spread" ? queue.shift() : undefined;
        if (part.kind === "name") computed = constantKey(value.type);
        else if (part.kind === "named") noteName(context, object, result, computed ?? "");
        else if (part.kind !== "spread") noteName(context, object, result, part.name);
        else if (shape?.kind === "literal" && isOrdered(shape)) copyOrder(context, object, value);
        else noteNames(context, object, result, ownNames(context, value, shape));
    }
}

function noteName(context: FunctionContext, object: Value, result: LiteralShape, name: string): void {
    const number = lateNumber(result, name);
    if (number > 0) context.push(noteOrder(context, object, result, number));
}

/** The names of an object's own properties, and what is absent where it lacks one. */
type Names = readonly { readonly name: string; readonly value?: Value }[];

export function ownNames(context: FunctionContext, object: Value, shape: Shape | undefined): Names {
    if (shape?.kind === "class") {
        const own = [...shape.fields.values()].filter(({ name }) => !isPrivateName(name));
        const read = own.map((field) => ({
            name: field.name,
            value: readField(context, object, { kind: "field", owner: shape, field }),
        }));
        return [...ownNames(context, object, shape.base), ...read];
    }
    if (shape?.kind !== "literal") return [];
    return propertiesOf(shape).map((name) => {
        const member = findMember(shape, name);
        return member?.kind === "field" ? { name, value: readField(context, object, member) } : { name };
    });
}

export function noteNames(context: FunctionContext, object: Value, result: LiteralShape, names: Names): void {
    for (const { name, value } of names) {
        const noted = context.collect(() => noteName(context, object, result, name));
        if (noted.length > 0 && value?.type.absent === true)
            context.push(ifStatement(binary("!=", box(value), identifier("TSP_ABSENT")), noted));
        else noted.forEach((statement) => context.push(statement));
    }
}

export function copyOrder(context: FunctionContext, object: Value, from: Value): void {
    context.program.headers.add("runtime/own.h");
    const pointers = [object, from].map((value) => asPointer(value, "struct tsp_object *", context.program.names));
    context.push(expressionStatement(call("tsp_copy_order", ...pointers)));
}
