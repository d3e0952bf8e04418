/* Sine, cosine and tangent (ECMA-262 21.3.2) of any number, however large. */
#include "runtime/math_internal.h"

/* 1/(2n + 1)! */
static const uint64_t sine_terms[] = {
    UINT64_C(0x8000000000000000), UINT64_C(0x1555555555555555), UINT64_C(0x0111111111111111),
    UINT64_C(0x0006806806806807), UINT64_C(0x0000171DE3A556C7), UINT64_C(0x00000035CC8ACFEB),
    UINT64_C(0x000000005849184F), UINT64_C(0x00000000006B9FD0), UINT64_C(0x000000000000654B),
    UINT64_C(0x000000000000004C)};
/* 1/(2n)! */
static const uint64_t cosine_terms[] = {
    UINT64_C(0x8000000000000000), UINT64_C(0x4000000000000000), UINT64_C(0x0555555555555555),
    UINT64_C(0x002D82D82D82D82E), UINT64_C(0x0000D00D00D00D01), UINT64_C(0x0000024FC9F6EF14),
    UINT64_C(0x000000047BB63BFE), UINT64_C(0x00000000064E5D2A), UINT64_C(0x000000000006B9FD),
    UINT64_C(0x00000000000005A1), UINT64_C(0x0000000000000004)};

/* The binary digits of 2 / pi behind the point, with 64 zeros in front. */
static const uint32_t two_over_pi[] = {
    0,          0,          0xA2F9836E, 0x4E441529, 0xFC2757D1, 0xF534DDC0, 0xDB629599, 0x3C439041,
    0xFE5163AB, 0xDEBBC561, 0xB7246E3A, 0x424DD2E0, 0x06492EEA, 0x09D1921C, 0xFE1DEB1C, 0xB129A73E,
    0xE88235F5, 0x2EBB4484, 0xE99C7026, 0xB45F7E41, 0x3991D639, 0x835339F4, 0x9C845F8B, 0xBDF9283B,
    0x1FF897FF, 0xDE05980F, 0xEF2F118B, 0x5A0A6D1F, 0x6D367ECF, 0x27CB09B7, 0x4F463F66, 0x9E5FEA2D,
    0x7527BAC7, 0xEBE5F17B, 0x3D0739F7, 0x8A5292EA, 0x6BFB5FB1, 0x1F8D5D08, 0x56033046, 0xFC7B6BAB};
#define ZEROS 64

static const struct tsp_real half_pi = {UINT64_C(0xC90FDAA22168C235), -63, false};

/* 32 digits from the one on that stands `digit` places behind the point; 0 is the first. */
static uint32_t digits_at(int32_t digit) {
    const uint32_t at = (uint32_t)(digit + ZEROS);
    const uint64_t both = (uint64_t)two_over_pi[at / 32] << 32 | two_over_pi[at / 32 + 1];
    return (uint32_t)(both >> (32 - at % 32));
}

#define WORDS 6

/*
 * The last 192 binary digits of mantissa * W, where W are the 192 digits of 2 / pi that decide x *
 * 2 / pi modulo 4, the first word the lowest. Of what follows them, less than 2^-136 is lost; no
 * double is nearer to a multiple of pi / 2 than 2^-62.
 */
static void multiply(uint32_t product[WORDS], uint64_t mantissa, int32_t first_digit) {
    const uint64_t low = (uint32_t)mantissa;
    const uint64_t high = mantissa >> 32;
    uint64_t carry = 0;
    uint32_t before = 0; /* the word of W below */
    for (int32_t i = 0; i < WORDS; i++) {
        const uint32_t word = digits_at(first_digit + 32 * (WORDS - 1 - i));
        const uint64_t lower = low * word;
        const uint64_t upper = high * before;
        const uint64_t sum = carry + (uint32_t)lower + (uint32_t)upper;
        product[i] = (uint32_t)sum;
        carry = (sum >> 32) + (lower >> 32) + (upper >> 32);
        before = word;
    }
}

/* |x| = (4n + *quadrant) * pi / 2 + what it returns, which is at most a quarter of pi. */
static struct tsp_real reduce(double x, unsigned *quadrant) {
    if (x < 0.75 && x > -0.75) {
        *quadrant = 0;
        return tsp_real_abs(tsp_real_of(x));
    }
    const struct tsp_double_parts parts = tsp_double_split(x);
    uint32_t product[WORDS];
    /* Two places before the point, and all behind it. */
    multiply(product, parts.mantissa, parts.exponent - 2);
    *quadrant = product[WORDS - 1] >> 30;
    const bool is_upper = (product[WORDS - 1] >> 29 & 1u) != 0;
    if (is_upper) {
        (*quadrant)++;
        for (int i = 0; i < WORDS; i++) {
            product[i] = ~product[i]; /* 1 less what is behind the point, but the last digit */
        }
    }
    product[WORDS - 1] &= 0x3FFFFFFFu;
    int top = WORDS - 1;
    while (top > 2 && product[top] == 0) {
        top--;
    }
    const int shift = __builtin_clz(product[top] | 1u);
    const uint64_t upper = (uint64_t)product[top] << 32 | product[top - 1];
    const uint64_t mantissa = upper << shift | (uint64_t)product[top - 2] << shift >> 32;
    /* The highest digit of the last word is worth 2. */
    struct tsp_real fraction = tsp_real_normal(mantissa, 2 - 64 - 32 * (WORDS - 1 - top) - shift);
    fraction.negative = is_upper;
    return tsp_real_multiply(fraction, half_pi);
}

static struct tsp_real sine(struct tsp_real x) {
    const struct tsp_real_series series = {sine_terms, sizeof sine_terms / sizeof sine_terms[0], true};
    return tsp_real_multiply(x, tsp_real_sum(series, tsp_real_multiply(x, x)));
}

static struct tsp_real cosine(struct tsp_real x) {
    const struct tsp_real_series series = {cosine_terms, sizeof cosine_terms / sizeof cosine_terms[0], true};
    return tsp_real_sum(series, tsp_real_multiply(x, x));
}

/* sin((n + quadrant) * pi / 2 + rest) for n = 0; n = 1 makes it the cosine. */
static struct tsp_real wave(struct tsp_real rest, unsigned quadrant) {
    struct tsp_real value = (quadrant & 1u) != 0 ? cosine(rest) : sine(rest);
    return (quadrant & 2u) != 0 ? tsp_real_negate(value) : value;
}

double tsp_math_sin(double x) {
    if (!tsp_math_is_finite(x) || x == 0) {
        return x == 0 ? x : tsp_math_nan();
    }
    unsigned quadrant;
    const struct tsp_real rest = reduce(x, &quadrant);
    const struct tsp_real value = wave(rest, quadrant);
    return tsp_real_round(x < 0 ? tsp_real_negate(value) : value);
}

double tsp_math_cos(double x) {
    if (!tsp_math_is_finite(x)) {
        return tsp_math_nan();
    }
    unsigned quadrant;
    const struct tsp_real rest = reduce(x, &quadrant);
    return tsp_real_round(wave(rest, quadrant + 1));
}

double tsp_math_tan(double x) {
    if (!tsp_math_is_finite(x) || x == 0) {
        return x == 0 ? x : tsp_math_nan();
    }
    unsigned quadrant;
    const struct tsp_real rest = reduce(x, &quadrant);
    const struct tsp_real value = tsp_real_divide(wave(rest, quadrant), wave(rest, quadrant + 1));
    return tsp_real_round(x < 0 ? tsp_real_negate(value) : value);
}
