/**
 * Properties that decide what methods give: the values that they have in the instances of a shape.
 * Declarations of native classes name them; programs set them by options and by assignment.
 */
import type { NativeClass, NativeFunction, NativeProperty } from "../../bindings/model.ts";
import { decidingProperty, generalProperty } from "../../types/members.ts";
import { join, NEVER, shapeType, stringsType } from "../../types/lattice.ts";
import { isOfType } from "../../types/native-fit.ts";
import type { Field, Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";
import { declaredType } from "./natives.ts";
import type { NativeSite } from "./natives.ts";
import type { World } from "./world.ts";

/** A new instance: one shape for each value that its options can start with. */
export function newInstance(world: World, nativeClass: NativeClass, args: readonly Type[]): Type {
    const { string } = startsWith(world, nativeClass, args);
    if (string === undefined) return shapeType(world.nativeShape(nativeClass));
    const starts = string === "any" ? [undefined] : [...string];
    return shapeType(...starts.map((start) => world.nativeShapeOf(nativeClass, start)));
}

/** The same for instances of classes of the program, of which each has one shape. */
export function startInstance(world: World, nativeClass: NativeClass, self: Type, args: readonly Type[]): void {
    const started = startsWith(world, nativeClass, args);
    for (const shape of self.shapes) if (shape.kind === "class") shape.mode?.grow(started);
}

/** The texts that the deciding property starts with; NEVER for a class without one. */
function startsWith(world: World, nativeClass: NativeClass, args: readonly Type[]): Type {
    const property = decidingProperty(nativeClass);
    if (property?.initial === undefined) return NEVER;
    const initial = stringsType(property.initial);
    const at = nativeClass.construct?.parameters.findIndex(({ type }) => type.kind === "options") ?? -1;
    const shapes = [...(args[at]?.shapes ?? [])];
    if (shapes.length === 0) return initial;
    return shapes.map((shape) => given(world, shape, property.name, initial)).reduce((all, type) => join(all, type));
}

function given(world: World, shape: Shape, name: string, initial: Type): Type {
    const member = world.memberOf(shape, name);
    if (member?.kind !== "field" && member?.kind !== "general") return initial;
    const type = member.kind === "field" ? member.field.type : generalProperty(member.owner, name);
    const text: Type = { ...NEVER, string: type.string };
    const isOnlyText = !type.absent && !type.undefined && !type.null && type.number === undefined;
    return isOnlyText && type.string !== undefined ? text : join(text, initial);
}

/** The program assigns to a property of instances of the shape. */
export function assignMode(shape: Shape, { initial }: NativeProperty, value: Type): void {
    if (initial !== undefined) modeOf(shape)?.grow({ ...NEVER, string: value.string });
}

const modeOf = (shape: Shape): Field | undefined =>
    shape.kind === "native" || shape.kind === "class" ? shape.mode : undefined;

/** What a method gives for the values of the property; undefined where they do not decide it. */
export function resultByMode(
    world: World,
    { cases }: NativeFunction,
    args: readonly Type[],
    site: NativeSite,
): Type | undefined {
    if (cases.length === 0) return undefined;
    let result = NEVER;
    for (const shape of site.receiver.shapes) {
        const mode = modeOf(shape);
        const values = mode === undefined ? "any" : mode.type.string;
        if (values === "any") return undefined;
        for (const value of values ?? []) {
            const found = cases.find(
                (one) =>
                    one.value === value &&
                    args.length <= one.parameters.length &&
                    one.parameters.every(({ type, optional }, index) => {
                        const arg = args[index];
                        if (arg === undefined) return optional;
                        return isOfType(type, optional ? { ...arg, undefined: false, absent: false } : arg);
                    }),
            );
            if (found === undefined) return undefined;
            result = join(result, declaredType(world, found.result, site));
        }
    }
    return result;
}
