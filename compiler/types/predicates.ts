/** Questions about sets of values that decide which code an operation needs. */
import type { Type } from "./type.ts";

export const isNullish = (type: Type): boolean => type.undefined || type.null;
export const isBoolean = (type: Type): boolean => type.true || type.false;

/** Whether nothing but numbers is in the set. */
export const onlyNumbers = (type: Type): boolean =>
    !isNullish(type) && !type.absent && !isBoolean(type) && type.string === undefined && type.shapes.size === 0;

/** Whether nothing but strings is in the set, and some are. */
export const onlyStrings = (type: Type): boolean =>
    type.string !== undefined && onlyNumbers({ ...type, string: undefined }) && type.number === undefined;

/** Whether nothing but objects is in the set, and some are. */
export const onlyObjects = (type: Type): boolean =>
    type.shapes.size > 0 && type.number === undefined && onlyNumbers({ ...type, shapes: new Set() });

/** Whether everything in the set can be called. */
export const onlyFunctions = (type: Type): boolean =>
    !(isNullish(type) || type.absent || isBoolean(type)) &&
    type.number === undefined &&
    type.string === undefined &&
    [...type.shapes].every(({ kind }) => kind === "function");

/** The same without classes in general form, which throw. */
export const onlyCallable = (type: Type): boolean =>
    onlyFunctions(type) &&
    [...type.shapes].every((shape) => shape.kind === "function" && shape.function.classForm === undefined);

/** undefined alone or null alone, which equal only themselves, and loosely each other. */
export function isSingleton(type: Type): boolean {
    const rest = { ...type, undefined: false, null: false };
    return isNullish(type) && !(type.undefined && type.null) && onlyNumbers(rest) && type.number === undefined;
}
