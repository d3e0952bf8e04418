/*
 * Math (ECMA-262 21.3) in integer arithmetic where libm implementations could differ, so that every
 * target gives the same bits.
 */
#ifndef TSP_RUNTIME_MATH_H
#define TSP_RUNTIME_MATH_H

#include "runtime/value.h"

double tsp_math_abs(double x);
double tsp_math_floor(double x);
double tsp_math_ceil(double x);
double tsp_math_trunc(double x);
/* To nearest, halves towards +Infinity (21.3.2.28). */
double tsp_math_round(double x);
double tsp_math_sign(double x);
/*
 * Of any number of values, which are converted by ToNumber; +0 is above -0. Without values:
 * +Infinity, -Infinity.
 */
double tsp_math_min(int count, const tsp_value *values);
double tsp_math_max(int count, const tsp_value *values);
/* Correctly rounded. */
double tsp_math_sqrt(double x);
static inline int32_t tsp_math_imul(int32_t x, int32_t y) {
    return (int32_t)((uint32_t)x * (uint32_t)y);
}

static inline int32_t tsp_math_clz32(uint32_t x) {
    return x == 0 ? 32 : __builtin_clz(x);
}

double tsp_math_fround(double x);
/* Pseudo-random, in [0, 1); not for secrets. */
double tsp_math_random(void);

#endif
