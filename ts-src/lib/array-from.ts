/**
 * Array.from, and the same of typed arrays (ECMA-262 23.1.2.1, 23.2.2.1): of what can be iterated
 * over, and of objects that the call itself writes as `{ length: n }`. Each call is compiled by
 * itself, so that elements keep their kind. And arrays of a length, `Array(n)` (23.1.1.1).
 */
import { mustBeCallable } from "./array.ts";

type Mapping<T, U> = ((value: T, index: int32) => U) | undefined;
type ViewConstructor = new (source: number | readonly number[]) => TypedArrays;

/** ToLength, where what no array can have is a RangeError. */
function lengthOf(length: unknown): number {
    const whole = Math.trunc(Number(length));
    if (!(whole > 0)) return 0;
    if (whole > 4294967295) throw new RangeError("Invalid array length");
    return whole;
}

export function from<T, U>(source: Iterable<T>, map: Mapping<T, U>, thisArgument?: unknown): (T | U)[] {
    if (map !== undefined) mustBeCallable(map);
    const result: (T | U)[] = [];
    let index = 0;
    for (const value of source) {
        result.push(map === undefined ? value : map.call(thisArgument, value, index));
        index = (index + 1) | 0;
    }
    return result;
}

export function fromLength<U>(length: unknown, map: Mapping<undefined, U>, thisArgument?: unknown): (U | undefined)[] {
    if (map !== undefined) mustBeCallable(map);
    const count = lengthOf(length);
    const result: (U | undefined)[] = [];
    for (let i = 0; i < count; i++) result.push(map === undefined ? undefined : map.call(thisArgument, undefined, i));
    return result;
}

export function viewFrom<T>(
    this: ViewConstructor,
    source: Iterable<T>,
    map: Mapping<T, number>,
    thisArgument?: unknown,
): TypedArrays {
    if (map !== undefined) mustBeCallable(map);
    const values: T[] = [];
    for (const value of source) values.push(value);
    if (map === undefined) return new this(values as readonly unknown[] as readonly number[]);
    const result = new this(values.length);
    for (let i = 0; i < result.length; i++) result[i] = map.call(thisArgument, values[i]!, i);
    return result;
}

export function viewFromLength(
    this: ViewConstructor,
    length: unknown,
    map: Mapping<undefined, number>,
    thisArgument?: unknown,
): TypedArrays {
    if (map !== undefined) mustBeCallable(map);
    const result = new this(lengthOf(length));
    for (let i = 0; i < result.length; i++) result[i] = map === undefined ? NaN : map.call(thisArgument, undefined, i);
    return result;
}

/** `Array(length)`: a number is a length, anything else the only element. */
export function ofLength<T>(length: T): T[] {
    const result: T[] = [];
    if (typeof length !== "number") {
        result.push(length);
        return result;
    }
    if (length >>> 0 !== length) throw new RangeError("Invalid array length");
    result.length = length;
    return result;
}

/** `Array(...list)`. */
export function ofList<T>(list: T[]): T[] {
    return list.length === 1 ? ofLength(list[0]!) : list;
}
