/** Which objects have a string form that we can give: errors, whose toString is native. */
import { sameKinds, STRING_TYPE } from "../../types/lattice.ts";
import { findMember } from "../../types/members.ts";
import { conversionOf } from "../../types/primitive.ts";
import { isWrittenByMethod } from "../../types/standard-text.ts";
import type { Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import type { World } from "./world.ts";

const objectsOf = (type: Type): Shape[] => [...type.shapes].filter((shape) => shape.kind !== "cell");

export const hasObjects = (type: Type): boolean => objectsOf(type).length > 0;

export const onlyText = (type: Type): boolean => type.string !== undefined && sameKinds(type, STRING_TYPE);

/** Whether the program may say how an object is written. */
export const hasOwnText = (type: Type): boolean => objectsOf(type).some((shape) => isWrittenByMethod(shape) !== false);

/** Every other object would need its methods called (ECMA-262 7.1.1). */
export const hasObjectsWithoutText = (world: World, type: Type): boolean =>
    objectsOf(type).some((shape) => !isErrorWithNativeText(world, shape));

function isErrorWithNativeText(world: World, shape: Shape): boolean {
    const error = world.nativeShapeNamed("Error");
    let root: Shape = shape;
    while (root.kind === "class" && root.base !== undefined) root = root.base;
    let native = root.kind === "native" ? root.nativeClass : undefined;
    while (native?.base !== undefined) native = native.base;
    const isPlain = ["toString", "valueOf"].every((name) => {
        const member = findMember(shape, name);
        return member === undefined || member.kind === "nativeMethod";
    });
    return error !== undefined && native === error.nativeClass && isPlain;
}

/** Whether an array holds objects whose texts the runtime cannot make. */
export const hasUnknownText = ({ shapes }: Type): boolean =>
    [...shapes].some((shape) => shape.kind === "array" && conversionOf(shape, "string") === undefined);

/** What a conversion is depends on the names that the objects have, and those in them. */
export function noteConversions(world: World, ...types: readonly Type[]): void {
    if (types.every(({ shapes }) => shapes.size === 0)) return;
    const seen = new Set<Shape>();
    const note = (shape: Shape): void => {
        if (seen.has(shape)) return;
        seen.add(shape);
        if (shape.kind === "array") shape.element.type.shapes.forEach(note);
        else if (shape.kind === "literal" || shape.kind === "general")
            CONVERTING.forEach((name) => world.memberOf(shape, name));
    };
    types.forEach(({ shapes }) => {
        shapes.forEach(note);
    });
}

const CONVERTING = ["toString", "valueOf"];
