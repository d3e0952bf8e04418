/*
 * Natural numbers of bounded size on the C stack, for exact conversion between binary and decimal.
 */
#ifndef TSP_RUNTIME_BIGNUM_H
#define TSP_RUNTIME_BIGNUM_H

#include <stdbool.h>
#include <stdint.h>

/* 768 decimal digits times 10^309, or 10^1100 scaled by 2^64: both are below 2^4096. */
#define TSP_BIGNUM_WORDS 128

struct tsp_bignum {
    uint16_t count; /* words in use; the highest is not zero */
    uint32_t words[TSP_BIGNUM_WORDS]; /* lowest first */
};

void tsp_bignum_set(struct tsp_bignum *number, uint64_t value);
/* number = number * factor + addend */
void tsp_bignum_multiply_add(struct tsp_bignum *number, uint32_t factor, uint32_t addend);
void tsp_bignum_multiply_power_of_ten(struct tsp_bignum *number, unsigned exponent);
void tsp_bignum_shift_left(struct tsp_bignum *number, unsigned bits);
/* -1, 0, 1 */
int tsp_bignum_compare(const struct tsp_bignum *left, const struct tsp_bignum *right);
/* left += right; left -= right (left >= right) */
void tsp_bignum_add(struct tsp_bignum *left, const struct tsp_bignum *right);
void tsp_bignum_subtract(struct tsp_bignum *left, const struct tsp_bignum *right);
/* number /= divisor; the remainder */
uint32_t tsp_bignum_divide(struct tsp_bignum *number, uint32_t divisor);
unsigned tsp_bignum_bit_length(const struct tsp_bignum *number);
/* Divides by 2^bits and rounds to nearest, halves up. */
void tsp_bignum_shift_right_rounded(struct tsp_bignum *number, unsigned bits);

#endif
