/**
 * `toString` and `valueOf` that an object has from a standard prototype: whether they are what is
 * called.
 */
import { findMember, heldBy, isPlain } from "./members.ts";
import type { FieldMember, Member } from "./members.ts";
import { onlyFunctions } from "./predicates.ts";
import { standardText } from "./primitive.ts";
import type { Shape } from "./shape.ts";
import type { Type } from "./type.ts";

/** The objects of a set that are told apart by no test: all arrays, all general objects. */
export const alike = ({ shapes }: Type, shape: Shape): Shape[] =>
    shape.kind === "array" || shape.kind === "general"
        ? [...shapes].filter(({ kind }) => kind === shape.kind)
        : [shape];

/**
 * Whether `object.toString()` is what a standard prototype has, and known, for an object of the
 * shape and all of the set that are like it.
 */
export const hasStandardText = (shape: Shape, name: string, receiver: Type): boolean =>
    name === "toString" && alike(receiver, shape).every((each) => standardText(each) !== undefined);

/** Whether the object may lack the `toString` that others of its shape have. */
export const mayInheritText = (shape: Shape, name: string, member: Member | undefined): member is FieldMember =>
    name === "toString" && member?.kind === "field" && member.field.type.absent && shape.kind !== "native";

/** Whether `object.valueOf()` may be what Object.prototype has, which gives the object. */
export function isOwnValue(shape: Shape, name: string, member: Member | undefined): boolean {
    if (name !== "valueOf" || shape.kind === "cell") return false;
    if (shape.kind !== "general" || member?.kind !== "general") return member === undefined;
    const { absent, ...held } = heldBy(member);
    return absent && isPlain(member.owner) && onlyFunctions({ ...held, absent: false });
}

/**
 * Whether `%s` of a format calls the `toString` of the object; undefined where that is found out at
 * run time.
 */
export function isWrittenByMethod(shape: Shape): boolean | undefined {
    if (shape.kind === "function") return true;
    const member = findMember(shape, "toString");
    if (member?.kind === "method") return true;
    if (member?.kind === "accessor") return undefined;
    if (member?.kind !== "field" && member?.kind !== "general") return false;
    const held = heldBy(member);
    if (onlyFunctions(held) && (member.kind === "field" || isPlain(member.owner))) return true;
    const isKnown = [...held.shapes].every(({ kind }) => kind !== "function");
    return isKnown && (member.kind === "field" || isPlain(member.owner)) ? false : undefined;
}
