#include "runtime/text.h"

#include "runtime/number.h"
#include "runtime/string_internal.h"

static bool is_space(uint16_t unit) {
    if (unit > ' ' && unit < 0xA0) {
        return false;
    }
    return (unit >= 9 && unit <= 13) || unit == ' ' || unit == 0xA0 || unit == 0x1680 ||
           (unit >= 0x2000 && unit <= 0x200A) || unit == 0x2028 || unit == 0x2029 || unit == 0x202F || unit == 0x205F ||
           unit == 0x3000 || unit == 0xFEFF;
}

void tsp_text_trim_start(const struct tsp_string *string, uint32_t *from, uint32_t to) {
    while (*from < to && is_space(tsp_string_peek(string, *from))) {
        ++*from;
    }
}

void tsp_text_trim_end(const struct tsp_string *string, uint32_t from, uint32_t *to) {
    while (from < *to && is_space(tsp_string_peek(string, *to - 1))) {
        --*to;
    }
}

void tsp_text_trim(const struct tsp_string *string, uint32_t *from, uint32_t *to) {
    tsp_text_trim_start(string, from, *to);
    tsp_text_trim_end(string, *from, to);
}

unsigned tsp_text_digit(uint16_t unit) {
    if (unit >= '0' && unit <= '9') {
        return unit - (unsigned)'0';
    }
    unsigned letter = unit | 0x20u;
    return unit < 128 && letter >= 'a' && letter <= 'z' ? letter - 'a' + 10u : 99u;
}

/*
 * An exponent part at *at ("e+12"); leaves *at when it is not complete. Saturates far outside the
 * range of doubles.
 */
static int32_t exponent_part(const struct tsp_string *string, uint32_t *at, uint32_t end) {
    uint32_t i = *at;
    bool negative = false;
    int32_t exponent = 0;
    if (i == end || (tsp_string_peek(string, i) | 0x20) != 'e') {
        return 0;
    }
    i++;
    if (i < end && (tsp_string_peek(string, i) == '+' || tsp_string_peek(string, i) == '-')) {
        negative = tsp_string_peek(string, i) == '-';
        i++;
    }
    if (i == end || tsp_text_digit(tsp_string_peek(string, i)) > 9) {
        return 0;
    }
    for (unsigned digit; i < end && (digit = tsp_text_digit(tsp_string_peek(string, i))) <= 9; i++) {
        exponent = exponent < 100000000 ? exponent * 10 + (int32_t)digit : exponent;
    }
    *at = i;
    return negative ? -exponent : exponent;
}

static bool take_infinity(const struct tsp_string *string, uint32_t *at, uint32_t end) {
    static const char word[] = "Infinity";
    if (end - *at < 8) {
        return false;
    }
    for (uint32_t i = 0; i < 8; i++) {
        if (tsp_string_peek(string, *at + i) != (uint16_t)word[i]) {
            return false;
        }
    }
    *at += 8;
    return true;
}

double tsp_text_decimal(const struct tsp_string *string, uint32_t *at, uint32_t end) {
    uint32_t i = *at;
    bool negative = false;
    bool fraction = false;
    bool any = false;
    struct tsp_decimal decimal;
    if (i < end && (tsp_string_peek(string, i) == '+' || tsp_string_peek(string, i) == '-')) {
        negative = tsp_string_peek(string, i) == '-';
        i++;
    }
    if (take_infinity(string, &i, end)) {
        *at = i;
        return tsp_double_from_bits(UINT64_C(0x7FF) << 52 | (uint64_t)negative << 63);
    }
    tsp_decimal_start(&decimal);
    for (; i < end; i++) {
        uint16_t unit = tsp_string_peek(string, i);
        unsigned digit = tsp_text_digit(unit);
        if (digit <= 9) {
            any = true;
            tsp_decimal_digit(&decimal, digit, fraction);
        } else if (unit == '.' && !fraction &&
                   (any || (i + 1 < end && tsp_text_digit(tsp_string_peek(string, i + 1)) <= 9))) {
            fraction = true;
        } else {
            break;
        }
    }
    if (!any) {
        return tsp_double_from_bits(TSP_NAN_BITS);
    }
    int32_t exponent = exponent_part(string, &i, end);
    *at = i;
    double number = tsp_decimal_value(&decimal, exponent);
    return negative ? -number : number;
}

void tsp_binary_digit(struct tsp_binary_digits *digits, unsigned digit, unsigned radix) {
    for (unsigned weight = radix >> 1; weight > 0; weight >>= 1) {
        bool bit = (digit & weight) != 0;
        if (digits->mantissa >> 59 != 0) {
            digits->dropped++;
            digits->sticky = digits->sticky || bit;
        } else {
            digits->mantissa = digits->mantissa << 1 | bit;
        }
    }
}

double tsp_binary_value(const struct tsp_binary_digits *digits) {
    /*
     * 60 bits with a sticky last one round once when they become a double; the scaling by powers of
     * two is exact.
     */
    double value = (double)(digits->mantissa | digits->sticky);
    for (int32_t i = 0; i < digits->dropped && i < 1100; i++) {
        value *= 2.0;
    }
    return value;
}
