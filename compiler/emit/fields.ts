/** Where a field lies in its struct, and how it is read and written. */
import { arrow, identifier } from "../c/ast.ts";
import type { CExpression } from "../c/ast.ts";
import type { Member } from "../types/members.ts";
import type { Field, Shape } from "../types/shape.ts";
import { structOf } from "./ctypes.ts";
import type { FunctionContext } from "./function-context.ts";
import { sanitise } from "./names.ts";
import { asPointer, convert, TAGGED, VOID } from "./value.ts";
import type { Value } from "./value.ts";

export type FieldMember = Extract<Member, { kind: "field" }>;

/** The struct member of a field. The prefix keeps it apart from the header and the base. */
export function memberName(field: Field): string {
    return `f_${sanitise(field.name)}`;
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
    if (representation.kind === "void") {
        return;
    }
    context.push({
        kind: "assign",
        target: arrow(ownerPointer(context, object, member.owner), memberName(member.field)),
        value: convert(value, representation, context.program.names),
    });
}
