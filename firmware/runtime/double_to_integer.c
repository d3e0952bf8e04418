/*
 * Doubles as integers. They are taken apart by words: on a board without a unit for doubles each
 * comparison of two is a call, and costs more than all of this.
 */
#include "runtime/number.h"
#include "runtime/operators.h"

/* The integer that is left when the fraction is cut off. */
struct whole {
    uint32_t size;
    bool negative;
    bool within; /* below 2^31 in size; otherwise nothing else is said but the sign, and NaN */
    bool exact;  /* there was no fraction */
    bool nan;
};

static struct whole whole_of(double number) {
    const uint64_t bits = tsp_double_bits(number);
    const uint32_t high = (uint32_t)(bits >> 32);
    const uint32_t low = (uint32_t)bits;
    const uint32_t biased = (high >> 20) & 0x7FFu;
    struct whole whole = {.negative = high >> 31 != 0};
    if (biased < 1023u) {
        whole.within = true;
        whole.exact = ((high << 1) | low) == 0;
        return whole;
    }
    if (biased >= 1023u + 31u) {
        whole.nan = biased == 0x7FFu && ((high << 12) | low) != 0;
        return whole;
    }
    /* The leading one, and the 31 bits behind it; 21 bits are below them. */
    const uint32_t top = 0x80000000u | (high << 11) | (low >> 21);
    const uint32_t shift = 1023u + 31u - biased; /* 1 to 31 */
    whole.within = true;
    whole.size = top >> shift;
    whole.exact = whole.size << shift == top && low << 11 == 0;
    return whole;
}

static int32_t signed_of(struct whole whole) {
    return (int32_t)(whole.negative ? 0u - whole.size : whole.size);
}

uint32_t tsp_double_to_uint32(double number) {
    const struct whole whole = whole_of(number);
    if (whole.within) {
        return (uint32_t)signed_of(whole);
    }
    struct tsp_double_parts parts = tsp_double_split(number);
    if (parts.exponent >= 32) {
        return 0; /* a multiple of 2^32, infinite or NaN */
    }
    uint64_t magnitude = parts.exponent >= 0 ? parts.mantissa << parts.exponent : parts.mantissa >> -parts.exponent;
    return parts.negative ? 0u - (uint32_t)magnitude : (uint32_t)magnitude;
}

int32_t tsp_double_to_int32(double number) {
    return (int32_t)tsp_double_to_uint32(number);
}

int32_t tsp_double_to_index(double number) {
    const struct whole whole = whole_of(number);
    const bool is_index = whole.within && whole.exact && (!whole.negative || whole.size == 0);
    return is_index ? (int32_t)whole.size : -1;
}

int32_t tsp_double_to_position(double number) {
    const struct whole whole = whole_of(number);
    if (whole.within || whole.nan) {
        return signed_of(whole);
    }
    return whole.negative ? INT32_MIN : INT32_MAX;
}

tsp_value tsp_from_number(double number) {
    const struct whole whole = whole_of(number);
    if (whole.within && whole.exact && !(whole.negative && whole.size == 0)) {
        return tsp_from_int32(signed_of(whole));
    }
    return number == -2147483648.0 ? tsp_from_int32(INT32_MIN) : tsp_from_double(number);
}
