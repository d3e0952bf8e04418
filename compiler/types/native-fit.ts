/** Which objects are of a type that native code declares. */
import type { BuiltIn, NativeClass, NativeType, ViewKind } from "../bindings/model.ts";
import { NEVER, numberType } from "./lattice.ts";
import { ELEMENT_SETS } from "./numbers.ts";
import { onlyObjects } from "./predicates.ts";
import type { Shape } from "./shape.ts";
import type { Type } from "./type.ts";

/** The native class of the object, or the one that its class extends. */
function nativeClassOf(shape: Shape): NativeClass | undefined {
    let at: Shape | undefined = shape;
    while (at?.kind === "class") at = at.base;
    return at?.kind === "native" ? at.nativeClass : undefined;
}

/** Whether the object is of the native class, or of one that extends it. */
function isInstance(shape: Shape, className: string): boolean {
    let native = nativeClassOf(shape);
    while (native !== undefined && native.name !== className) native = native.base;
    return native !== undefined;
}

/** Whether the object is what the compiler has code of its own for. */
function isBuiltIn(shape: Shape, kind: BuiltIn): boolean {
    let native = nativeClassOf(shape);
    while (native !== undefined && native.builtIn !== kind) native = native.base;
    return native !== undefined;
}

/** What the elements of the object are; undefined for what is no typed array. */
export function viewKindOf(shape: Shape): ViewKind | undefined {
    let native = nativeClassOf(shape);
    while (native !== undefined && native.elements === undefined) native = native.base;
    return native?.elements;
}

/** Whether the object is a typed array. */
export const isView = (shape: Shape): boolean => viewKindOf(shape) !== undefined;

/** What an element of a typed array can be; of anything else nothing. */
export function viewElementOf(shape: Shape): Type {
    const kind = viewKindOf(shape);
    return kind === undefined ? NEVER : numberType(ELEMENT_SETS[kind]);
}

export const isError = (shape: Shape): boolean => isBuiltIn(shape, "error");

/** Whether the object has properties that are found by number. */
export const hasElements = (shape: Shape): boolean => shape.kind === "array" || isView(shape);

export function objectFits(type: NativeType, shape: Shape): boolean {
    switch (type.kind) {
        case "class":
            return isInstance(shape, type.name);
        case "array":
            return shape.kind === "array";
        case "callback":
            return shape.kind === "function";
        case "union":
            return type.members.some((member) => objectFits(member, shape));
        default:
            return type.kind === "any" || type.kind === "options" || type.kind === "this" || type.kind === "parameter";
    }
}

/** Whether every value of the set is of the type as it stands, without conversion. */
export function isOfType(type: NativeType, set: Type): boolean {
    const has = (kind: NativeType["kind"]): boolean =>
        type.kind === kind || (type.kind === "union" && type.members.some((member) => member.kind === kind));
    return (
        (!(set.undefined || set.absent) || has("undefined")) &&
        (!set.null || has("null")) &&
        (!(set.true || set.false) || has("boolean")) &&
        (set.number === undefined || has("number")) &&
        (set.string === undefined || has("string")) &&
        [...set.shapes].every((shape) => objectFits(type, shape))
    );
}

/** Whether every value of the set is an object of the type. */
export const onlyFitting = (type: NativeType, set: Type): boolean =>
    onlyObjects(set) && [...set.shapes].every((shape) => objectFits(type, shape));

/** It is an array itself, and a general object here. */
export const isArrayPrototype = (shape: Shape): boolean =>
    shape.kind === "general" && shape.intrinsic?.name === "Array.prototype";
