/**
 * Methods of arrays for other objects (ECMA-262 23.1.3), whose elements are properties: those that
 * change nothing. An object may lack elements, or find them in its prototype.
 */
import { mustBeCallable } from "./array.ts";

interface List {
    readonly length: unknown;
    readonly [index: number]: unknown;
}
type Predicate = (value: unknown, index: number, list: List) => unknown;
type Step = (previous: unknown, value: unknown, index: number, list: List) => unknown;

/** LengthOfArrayLike */
function lengthOf(list: List): number {
    const length = Math.trunc(Number(list.length));
    return length > 0 ? Math.min(length, Number.MAX_SAFE_INTEGER) : 0;
}

/** Where a search begins: `from` counts from the end where it is negative. */
function startOf(from: number, length: number): number {
    const start = Math.trunc(from);
    if (!(start < 0)) return start > 0 ? start : 0;
    return Math.max(length + start, 0);
}

export function map(this: List, callback: Predicate, thisArgument?: unknown): unknown[] {
    const length = lengthOf(this);
    mustBeCallable(callback);
    const result: unknown[] = [];
    result.length = length;
    for (let i = 0; i < length; i++) if (i in this) result[i] = callback.call(thisArgument, this[i], i, this);
    return result;
}

export function filter(this: List, predicate: Predicate, thisArgument?: unknown): unknown[] {
    const length = lengthOf(this);
    mustBeCallable(predicate);
    const result: unknown[] = [];
    for (let i = 0; i < length; i++) {
        if (!(i in this)) continue;
        const value = this[i];
        if (predicate.call(thisArgument, value, i, this)) result.push(value);
    }
    return result;
}

export function forEach(this: List, callback: Predicate, thisArgument?: unknown): void {
    const length = lengthOf(this);
    mustBeCallable(callback);
    for (let i = 0; i < length; i++) if (i in this) callback.call(thisArgument, this[i], i, this);
}

export function some(this: List, predicate: Predicate, thisArgument?: unknown): boolean {
    const length = lengthOf(this);
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++) if (i in this && predicate.call(thisArgument, this[i], i, this)) return true;
    return false;
}

export function every(this: List, predicate: Predicate, thisArgument?: unknown): boolean {
    const length = lengthOf(this);
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++) if (i in this && !predicate.call(thisArgument, this[i], i, this)) return false;
    return true;
}

export function find(this: List, predicate: Predicate, thisArgument?: unknown): unknown {
    const length = lengthOf(this);
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++) {
        const value = this[i];
        if (predicate.call(thisArgument, value, i, this)) return value;
    }
    return undefined;
}

export function findIndex(this: List, predicate: Predicate, thisArgument?: unknown): number {
    const length = lengthOf(this);
    mustBeCallable(predicate);
    for (let i = 0; i < length; i++) if (predicate.call(thisArgument, this[i], i, this)) return i;
    return -1;
}

export function findLast(this: List, predicate: Predicate, thisArgument?: unknown): unknown {
    const length = lengthOf(this);
    mustBeCallable(predicate);
    for (let i = length - 1; i >= 0; i--) {
        const value = this[i];
        if (predicate.call(thisArgument, value, i, this)) return value;
    }
    return undefined;
}

export function findLastIndex(this: List, predicate: Predicate, thisArgument?: unknown): number {
    const length = lengthOf(this);
    mustBeCallable(predicate);
    for (let i = length - 1; i >= 0; i--) if (predicate.call(thisArgument, this[i], i, this)) return i;
    return -1;
}

export function indexOf(this: List, search: unknown, from?: unknown): number {
    const length = lengthOf(this);
    if (length === 0) return -1;
    for (let i = startOf(Number(from ?? 0), length); i < length; i++) if (i in this && this[i] === search) return i;
    return -1;
}

/** A start that is given, though undefined, is 0. */
export function lastIndexOfFrom(this: List, search: unknown, from: unknown): number {
    const length = lengthOf(this);
    if (length === 0) return -1;
    const start = Math.trunc(Number(from)) || 0;
    const first = start < 0 ? length + start : Math.min(start, length - 1);
    for (let i = first; i >= 0; i--) if (i in this && this[i] === search) return i;
    return -1;
}

export function lastIndexOf(this: List, search: unknown): number {
    for (let i = lengthOf(this) - 1; i >= 0; i--) if (i in this && this[i] === search) return i;
    return -1;
}

export function includes(this: List, search: unknown, from?: unknown): boolean {
    const length = lengthOf(this);
    if (length === 0) return false;
    for (let i = startOf(Number(from ?? 0), length); i < length; i++) {
        const value = this[i];
        if (value === search || (Number.isNaN(value) && Number.isNaN(search))) return true;
    }
    return false;
}

export function reduce(this: List, callback: Step, initial: unknown): unknown {
    const length = lengthOf(this);
    mustBeCallable(callback);
    let result = initial;
    for (let i = 0; i < length; i++) if (i in this) result = callback(result, this[i], i, this);
    return result;
}

export function reduceFromFirst(this: List, callback: Step): unknown {
    const length = lengthOf(this);
    mustBeCallable(callback);
    let first = 0;
    while (first < length && !(first in this)) first++;
    if (first >= length) throw new TypeError("Reduce of empty array with no initial value");
    let result = this[first];
    for (let i = first + 1; i < length; i++) if (i in this) result = callback(result, this[i], i, this);
    return result;
}

export function reduceRight(this: List, callback: Step, initial: unknown): unknown {
    const length = lengthOf(this);
    mustBeCallable(callback);
    let result = initial;
    for (let i = length - 1; i >= 0; i--) if (i in this) result = callback(result, this[i], i, this);
    return result;
}

export function reduceFromLast(this: List, callback: Step): unknown {
    const length = lengthOf(this);
    mustBeCallable(callback);
    let last = length - 1;
    while (last >= 0 && !(last in this)) last--;
    if (last < 0) throw new TypeError("Reduce of empty array with no initial value");
    let result = this[last];
    for (let i = last - 1; i >= 0; i--) if (i in this) result = callback(result, this[i], i, this);
    return result;
}

export function slice(this: List, start?: unknown, end?: unknown): unknown[] {
    const length = lengthOf(this);
    const first = startOf(Number(start ?? 0), length);
    const last = Math.min(end === undefined ? length : startOf(Number(end), length), length);
    const result: unknown[] = [];
    result.length = Math.max(last - first, 0);
    for (let i = first; i < last; i++) if (i in this) result[i - first] = this[i];
    return result;
}
