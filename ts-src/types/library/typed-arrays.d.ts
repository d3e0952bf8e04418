/** ECMA-262, 23.2: typed arrays, all but those of BigInts. */

type TypedArrays =
    | Int8Array
    | Uint8Array
    | Uint8ClampedArray
    | Int16Array
    | Uint16Array
    | Int32Array
    | Uint32Array
    | Float32Array
    | Float64Array;

/** What every one of them has; `Own` is the class. */
interface TypedArray<Own> {
    /** @native tsp_view_get_element_size @range 1 8 @pure */
    readonly BYTES_PER_ELEMENT: int32;
    /** @native tsp_view_get_length @range 0 268435455 @pure */
    readonly length: int32;
    /** @native tsp_view_get_byte_length @range 0 268435455 @pure */
    readonly byteLength: int32;
    /** @native tsp_view_get_byte_offset @range 0 268435455 @pure */
    readonly byteOffset: int32;
    /** @native tsp_view_get_buffer @pure */
    readonly buffer: ArrayBuffer;
    /** @native tsp_view_set_from @throws */
    set(source: TypedArrays | readonly number[], offset?: number): void;
    /** @native tsp_view_subarray @throws */
    subarray(start?: number, end?: number): Own;
    /** @native tsp_view_slice @throws */
    slice(start?: number, end?: number): Own;
    /** @native tsp_view_fill */
    fill(value: tagged, start?: number, end?: number): this;
    /** @native tsp_view_index_of @range -1 268435455 */
    indexOf(search?: number, from?: number): int32;
    /** @native tsp_view_includes */
    includes(search?: number, from?: number): boolean;
    /** @native tsp_view_last_index_of @absent @range -1 268435455 */
    lastIndexOf(search?: number, from?: number): int32;
    /** @native tsp_view_at */
    at(index: int32Position): element | undefined;
    /** @script ts-src/lib/bytes.ts#join */
    join(separator?: string): string;
    /** @native tsp_view_reverse */
    reverse(): this;
    /** @native tsp_view_copy_within */
    copyWithin(target: number, start?: number, end?: number): this;
    /** @native tsp_view_to_reversed @throws */
    toReversed(): Own;
    /** @native tsp_view_with @throws */
    with(index: int32Position, value: tagged): Own;
    /** @script ts-src/lib/bytes.ts#map */
    map(callback: (value: number, index: int32, array: Own) => number, thisArgument?: unknown): Own;
    /** @script ts-src/lib/bytes.ts#filter */
    filter(predicate: (value: number, index: int32, array: Own) => unknown, thisArgument?: unknown): Own;
    /** @script ts-src/lib/bytes.ts#forEach */
    forEach(callback: (value: number, index: int32, array: Own) => void, thisArgument?: unknown): void;
    /** @script ts-src/lib/bytes.ts#some */
    some(predicate: (value: number, index: int32, array: Own) => unknown, thisArgument?: unknown): boolean;
    /** @script ts-src/lib/bytes.ts#every */
    every(predicate: (value: number, index: int32, array: Own) => unknown, thisArgument?: unknown): boolean;
    /** @script ts-src/lib/bytes.ts#find */
    find(predicate: (value: number, index: int32, array: Own) => unknown, thisArgument?: unknown): number | undefined;
    /** @script ts-src/lib/bytes.ts#findIndex */
    findIndex(predicate: (value: number, index: int32, array: Own) => unknown, thisArgument?: unknown): int32;
    /** @script ts-src/lib/bytes.ts#findLast */
    findLast(
        predicate: (value: number, index: int32, array: Own) => unknown,
        thisArgument?: unknown,
    ): number | undefined;
    /** @script ts-src/lib/bytes.ts#findLastIndex */
    findLastIndex(predicate: (value: number, index: int32, array: Own) => unknown, thisArgument?: unknown): int32;
    /** @script ts-src/lib/bytes.ts#reduceFromFirst */
    reduce(callback: (previous: number, value: number, index: int32, array: Own) => number): number;
    /** @script ts-src/lib/bytes.ts#reduce */
    reduce<U>(callback: (previous: U, value: number, index: int32, array: Own) => U, initial: U): U;
    /** @script ts-src/lib/bytes.ts#reduceFromLast */
    reduceRight(callback: (previous: number, value: number, index: int32, array: Own) => number): number;
    /** @script ts-src/lib/bytes.ts#reduceRight */
    reduceRight<U>(callback: (previous: U, value: number, index: int32, array: Own) => U, initial: U): U;
    /** @script ts-src/lib/bytes.ts#sort */
    sort(compare?: (left: number, right: number) => number): this;
    /** @script ts-src/lib/bytes.ts#toSorted */
    toSorted(compare?: (left: number, right: number) => number): Own;
    [index: number]: number;
    /** @script ts-src/lib/array-iterators.ts#keys @apart */
    keys(): ArrayIterator<int32>;
    /** @script ts-src/lib/array-iterators.ts#values @apart */
    values(): ArrayIterator<number>;
    /** @script ts-src/lib/array-iterators.ts#entries @apart */
    entries(): ArrayIterator<[int32, number]>;
    [Symbol.iterator](): ArrayIterator<number>;
}

/** Those whose elements are int32. */
interface TypedIntegers<Own> extends TypedArray<Own> {
    /** @native tsp_view_join @throws */
    join(separator?: string): string;
}

/**
 * Integers of 8 bits.
 *
 * @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_int8array_shape
 * @elements int8
 */
declare class Int8Array {
    /** @constant 1 */
    static readonly BYTES_PER_ELEMENT: number;
    /** @native tsp_int8array_of @throws */
    static of(...values: number[]): Int8Array;
    /** @checker */
    static from(source: ArrayLike<number> | Iterable<number>): Int8Array;
    /** @checker */
    static from<T>(
        source: ArrayLike<T> | Iterable<T>,
        map: (value: T, index: int32) => number,
        thisArgument?: unknown,
    ): Int8Array;
    /**
     * @script ts-src/lib/array-from.ts#viewFrom @apart @iterates @counted
     * ts-src/lib/array-from.ts#viewFromLength
     */
    static from(source: any, map?: any, thisArgument?: any): Int8Array;
    /**
     * A length, an array of numbers, another typed array (copied) or a buffer (shared). @native
     * tsp_view_construct @throws
     */
    constructor(source?: number | ArrayBuffer | TypedArrays | readonly number[], byteOffset?: number, length?: number);
    /** @native tsp_view_get_length @range 0 268435455 @pure */
    readonly byteLength: int32;
    readonly [Symbol.toStringTag]: "Int8Array";
    [index: number]: number;
}
interface Int8Array extends TypedIntegers<Int8Array> {}

/**
 * Bytes.
 *
 * @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_uint8array_shape
 * @elements uint8
 */
declare class Uint8Array {
    /** @constant 1 */
    static readonly BYTES_PER_ELEMENT: number;
    /** @native tsp_uint8array_of @throws */
    static of(...values: number[]): Uint8Array;
    /** @checker */
    static from(source: ArrayLike<number> | Iterable<number>): Uint8Array;
    /** @checker */
    static from<T>(
        source: ArrayLike<T> | Iterable<T>,
        map: (value: T, index: int32) => number,
        thisArgument?: unknown,
    ): Uint8Array;
    /**
     * @script ts-src/lib/array-from.ts#viewFrom @apart @iterates @counted
     * ts-src/lib/array-from.ts#viewFromLength
     */
    static from(source: any, map?: any, thisArgument?: any): Uint8Array;
    /**
     * A length, an array of numbers, another typed array (copied) or a buffer (shared). @native
     * tsp_view_construct @throws
     */
    constructor(source?: number | ArrayBuffer | TypedArrays | readonly number[], byteOffset?: number, length?: number);
    /** @native tsp_view_get_length @range 0 268435455 @pure */
    readonly byteLength: int32;
    readonly [Symbol.toStringTag]: "Uint8Array";
    [index: number]: number;
}
interface Uint8Array extends TypedIntegers<Uint8Array> {}

/**
 * Bytes; what is stored is rounded, and cut to 0 to 255.
 *
 * @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_uint8clampedarray_shape
 * @elements clamped
 */
declare class Uint8ClampedArray {
    /** @constant 1 */
    static readonly BYTES_PER_ELEMENT: number;
    /** @native tsp_uint8clampedarray_of @throws */
    static of(...values: number[]): Uint8ClampedArray;
    /** @checker */
    static from(source: ArrayLike<number> | Iterable<number>): Uint8ClampedArray;
    /** @checker */
    static from<T>(
        source: ArrayLike<T> | Iterable<T>,
        map: (value: T, index: int32) => number,
        thisArgument?: unknown,
    ): Uint8ClampedArray;
    /**
     * @script ts-src/lib/array-from.ts#viewFrom @apart @iterates @counted
     * ts-src/lib/array-from.ts#viewFromLength
     */
    static from(source: any, map?: any, thisArgument?: any): Uint8ClampedArray;
    /**
     * A length, an array of numbers, another typed array (copied) or a buffer (shared). @native
     * tsp_view_construct @throws
     */
    constructor(source?: number | ArrayBuffer | TypedArrays | readonly number[], byteOffset?: number, length?: number);
    /** @native tsp_view_get_length @range 0 268435455 @pure */
    readonly byteLength: int32;
    readonly [Symbol.toStringTag]: "Uint8ClampedArray";
    [index: number]: number;
}
interface Uint8ClampedArray extends TypedIntegers<Uint8ClampedArray> {}

/**
 * Integers of 16 bits.
 *
 * @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_int16array_shape
 * @elements int16
 */
declare class Int16Array {
    /** @constant 2 */
    static readonly BYTES_PER_ELEMENT: number;
    /** @native tsp_int16array_of @throws */
    static of(...values: number[]): Int16Array;
    /** @checker */
    static from(source: ArrayLike<number> | Iterable<number>): Int16Array;
    /** @checker */
    static from<T>(
        source: ArrayLike<T> | Iterable<T>,
        map: (value: T, index: int32) => number,
        thisArgument?: unknown,
    ): Int16Array;
    /**
     * @script ts-src/lib/array-from.ts#viewFrom @apart @iterates @counted
     * ts-src/lib/array-from.ts#viewFromLength
     */
    static from(source: any, map?: any, thisArgument?: any): Int16Array;
    /**
     * A length, an array of numbers, another typed array (copied) or a buffer (shared). @native
     * tsp_view_construct @throws
     */
    constructor(source?: number | ArrayBuffer | TypedArrays | readonly number[], byteOffset?: number, length?: number);
    readonly [Symbol.toStringTag]: "Int16Array";
    [index: number]: number;
}
interface Int16Array extends TypedIntegers<Int16Array> {}

/**
 * Integers of 16 bits from 0 on.
 *
 * @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_uint16array_shape
 * @elements uint16
 */
declare class Uint16Array {
    /** @constant 2 */
    static readonly BYTES_PER_ELEMENT: number;
    /** @native tsp_uint16array_of @throws */
    static of(...values: number[]): Uint16Array;
    /** @checker */
    static from(source: ArrayLike<number> | Iterable<number>): Uint16Array;
    /** @checker */
    static from<T>(
        source: ArrayLike<T> | Iterable<T>,
        map: (value: T, index: int32) => number,
        thisArgument?: unknown,
    ): Uint16Array;
    /**
     * @script ts-src/lib/array-from.ts#viewFrom @apart @iterates @counted
     * ts-src/lib/array-from.ts#viewFromLength
     */
    static from(source: any, map?: any, thisArgument?: any): Uint16Array;
    /**
     * A length, an array of numbers, another typed array (copied) or a buffer (shared). @native
     * tsp_view_construct @throws
     */
    constructor(source?: number | ArrayBuffer | TypedArrays | readonly number[], byteOffset?: number, length?: number);
    readonly [Symbol.toStringTag]: "Uint16Array";
    [index: number]: number;
}
interface Uint16Array extends TypedIntegers<Uint16Array> {}

/**
 * Integers of 32 bits.
 *
 * @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_int32array_shape
 * @elements int32
 */
declare class Int32Array {
    /** @constant 4 */
    static readonly BYTES_PER_ELEMENT: number;
    /** @native tsp_int32array_of @throws */
    static of(...values: number[]): Int32Array;
    /** @checker */
    static from(source: ArrayLike<number> | Iterable<number>): Int32Array;
    /** @checker */
    static from<T>(
        source: ArrayLike<T> | Iterable<T>,
        map: (value: T, index: int32) => number,
        thisArgument?: unknown,
    ): Int32Array;
    /**
     * @script ts-src/lib/array-from.ts#viewFrom @apart @iterates @counted
     * ts-src/lib/array-from.ts#viewFromLength
     */
    static from(source: any, map?: any, thisArgument?: any): Int32Array;
    /**
     * A length, an array of numbers, another typed array (copied) or a buffer (shared). @native
     * tsp_view_construct @throws
     */
    constructor(source?: number | ArrayBuffer | TypedArrays | readonly number[], byteOffset?: number, length?: number);
    readonly [Symbol.toStringTag]: "Int32Array";
    [index: number]: number;
}
interface Int32Array extends TypedIntegers<Int32Array> {}

/**
 * Integers of 32 bits from 0 on.
 *
 * @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_uint32array_shape
 * @elements uint32
 */
declare class Uint32Array {
    /** @constant 4 */
    static readonly BYTES_PER_ELEMENT: number;
    /** @native tsp_uint32array_of @throws */
    static of(...values: number[]): Uint32Array;
    /** @checker */
    static from(source: ArrayLike<number> | Iterable<number>): Uint32Array;
    /** @checker */
    static from<T>(
        source: ArrayLike<T> | Iterable<T>,
        map: (value: T, index: int32) => number,
        thisArgument?: unknown,
    ): Uint32Array;
    /**
     * @script ts-src/lib/array-from.ts#viewFrom @apart @iterates @counted
     * ts-src/lib/array-from.ts#viewFromLength
     */
    static from(source: any, map?: any, thisArgument?: any): Uint32Array;
    /**
     * A length, an array of numbers, another typed array (copied) or a buffer (shared). @native
     * tsp_view_construct @throws
     */
    constructor(source?: number | ArrayBuffer | TypedArrays | readonly number[], byteOffset?: number, length?: number);
    readonly [Symbol.toStringTag]: "Uint32Array";
    [index: number]: number;
}
interface Uint32Array extends TypedArray<Uint32Array> {}

/**
 * Numbers of 32 bits with fractions.
 *
 * @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_float32array_shape
 * @elements float32
 */
declare class Float32Array {
    /** @constant 4 */
    static readonly BYTES_PER_ELEMENT: number;
    /** @native tsp_float32array_of @throws */
    static of(...values: number[]): Float32Array;
    /** @checker */
    static from(source: ArrayLike<number> | Iterable<number>): Float32Array;
    /** @checker */
    static from<T>(
        source: ArrayLike<T> | Iterable<T>,
        map: (value: T, index: int32) => number,
        thisArgument?: unknown,
    ): Float32Array;
    /**
     * @script ts-src/lib/array-from.ts#viewFrom @apart @iterates @counted
     * ts-src/lib/array-from.ts#viewFromLength
     */
    static from(source: any, map?: any, thisArgument?: any): Float32Array;
    /**
     * A length, an array of numbers, another typed array (copied) or a buffer (shared). @native
     * tsp_view_construct @throws
     */
    constructor(source?: number | ArrayBuffer | TypedArrays | readonly number[], byteOffset?: number, length?: number);
    readonly [Symbol.toStringTag]: "Float32Array";
    [index: number]: number;
}
interface Float32Array extends TypedArray<Float32Array> {}

/**
 * Numbers as the language has them.
 *
 * @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_float64array_shape
 * @elements float64
 */
declare class Float64Array {
    /** @constant 8 */
    static readonly BYTES_PER_ELEMENT: number;
    /** @native tsp_float64array_of @throws */
    static of(...values: number[]): Float64Array;
    /** @checker */
    static from(source: ArrayLike<number> | Iterable<number>): Float64Array;
    /** @checker */
    static from<T>(
        source: ArrayLike<T> | Iterable<T>,
        map: (value: T, index: int32) => number,
        thisArgument?: unknown,
    ): Float64Array;
    /**
     * @script ts-src/lib/array-from.ts#viewFrom @apart @iterates @counted
     * ts-src/lib/array-from.ts#viewFromLength
     */
    static from(source: any, map?: any, thisArgument?: any): Float64Array;
    /**
     * A length, an array of numbers, another typed array (copied) or a buffer (shared). @native
     * tsp_view_construct @throws
     */
    constructor(source?: number | ArrayBuffer | TypedArrays | readonly number[], byteOffset?: number, length?: number);
    readonly [Symbol.toStringTag]: "Float64Array";
    [index: number]: number;
}
interface Float64Array extends TypedArray<Float64Array> {}

/** For ts-src/lib only. */
declare module "tspico:bytes" {
    /**
     * Sorts by the values, in place. @native tsp_view_sort_any @header runtime/buffer_methods.h
     */
    export function sortValues(view: TypedArrays): void;
}
