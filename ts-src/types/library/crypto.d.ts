/** Web Cryptography: the part of `crypto` that a board has. */

/** @header runtime/random_values.h */
interface Crypto {
    /**
     * Fills the array with bits that nobody can foretell, from the board's own source, and returns
     * it; an Error named QuotaExceededError for more than 65536 bytes. @script
     * ts-src/lib/crypto.ts#getRandomValues
     */
    getRandomValues<T extends IntegerArrays>(array: T): T;
}
declare const crypto: Crypto;

type IntegerArrays = Exclude<TypedArrays, Float32Array | Float64Array>;

/** For ts-src/lib only. */
declare module "tspico:crypto" {
    /** @native tsp_fill_with_random_values @header runtime/random_values.h @throws */
    export function fillWithRandomValues(
        array: Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array,
    ): void;
}
