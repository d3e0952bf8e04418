#include "runtime/real.h"

#include "runtime/math.h"
#include "runtime/number.h"

uint64_t tsp_multiply_high(uint64_t a, uint64_t b) {
    uint64_t a_low = (uint32_t)a;
    uint64_t a_high = a >> 32;
    uint64_t b_low = (uint32_t)b;
    uint64_t b_high = b >> 32;
    uint64_t first = a_high * b_low + (a_low * b_low >> 32);
    uint64_t second = a_low * b_high + (uint32_t)first;
    return a_high * b_high + (first >> 32) + (second >> 32);
}

struct tsp_real tsp_real_normal(uint64_t mantissa, int32_t exponent) {
    if (mantissa == 0) {
        return TSP_REAL_ZERO;
    }
    int shift = __builtin_clzll(mantissa);
    return (struct tsp_real){mantissa << shift, exponent - shift, false};
}

struct tsp_real tsp_real_of(double number) {
    struct tsp_double_parts parts = tsp_double_split(number);
    struct tsp_real real = tsp_real_normal(parts.mantissa, parts.exponent);
    real.negative = parts.negative;
    return real;
}

struct tsp_real tsp_real_of_int32(int32_t number) {
    struct tsp_real real = tsp_real_normal(number < 0 ? 0u - (uint32_t)number : (uint32_t)number, 0);
    real.negative = number < 0;
    return real;
}

double tsp_real_round(struct tsp_real number) {
    const uint64_t sign = (uint64_t)number.negative << 63;
    const int32_t power = number.exponent + 63; /* 2^power <= number < 2^(power + 1) */
    const int32_t dropped = power >= -1022 ? 11 : 11 - 1022 - power;
    if (number.mantissa == 0 || dropped > 64) {
        return tsp_double_from_bits(sign);
    }
    if (power > 1023) {
        return tsp_double_from_bits(sign | UINT64_C(0x7FF) << 52);
    }
    /* Twice: a shift by 64 is none in C. */
    uint64_t kept = number.mantissa >> (dropped - 1) >> 1;
    uint64_t half = number.mantissa >> (dropped - 1) & 1u;
    bool more = (number.mantissa & ((UINT64_C(1) << (dropped - 1)) - 1u)) != 0;
    /* A carry out of the mantissa is the next exponent, up to an infinity. */
    uint64_t exponent = power >= -1022 ? (uint64_t)(power + 1022) << 52 : 0;
    return tsp_double_from_bits(sign | (exponent + kept + (half & (more ? 1u : kept))));
}

int32_t tsp_real_nearest(struct tsp_real number) {
    if (number.exponent < -64) {
        return 0;
    }
    uint64_t doubled = number.exponent == -64 ? number.mantissa >> 63 : number.mantissa >> (-number.exponent - 1);
    int32_t whole = (int32_t)((doubled + 1u) >> 1);
    return number.negative ? -whole : whole;
}

uint64_t tsp_real_fraction(struct tsp_real number) {
    int32_t shift = -64 - number.exponent;
    return shift > 63 ? 0 : number.mantissa >> shift;
}

static struct tsp_real with_sign(struct tsp_real number, bool negative) {
    number.negative = negative;
    return number;
}

struct tsp_real tsp_real_add(struct tsp_real a, struct tsp_real b) {
    if (a.mantissa == 0 || b.mantissa == 0) {
        return a.mantissa == 0 ? b : a;
    }
    if (a.exponent < b.exponent || (a.exponent == b.exponent && a.mantissa < b.mantissa)) {
        struct tsp_real larger = b;
        b = a;
        a = larger;
    }
    int32_t shift = a.exponent - b.exponent;
    uint64_t moved = shift > 63 ? 0 : b.mantissa >> shift;
    if (a.negative != b.negative) {
        /* Where the first is just above a power of two, the bit that moved out counts. */
        if (shift == 1 && (b.mantissa & 1u) != 0) {
            uint64_t difference = a.mantissa - moved; /* and half a unit less */
            if (difference >> 63 == 0) {
                return with_sign(tsp_real_normal(2u * difference - 1u, a.exponent - 1), a.negative);
            }
        }
        return with_sign(tsp_real_normal(a.mantissa - moved, a.exponent), a.negative);
    }
    uint64_t sum = a.mantissa + moved;
    if (sum < moved) {
        return (struct tsp_real){sum >> 1 | UINT64_C(1) << 63, a.exponent + 1, a.negative};
    }
    return (struct tsp_real){sum, a.exponent, a.negative};
}

struct tsp_real tsp_real_subtract(struct tsp_real a, struct tsp_real b) {
    return tsp_real_add(a, tsp_real_negate(b));
}

struct tsp_real tsp_real_multiply(struct tsp_real a, struct tsp_real b) {
    uint64_t high = tsp_multiply_high(a.mantissa, b.mantissa);
    uint64_t low = a.mantissa * b.mantissa;
    if (high >> 63 != 0 || high == 0) {
        return with_sign(tsp_real_normal(high, a.exponent + b.exponent + 64), a.negative != b.negative);
    }
    return (struct tsp_real){high << 1 | low >> 63, a.exponent + b.exponent + 63, a.negative != b.negative};
}

struct tsp_real tsp_real_divide(struct tsp_real a, struct tsp_real b) {
    if (a.mantissa == 0) {
        return a;
    }
    /* One bit a step, from the highest: 64 of them, of which the first is set. */
    const bool fits = a.mantissa >= b.mantissa;
    uint64_t rest = fits ? a.mantissa - b.mantissa : a.mantissa;
    uint64_t quotient = fits ? 1 : 0;
    for (int i = fits ? 1 : 0; i < 64; i++) {
        bool carry = rest >> 63 != 0;
        rest <<= 1;
        quotient <<= 1;
        if (carry || rest >= b.mantissa) {
            rest -= b.mantissa;
            quotient |= 1u;
        }
    }
    return (struct tsp_real){quotient, a.exponent - b.exponent - (fits ? 63 : 64), a.negative != b.negative};
}

struct tsp_real tsp_real_sqrt(struct tsp_real number) {
    if (number.mantissa == 0) {
        return number;
    }
    /* From 1 to 4, of which a double has most bits of the root; a step of Newton's doubles them. */
    int32_t odd = (number.exponent + 63) & 1;
    struct tsp_real near = {number.mantissa, odd - 63, false};
    struct tsp_real root = tsp_real_of(tsp_math_sqrt(tsp_real_round(near)));
    root = tsp_real_scale(tsp_real_add(root, tsp_real_divide(near, root)), -1);
    return tsp_real_scale(root, (number.exponent + 63 - odd) / 2);
}

struct tsp_real tsp_real_sum(struct tsp_real_series series, struct tsp_real z) {
    const uint64_t factor = tsp_real_fraction(z);
    uint64_t sum = series.terms[series.count - 1];
    for (unsigned i = series.count - 1; i-- > 0;) {
        uint64_t rest = tsp_multiply_high(sum, factor);
        sum = series.alternates ? series.terms[i] - rest : series.terms[i] + rest;
    }
    return tsp_real_normal(sum, -63);
}
