/** Where a field lies in its struct, and how it is read and written. */
import { addressOf, arrow, binary, call, expressionStatement, identifier, ifStatement, literal } from "../c/ast.ts";
import type { CExpression, CStatement } from "../c/ast.ts";
import { isOrdered } from "../types/members.ts";
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

/** Where an object notes in which order it got some of its properties. */
export const ORDER_MEMBER = "order";

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

/**
 * Sets a property that the object may lack: where it does, the object notes that the property comes
 * after those that it has.
 */
export function setField(context: FunctionContext, object: Value, member: FieldMember, value: Value): void {
    const number = lateNumber(member.owner, member.field.name);
    if (number > 0 && member.field.type.absent) {
        const test = binary("==", readField(context, object, member).expression, identifier("TSP_ABSENT"));
        context.push(ifStatement(test, [noteOrder(context, object, member.owner, number)]));
    } else if (number > 0) {
        context.push(noteOrder(context, object, member.owner, number));
    }
    writeField(context, object, member, value);
}

/** The number of a property in the order that its objects note, or 0. */
export function lateNumber(owner: Shape, name: string): number {
    const late = owner.kind === "literal" && isOrdered(owner) ? (owner.names?.late ?? []) : [];
    return late.findIndex((one) => one.name === name) + 1;
}

export function noteOrder(context: FunctionContext, object: Value, owner: Shape, number: number): CStatement {
    context.program.headers.add("runtime/own.h");
    const order = addressOf(arrow(ownerPointer(context, object, owner), ORDER_MEMBER));
    return expressionStatement(call("tsp_note_order", order, literal(String(number))));
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
