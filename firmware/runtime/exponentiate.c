/*
 * The ** operator in double-double arithmetic (Dekker, Knuth): about 100 bits until the last
 * rounding, so the result is within 1 ulp, and exact results come out exact. Plain IEEE additions,
 * multiplications and divisions only, so every target computes the same bits; build without
 * contraction of a * b + c.
 */
#include "runtime/math.h"
#include "runtime/number.h"
#include "runtime/operators.h"

struct pair {
    double high;
    double low; /* at most half an ulp of high */
};

static struct pair two_sum(double a, double b) {
    double sum = a + b;
    double b_part = sum - a;
    return (struct pair){sum, (a - (sum - b_part)) + (b - b_part)};
}

static struct pair quick_sum(double a, double b) {
    double sum = a + b;
    return (struct pair){sum, b - (sum - a)};
}

/* The upper 26 bits; operands of this file are far below the overflow of 2^27 times. */
static double upper_half(double a) {
    double scaled = 134217729.0 * a;
    return scaled - (scaled - a);
}

static struct pair two_product(double a, double b) {
    double product = a * b;
    double a_high = upper_half(a);
    double b_high = upper_half(b);
    double a_low = a - a_high;
    double b_low = b - b_high;
    return (struct pair){product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

static struct pair add(struct pair a, struct pair b) {
    struct pair high = two_sum(a.high, b.high);
    struct pair low = two_sum(a.low, b.low);
    high = quick_sum(high.high, high.low + low.high);
    return quick_sum(high.high, high.low + low.low);
}

static struct pair multiply(struct pair a, struct pair b) {
    struct pair product = two_product(a.high, b.high);
    return quick_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

static struct pair divide(struct pair a, struct pair b) {
    double first = a.high / b.high;
    struct pair rest = multiply(b, (struct pair){first, 0});
    rest = add(a, (struct pair){-rest.high, -rest.low});
    double second = rest.high / b.high;
    struct pair next = multiply(b, (struct pair){second, 0});
    rest = add(rest, (struct pair){-next.high, -next.low});
    struct pair quotient = quick_sum(first, second);
    return add(quotient, (struct pair){rest.high / b.high, 0});
}

static const struct pair ln2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

/*
 * number * 2^exponent for number near 1 and |exponent| < 1100; a result below the normal range is
 * rounded once more.
 */
static double scale_by_power_of_two(double number, int exponent) {
    if (exponent > 1000) {
        number *= 0x1p1000;
        exponent -= 1000;
    } else if (exponent < -1000) {
        number *= 0x1p-500;
        exponent += 500;
    }
    return number * tsp_double_from_bits((uint64_t)(exponent + 1023) << 52);
}

/* ln(x) for x > 0, finite. */
static struct pair logarithm(double x) {
    struct tsp_double_parts parts = tsp_double_split(x);
    int shift = __builtin_clzll(parts.mantissa) - 11;
    uint64_t mantissa = parts.mantissa << shift; /* in [2^52, 2^53) */
    int exponent = parts.exponent - shift + 52;
    double m = tsp_double_from_bits((UINT64_C(1023) << 52) + (mantissa - (UINT64_C(1) << 52)));
    if (m > 0x1.6a09e667f3bcdp+0) {
        m *= 0.5;
        exponent++;
    }
    /*
     * ln m = 2 artanh s, s = (m - 1) / (m + 1), |s| < 0.172: terms s^(2k+1) / (2k+1) up to 2^-100
     */
    struct pair s = divide((struct pair){m - 1.0, 0}, two_sum(m, 1.0));
    struct pair square = multiply(s, s);
    struct pair sum = {0, 0};
    for (int k = 41; k >= 1; k -= 2) {
        sum = add(multiply(sum, square), divide((struct pair){1.0, 0}, (struct pair){(double)k, 0}));
    }
    sum = multiply(sum, s);
    struct pair twice = {sum.high * 2.0, sum.low * 2.0};
    return add(multiply(ln2, (struct pair){(double)exponent, 0}), twice);
}

/* e^t for |t| < 750 */
static double exponential(struct pair t) {
    int k = (int)tsp_math_floor(t.high * 0x1.71547652b82fep+0 + 0.5);
    struct pair whole = multiply(ln2, (struct pair){(double)k, 0});
    struct pair rest = add(t, (struct pair){-whole.high, -whole.low});
    rest.high *= 0.0625;
    rest.low *= 0.0625;
    /* |rest| < 0.0217: 14 terms reach 2^-110; then the squares undo the division by 16 */
    struct pair sum = {1.0, 0};
    for (int i = 14; i >= 1; i--) {
        sum = divide(multiply(sum, rest), (struct pair){(double)i, 0});
        sum = add(sum, (struct pair){1.0, 0});
    }
    for (int i = 0; i < 4; i++) {
        sum = multiply(sum, sum);
    }
    return scale_by_power_of_two(sum.high, k);
}

static bool is_odd_integer(double y) {
    double half = y * 0.5;
    return tsp_math_trunc(y) == y && tsp_math_trunc(half) != half;
}

/* base^n by squaring, for results well inside the range of doubles. */
static double integer_power(double base, unsigned n, bool reciprocal) {
    struct pair result = {1.0, 0};
    struct pair square = {base, 0};
    for (; n > 0; n >>= 1) {
        if ((n & 1u) != 0) {
            result = multiply(result, square);
        }
        if (n > 1) {
            square = multiply(square, square);
        }
    }
    return reciprocal ? divide((struct pair){1.0, 0}, result).high : result.high;
}

/* x^y for 0 < x < Infinity, x != 1, y finite and not 0 */
static double power(double x, double y) {
    struct tsp_double_parts parts = tsp_double_split(x);
    int magnitude = 63 - __builtin_clzll(parts.mantissa) + parts.exponent;
    int bound = (magnitude < 0 ? -magnitude : magnitude) + 1;
    double n = tsp_math_abs(y);
    if (n <= 64 && tsp_math_trunc(n) == n && n * bound < 480) {
        return integer_power(x, (unsigned)n, y < 0);
    }
    struct pair log = logarithm(x);
    if (tsp_math_abs(y) > 0x1p80) {
        return (log.high > 0) == (y > 0) ? tsp_double_from_bits(UINT64_C(0x7FF) << 52) : 0;
    }
    double estimate = log.high * y;
    if (estimate > 710) {
        return tsp_double_from_bits(UINT64_C(0x7FF) << 52);
    }
    if (estimate < -746) {
        return 0;
    }
    return exponential(multiply(log, (struct pair){y, 0}));
}

double tsp_exponentiate(double base, double exponent) {
    double infinity = tsp_double_from_bits(UINT64_C(0x7FF) << 52);
    if (exponent == 0) {
        return 1.0;
    }
    double magnitude = tsp_math_abs(base);
    if (exponent != exponent || base != base || (magnitude == 1.0 && tsp_math_abs(exponent) == infinity)) {
        return tsp_double_from_bits(TSP_NAN_BITS);
    }
    if (tsp_math_abs(exponent) == infinity) {
        return (magnitude > 1.0) == (exponent > 0) ? infinity : 0.0;
    }
    bool negative = tsp_double_bits(base) >> 63 != 0;
    bool odd = is_odd_integer(exponent);
    double result;
    if (base == 0 || magnitude == infinity) {
        result = (base == 0) == (exponent > 0) ? 0.0 : infinity;
    } else if (negative && tsp_math_trunc(exponent) != exponent) {
        return tsp_double_from_bits(TSP_NAN_BITS);
    } else {
        result = magnitude == 1.0 ? 1.0 : power(magnitude, exponent);
    }
    return negative && odd ? -result : result;
}
