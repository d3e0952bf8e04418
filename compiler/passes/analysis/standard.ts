/**
 * Names that JavaScript would find where our bindings have nothing: methods of the standard
 * prototypes that we do not offer. Reading one must not give undefined, so such a use is refused.
 * The prototypes of the JavaScript that runs the compiler are the list.
 */
import type { Shape } from "../../types/shape.ts";
import type { Type } from "../../types/type.ts";

function prototypeNamed(name: string): object {
    const constructor: unknown = Reflect.get(globalThis, name);
    const prototype: unknown = typeof constructor === "function" ? constructor.prototype : undefined;
    return typeof prototype === "object" && prototype !== null ? prototype : Object.prototype;
}

function prototypeOf(shape: Shape): object {
    switch (shape.kind) {
        case "array":
            return Array.prototype as object;
        case "function":
            return Function.prototype;
        case "native":
            return prototypeNamed(shape.nativeClass.name);
        case "class":
            return shape.base === undefined ? Object.prototype : prototypeOf(shape.base);
        default:
            return Object.prototype;
    }
}

/**
 * Whether an object of the shape has the property in JavaScript, though neither the program nor a
 * binding declares it.
 */
export function isStandardMember(shape: Shape, name: string): boolean {
    const prototype = prototypeOf(shape);
    const isError = prototype === Error.prototype || prototype instanceof Error;
    return (
        (shape.kind === "function" && shape.function.asClass !== undefined) ||
        (shape.kind === "general" && shape.intrinsic?.lacking.has(name) === true) ||
        name in prototype ||
        (shape.kind === "function" && name === "prototype") ||
        (isError && (name === "stack" || name === "cause"))
    );
}

/** The same for the primitives of a set of one kind. */
export function isStandardMemberOfPrimitive(only: Type, name: string): boolean {
    const prototype =
        only.string !== undefined ? String.prototype : only.number !== undefined ? Number.prototype : Boolean.prototype;
    return name in prototype;
}
