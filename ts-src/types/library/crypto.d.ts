/** Web Cryptography: the part of `crypto` that a board has. */

/** @header runtime/random_values.h */
interface Crypto {
    /**
     * Fills the array with bits that nobody can foretell, from the board's own source, and returns
     * it; an Error named QuotaExceededError for more than 65536 bytes. @native
     * tsp_get_random_values @throws
     */
    getRandomValues(array: Uint8Array): Uint8Array;
}
declare const crypto: Crypto;
