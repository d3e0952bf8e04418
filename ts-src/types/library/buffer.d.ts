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
    [index: number]: number;
    [Symbol.iterator](): ArrayIterator<number>;
}
