/*
 * Numbers in two words. The first has the low 32 bits, the second is 0 unless the number is NaN.
 * Two kinds of numbers are kept so:
 *
 * * Integers of 32 bits, or NaN, as charCodeAt() gives: the words are all of the number.
 * * Numbers of which only ToInt32 is asked for, where NaN makes NaN of what they go into. Sums and
 *   products are exact before they are cut, as the compiler has shown, so those of the low bits
 *   have the low bits of the result.
 *
 * Arithmetic tests nothing.
 */
#ifndef TSP_RUNTIME_BITS_H
#define TSP_RUNTIME_BITS_H

#include "runtime/value.h"

struct tsp_bits {
    uint32_t low;
    uint32_t nan;
};

#define TSP_NO_BITS                                                                                                    \
    (struct tsp_bits) {                                                                                                \
        0, 0                                                                                                           \
    }

/* The low bits of a number as a tagged int32, or NaN, of any value that is no text. */
TSP_CONST tsp_value tsp_wide_low(tsp_value value);

static inline struct tsp_bits tsp_bits_of_int32(int32_t number) {
    return (struct tsp_bits){(uint32_t)number, 0};
}

static inline struct tsp_bits tsp_bits_of_nan(void) {
    return (struct tsp_bits){0, 1};
}

/*
 * Both words in one, for results of functions that are not in line: the ABI of Arm gives back a
 * struct of two words in memory (AAPCS32, 6.4).
 */
static inline uint64_t tsp_bits_pack(struct tsp_bits bits) {
    return (uint64_t)bits.nan << 32 | bits.low;
}

static inline struct tsp_bits tsp_bits_unpack(uint64_t packed) {
    return (struct tsp_bits){(uint32_t)packed, (uint32_t)(packed >> 32)};
}

/* Of what tsp_wide_low() gives; the low bits of NaN are 0. */
static inline struct tsp_bits tsp_bits_of_low(tsp_value low) {
    return tsp_bits_unpack(low ^ TSP_TAG_INT32);
}

static inline struct tsp_bits tsp_bits_of(tsp_value value) {
    return tsp_is_int32(value) ? tsp_bits_of_int32(tsp_as_int32(value)) : tsp_bits_of_low(tsp_wide_low(value));
}

static inline struct tsp_bits tsp_bits_add(struct tsp_bits left, struct tsp_bits right) {
    return (struct tsp_bits){left.low + right.low, left.nan | right.nan};
}

static inline struct tsp_bits tsp_bits_subtract(struct tsp_bits left, struct tsp_bits right) {
    return (struct tsp_bits){left.low - right.low, left.nan | right.nan};
}

static inline struct tsp_bits tsp_bits_multiply(struct tsp_bits left, struct tsp_bits right) {
    return (struct tsp_bits){left.low * right.low, left.nan | right.nan};
}

/* ToInt32. */
static inline int32_t tsp_bits_to_int32(struct tsp_bits bits) {
    return bits.nan == 0 ? (int32_t)bits.low : 0;
}

/* Of integers of 32 bits, or NaN. */
static inline tsp_value tsp_bits_to_number(struct tsp_bits bits) {
    return bits.nan == 0 ? tsp_from_int32((int32_t)bits.low) : TSP_NAN_BITS;
}

/* One that is not NaN. */
static inline int32_t tsp_bits_as_int32(struct tsp_bits bits) {
    return (int32_t)bits.low;
}

/* As the index of an element: NaN is none. */
static inline int32_t tsp_bits_to_index(struct tsp_bits bits) {
    return bits.nan == 0 ? (int32_t)bits.low : -1;
}

static inline bool tsp_bits_to_boolean(struct tsp_bits bits) {
    return bits.nan == 0 && bits.low != 0;
}

static inline bool tsp_bits_are_numbers(struct tsp_bits left, struct tsp_bits right) {
    return (left.nan | right.nan) == 0;
}

static inline bool tsp_bits_equal(struct tsp_bits left, struct tsp_bits right) {
    return tsp_bits_are_numbers(left, right) && left.low == right.low;
}

static inline bool tsp_bits_less(struct tsp_bits left, struct tsp_bits right) {
    return tsp_bits_are_numbers(left, right) && (int32_t)left.low < (int32_t)right.low;
}

static inline bool tsp_bits_less_equal(struct tsp_bits left, struct tsp_bits right) {
    return tsp_bits_are_numbers(left, right) && (int32_t)left.low <= (int32_t)right.low;
}

#endif
