/**
 * Array methods that take callbacks (ECMA-262 23.1.3), compiled with the programs that use them.
 * The length is read once at the start, and holes are skipped where the standard asks HasProperty.
 * `array[index]!` is believed here: the array has that element, so that nothing is tested.
 */
import { hasElement, moveHoles } from "tspico:array";

/** What is no function is refused even where nothing would be called. */
export function mustBeCallable(callback: unknown): void {
    if (typeof callback !== "function") throw new TypeError("The callback is not a function");
}

export function map<T, U>(this: T[], callback: (value: T, index: int32, array: T[]) => U, thisArgument?: unknown): U[] {
    const length = this.length;
    mustBeCallable(callback);
    const result: U[] = [];
    result.length = length;
    for (let i = 0; i < length; i++)
        if (hasElement(this, i)) result[i]! = callback.call(thisArgument, this[i]!, i, this);
    return result;
}

export function filter<T>(
    this: T[],
    predicate: (value: T, index: int32, array: T[]) => unknown,
    thisArgument?: unknown,
): T[] {
    const length = this.length;
    mustBeCallable(predicate);
    const result: T[] = [];
    for (let i = 0; i < length; i++) {
        if (hasElement(this, i)) {
            const value = this[i]!;
            if (predicate.call(thisArgument, value, i, this)) result.push(value);
        }
    }
    return result;
}

export function forEach<T>(
    this: T[],
    callback: (value: T, index: int32, array: T[]) => void,
    thisArgument?: unknown,
): void {
    const length = this.length;
    mustBeCallable(callback);
    for (let i = 0; i < length; i++) if (hasElement(this, i)) callback.call(thisArgument, this[i]!, i, this);
}

export function some<T>(
    this: T[],
    predicate: (value: T, index: int32, array: T[]) => unknown,
    thisArgument?: unknown,
): boolean {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++)
        if (hasElement(this, i) && predicate.call(thisArgument, this[i]!, i, this)) return true;
    return false;
}

export function every<T>(
    this: T[],
    predicate: (value: T, index: int32, array: T[]) => unknown,
    thisArgument?: unknown,
): boolean {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++)
        if (hasElement(this, i) && !predicate.call(thisArgument, this[i]!, i, this)) return false;
    return true;
}

/** Holes are visited as undefined, here and in `findIndex`. */
export function find<T>(
    this: T[],
    predicate: (value: T, index: int32, array: T[]) => unknown,
    thisArgument?: unknown,
): T | undefined {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++) {
        const value = this[i] as T;
        if (predicate.call(thisArgument, value, i, this)) return value;
    }
    return undefined;
}

/** From the end; holes are visited here too. */
export function findLast<T>(
    this: T[],
    predicate: (value: T, index: int32, array: T[]) => unknown,
    thisArgument?: unknown,
): T | undefined {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = length - 1; i >= 0; i--) {
        const value = this[i] as T;
        if (predicate.call(thisArgument, value, i, this)) return value;
    }
    return undefined;
}

export function findLastIndex<T>(
    this: T[],
    predicate: (value: T, index: int32, array: T[]) => unknown,
    thisArgument?: unknown,
): int32 {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = length - 1; i >= 0; i--) if (predicate.call(thisArgument, this[i] as T, i, this)) return i;
    return -1;
}

export function findIndex<T>(
    this: T[],
    predicate: (value: T, index: int32, array: T[]) => unknown,
    thisArgument?: unknown,
): int32 {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++) if (predicate.call(thisArgument, this[i] as T, i, this)) return i;
    return -1;
}

export function reduce<T, U>(
    this: T[],
    callback: (previous: U, value: T, index: int32, array: T[]) => U,
    initial: U,
): U {
    const length = this.length;
    mustBeCallable(callback);
    let result = initial;
    for (let i = 0; i < length; i++) if (hasElement(this, i)) result = callback(result, this[i]!, i, this);
    return result;
}

/** `reduce` without an initial value: it is the first element that is there. */
export function reduceFromFirst<T>(this: T[], callback: (previous: T, value: T, index: int32, array: T[]) => T): T {
    const length = this.length;
    mustBeCallable(callback);
    let first = 0;
    while (first < length && !hasElement(this, first)) first++;
    if (first >= length) throw new TypeError("Reduce of empty array with no initial value");
    let result = this[first]!;
    for (let i = first + 1; i < length; i++) if (hasElement(this, i)) result = callback(result, this[i]!, i, this);
    return result;
}

export function reduceRight<T, U>(
    this: T[],
    callback: (previous: U, value: T, index: int32, array: T[]) => U,
    initial: U,
): U {
    const length = this.length;
    mustBeCallable(callback);
    let result = initial;
    for (let i = length - 1; i >= 0; i--) if (hasElement(this, i)) result = callback(result, this[i]!, i, this);
    return result;
}

/** `reduceRight` without an initial value: it is the last element that is there. */
export function reduceFromLast<T>(this: T[], callback: (previous: T, value: T, index: int32, array: T[]) => T): T {
    const length = this.length;
    mustBeCallable(callback);
    let last = length - 1;
    while (last >= 0 && !hasElement(this, last)) last--;
    if (last < 0) throw new TypeError("Reduce of empty array with no initial value");
    let result = this[last]!;
    for (let i = last - 1; i >= 0; i--) if (hasElement(this, i)) result = callback(result, this[i]!, i, this);
    return result;
}

/**
 * Merges two sorted neighbours, source[from, middle) and source[middle, to), into target. Equal
 * elements keep their order. The later element is the left one of the comparison and moves only for
 * a negative result, as in V8: a comparison that gives true or false moves nothing in either.
 */
function merge<T>(
    source: T[],
    target: T[],
    from: int32,
    middle: int32,
    to: int32,
    compare: (left: T, right: T) => number,
): void {
    let left = from;
    let right = middle;
    let i = from;
    while (left < middle && right < to) {
        const later = source[right]!;
        const earlier = source[left]!;
        if (compare(later, earlier) < 0) {
            target[i]! = later;
            right++;
        } else {
            target[i]! = earlier;
            left++;
        }
        i++;
    }
    for (; left < middle; left++) {
        target[i]! = source[left]!;
        i++;
    }
    for (; right < to; right++) {
        target[i]! = source[right]!;
        i++;
    }
}

function compareAsStrings<T>(left: T, right: T): number {
    const a = String(left);
    const b = String(right);
    return a < b ? -1 : b < a ? 1 : 0;
}

function sortValues<T>(values: T[], compare: (left: T, right: T) => number): T[] {
    const length = values.length;
    let source = values;
    let target = values.slice();
    for (let width = 1; width < length; width *= 2) {
        for (let from = 0; from < length; from += 2 * width) {
            const middle = from + width < length ? from + width : length;
            const to = from + 2 * width < length ? from + 2 * width : length;
            merge(source, target, from, middle, to, compare);
        }
        const swapped = source;
        source = target;
        target = swapped;
    }
    return source;
}

/** The comparison may have made the array shorter. */
function put<T>(array: T[], index: int32, value: T): void {
    if (index < array.length) array[index]! = value;
    else array.push(value);
}

/** Stable merge sort; undefined elements come last, holes after them (23.1.3.30). */
export function sort<T>(this: T[], compare?: (left: T, right: T) => number): T[] {
    if (compare !== undefined) mustBeCallable(compare);
    const length = this.length;
    const values: T[] = [];
    let missing = 0;
    for (let i = 0; i < length; i++) {
        if (hasElement(this, i)) {
            const value = this[i]!;
            if (value === undefined) missing++;
            else values.push(value);
        }
    }
    const sorted = compare === undefined ? sortValues(values, compareAsStrings) : sortValues(values, compare);
    const count = sorted.length;
    for (let i = 0; i < count; i++) put(this, i, sorted[i]!);
    for (let i = 0; i < missing; i++) put(this, count + i, undefined as T);
    moveHoles(this, count + missing, length);
    return this;
}
