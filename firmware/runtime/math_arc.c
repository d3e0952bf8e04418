/* The inverses of sine, cosine and tangent (ECMA-262 21.3.2). */
#include "runtime/math_internal.h"

/* 1/(2n + 1) */
static const uint64_t terms[] = {
    UINT64_C(0x8000000000000000), UINT64_C(0x2AAAAAAAAAAAAAAB), UINT64_C(0x199999999999999A),
    UINT64_C(0x1249249249249249), UINT64_C(0x0E38E38E38E38E39), UINT64_C(0x0BA2E8BA2E8BA2E9),
    UINT64_C(0x09D89D89D89D89D9), UINT64_C(0x0888888888888889), UINT64_C(0x0787878787878788)};
static const struct tsp_real_series by_squares = {terms, sizeof terms / sizeof terms[0], true};

#define PARTS 8
/* arctan(n / 8) in units of 2^-64 */
static const uint64_t of_parts[PARTS + 1] = {
    UINT64_C(0x0000000000000000), UINT64_C(0x1FD5BA9AAC2F6DC6), UINT64_C(0x3EB6EBF25901BAC5),
    UINT64_C(0x5BD86507937BC23A), UINT64_C(0x76B19C1586ED3DA3), UINT64_C(0x8F005D5EF7F59F9B),
    UINT64_C(0xA4BC7D1934F70924), UINT64_C(0xB8053E2BC2319E74), UINT64_C(0xC90FDAA22168C235)};

static const struct tsp_real pi = {UINT64_C(0xC90FDAA22168C235), -62, false};
static const struct tsp_real half_pi = {UINT64_C(0xC90FDAA22168C235), -63, false};

/* From 0 to 1: by the nearest eighth, what is left is at most 1/16. */
static struct tsp_real of_fraction(struct tsp_real x) {
    const int32_t nearest = tsp_real_nearest(tsp_real_scale(x, 3));
    struct tsp_real left = x;
    if (nearest != 0) {
        const struct tsp_real part = tsp_real_scale(tsp_real_of_int32(nearest), -3);
        left = tsp_real_divide(tsp_real_subtract(x, part), tsp_real_add(TSP_REAL_ONE, tsp_real_multiply(x, part)));
    }
    const struct tsp_real sum = tsp_real_sum(by_squares, tsp_real_multiply(left, left));
    return tsp_real_add(tsp_real_normal(of_parts[nearest], -64), tsp_real_multiply(left, sum));
}

static bool is_larger(struct tsp_real a, struct tsp_real b) {
    return a.exponent > b.exponent || (a.exponent == b.exponent && a.mantissa > b.mantissa);
}

/* The angle from 0 to pi of a point whose y is above 0, and whose x may be anything. */
static struct tsp_real angle(struct tsp_real y, struct tsp_real x) {
    if (x.mantissa == 0) {
        return half_pi;
    }
    const struct tsp_real side = tsp_real_abs(x);
    struct tsp_real result;
    if (is_larger(y, side)) {
        result = tsp_real_subtract(half_pi, of_fraction(tsp_real_divide(side, y)));
    } else {
        result = of_fraction(tsp_real_divide(y, side));
    }
    return x.negative ? tsp_real_subtract(pi, result) : result;
}

static double with_sign_of(double y, struct tsp_real result) {
    result.negative = tsp_math_is_negative(y);
    return tsp_real_round(result);
}

double tsp_math_atan(double x) {
    if (x != x || x == 0) {
        return x;
    }
    const bool is_finite = tsp_math_is_finite(x);
    return with_sign_of(x, is_finite ? angle(tsp_real_abs(tsp_real_of(x)), TSP_REAL_ONE) : half_pi);
}

/* atan2 where one of the two is infinite or y is 0. */
static double special_angle(double y, double x) {
    if (y == 0) {
        return tsp_math_is_negative(x) ? with_sign_of(y, pi) : y;
    }
    if (tsp_math_is_finite(y)) {
        return tsp_math_is_negative(x) ? with_sign_of(y, pi) : with_sign_of(y, TSP_REAL_ZERO);
    }
    if (tsp_math_is_finite(x)) {
        return with_sign_of(y, half_pi);
    }
    /* Both are infinite: the diagonals. */
    const struct tsp_real quarter = tsp_real_scale(half_pi, -1);
    return with_sign_of(y, x > 0 ? quarter : tsp_real_add(half_pi, quarter));
}

double tsp_math_atan2(double y, double x) {
    if (y != y || x != x) {
        return tsp_math_nan();
    }
    if (y == 0 || !tsp_math_is_finite(y) || !tsp_math_is_finite(x)) {
        return special_angle(y, x);
    }
    return with_sign_of(y, angle(tsp_real_abs(tsp_real_of(y)), tsp_real_of(x)));
}

/* sqrt(1 - x^2) */
static struct tsp_real other_leg(struct tsp_real x) {
    const struct tsp_real below = tsp_real_subtract(TSP_REAL_ONE, x);
    return tsp_real_sqrt(tsp_real_multiply(below, tsp_real_add(TSP_REAL_ONE, x)));
}

double tsp_math_asin(double x) {
    if (x == 0 || !(x >= -1.0 && x <= 1.0)) {
        return x == 0 ? x : tsp_math_nan();
    }
    const struct tsp_real real = tsp_real_of(x);
    return with_sign_of(x, angle(tsp_real_abs(real), other_leg(real)));
}

double tsp_math_acos(double x) {
    if (!(x >= -1.0 && x <= 1.0)) {
        return tsp_math_nan();
    }
    const struct tsp_real real = tsp_real_of(x);
    const struct tsp_real leg = other_leg(real);
    if (leg.mantissa == 0) {
        return x > 0 ? 0.0 : tsp_real_round(pi);
    }
    return tsp_real_round(angle(leg, real));
}
