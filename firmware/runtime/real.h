/*
 * Real numbers with 64 bits of mantissa, in integer arithmetic: what the functions of Math compute
 * with. A board has no floating-point unit, so integers cost it no more than doubles would; eleven
 * bits beyond those of a double leave an error of little more than half a unit after the last
 * rounding, and integers are the same on every machine.
 *
 * Results of operations are cut after 64 bits, or nearly so. Exponents never overflow: no function
 * leaves the square of the range of doubles.
 */
#ifndef TSP_RUNTIME_REAL_H
#define TSP_RUNTIME_REAL_H

#include <stdbool.h>
#include <stdint.h>

/* mantissa * 2^exponent; the mantissa's highest bit is set, or it is 0 and so is the number. */
struct tsp_real {
    uint64_t mantissa;
    int32_t exponent;
    bool negative;
};

/* Smaller than every other number by its exponent too. */
#define TSP_REAL_ZERO                                                                                                  \
    (struct tsp_real) {                                                                                                \
        0, -(1 << 29), false                                                                                           \
    }
#define TSP_REAL_ONE                                                                                                   \
    (struct tsp_real) {                                                                                                \
        UINT64_C(1) << 63, -63, false                                                                                  \
    }

/* The upper half of the product. */
uint64_t tsp_multiply_high(uint64_t a, uint64_t b);

/* Of a finite double, exactly. */
struct tsp_real tsp_real_of(double number);
struct tsp_real tsp_real_of_int32(int32_t number);
/* mantissa * 2^exponent for any mantissa. */
struct tsp_real tsp_real_normal(uint64_t mantissa, int32_t exponent);
/* The nearest double, ties to even; an infinity beyond the largest one. */
double tsp_real_round(struct tsp_real number);
/* The nearest integer; the number is within 2^31. */
int32_t tsp_real_nearest(struct tsp_real number);
/* Of a number from 0 to 1 without 1, in units of 2^-64; cut. */
uint64_t tsp_real_fraction(struct tsp_real number);

struct tsp_real tsp_real_add(struct tsp_real a, struct tsp_real b);
struct tsp_real tsp_real_subtract(struct tsp_real a, struct tsp_real b);
struct tsp_real tsp_real_multiply(struct tsp_real a, struct tsp_real b);
/* `b` is not 0. */
struct tsp_real tsp_real_divide(struct tsp_real a, struct tsp_real b);
/* Of a number that is not negative. */
struct tsp_real tsp_real_sqrt(struct tsp_real number);

static inline struct tsp_real tsp_real_negate(struct tsp_real number) {
    number.negative = !number.negative;
    return number;
}

static inline struct tsp_real tsp_real_abs(struct tsp_real number) {
    number.negative = false;
    return number;
}

/* number * 2^by */
static inline struct tsp_real tsp_real_scale(struct tsp_real number, int32_t by) {
    number.exponent += by;
    return number;
}

/* The magnitude is below 2^power. */
static inline bool tsp_real_is_below(struct tsp_real number, int32_t power) {
    return number.mantissa == 0 || number.exponent + 64 <= power;
}

/*
 * terms[0] + z terms[1] + z^2 terms[2]..., or with alternating signs, for 0 <= z < 1. The terms are
 * in units of 2^-63, the first is 1 at most, and each is far below the one before.
 */
struct tsp_real_series {
    const uint64_t *terms;
    unsigned count;
    bool alternates;
};
struct tsp_real tsp_real_sum(struct tsp_real_series series, struct tsp_real z);

#endif
