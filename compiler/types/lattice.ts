/** Joins, tests and the choice of representation for sets of values. */
import { canBeInt32, integers, isInt32Set, isUint32Set, joinNumbers, numberOf, widenNumbers } from "./numbers.ts";
import type { Representation } from "./representation.ts";
import type { Shape } from "./shape.ts";
import type { NumberSet, Type } from "./type.ts";

const NO_SHAPES: ReadonlySet<Shape> = new Set();
const MAX_STRINGS = 16;

export const NEVER: Type = {
    undefined: false,
    null: false,
    absent: false,
    true: false,
    false: false,
    number: undefined,
    string: undefined,
    shapes: NO_SHAPES,
};

export const UNDEFINED_TYPE: Type = { ...NEVER, undefined: true };
export const NULL_TYPE: Type = { ...NEVER, null: true };
export const ABSENT_TYPE: Type = { ...NEVER, absent: true };
export const BOOLEAN_TYPE: Type = { ...NEVER, true: true, false: true };
export const STRING_TYPE: Type = { ...NEVER, string: "any" };

export const numberType = (number: NumberSet): Type => ({ ...NEVER, number });
export const intType = (min: number, max: number): Type => numberType(integers(min, max));
export const booleanType = (value: boolean): Type => ({ ...NEVER, true: value, false: !value });
export const shapeType = (...shapes: Shape[]): Type => ({ ...NEVER, shapes: new Set(shapes) });
export const stringsType = (...texts: string[]): Type => ({ ...NEVER, string: new Set(texts) });

export function constantType(value: undefined | null | boolean | number | string): Type {
    if (value === undefined) return UNDEFINED_TYPE;
    if (value === null) return NULL_TYPE;
    if (typeof value === "boolean") return booleanType(value);
    return typeof value === "number" ? numberType(numberOf(value)) : stringsType(value);
}

export function join(a: Type, b: Type, widen = false): Type {
    if (a === b || b === NEVER) return a;
    if (a === NEVER) return b;
    return {
        undefined: a.undefined || b.undefined,
        null: a.null || b.null,
        absent: a.absent || b.absent,
        true: a.true || b.true,
        false: a.false || b.false,
        number: joinOptional(a.number, b.number, widen ? widenNumbers : joinNumbers),
        string: joinStrings(a.string, b.string),
        shapes: joinShapes(a.shapes, b.shapes),
    };
}

export const joinAll = (types: Iterable<Type>): Type => [...types].reduce((all, type) => join(all, type), NEVER);

function joinOptional(
    a: NumberSet | undefined,
    b: NumberSet | undefined,
    combine: (x: NumberSet, y: NumberSet) => NumberSet,
): NumberSet | undefined {
    return a === undefined || b === undefined ? (a ?? b) : combine(a, b);
}

function joinStrings(a: Type["string"], b: Type["string"]): Type["string"] {
    if (a === undefined || b === undefined) return a ?? b;
    if (a === "any" || b === "any") return "any";
    const all = new Set([...a, ...b]);
    return all.size > MAX_STRINGS ? "any" : all;
}

function joinShapes(a: ReadonlySet<Shape>, b: ReadonlySet<Shape>): ReadonlySet<Shape> {
    if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
    return new Set([...a, ...b]);
}

const hasBoolean = (type: Type): boolean => type.true || type.false;

/** The same kinds of value and the same shapes; ranges may differ. */
export function sameKinds(a: Type, b: Type): boolean {
    return (
        a.undefined === b.undefined &&
        a.null === b.null &&
        a.absent === b.absent &&
        hasBoolean(a) === hasBoolean(b) &&
        (a.number === undefined) === (b.number === undefined) &&
        (a.string === undefined) === (b.string === undefined) &&
        a.shapes.size === b.shapes.size &&
        [...a.shapes].every((shape) => b.shapes.has(shape))
    );
}

export const isNever = (type: Type): boolean =>
    !type.undefined &&
    !type.null &&
    !type.absent &&
    !hasBoolean(type) &&
    type.number === undefined &&
    type.string === undefined &&
    type.shapes.size === 0;

/** What a read of a property or element gives: unset is undefined. */
export const present = (type: Type): Type => (type.absent ? { ...type, absent: false, undefined: true } : type);

export const canBeTruthy = (type: Type): boolean =>
    type.true ||
    type.shapes.size > 0 ||
    (type.string !== undefined && (type.string === "any" || [...type.string].some((text) => text !== ""))) ||
    numbersCanBeTruthy(type.number);

const numbersCanBeTruthy = (set: NumberSet | undefined): boolean =>
    set !== undefined && !(set.min === 0 && set.max === 0);

export const canBeFalsy = (type: Type): boolean =>
    type.undefined ||
    type.null ||
    type.absent ||
    type.false ||
    (type.string !== undefined && (type.string === "any" || type.string.has(""))) ||
    (type.number !== undefined &&
        (type.number.nan || type.number.negativeZero || (type.number.min <= 0 && type.number.max >= 0)));

export function representationOf(type: Type): Representation {
    const kinds = [
        type.undefined || type.null || type.absent,
        hasBoolean(type),
        type.number !== undefined,
        type.string !== undefined,
        type.shapes.size > 0,
    ].filter(Boolean).length;
    if (kinds === 0 || (kinds === 1 && type.undefined && !type.null && !type.absent)) return { kind: "void" };
    if (kinds > 1 || type.undefined || type.null || type.absent) return { kind: "value" };
    if (type.number !== undefined) return numberRepresentation(type.number);
    if (type.string !== undefined) return { kind: "string" };
    return hasBoolean(type) ? { kind: "boolean" } : { kind: "object", shape: commonShape(type.shapes) };
}

export function numberRepresentation(set: NumberSet): Representation {
    if (isInt32Set(set)) return { kind: "int32" };
    if (isUint32Set(set)) return { kind: "uint32" };
    return { kind: canBeInt32(set) ? "number" : "double" };
}

/** The struct that all shapes start with, if it is one of ours. */
function commonShape(shapes: ReadonlySet<Shape>): Shape | undefined {
    const all = [...shapes];
    const [first] = all;
    if (first === undefined || all.length === 1) return first;
    if (all.every((shape) => shape.kind === "array") || all.every((shape) => shape.kind === "cell")) return first;
    const chains = all.map(baseChain);
    return chains[0]?.find((candidate) => chains.every((chain) => chain.includes(candidate)));
}

function baseChain(shape: Shape): Shape[] {
    const chain: Shape[] = [];
    for (let at: Shape | undefined = shape; at !== undefined; at = at.kind === "class" ? at.base : undefined)
        chain.push((at.kind === "native" ? at.like : undefined) ?? at);
    return chain;
}
