/** Sets of numbers as intervals with flags, and JavaScript's arithmetic on them. */
import type { ViewKind } from "../bindings/model.ts";
import type { NumberSet } from "./type.ts";

export const INT32_MIN = -2147483648;
export const INT32_MAX = 2147483647;
export const UINT32_MAX = 4294967295;

export const ANY_NUMBER: NumberSet = { min: -Infinity, max: Infinity, integer: false, negativeZero: true, nan: true };
export const ANY_INT32: NumberSet = integers(INT32_MIN, INT32_MAX);
export const ANY_UINT32: NumberSet = integers(0, UINT32_MAX);

export function integers(min: number, max: number): NumberSet {
    return { min, max, integer: true, negativeZero: false, nan: false };
}

/** What reading an element of a typed array gives. */
export const ELEMENT_SETS: Readonly<Record<ViewKind, NumberSet>> = {
    int8: integers(-128, 127),
    uint8: integers(0, 255),
    clamped: integers(0, 255),
    int16: integers(-32768, 32767),
    uint16: integers(0, 65535),
    int32: ANY_INT32,
    uint32: ANY_UINT32,
    float32: ANY_NUMBER,
    float64: ANY_NUMBER,
};

export function numberOf(value: number): NumberSet {
    if (Number.isNaN(value)) return { min: 0, max: 0, integer: true, negativeZero: false, nan: true };
    return {
        min: value + 0,
        max: value + 0,
        integer: Number.isInteger(value),
        negativeZero: Object.is(value, -0),
        nan: false,
    };
}

export function joinNumbers(a: NumberSet, b: NumberSet): NumberSet {
    return {
        min: Math.min(a.min, b.min),
        max: Math.max(a.max, b.max),
        integer: a.integer && b.integer,
        negativeZero: a.negativeZero || b.negativeZero,
        nan: a.nan || b.nan,
    };
}

/** Of arrays, texts and buffers. */
export const MAX_LENGTH = 268435455;

const MINIMA = [0, -1, -128, -32768, INT32_MIN, -Number.MAX_SAFE_INTEGER];
const MAXIMA = [
    0,
    1,
    255,
    65535,
    MAX_LENGTH - 1,
    MAX_LENGTH,
    INT32_MAX - 1,
    INT32_MAX,
    4294967295,
    Number.MAX_SAFE_INTEGER,
];

/**
 * The join, with a bound that moved pushed out to the next of a few landmarks, so that chains are
 * short.
 */
export function widenNumbers(old: NumberSet, grown: NumberSet): NumberSet {
    const joined = joinNumbers(old, grown);
    return {
        ...joined,
        min: joined.min < old.min ? (MINIMA.find((landmark) => landmark <= joined.min) ?? -Infinity) : joined.min,
        max: joined.max > old.max ? (MAXIMA.find((landmark) => landmark >= joined.max) ?? Infinity) : joined.max,
    };
}

export const isInt32Set = (set: NumberSet): boolean =>
    set.integer && !set.negativeZero && !set.nan && set.min >= INT32_MIN && set.max <= INT32_MAX;

export const isUint32Set = (set: NumberSet): boolean =>
    set.integer && !set.negativeZero && !set.nan && set.min >= 0 && set.max <= UINT32_MAX;

/** Nothing but integers of 32 bits, and NaN. */
export const isInt32OrNaNSet = (set: NumberSet): boolean => set.nan && isInt32Set({ ...set, nan: false });

/** Whether the set is of integers that are no larger than an int32 as a rule, though not always. */
export const canBeInt32 = (set: NumberSet): boolean => set.integer && set.min <= INT32_MAX && set.max >= INT32_MIN;

/**
 * The one number of the set; undefined where there are several, or where -0 or NaN could be meant.
 */
export const singleNumber = (set: NumberSet): number | undefined =>
    set.min === set.max && !set.negativeZero && !set.nan ? set.min : undefined;

const isFiniteSet = (set: NumberSet): boolean => Number.isFinite(set.min) && Number.isFinite(set.max);
const hasZero = (set: NumberSet): boolean => set.min <= 0 && set.max >= 0;

/**
 * Beyond 2^53 integer results are rounded, so an interval of corners is kept but nothing finer is
 * claimed.
 */
function fromCorners(corners: number[], integer: boolean, negativeZero: boolean, nan: boolean): NumberSet {
    if (corners.some(Number.isNaN)) return { ...ANY_NUMBER, nan: true };
    return { min: Math.min(...corners) + 0, max: Math.max(...corners) + 0, integer, negativeZero, nan };
}

export function addNumbers(a: NumberSet, b: NumberSet): NumberSet {
    const nan = a.nan || b.nan || !(isFiniteSet(a) && isFiniteSet(b));
    return fromCorners([a.min + b.min, a.max + b.max], a.integer && b.integer, a.negativeZero && b.negativeZero, nan);
}

export function negateNumbers(a: NumberSet): NumberSet {
    return { min: -a.max + 0, max: -a.min + 0, integer: a.integer, negativeZero: hasZero(a), nan: a.nan };
}

export function subtractNumbers(a: NumberSet, b: NumberSet): NumberSet {
    const nan = a.nan || b.nan || !(isFiniteSet(a) && isFiniteSet(b));
    return fromCorners([a.min - b.max, a.max - b.min], a.integer && b.integer, a.negativeZero && hasZero(b), nan);
}

export function multiplyNumbers(a: NumberSet, b: NumberSet): NumberSet {
    const nan = a.nan || b.nan || !(isFiniteSet(a) && isFiniteSet(b));
    const corners = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max];
    const canBeNegative = a.min < 0 || b.min < 0 || a.negativeZero || b.negativeZero;
    const underflows = !a.integer || !b.integer;
    const negativeZero = canBeNegative && (hasZero(a) || hasZero(b) || underflows);
    return nan
        ? { ...ANY_NUMBER, integer: a.integer && b.integer }
        : fromCorners(corners, a.integer && b.integer, negativeZero, nan);
}

export function remainderNumbers(a: NumberSet, b: NumberSet): NumberSet {
    const nan = a.nan || b.nan || hasZero(b) || !isFiniteSet(a);
    const size = Math.max(Math.abs(b.min), Math.abs(b.max));
    const limit = a.integer && b.integer ? size - 1 : size;
    const min = a.min >= 0 ? 0 : Math.max(a.min, -limit);
    const max = a.max <= 0 ? 0 : Math.min(a.max, limit);
    return {
        min: min + 0,
        max: max + 0,
        integer: a.integer && b.integer,
        negativeZero: a.min < 0 || a.negativeZero,
        nan,
    };
}

/** Where no quotient is infinite or NaN. */
export function divideNumbers(a: NumberSet, b: NumberSet): NumberSet {
    if (a.nan || b.nan || !isFiniteSet(a) || !isFiniteSet(b) || hasZero(b) || b.negativeZero) return ANY_NUMBER;
    const corners = [a.min / b.min, a.min / b.max, a.max / b.min, a.max / b.max];
    return fromCorners(corners, false, a.negativeZero || (hasZero(a) && b.min < 0) || a.min < 0 || b.min < 0, false);
}

function rounded(round: (value: number) => number, keepsSign: boolean): (a: NumberSet) => NumberSet {
    return (a) => ({
        min: round(a.min) + 0,
        max: round(a.max) + 0,
        integer: true,
        negativeZero: a.negativeZero || (keepsSign && a.min < 0 && !a.integer),
        nan: a.nan,
    });
}

function least(
    pick: (...bounds: number[]) => number,
): (first: NumberSet, ...others: readonly NumberSet[]) => NumberSet {
    return (first, ...others) => {
        const sets = [first, ...others];
        return {
            ...sets.reduce(joinNumbers),
            min: pick(...sets.map(({ min }) => min)),
            max: pick(...sets.map(({ max }) => max)),
        };
    };
}

export type FunctionOfNumbers = "abs" | "floor" | "ceil" | "round" | "trunc" | "min" | "max";

/** Results of functions, by the names that declarations give them with `@set`. */
export const FUNCTION_SETS: Readonly<
    Record<FunctionOfNumbers, (first: NumberSet, ...others: readonly NumberSet[]) => NumberSet>
> = {
    abs: (a) => ({
        ...a,
        min: hasZero(a) ? 0 : Math.min(Math.abs(a.min), Math.abs(a.max)),
        max: Math.max(Math.abs(a.min), Math.abs(a.max)),
        negativeZero: false,
    }),
    floor: rounded(Math.floor, false),
    ceil: rounded(Math.ceil, true),
    round: rounded(Math.round, true),
    trunc: rounded(Math.trunc, true),
    min: least(Math.min),
    max: least(Math.max),
};

/** ToInt32 of integers of that size: NaN is 0. Of others nothing is known. */
function toBits(set: NumberSet): NumberSet {
    const isSmall = set.integer && set.min >= INT32_MIN && set.max <= INT32_MAX;
    if (!isSmall) return set;
    return set.nan ? integers(Math.min(set.min, 0), Math.max(set.max, 0)) : integers(set.min, set.max);
}

/** The bits of `&`, `|`, `^` of two sets of non-negative int32, otherwise any int32. */
export function bitNumbers(
    operator: "bitwiseAnd" | "bitwiseOr" | "bitwiseXor",
    left: NumberSet,
    right: NumberSet,
): NumberSet {
    const [a, b] = [toBits(left), toBits(right)];
    const nonNegative = (set: NumberSet): boolean => isInt32Set(set) && set.min >= 0;
    if (operator === "bitwiseAnd" && (nonNegative(a) || nonNegative(b)))
        return integers(0, Math.min(nonNegative(a) ? a.max : INT32_MAX, nonNegative(b) ? b.max : INT32_MAX));
    if (nonNegative(a) && nonNegative(b)) {
        const bits = 32 - Math.clz32(Math.max(a.max, b.max));
        return integers(0, bits >= 31 ? INT32_MAX : (1 << bits) - 1);
    }
    return ANY_INT32;
}

export function shiftNumbers(
    operator: "shiftLeft" | "shiftRight" | "shiftRightUnsigned",
    left: NumberSet,
    b: NumberSet,
): NumberSet {
    const a = toBits(left);
    const isConstant = b.integer && b.min === b.max && !b.nan;
    const count = isConstant ? b.min & 31 : undefined;
    if (operator === "shiftRight" && count !== undefined && isInt32Set(a))
        return integers(a.min >> count, a.max >> count);
    if (operator === "shiftRightUnsigned" && count !== undefined)
        return isUint32Set(a) ? integers(a.min >>> count, a.max >>> count) : integers(0, UINT32_MAX >>> count);
    if (operator === "shiftRightUnsigned") return isUint32Set(a) ? integers(0, a.max) : ANY_UINT32;
    const top = count === undefined ? Infinity : a.max * 2 ** count;
    const bottom = count === undefined ? -Infinity : a.min * 2 ** count;
    return isInt32Set(a) && top <= INT32_MAX && bottom >= INT32_MIN && operator === "shiftLeft"
        ? integers(bottom, top)
        : ANY_INT32;
}
