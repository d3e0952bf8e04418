/** ECMA-262, 23.1: Array. */

/**
 * `T` crosses into C as `tsp_value`, `T[]` as `struct tsp_array *`. What `push`, `unshift`, `fill`,
 * `splice` and `concat` take becomes content of the array, to the compiler also what `with` and
 * `toSpliced` take.
 *
 * @native struct tsp_array @header runtime/array_methods.h @shape tsp_array_shape @builtin array
 */
interface Array<T> {
    /**
     * @native tsp_array_get_length @setter tsp_array_assign_length @changes length @throws @pure @range 0 268435455
     */
    length: int32;
    /** @native tsp_array_push @changes add @throws @appends @range 0 268435455 */
    push(...items: T[]): int32;
    /** @native tsp_array_pop @changes remove @takes last */
    pop(): T | undefined;
    /** @native tsp_array_shift @changes remove @takes first */
    shift(): T | undefined;
    /** @native tsp_array_unshift @changes add @throws @range 0 268435455 */
    unshift(...items: T[]): int32;
    /** @native tsp_array_slice @generic ts-src/lib/array-like.ts#slice @throws @keeps */
    slice(start?: number, end?: number): T[];
    /** @native tsp_array_splice @changes remove @throws @absent */
    splice(start?: number, deleteCount?: number, ...items: T[]): T[];
    /** @native tsp_array_index_of @generic ts-src/lib/array-like.ts#indexOf @throws @keeps @range -1 268435455 */
    indexOf(search: T, from?: number): int32;
    /**
     * @native tsp_array_last_index_of @generic ts-src/lib/array-like.ts#lastIndexOfFrom @fewer
     * ts-src/lib/array-like.ts#lastIndexOf @throws @keeps @absent @range -1 268435455
     */
    lastIndexOf(search: T, from?: number): int32;
    /** @native tsp_array_includes @generic ts-src/lib/array-like.ts#includes @throws @keeps */
    includes(search: T, from?: number): boolean;
    /**
     * Undefined and null are empty. @native tsp_array_join @holding tsp_array_join_objects
     * @throws @keeps
     */
    join(separator?: string): string;
    /** @native tsp_array_reverse @changes write @keeps */
    reverse(): this;
    /** @native tsp_array_concat @throws @keeps */
    concat(...items: (T | readonly T[])[]): T[];
    /** @native tsp_array_fill @changes write @throws @keeps */
    fill(value: T, start?: number, end?: number): this;
    /** @native tsp_array_copy_within @changes write @keeps */
    copyWithin(target: number, start?: number, end?: number): this;
    /** @native tsp_array_at_relative @keeps */
    at(index: int32Position): T | undefined;
    /** @script ts-src/lib/array.ts#map @generic ts-src/lib/array-like.ts#map */
    map<U>(callback: (value: T, index: int32, array: T[]) => U, thisArgument?: unknown): U[];
    /** @script ts-src/lib/array.ts#filter @generic ts-src/lib/array-like.ts#filter */
    filter<S extends T>(predicate: (value: T, index: int32, array: T[]) => value is S, thisArgument?: unknown): S[];
    /** @script ts-src/lib/array.ts#filter @generic ts-src/lib/array-like.ts#filter */
    filter(predicate: (value: T, index: int32, array: T[]) => unknown, thisArgument?: unknown): T[];
    /** @script ts-src/lib/array.ts#forEach @generic ts-src/lib/array-like.ts#forEach */
    forEach(callback: (value: T, index: int32, array: T[]) => void, thisArgument?: unknown): void;
    /** @script ts-src/lib/array.ts#some @generic ts-src/lib/array-like.ts#some */
    some(predicate: (value: T, index: int32, array: T[]) => unknown, thisArgument?: unknown): boolean;
    /** @script ts-src/lib/array.ts#every @generic ts-src/lib/array-like.ts#every */
    every(predicate: (value: T, index: int32, array: T[]) => unknown, thisArgument?: unknown): boolean;
    /** @script ts-src/lib/array.ts#find @generic ts-src/lib/array-like.ts#find */
    find(predicate: (value: T, index: int32, array: T[]) => unknown, thisArgument?: unknown): T | undefined;
    /** @script ts-src/lib/array.ts#findIndex @generic ts-src/lib/array-like.ts#findIndex */
    findIndex(predicate: (value: T, index: int32, array: T[]) => unknown, thisArgument?: unknown): int32;
    /** @script ts-src/lib/array.ts#findLast @generic ts-src/lib/array-like.ts#findLast */
    findLast(predicate: (value: T, index: int32, array: T[]) => unknown, thisArgument?: unknown): T | undefined;
    /** @script ts-src/lib/array.ts#findLastIndex @generic ts-src/lib/array-like.ts#findLastIndex */
    findLastIndex(predicate: (value: T, index: int32, array: T[]) => unknown, thisArgument?: unknown): int32;
    /** @script ts-src/lib/array.ts#reduceFromFirst @generic ts-src/lib/array-like.ts#reduceFromFirst */
    reduce(callback: (previous: T, value: T, index: int32, array: T[]) => T): T;
    /** @script ts-src/lib/array.ts#reduce @generic ts-src/lib/array-like.ts#reduce */
    reduce<U>(callback: (previous: U, value: T, index: int32, array: T[]) => U, initial: U): U;
    /** @script ts-src/lib/array.ts#reduceFromLast @generic ts-src/lib/array-like.ts#reduceFromLast */
    reduceRight(callback: (previous: T, value: T, index: int32, array: T[]) => T): T;
    /** @script ts-src/lib/array.ts#reduceRight @generic ts-src/lib/array-like.ts#reduceRight */
    reduceRight<U>(callback: (previous: U, value: T, index: int32, array: T[]) => U, initial: U): U;
    /** @script ts-src/lib/array-copies.ts#flatOnce @apart */
    flat<A>(this: A): FlatArray<A, 1>[];
    /** @script ts-src/lib/array-copies.ts#flat @apart */
    flat<A, D extends number = 1>(this: A, depth?: D): FlatArray<A, D>[];
    /** @script ts-src/lib/array-copies.ts#flatMap */
    flatMap<U>(callback: (value: T, index: int32, array: T[]) => U | readonly U[], thisArgument?: unknown): U[];
    /** @native tsp_array_to_reversed @throws @keeps */
    toReversed(): T[];
    /** @script ts-src/lib/array-copies.ts#toSorted @apart */
    toSorted(compare?: (left: T, right: T) => number): T[];
    /** @native tsp_array_to_spliced @throws @keeps @absent */
    toSpliced(start?: number, skipCount?: number, ...items: T[]): T[];
    /** @native tsp_array_with @throws @keeps */
    with(index: int32Position, value: T): T[];
    /** @script ts-src/lib/array.ts#sort @apart */
    sort(compare?: (left: T, right: T) => number): this;
    [index: number]: T;
    /** @script ts-src/lib/array-iterators.ts#keys @apart */
    keys(): ArrayIterator<int32>;
    /** @script ts-src/lib/array-iterators.ts#values @apart */
    values(): ArrayIterator<T>;
    /** @script ts-src/lib/array-iterators.ts#entries @apart */
    entries(): ArrayIterator<[int32, T]>;
    [Symbol.iterator](): ArrayIterator<T>;
}

/**
 * The same objects as Array<T>; only the type hides what changes them. @native struct tsp_array
 * @header runtime/array_methods.h @shape tsp_array_shape
 */
interface ReadonlyArray<T> {
    /** @native tsp_array_get_length @range 0 268435455 */
    readonly length: int32;
    /** @native tsp_array_slice @throws @keeps */
    slice(start?: number, end?: number): T[];
    /** @native tsp_array_index_of @throws @keeps @range -1 268435455 */
    indexOf(search: T, from?: number): int32;
    /** @native tsp_array_last_index_of @throws @keeps @absent @range -1 268435455 */
    lastIndexOf(search: T, from?: number): int32;
    /** @native tsp_array_includes @throws @keeps */
    includes(search: T, from?: number): boolean;
    /** @native tsp_array_join @holding tsp_array_join_objects @throws @keeps */
    join(separator?: string): string;
    /** @native tsp_array_concat @throws @keeps */
    concat(...items: (T | readonly T[])[]): T[];
    /** @native tsp_array_at_relative @keeps */
    at(index: int32Position): T | undefined;
    /** @script ts-src/lib/array.ts#map */
    map<U>(callback: (value: T, index: int32, array: readonly T[]) => U, thisArgument?: unknown): U[];
    /** @script ts-src/lib/array.ts#filter */
    filter<S extends T>(
        predicate: (value: T, index: int32, array: readonly T[]) => value is S,
        thisArgument?: unknown,
    ): S[];
    /** @script ts-src/lib/array.ts#filter */
    filter(predicate: (value: T, index: int32, array: readonly T[]) => unknown, thisArgument?: unknown): T[];
    /** @script ts-src/lib/array.ts#forEach */
    forEach(callback: (value: T, index: int32, array: readonly T[]) => void, thisArgument?: unknown): void;
    /** @script ts-src/lib/array.ts#some */
    some(predicate: (value: T, index: int32, array: readonly T[]) => unknown, thisArgument?: unknown): boolean;
    /** @script ts-src/lib/array.ts#every */
    every(predicate: (value: T, index: int32, array: readonly T[]) => unknown, thisArgument?: unknown): boolean;
    /** @script ts-src/lib/array.ts#find */
    find(predicate: (value: T, index: int32, array: readonly T[]) => unknown, thisArgument?: unknown): T | undefined;
    /** @script ts-src/lib/array.ts#findIndex */
    findIndex(predicate: (value: T, index: int32, array: readonly T[]) => unknown, thisArgument?: unknown): int32;
    /** @script ts-src/lib/array.ts#findLast */
    findLast(
        predicate: (value: T, index: int32, array: readonly T[]) => unknown,
        thisArgument?: unknown,
    ): T | undefined;
    /** @script ts-src/lib/array.ts#findLastIndex */
    findLastIndex(predicate: (value: T, index: int32, array: readonly T[]) => unknown, thisArgument?: unknown): int32;
    /** @script ts-src/lib/array.ts#reduceFromFirst */
    reduce(callback: (previous: T, value: T, index: int32, array: readonly T[]) => T): T;
    /** @script ts-src/lib/array.ts#reduce */
    reduce<U>(callback: (previous: U, value: T, index: int32, array: readonly T[]) => U, initial: U): U;
    /** @script ts-src/lib/array.ts#reduceFromLast */
    reduceRight(callback: (previous: T, value: T, index: int32, array: readonly T[]) => T): T;
    /** @script ts-src/lib/array.ts#reduceRight */
    reduceRight<U>(callback: (previous: U, value: T, index: int32, array: readonly T[]) => U, initial: U): U;
    /** @script ts-src/lib/array-copies.ts#flatOnce @apart */
    flat<A>(this: A): FlatArray<A, 1>[];
    /** @script ts-src/lib/array-copies.ts#flat @apart */
    flat<A, D extends number = 1>(this: A, depth?: D): FlatArray<A, D>[];
    /** @script ts-src/lib/array-copies.ts#flatMap */
    flatMap<U>(
        callback: (value: T, index: int32, array: readonly T[]) => U | readonly U[],
        thisArgument?: unknown,
    ): U[];
    /** @native tsp_array_to_reversed @throws @keeps */
    toReversed(): T[];
    /** @script ts-src/lib/array-copies.ts#toSorted @apart */
    toSorted(compare?: (left: T, right: T) => number): T[];
    /** @native tsp_array_to_spliced @throws @keeps @absent */
    toSpliced(start?: number, skipCount?: number, ...items: T[]): T[];
    /** @native tsp_array_with @throws @keeps */
    with(index: int32Position, value: T): T[];
    readonly [index: number]: T;
    /** @script ts-src/lib/array-iterators.ts#keys @apart */
    keys(): ArrayIterator<int32>;
    /** @script ts-src/lib/array-iterators.ts#values @apart */
    values(): ArrayIterator<T>;
    /** @script ts-src/lib/array-iterators.ts#entries @apart */
    entries(): ArrayIterator<[int32, T]>;
    [Symbol.iterator](): ArrayIterator<T>;
}

/** @header runtime/array_methods.h */
interface ArrayConstructor {
    /** @checker */
    readonly prototype: any[];
    /** @checker */
    new <T = any>(length: number): T[];
    /** @checker */
    new <T>(...items: T[]): T[];
    /** @checker */
    <T = any>(length: number): T[];
    /** @checker */
    <T>(...items: T[]): T[];
    /** @checker */
    of<T>(...items: T[]): T[];
    /** @checker */
    from<T>(source: ArrayLike<T> | Iterable<T>): T[];
    /** @checker */
    from<T, U>(source: ArrayLike<T> | Iterable<T>, map: (value: T, index: int32) => U, thisArgument?: unknown): U[];
    /**
     * @script ts-src/lib/array-from.ts#from @apart @iterates @counted
     * ts-src/lib/array-from.ts#fromLength
     */
    from(source: any, map?: any, thisArgument?: any): any[];
    /** @native tsp_array_is @pure */
    isArray(value: any): value is any[];
}
declare const Array: ArrayConstructor;

/** For ts-src/lib only. */
declare module "tspico:array" {
    /**
     * Whether `index` is an element of the array and not a hole. @native tsp_array_has @header
     * runtime/array_methods.h @pure
     */
    export function hasElement(array: readonly unknown[], index: int32): boolean;
    /**
     * Puts the holes of an array that has been sorted behind its elements, of which there are
     * `count`. @native tsp_array_move_holes @header runtime/array_methods.h
     */
    export function moveHoles(array: unknown[], count: int32, length: int32): void;
    /**
     * Whether the array is not being joined already; then it is from now on. @native tsp_join_begin
     * @header runtime/object_text.h @throws
     */
    export function beginJoin(array: readonly unknown[]): boolean;
    /** The array for which that was true last is done. @native tsp_join_end @header runtime/object_text.h */
    export function endJoin(): void;
}
