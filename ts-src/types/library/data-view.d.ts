/** ECMA-262, 25.3: DataView, all but BigInts. */

/**
 * Numbers at any place of a buffer. High bytes come first unless `littleEndian` is true.
 *
 * @native struct tsp_view @header runtime/data_view.h @shape tsp_data_view_shape
 */
declare class DataView {
    /** @native tsp_data_view_construct @throws */
    constructor(buffer: ArrayBuffer, byteOffset?: number, byteLength?: number);
    /** @native tsp_view_get_buffer @pure */
    readonly buffer: ArrayBuffer;
    /** @native tsp_view_get_length @range 0 268435455 @pure */
    readonly byteLength: int32;
    /** @native tsp_view_get_byte_offset @range 0 268435455 @pure */
    readonly byteOffset: int32;
    readonly [Symbol.toStringTag]: "DataView";
    /** @native tsp_data_view_get_int8 @range -128 127 @throws */
    getInt8(byteOffset: int32Position): int32;
    /** @native tsp_data_view_get_uint8 @throws */
    getUint8(byteOffset: int32Position): uint8;
    /** @native tsp_data_view_get_int16 @range -32768 32767 @throws */
    getInt16(byteOffset: int32Position, littleEndian?: boolean): int32;
    /** @native tsp_data_view_get_uint16 @throws */
    getUint16(byteOffset: int32Position, littleEndian?: boolean): uint16;
    /** @native tsp_data_view_get_int32 @throws */
    getInt32(byteOffset: int32Position, littleEndian?: boolean): int32;
    /** @native tsp_data_view_get_uint32 @throws */
    getUint32(byteOffset: int32Position, littleEndian?: boolean): uint32;
    /** @native tsp_data_view_get_float32 @throws */
    getFloat32(byteOffset: int32Position, littleEndian?: boolean): number;
    /** @native tsp_data_view_get_float64 @throws */
    getFloat64(byteOffset: int32Position, littleEndian?: boolean): number;
    /** @native tsp_data_view_set_int8 @throws */
    setInt8(byteOffset: int32Position, value: uint32): void;
    /** @native tsp_data_view_set_int8 @throws */
    setUint8(byteOffset: int32Position, value: uint32): void;
    /** @native tsp_data_view_set_int16 @throws */
    setInt16(byteOffset: int32Position, value: uint32, littleEndian?: boolean): void;
    /** @native tsp_data_view_set_int16 @throws */
    setUint16(byteOffset: int32Position, value: uint32, littleEndian?: boolean): void;
    /** @native tsp_data_view_set_int32 @throws */
    setInt32(byteOffset: int32Position, value: uint32, littleEndian?: boolean): void;
    /** @native tsp_data_view_set_int32 @throws */
    setUint32(byteOffset: int32Position, value: uint32, littleEndian?: boolean): void;
    /** @native tsp_data_view_set_float32 @throws */
    setFloat32(byteOffset: int32Position, value: number, littleEndian?: boolean): void;
    /** @native tsp_data_view_set_float64 @throws */
    setFloat64(byteOffset: int32Position, value: number, littleEndian?: boolean): void;
}
