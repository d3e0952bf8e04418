/**
 * Array methods that make an array of the elements of others (ECMA-262 23.1.3): `flat`, `flatMap`
 * and `toSorted`.
 */
import { hasElement } from "tspico:array";

/** `flat` without an argument: one level. Apart, so that what it gives is known to be no array. */
export function flatOnce<T>(this: (T | T[])[]): T[] {
    const length = this.length;
    const result: T[] = [];
    for (let i = 0; i < length; i++) {
        if (hasElement(this, i)) {
            const value = this[i]!;
            if (Array.isArray(value)) {
                const count = value.length;
                for (let j = 0; j < count; j++) if (hasElement(value, j)) result.push(value[j]!);
            } else {
                result.push(value);
            }
        }
    }
    return result;
}

function addLevels(result: unknown[], source: readonly unknown[], levels: number): void {
    const length = source.length;
    for (let i = 0; i < length; i++) {
        if (hasElement(source, i)) {
            const value = source[i]!;
            if (levels > 0 && Array.isArray(value)) addLevels(result, value, levels - 1);
            else result.push(value);
        }
    }
}

export function flat(this: unknown[], depth: number | undefined): unknown[] {
    const levels = depth === undefined ? 1 : Math.trunc(depth);
    const result: unknown[] = [];
    addLevels(result, this, levels);
    return result;
}

export function flatMap<T, U>(
    this: T[],
    callback: (value: T, index: int32, array: T[]) => U | readonly U[],
    thisArgument?: unknown,
): U[] {
    const length = this.length;
    if (typeof callback !== "function") throw new TypeError("flatMap mapper function is not callable");
    const result: U[] = [];
    for (let i = 0; i < length; i++) {
        if (hasElement(this, i)) {
            const value = callback.call(thisArgument, this[i]!, i, this);
            if (Array.isArray(value)) {
                const count = value.length;
                for (let j = 0; j < count; j++) if (hasElement(value, j)) result.push(value[j]!);
            } else {
                result.push(value as U);
            }
        }
    }
    return result;
}

export function toSorted<T>(this: T[], compare?: (left: T, right: T) => number): T[] {
    if (compare !== undefined && typeof compare !== "function")
        throw new TypeError("The comparison function must be either a function or undefined");
    const result = this.toSpliced();
    return compare === undefined ? result.sort() : result.sort(compare);
}
