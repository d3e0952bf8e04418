/** Where a field lies in its struct, and how it is read and written. */
import { arrow, identifier } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { Member } from "../types/members.ts";
import type { Field, Shape } from "../types/shape.ts";
import { structOf } from "./ctypes.ts";
import type { FunctionContext } from "./function-context.ts";
import { asPointer, convert, TAGGED, VOID } from "./value.ts";
import type { Value } from "./value.ts";

export type FieldMember = Extract<Member, { kind: "field" }>;

/**
 * The struct member of a field: different names have different members. The prefix keeps them apart
 * from the header and the base, and names that are no C identifiers apart from those that are.
 */
export function memberName({ name }: Field): string {
    if (/^\w+$/.test(name)) return `f_${name}`;
    const escaped = name.replace(/\W|_/g, (unit) => (unit === "_" ? "__" : `_${unit.charCodeAt(0).toString(16)}_`));
    return `x_${escaped}`;
}

/** The object as a pointer to the struct that declares the field. */
function ownerPointer(context: FunctionContext, object: Value, owner: Shape): CExpression {
    context.program.useShape(owner);
    return asPointer(object, `${structOf(owner, context.program.names)} *`, context.program.names);
}

/** The field as a value; it can be `absent` where the property is optional. */
export function readField(context: FunctionContext, object: Value, member: FieldMember): Value {
    const representation = member.field.representation ?? TAGGED;
    const expression =
        representation.kind === "void"
            ? identifier("TSP_UNDEFINED")
            : arrow(ownerPointer(context, object, member.owner), memberName(member.field));
    return { expression, representation, type: member.field.type };
}

export function writeField(context: FunctionContext, object: Value, member: FieldMember, value: Value): void {
    const representation = member.field.representation ?? VOID;
    if (representation.kind === "void") return;
    context.push({
        kind: "assign",
        target: arrow(ownerPointer(context, object, member.owner), memberName(member.field)),
        value: convert(value, representation, context.program.names),
    });
}
