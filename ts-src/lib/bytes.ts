/**
 * Methods of typed arrays that take callbacks (ECMA-262 23.2.3), compiled with the programs that
 * use them. A view keeps its length, and has no holes. A new one of the same kind is made by slice.
 */
import { sortValues } from "tspico:bytes";
import { mustBeCallable } from "./array.ts";

type Predicate = (value: number, index: int32, array: TypedArrays) => unknown;

export function map(
    this: TypedArrays,
    callback: (value: number, index: int32, array: TypedArrays) => number,
    thisArgument?: unknown,
): TypedArrays {
    const length = this.length;
    mustBeCallable(callback);
    const result = this.slice();
    for (let i = 0; i < length; i++) result[i] = callback.call(thisArgument, this[i]!, i, this);
    return result;
}

export function filter(this: TypedArrays, predicate: Predicate, thisArgument?: unknown): TypedArrays {
    const length = this.length;
    mustBeCallable(predicate);
    const kept = this.slice();
    let count = 0;
    for (let i = 0; i < length; i++) {
        const value = this[i]!;
        if (predicate.call(thisArgument, value, i, this)) {
            kept[count] = value;
            count++;
        }
    }
    return count === length ? kept : kept.slice(0, count);
}

export function forEach(
    this: TypedArrays,
    callback: (value: number, index: int32, array: TypedArrays) => void,
    thisArgument?: unknown,
): void {
    const length = this.length;
    mustBeCallable(callback);
    for (let i = 0; i < length; i++) callback.call(thisArgument, this[i]!, i, this);
}

export function some(this: TypedArrays, predicate: Predicate, thisArgument?: unknown): boolean {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++) if (predicate.call(thisArgument, this[i]!, i, this)) return true;
    return false;
}

export function every(this: TypedArrays, predicate: Predicate, thisArgument?: unknown): boolean {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++) if (!predicate.call(thisArgument, this[i]!, i, this)) return false;
    return true;
}

export function find(this: TypedArrays, predicate: Predicate, thisArgument?: unknown): number | undefined {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++) {
        const value = this[i]!;
        if (predicate.call(thisArgument, value, i, this)) return value;
    }
    return undefined;
}

export function findIndex(this: TypedArrays, predicate: Predicate, thisArgument?: unknown): int32 {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++) if (predicate.call(thisArgument, this[i]!, i, this)) return i;
    return -1;
}

export function findLast(this: TypedArrays, predicate: Predicate, thisArgument?: unknown): number | undefined {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = length - 1; i >= 0; i--) {
        const value = this[i]!;
        if (predicate.call(thisArgument, value, i, this)) return value;
    }
    return undefined;
}

export function findLastIndex(this: TypedArrays, predicate: Predicate, thisArgument?: unknown): int32 {
    const length = this.length;
    mustBeCallable(predicate);
    for (let i = length - 1; i >= 0; i--) if (predicate.call(thisArgument, this[i]!, i, this)) return i;
    return -1;
}

export function reduce<U>(
    this: TypedArrays,
    callback: (previous: U, value: number, index: int32, array: TypedArrays) => U,
    initial: U,
): U {
    const length = this.length;
    mustBeCallable(callback);
    let result = initial;
    for (let i = 0; i < length; i++) result = callback(result, this[i]!, i, this);
    return result;
}

export function reduceFromFirst(
    this: TypedArrays,
    callback: (previous: number, value: number, index: int32, array: TypedArrays) => number,
): number {
    const length = this.length;
    mustBeCallable(callback);
    if (length === 0) throw new TypeError("Reduce of empty array with no initial value");
    let result: number = this[0]!;
    for (let i = 1; i < length; i++) result = callback(result, this[i]!, i, this);
    return result;
}

export function reduceRight<U>(
    this: TypedArrays,
    callback: (previous: U, value: number, index: int32, array: TypedArrays) => U,
    initial: U,
): U {
    const length = this.length;
    mustBeCallable(callback);
    let result = initial;
    for (let i = length - 1; i >= 0; i--) result = callback(result, this[i]!, i, this);
    return result;
}

export function reduceFromLast(
    this: TypedArrays,
    callback: (previous: number, value: number, index: int32, array: TypedArrays) => number,
): number {
    const length = this.length;
    mustBeCallable(callback);
    if (length === 0) throw new TypeError("Reduce of empty array with no initial value");
    let result: number = this[length - 1]!;
    for (let i = length - 2; i >= 0; i--) result = callback(result, this[i]!, i, this);
    return result;
}

function mustBeComparison(compare: unknown): void {
    if (typeof compare !== "function")
        throw new TypeError("The comparison function must be either a function or undefined");
}

/** With a comparison; by their values they are sorted in C. */
function sortInto(source: TypedArrays, target: TypedArrays, compare: (left: number, right: number) => number): void {
    const sorted = [...source].sort(compare);
    for (let i = 0; i < sorted.length; i++) target[i] = sorted[i]!;
}

export function sort(this: TypedArrays, compare?: (left: number, right: number) => number): TypedArrays {
    if (compare === undefined) {
        sortValues(this);
        return this;
    }
    mustBeComparison(compare);
    sortInto(this, this, compare);
    return this;
}

export function toSorted(this: TypedArrays, compare?: (left: number, right: number) => number): TypedArrays {
    if (compare !== undefined) mustBeComparison(compare);
    const result = this.slice();
    if (compare === undefined) sortValues(result);
    else sortInto(this, result, compare);
    return result;
}

export function join(this: TypedArrays, separator = ","): string {
    let text = "";
    for (let i = 0; i < this.length; i++) text += i === 0 ? `${this[i]}` : `${separator}${this[i]}`;
    return text;
}
