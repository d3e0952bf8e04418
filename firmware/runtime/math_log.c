/* Logarithms and the inverses of hyperbolic functions (ECMA-262 21.3.2). */
#include "runtime/math_internal.h"

/* 1/(2n + 1) */
static const uint64_t terms[] = {
    UINT64_C(0x8000000000000000), UINT64_C(0x2AAAAAAAAAAAAAAB), UINT64_C(0x199999999999999A),
    UINT64_C(0x1249249249249249), UINT64_C(0x0E38E38E38E38E39), UINT64_C(0x0BA2E8BA2E8BA2E9),
    UINT64_C(0x09D89D89D89D89D9), UINT64_C(0x0888888888888889), UINT64_C(0x0787878787878788),
    UINT64_C(0x06BCA1AF286BCA1B), UINT64_C(0x0618618618618618), UINT64_C(0x0590B21642C8590B),
    UINT64_C(0x051EB851EB851EB8)};
static const struct tsp_real_series by_squares = {terms, sizeof terms / sizeof terms[0], false};

static const struct tsp_real ln_2 = {UINT64_C(0xB17217F7D1CF79AC), -64, false};
static const struct tsp_real log2_e = {UINT64_C(0xB8AA3B295C17F0BC), -63, false};
static const struct tsp_real log10_2 = {UINT64_C(0x9A209A84FBCFF799), -65, false};
static const struct tsp_real log10_e = {UINT64_C(0xDE5BD8A937287195), -65, false};

#define ROOT_OF_TWO UINT64_C(0xB504F333F9DE6484) /* in units of 2^-63 */

/* ln(1 + f) = 2 artanh(f / (2 + f)), for 1 + f between the root of 2 and that of 1/2 */
static struct tsp_real of_one_and(struct tsp_real f) {
    const struct tsp_real s = tsp_real_divide(f, tsp_real_add(f, tsp_real_scale(TSP_REAL_ONE, 1)));
    const struct tsp_real sum = tsp_real_sum(by_squares, tsp_real_multiply(s, s));
    return tsp_real_scale(tsp_real_multiply(s, sum), 1);
}

/* x = 2^*power * m; gives ln m, with m as near to 1 as it can be. */
static struct tsp_real of_mantissa(struct tsp_real x, int32_t *power) {
    const int32_t high = x.mantissa > ROOT_OF_TWO;
    *power = x.exponent + 63 + high;
    const struct tsp_real m = {x.mantissa, -63 - high, false};
    return of_one_and(tsp_real_subtract(m, TSP_REAL_ONE));
}

/* log x for any base, by its logarithms of 2 and of e */
static struct tsp_real logarithm(struct tsp_real x, struct tsp_real of_2, struct tsp_real of_e) {
    int32_t power;
    const struct tsp_real rest = tsp_real_multiply(of_mantissa(x, &power), of_e);
    return tsp_real_add(tsp_real_multiply(tsp_real_of_int32(power), of_2), rest);
}

static struct tsp_real natural(struct tsp_real x) {
    return logarithm(x, ln_2, TSP_REAL_ONE);
}

/* ln(1 + x), as exact near 0 as elsewhere */
static struct tsp_real natural_of_one_and(struct tsp_real x) {
    return tsp_real_is_below(x, -2) ? of_one_and(x) : natural(tsp_real_add(x, TSP_REAL_ONE));
}

/* Where no logarithm is a finite number: of NaN, of what is not above 0, of an infinity. */
static bool is_special(double x) {
    return !(x > 0 && tsp_math_is_finite(x));
}

static double special(double x) {
    return x == 0 ? -tsp_math_infinity() : x > 0 ? x : tsp_math_nan();
}

double tsp_math_log(double x) {
    return is_special(x) ? special(x) : tsp_real_round(natural(tsp_real_of(x)));
}

double tsp_math_log2(double x) {
    return is_special(x) ? special(x) : tsp_real_round(logarithm(tsp_real_of(x), TSP_REAL_ONE, log2_e));
}

double tsp_math_log10(double x) {
    return is_special(x) ? special(x) : tsp_real_round(logarithm(tsp_real_of(x), log10_2, log10_e));
}

double tsp_math_log1p(double x) {
    if (x == 0) {
        return x;
    }
    if (!(x > -1.0 && tsp_math_is_finite(x))) {
        return x == -1.0 ? -tsp_math_infinity() : x > 0 ? x : tsp_math_nan();
    }
    return tsp_real_round(natural_of_one_and(tsp_real_of(x)));
}

double tsp_math_asinh(double x) {
    if (x == 0 || !tsp_math_is_finite(x)) {
        return x;
    }
    /* ln(1 + a + a^2 / (1 + sqrt(a^2 + 1))) of a = |x| */
    const struct tsp_real a = tsp_real_abs(tsp_real_of(x));
    const struct tsp_real square = tsp_real_multiply(a, a);
    const struct tsp_real root = tsp_real_sqrt(tsp_real_add(square, TSP_REAL_ONE));
    const struct tsp_real rest = tsp_real_divide(square, tsp_real_add(root, TSP_REAL_ONE));
    struct tsp_real result = natural_of_one_and(tsp_real_add(a, rest));
    result.negative = x < 0;
    return tsp_real_round(result);
}

double tsp_math_acosh(double x) {
    if (!(x > 1.0 && tsp_math_is_finite(x))) {
        return x == 1.0 ? 0.0 : x > 1.0 ? x : tsp_math_nan();
    }
    /* ln(1 + t + sqrt(t (t + 2))) of t = x - 1 */
    const struct tsp_real t = tsp_real_subtract(tsp_real_of(x), TSP_REAL_ONE);
    const struct tsp_real square = tsp_real_multiply(t, tsp_real_add(t, tsp_real_scale(TSP_REAL_ONE, 1)));
    return tsp_real_round(natural_of_one_and(tsp_real_add(t, tsp_real_sqrt(square))));
}

double tsp_math_atanh(double x) {
    if (x == 0 || !(x > -1.0 && x < 1.0)) {
        return x == 0 ? x : x == 1.0 || x == -1.0 ? x * tsp_math_infinity() : tsp_math_nan();
    }
    /* ln(1 + 2a / (1 - a)) / 2 of a = |x| */
    const struct tsp_real a = tsp_real_abs(tsp_real_of(x));
    const struct tsp_real quotient = tsp_real_divide(tsp_real_scale(a, 1), tsp_real_subtract(TSP_REAL_ONE, a));
    struct tsp_real result = tsp_real_scale(natural_of_one_and(quotient), -1);
    result.negative = x < 0;
    return tsp_real_round(result);
}
