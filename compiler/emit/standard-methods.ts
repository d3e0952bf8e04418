/** What `toString` and `valueOf` give where a standard prototype has them. */
import { binary, call, identifier, ifStatement } from "../c/ast.ts";
import type { TypedOf } from "../ir/typed.ts";
import { STRING_TYPE } from "../types/lattice.ts";
import type { FieldMember } from "../types/members.ts";
import { hasStandardText } from "../types/standard-text.ts";
import type { Shape } from "../types/shape.ts";
import type { Alternative } from "./dispatch.ts";
import { readField } from "./fields.ts";
import type { FunctionContext } from "./function-context.ts";
import { generalPointer } from "./general.ts";
import { standardText } from "./primitives.ts";
import { box, NEVER, STRING, TAGGED } from "./value.ts";
import type { Value } from "./value.ts";

/** `toString` of the objects for which nobody has written one. */
export function callStandardText(
    context: FunctionContext,
    { name, span, target }: TypedOf<"callMethod">,
    object: Value,
): Alternative {
    const shapes = new Set([...object.type.shapes].filter((shape) => hasStandardText(shape, name, object.type)));
    const emit = (): void => {
        const text = standardText(context, { ...object, type: { ...NEVER, shapes } }, span);
        if (context.isUsed(target)) context.assign(target, text);
    };
    return { key: "text", emit };
}

/** The text of Object.prototype.toString where the object has no property of that name. */
export function unlessInherited(
    context: FunctionContext,
    { target }: TypedOf<"callMethod">,
    object: Value,
    member: FieldMember,
    callIt: () => void,
): void {
    const isMissing = binary("==", box(readField(context, object, member)), identifier("TSP_ABSENT"));
    const expression = context.program.strings.reference("[object Object]");
    const give = (): void => {
        if (context.isUsed(target)) context.assign(target, { expression, representation: STRING, type: STRING_TYPE });
    };
    context.push(ifStatement(isMissing, context.collect(give), context.collect(callIt)));
}

/** The object in the place of what a method gives, or a text where a general one has none. */
export function itself(
    context: FunctionContext,
    { otherwise, target }: TypedOf<"callMethod">,
    object: Value,
    shape: Shape,
): Alternative {
    const isText = otherwise === "text" && shape.kind === "general";
    const emit = (): void => {
        if (target === undefined || !context.isUsed(target)) return;
        if (isText) context.program.headers.add("runtime/object_text.h");
        const expression = call("tsp_text_or_self", generalPointer(context, object));
        context.assign(target, isText ? { expression, representation: TAGGED, type: target.type } : object);
    };
    return { key: isText ? "text or itself" : "itself", emit };
}
