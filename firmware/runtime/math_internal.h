/* What the files of Math share. */
#ifndef TSP_RUNTIME_MATH_INTERNAL_H
#define TSP_RUNTIME_MATH_INTERNAL_H

#include "runtime/math.h"
#include "runtime/number.h"
#include "runtime/real.h"

static inline double tsp_math_infinity(void) {
    return tsp_double_from_bits(UINT64_C(0x7FF) << 52);
}

static inline double tsp_math_nan(void) {
    return tsp_double_from_bits(TSP_NAN_BITS);
}

static inline bool tsp_math_is_finite(double x) {
    return (tsp_double_bits(x) >> 52 & 0x7FFu) != 0x7FFu;
}

static inline bool tsp_math_is_negative(double x) {
    return tsp_double_bits(x) >> 63 != 0;
}

#endif
