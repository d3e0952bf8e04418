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

/*
 * Within 0.51 units in the last place of the exact result, and the same bits on every machine
 * (real.h).
 */
double tsp_math_exp(double x);
double tsp_math_expm1(double x);
double tsp_math_sinh(double x);
double tsp_math_cosh(double x);
double tsp_math_tanh(double x);
double tsp_math_log(double x);
double tsp_math_log2(double x);
double tsp_math_log10(double x);
double tsp_math_log1p(double x);
double tsp_math_asinh(double x);
double tsp_math_acosh(double x);
double tsp_math_atanh(double x);
double tsp_math_sin(double x);
double tsp_math_cos(double x);
double tsp_math_tan(double x);
double tsp_math_asin(double x);
double tsp_math_acos(double x);
double tsp_math_atan(double x);
double tsp_math_atan2(double y, double x);
double tsp_math_cbrt(double x);
/* Of any number of values, which are converted by ToNumber. */
double tsp_math_hypot(int count, const tsp_value *values);

/* Pseudo-random, in [0, 1); not for secrets. */
double tsp_math_random(void);

#endif
