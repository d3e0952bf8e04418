/*
 * Decimal digits to the nearest double, exactly: short numbers by one IEEE operation, the others by
 * exact division.
 */
#include "runtime/bignum.h"
#include "runtime/number.h"

#define SIGNIFICANT 768u

static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                       1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

void tsp_decimal_start(struct tsp_decimal *decimal) {
    decimal->count = 0;
    decimal->exponent = 0;
}

void tsp_decimal_digit(struct tsp_decimal *decimal, unsigned digit, bool fraction) {
    if (decimal->count == 0 && digit == 0) {
        decimal->exponent -= fraction ? 1 : 0;
        return;
    }
    decimal->exponent += fraction ? 0 : 1;
    if (decimal->count < SIGNIFICANT) {
        decimal->digits[decimal->count++] = (uint8_t)digit;
    } else if (digit != 0 && decimal->count == SIGNIFICANT) {
        decimal->digits[decimal->count++] = 1;
    }
}

/* numerator / denominator rounded to a double; denominator is not zero. */
static double divide_rounded(struct tsp_bignum *numerator, struct tsp_bignum *denominator) {
    /* Scale so that the quotient is in [1, 2). */
    int exponent = (int)tsp_bignum_bit_length(numerator) - (int)tsp_bignum_bit_length(denominator);
    if (exponent > 0) {
        tsp_bignum_shift_left(denominator, (unsigned)exponent);
    } else {
        tsp_bignum_shift_left(numerator, (unsigned)-exponent);
    }
    if (tsp_bignum_compare(numerator, denominator) < 0) {
        tsp_bignum_shift_left(numerator, 1);
        exponent--;
    }
    if (exponent > 1023) {
        return tsp_double_from_bits(UINT64_C(0x7FF) << 52);
    }
    int bits = exponent < -1022 ? 53 - (-1022 - exponent) : 53;
    if (bits < 0) {
        return 0;
    }
    uint64_t mantissa = 0;
    for (int i = 0; i < bits; i++) {
        mantissa <<= 1;
        if (tsp_bignum_compare(numerator, denominator) >= 0) {
            tsp_bignum_subtract(numerator, denominator);
            mantissa |= 1u;
        }
        tsp_bignum_shift_left(numerator, 1);
    }
    int order = tsp_bignum_compare(numerator, denominator); /* the next bit and all behind it */
    if (bits == 0) {
        /*
         * quotient in [1, 2) of the unit 2^-1075: above one half of the smallest double unless
         * exactly 1
         */
        return order > 0 ? tsp_double_from_bits(1) : 0;
    }
    /* The remainder was doubled, so numerator / denominator >= 1 means at least one half. */
    if (order > 0 || (order == 0 && (mantissa & 1u) != 0)) {
        mantissa++;
    }
    if (exponent < -1022) {
        return tsp_double_from_bits(mantissa); /* a carry into the exponent field is right */
    }
    return tsp_double_from_bits(((uint64_t)(exponent + 1022) << 52) + mantissa);
}

double tsp_decimal_value(const struct tsp_decimal *decimal, int32_t exponent) {
    unsigned count = decimal->count;
    while (count > 0 && decimal->digits[count - 1u] == 0) {
        count--;
    }
    if (count == 0) {
        return 0;
    }
    int64_t point = (int64_t)decimal->exponent + exponent; /* value = 0.ddd * 10^point */
    if (point > 310) {
        return tsp_double_from_bits(UINT64_C(0x7FF) << 52);
    }
    if (point < -326) {
        return 0;
    }
    int power = (int)point - (int)count; /* value = ddd * 10^power */
    if (count <= 15 && power >= -22 && power <= 22) {
        uint64_t digits = 0;
        for (unsigned i = 0; i < count; i++) {
            digits = digits * 10u + decimal->digits[i];
        }
        return power < 0 ? (double)digits / powers_of_ten[-power] : (double)digits * powers_of_ten[power];
    }
    struct tsp_bignum numerator;
    struct tsp_bignum denominator;
    tsp_bignum_set(&numerator, 0);
    tsp_bignum_set(&denominator, 1);
    for (unsigned i = 0; i < count; i++) {
        tsp_bignum_multiply_add(&numerator, 10, decimal->digits[i]);
    }
    if (power > 0) {
        tsp_bignum_multiply_power_of_ten(&numerator, (unsigned)power);
    } else {
        tsp_bignum_multiply_power_of_ten(&denominator, (unsigned)-power);
    }
    return divide_rounded(&numerator, &denominator);
}
