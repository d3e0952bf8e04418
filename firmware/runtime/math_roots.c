/* Cube root and hypotenuse (ECMA-262 21.3.2). */
#include "runtime/math_internal.h"
#include "runtime/operators.h"

static const struct tsp_real third = {UINT64_C(0xAAAAAAAAAAAAAAAB), -65, false};

#define STEPS 6

double tsp_math_cbrt(double x) {
    if (x == 0 || !tsp_math_is_finite(x)) {
        return x;
    }
    const struct tsp_real real = tsp_real_of(x);
    /* 2^(3n) * m, with m from 1 to 8. */
    const int32_t power = real.exponent + 63;
    const int32_t n = power / 3 - (power % 3 < 0);
    const struct tsp_real m = {real.mantissa, power - 3 * n - 63, false};
    /* Newton's method from a root that is at most a quarter too large. */
    struct tsp_real root = tsp_real_multiply(tsp_real_add(m, TSP_REAL_ONE), tsp_real_scale(third, 0));
    root = tsp_real_add(root, tsp_real_scale(TSP_REAL_ONE, -1));
    for (int i = 0; i < STEPS; i++) {
        const struct tsp_real quotient = tsp_real_divide(m, tsp_real_multiply(root, root));
        root = tsp_real_multiply(tsp_real_add(tsp_real_scale(root, 1), quotient), third);
    }
    root = tsp_real_scale(root, n);
    root.negative = real.negative;
    return tsp_real_round(root);
}

double tsp_math_hypot(int count, const tsp_value *values) {
    struct tsp_real sum = TSP_REAL_ZERO;
    bool has_infinity = false;
    bool has_nan = false;
    for (int i = 0; i < count; i++) {
        const double x = tsp_to_number(values[i]);
        if (tsp_math_is_finite(x)) {
            const struct tsp_real real = tsp_real_of(x);
            sum = tsp_real_add(sum, tsp_real_multiply(real, real));
        } else if (x != x) {
            has_nan = true;
        } else {
            has_infinity = true;
        }
    }
    if (has_infinity) {
        return tsp_math_infinity();
    }
    return has_nan ? tsp_math_nan() : tsp_real_round(tsp_real_sqrt(sum));
}
