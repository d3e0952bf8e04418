/*
 * Numbers of which only ToInt32 is asked for, where NaN makes NaN of what they go into: the low 32
 * bits, and a word beside them that is 0 unless the number is NaN. Sums and products are exact
 * before they are cut, as the compiler has shown, so those of the low bits have the low bits of the
 * result. Nothing is tested until ToInt32 is taken.
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
tsp_value tsp_wide_low(tsp_value value);

static inline struct tsp_bits tsp_bits_of_int32(int32_t number) {
    return (struct tsp_bits){(uint32_t)number, 0};
}

static inline struct tsp_bits tsp_bits_of_nan(void) {
    return (struct tsp_bits){0, 1};
}

/* Of what tsp_wide_low() gives; the low bits of NaN are 0. */
static inline struct tsp_bits tsp_bits_of_low(tsp_value low) {
    return (struct tsp_bits){(uint32_t)low, (uint32_t)(low >> 32) ^ (uint32_t)(TSP_TAG_INT32 >> 32)};
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

#endif
