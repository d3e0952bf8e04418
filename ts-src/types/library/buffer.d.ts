/** ECMA-262, 25.1: ArrayBuffer. The views are in typed-arrays.d.ts and data-view.d.ts. */

/** @native struct tsp_buffer @header runtime/buffer_methods.h @shape tsp_buffer_shape */
declare class ArrayBuffer {
    /** Zero-filled. @native tsp_buffer_construct @throws @further */
    constructor(byteLength: int32Position);
    /** @native tsp_buffer_get_byte_length @range 0 268435455 @pure */
    readonly byteLength: int32;
    /** @native tsp_buffer_slice @throws */
    slice(start?: number, end?: number): ArrayBuffer;
    /**
     * The bytes of this buffer and of those given, one behind the other. Of the reference
     * implementation. @native tsp_buffer_concat @throws
     */
    concat(...buffers: BufferSource[]): ArrayBuffer;
    /** @native tsp_buffer_is_view @pure */
    static isView(value: any): boolean;
    /**
     * The UTF-8 bytes of `string`; lone surrogates become U+FFFD. @native tsp_buffer_from_string
     * @throws @literal TSP_BUFFER_LITERAL
     */
    static fromString(string: string): ArrayBuffer;
}

type ArrayBufferView = TypedArrays | DataView;
type BufferSource = ArrayBuffer | ArrayBufferView;
