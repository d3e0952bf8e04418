/** ECMA-262, 25.1 and 23.2: ArrayBuffer and Uint8Array. */

/** @native struct tsp_buffer @header runtime/buffer_methods.h @shape tsp_buffer_shape */
declare class ArrayBuffer {
    /** Zero-filled. @native tsp_buffer_construct @throws @further */
    constructor(byteLength: int32Position);
    /** @native tsp_buffer_get_byte_length @range 0 268435455 @pure */
    readonly byteLength: int32;
    /** @native tsp_buffer_slice @throws */
    slice(start?: number, end?: number): ArrayBuffer;
    /** @native tsp_buffer_is_view @pure */
    static isView(value: any): boolean;
    /**
     * The UTF-8 bytes of `string`; lone surrogates become U+FFFD. @native tsp_buffer_from_string
     * @throws @literal TSP_BUFFER_LITERAL
     */
    static fromString(string: string): ArrayBuffer;
}

/**
 * @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_uint8array_shape @builtin
 * bytes
 */
declare class Uint8Array {
    /**
     * A length, an array of numbers, another Uint8Array (copied) or a buffer (shared). @native
     * tsp_view_construct @throws
     */
    constructor(source?: number | ArrayBuffer | Uint8Array | readonly number[], byteOffset?: number, length?: number);
    /** @native tsp_view_get_length @range 0 268435455 @pure */
    readonly length: int32;
    /** @native tsp_view_get_length @range 0 268435455 @pure */
    readonly byteLength: int32;
    /** @native tsp_view_get_byte_offset @range 0 268435455 @pure */
    readonly byteOffset: int32;
    /** @native tsp_view_get_buffer @pure */
    readonly buffer: ArrayBuffer;
    /** @native tsp_view_of @throws */
    static of(...bytes: number[]): Uint8Array;
    /** @native tsp_view_set_from @throws */
    set(source: Uint8Array | readonly number[], offset?: number): void;
    /** @native tsp_view_subarray @throws */
    subarray(start?: number, end?: number): Uint8Array;
    /** @native tsp_view_slice @throws */
    slice(start?: number, end?: number): Uint8Array;
    /** @native tsp_view_fill */
    fill(value: uint32, start?: number, end?: number): this;
    /** @native tsp_view_index_of @range -1 268435455 */
    indexOf(search?: number, from?: number): int32;
    /** @native tsp_view_includes */
    includes(search?: number, from?: number): boolean;
    /** @native tsp_view_last_index_of @absent @range -1 268435455 */
    lastIndexOf(search?: number, from?: number): int32;
    /** @native tsp_view_at */
    at(index: int32Position): uint8 | undefined;
    /** @native tsp_view_join @throws */
    join(separator?: string): string;
    /** @native tsp_view_reverse */
    reverse(): this;
    /** @native tsp_view_copy_within */
    copyWithin(target: number, start?: number, end?: number): this;
    /** @native tsp_view_to_reversed @throws */
    toReversed(): Uint8Array;
    /** @native tsp_view_with @throws */
    with(index: int32Position, value: uint32): Uint8Array;
    /** @script ts-src/lib/bytes.ts#map @further */
    map(callback: (value: number, index: int32, array: Uint8Array) => number): Uint8Array;
    /** @script ts-src/lib/bytes.ts#filter @further */
    filter(predicate: (value: number, index: int32, array: Uint8Array) => unknown): Uint8Array;
    /** @script ts-src/lib/bytes.ts#forEach @further */
    forEach(callback: (value: number, index: int32, array: Uint8Array) => void): void;
    /** @script ts-src/lib/bytes.ts#some @further */
    some(predicate: (value: number, index: int32, array: Uint8Array) => unknown): boolean;
    /** @script ts-src/lib/bytes.ts#every @further */
    every(predicate: (value: number, index: int32, array: Uint8Array) => unknown): boolean;
    /** @script ts-src/lib/bytes.ts#find @further */
    find(predicate: (value: number, index: int32, array: Uint8Array) => unknown): number | undefined;
    /** @script ts-src/lib/bytes.ts#findIndex @further */
    findIndex(predicate: (value: number, index: int32, array: Uint8Array) => unknown): int32;
    /** @script ts-src/lib/bytes.ts#findLast @further */
    findLast(predicate: (value: number, index: int32, array: Uint8Array) => unknown): number | undefined;
    /** @script ts-src/lib/bytes.ts#findLastIndex @further */
    findLastIndex(predicate: (value: number, index: int32, array: Uint8Array) => unknown): int32;
    /** @script ts-src/lib/bytes.ts#reduceFromFirst */
    reduce(callback: (previous: number, value: number, index: int32, array: Uint8Array) => number): number;
    /** @script ts-src/lib/bytes.ts#reduce */
    reduce<U>(callback: (previous: U, value: number, index: int32, array: Uint8Array) => U, initial: U): U;
    /** @script ts-src/lib/bytes.ts#reduceFromLast */
    reduceRight(callback: (previous: number, value: number, index: int32, array: Uint8Array) => number): number;
    /** @script ts-src/lib/bytes.ts#reduceRight */
    reduceRight<U>(callback: (previous: U, value: number, index: int32, array: Uint8Array) => U, initial: U): U;
    /** @script ts-src/lib/bytes.ts#sort */
    sort(compare?: (left: number, right: number) => number): this;
    /** @script ts-src/lib/bytes.ts#toSorted */
    toSorted(compare?: (left: number, right: number) => number): Uint8Array;
    [index: number]: number;
    /** @script ts-src/lib/array-iterators.ts#keys @apart */
    keys(): ArrayIterator<int32>;
    /** @script ts-src/lib/array-iterators.ts#values @apart */
    values(): ArrayIterator<number>;
    /** @script ts-src/lib/array-iterators.ts#entries @apart */
    entries(): ArrayIterator<[int32, number]>;
    [Symbol.iterator](): ArrayIterator<number>;
}

/** For ts-src/lib only. */
declare module "tspico:bytes" {
    /**
     * Sorts by the values, in place. @native tsp_view_sort @header runtime/buffer_methods.h
     */
    export function sortValues(bytes: Uint8Array): Uint8Array;
}
