/* Number.prototype.toExponential and toPrecision (ECMA-262 21.1.3.2, 21.1.3.5), exactly. */
#include "runtime/arguments.h"
#include "runtime/bignum.h"
#include "runtime/exception.h"
#include "runtime/math.h"
#include "runtime/number.h"
#include "runtime/number_methods.h"
#include "runtime/string_internal.h"

#define MOST_DIGITS 101u

/* d.ddd * 10^exponent */
struct significant {
    char digits[MOST_DIGITS + 1u];
    unsigned count;
    int exponent;
};

/* The exponent of the first digit, or one or two less. */
static int least_exponent(struct tsp_double_parts parts) {
    int bits = parts.exponent - 1;
    for (uint64_t rest = parts.mantissa; rest != 0; rest >>= 1) {
        bits++;
    }
    /* log10(2) is 0.30102999...: below it for positive numbers, above it for negative ones. */
    return bits >= 0 ? (int)((uint32_t)bits * 19728u >> 16) : -(int)(((uint32_t)-bits * 19729u + 65535u) >> 16);
}

/* number * 10^power to the nearest integer, halves up. */
static void scaled(struct tsp_double_parts parts, int power, struct tsp_bignum *result) {
    if (power < 0 && parts.exponent < 0) {
        /* What is behind the point does not reach the digits that stay. */
        tsp_bignum_set(result, parts.exponent > -64 ? parts.mantissa >> -parts.exponent : 0);
    } else {
        tsp_bignum_set(result, parts.mantissa);
    }
    if (power >= 0) {
        tsp_bignum_multiply_power_of_ten(result, (unsigned)power);
    }
    if (parts.exponent >= 0) {
        tsp_bignum_shift_left(result, (unsigned)parts.exponent);
    } else if (power >= 0) {
        tsp_bignum_shift_right_rounded(result, (unsigned)-parts.exponent);
    }
    uint32_t last = 0;
    for (; power < 0; power++) {
        last = tsp_bignum_divide(result, 10);
    }
    if (last >= 5) {
        tsp_bignum_multiply_add(result, 1, 1);
    }
}

/* As many digits of a positive number as `count` says, rounded. */
static void round_to(double number, unsigned count, struct significant *result) {
    const struct tsp_double_parts parts = tsp_double_split(number);
    struct tsp_bignum integer;
    unsigned length = count + 1u;
    result->count = count;
    for (int exponent = least_exponent(parts); length > count; exponent++) {
        char reversed[MOST_DIGITS + 3u];
        scaled(parts, (int)count - 1 - exponent, &integer);
        result->exponent = exponent;
        for (length = 0; integer.count > 0 && length <= MOST_DIGITS; length++) {
            reversed[length] = (char)('0' + (int)tsp_bignum_divide(&integer, 10));
        }
        for (unsigned i = 0; i < count && i < length; i++) {
            result->digits[i] = reversed[length - 1u - i];
        }
    }
}

/* The fewest digits that mean the positive number, out of its text. */
static void shortest(double number, struct significant *result) {
    char text[TSP_NUMBER_TEXT_SIZE];
    const unsigned length = tsp_number_format(number, text);
    int exponent = 0;
    int whole = -1;
    unsigned count = 0;
    unsigned used = 0;
    unsigned at = 0;
    int leading = 0;
    for (; at < length && text[at] != 'e'; at++) {
        if (text[at] == '.') {
            whole = (int)(count + (unsigned)leading);
        } else if (count == 0 && text[at] == '0') {
            leading++;
        } else {
            result->digits[count++] = text[at];
            used = text[at] == '0' ? used : count;
        }
    }
    whole = whole < 0 ? (int)count + leading : whole;
    if (at < length) {
        const bool negative = text[at + 1u] == '-';
        for (at += 2u; at < length; at++) {
            exponent = exponent * 10 + (text[at] - '0');
        }
        exponent = negative ? -exponent : exponent;
    }
    result->count = used;
    result->exponent = exponent + whole - leading - 1;
}

/* The digits of any finite number; its sign is elsewhere. */
static void find_digits(double number, unsigned count, struct significant *result) {
    if (number != 0) {
        round_to(number, count, result);
        return;
    }
    memset(result->digits, '0', count);
    result->count = count;
    result->exponent = 0;
}

static unsigned put_exponential(char *text, unsigned at, const struct significant *number) {
    text[at++] = number->digits[0];
    if (number->count > 1) {
        text[at++] = '.';
        memcpy(text + at, number->digits + 1, number->count - 1u);
        at += number->count - 1u;
    }
    text[at++] = 'e';
    text[at++] = number->exponent < 0 ? '-' : '+';
    return at + tsp_uint32_format((uint32_t)(number->exponent < 0 ? -number->exponent : number->exponent), text + at);
}

/* From the first digit on, or from the zero in front of the point. */
static unsigned put_plain(char *text, unsigned at, const struct significant *number) {
    const int last = (int)number->count - 1;
    const int point = number->exponent < 0 ? 0 : number->exponent;
    const int zeros = point - number->exponent;
    for (int place = 0; place <= last + zeros; place++) {
        text[at++] = place < zeros ? '0' : number->digits[place - zeros];
        if (place == point && place < last + zeros) {
            text[at++] = '.';
        }
    }
    return at;
}

const struct tsp_string *tsp_number_to_exponential(tsp_value self_value, tsp_value digits_value) {
    const double self = tsp_as_double(self_value);
    const double wanted = tsp_integer_of(digits_value == TSP_UNDEFINED ? 0 : tsp_to_number(digits_value));
    struct significant number;
    char text[MOST_DIGITS + 16u];
    unsigned length = 0;
    if (self - self != 0) {
        return tsp_double_to_string(self);
    }
    if (!(wanted >= 0 && wanted <= 100)) {
        tsp_throw_range_error("toExponential() argument must be between 0 and 100");
        return NULL;
    }
    if (digits_value == TSP_UNDEFINED && self != 0) {
        shortest(tsp_math_abs(self), &number);
    } else {
        find_digits(tsp_math_abs(self), (unsigned)wanted + 1u, &number);
    }
    if (self < 0) {
        text[length++] = '-';
    }
    return tsp_string_from_latin1(text, put_exponential(text, length, &number));
}

const struct tsp_string *tsp_number_to_precision(tsp_value self_value, tsp_value precision) {
    const double self = tsp_as_double(self_value);
    const double wanted = precision == TSP_UNDEFINED ? 0 : tsp_integer_of(tsp_to_number(precision));
    struct significant number;
    char text[MOST_DIGITS + 16u];
    unsigned length = 0;
    if (precision == TSP_UNDEFINED || self - self != 0) {
        return tsp_double_to_string(self);
    }
    if (!(wanted >= 1 && wanted <= 100)) {
        tsp_throw_range_error("toPrecision() argument must be between 1 and 100");
        return NULL;
    }
    find_digits(tsp_math_abs(self), (unsigned)wanted, &number);
    if (self < 0) {
        text[length++] = '-';
    }
    const bool plain = number.exponent >= -6 && number.exponent < (int)number.count;
    length = plain ? put_plain(text, length, &number) : put_exponential(text, length, &number);
    return tsp_string_from_latin1(text, length);
}
