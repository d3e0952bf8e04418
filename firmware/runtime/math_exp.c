/* Exponential and hyperbolic functions (ECMA-262 21.3.2). */
#include "runtime/math_internal.h"

/* 1/n! */
static const uint64_t terms[] = {
    UINT64_C(0x8000000000000000), UINT64_C(0x8000000000000000), UINT64_C(0x4000000000000000),
    UINT64_C(0x1555555555555555), UINT64_C(0x0555555555555555), UINT64_C(0x0111111111111111),
    UINT64_C(0x002D82D82D82D82E), UINT64_C(0x0006806806806807), UINT64_C(0x0000D00D00D00D01),
    UINT64_C(0x0000171DE3A556C7), UINT64_C(0x0000024FC9F6EF14), UINT64_C(0x00000035CC8ACFEB),
    UINT64_C(0x000000047BB63BFE), UINT64_C(0x000000005849184F), UINT64_C(0x00000000064E5D2A),
    UINT64_C(0x00000000006B9FD0), UINT64_C(0x000000000006B9FD)};
#define TERMS (sizeof terms / sizeof terms[0])

static const struct tsp_real log2_e = {UINT64_C(0xB8AA3B295C17F0BC), -63, false};
/* ln 2 in two parts: a multiple of the first has no more bits than fit. */
static const struct tsp_real ln2_high = {UINT64_C(0xB17217F7D1CF7800), -64, false};
static const struct tsp_real ln2_low = {UINT64_C(0xD5E4F1D9CC01F97B), -119, false};

/*
 * (e^x - 1) / x for |x| below 0.35, without the first `skipped` terms but one: e^x where it is 0.
 */
static struct tsp_real series(struct tsp_real x, unsigned skipped) {
    const struct tsp_real_series sum = {terms + skipped, TERMS - skipped, x.negative};
    return tsp_real_sum(sum, tsp_real_abs(x));
}

/* x = *times * ln 2 + what it returns, which is at most half of ln 2; |x| is below 2^12. */
static struct tsp_real reduce(struct tsp_real x, int32_t *times) {
    *times = tsp_real_nearest(tsp_real_multiply(x, log2_e));
    const struct tsp_real count = tsp_real_of_int32(*times);
    const struct tsp_real rest = tsp_real_subtract(x, tsp_real_multiply(count, ln2_high));
    return tsp_real_subtract(rest, tsp_real_multiply(count, ln2_low));
}

static struct tsp_real exponential(struct tsp_real x) {
    int32_t times;
    const struct tsp_real rest = reduce(x, &times);
    return tsp_real_scale(series(rest, 0), times);
}

/* e^x - 1, as exact near 0 as elsewhere */
static struct tsp_real exponential_less_one(struct tsp_real x) {
    int32_t times;
    const struct tsp_real rest = reduce(x, &times);
    if (times == 0) {
        return tsp_real_multiply(x, series(x, 1));
    }
    return tsp_real_subtract(tsp_real_scale(series(rest, 0), times), TSP_REAL_ONE);
}

/* Beyond this, e^x is an infinity, or nothing beside 1 or another number. */
#define FAR 1024.0

double tsp_math_exp(double x) {
    if (!(x < FAR && x > -FAR)) {
        return x > 0 ? tsp_math_infinity() : x < 0 ? 0.0 : x; /* NaN stays */
    }
    return tsp_real_round(exponential(tsp_real_of(x)));
}

double tsp_math_expm1(double x) {
    if (!(x < FAR && x > -FAR)) {
        return x > 0 ? tsp_math_infinity() : x < 0 ? -1.0 : x;
    }
    return x == 0 ? x : tsp_real_round(exponential_less_one(tsp_real_of(x)));
}

double tsp_math_sinh(double x) {
    if (!(x < FAR && x > -FAR) || x == 0) {
        return x == 0 ? x : x * tsp_math_infinity();
    }
    /* (t + t / (t + 1)) / 2 of t = e^|x| - 1 takes no difference. */
    struct tsp_real real = tsp_real_of(x);
    const struct tsp_real t = exponential_less_one(tsp_real_abs(real));
    struct tsp_real sum = tsp_real_add(t, tsp_real_divide(t, tsp_real_add(t, TSP_REAL_ONE)));
    sum.negative = real.negative;
    return tsp_real_round(tsp_real_scale(sum, -1));
}

double tsp_math_cosh(double x) {
    if (!(x < FAR && x > -FAR)) {
        return x == x ? tsp_math_infinity() : x;
    }
    const struct tsp_real e = exponential(tsp_real_abs(tsp_real_of(x)));
    return tsp_real_round(tsp_real_scale(tsp_real_add(e, tsp_real_divide(TSP_REAL_ONE, e)), -1));
}

double tsp_math_tanh(double x) {
    if (!(x < 32.0 && x > -32.0) || x == 0) {
        return x > 0 ? 1.0 : x < 0 ? -1.0 : x;
    }
    struct tsp_real real = tsp_real_of(x);
    const struct tsp_real t = exponential_less_one(tsp_real_scale(tsp_real_abs(real), 1));
    struct tsp_real quotient = tsp_real_divide(t, tsp_real_add(t, tsp_real_scale(TSP_REAL_ONE, 1)));
    quotient.negative = real.negative;
    return tsp_real_round(quotient);
}
