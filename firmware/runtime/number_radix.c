/*
 * Number.prototype.toString with a radix. For radix other than 10 ECMA-262 leaves the digits of a
 * fraction open; these are as many as tell the number from its neighbours, the choice of the common
 * engines.
 */
#include "runtime/arguments.h"
#include "runtime/buffer.h"
#include "runtime/exception.h"
#include "runtime/math.h"
#include "runtime/number.h"
#include "runtime/number_methods.h"
#include "runtime/string_internal.h"

#define HALF 1100u /* digits on each side of the point: 1024 for the largest, 1074 for the smallest number in binary */

static const char digit_letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/*
 * Adds one unit to the last fraction digit, dropping digits that overflow; true when the carry
 * reaches the integer part.
 */
static bool round_up(uint8_t *digits, unsigned *end, unsigned radix) {
    while (*end > HALF) {
        unsigned last = digits[*end - 1u] + 1u;
        if (last < radix) {
            digits[*end - 1u] = (uint8_t)last;
            return false;
        }
        --*end;
    }
    return true;
}

/* Writes the fraction's digits from HALF on; returns the carry. */
static double put_fraction(double fraction, double error, unsigned radix, uint8_t *digits, unsigned *end) {
    while (fraction >= error) {
        fraction *= (double)radix;
        error *= (double)radix;
        unsigned digit = (unsigned)fraction;
        digits[(*end)++] = (uint8_t)digit;
        fraction -= (double)digit;
        if ((fraction > 0.5 || (fraction == 0.5 && (digit & 1u) != 0)) && fraction + error > 1) {
            return round_up(digits, end, radix) ? 1.0 : 0.0;
        }
    }
    return 0.0;
}

/*
 * Digits that a number beyond 2^53 does not determine are zeros, as many as V8 writes: one less
 * than would bring it below.
 */
static unsigned put_integer(double integer, unsigned radix, uint8_t *digits) {
    unsigned at = HALF;
    while (tsp_double_split(integer / (double)radix).exponent > 0) {
        integer /= (double)radix;
        digits[--at] = 0;
    }
    do {
        double digit = tsp_remainder(integer, (double)radix);
        digits[--at] = (uint8_t)digit;
        integer = (integer - digit) / (double)radix;
    } while (integer > 0);
    return at;
}

static const struct tsp_string *format(double number, unsigned radix) {
    struct tsp_buffer *scratch = tsp_buffer_new(2u * HALF);
    if (scratch == NULL) {
        return NULL;
    }
    uint8_t *digits = scratch->bytes;
    double magnitude = tsp_math_abs(number);
    double integer = tsp_math_floor(magnitude);
    double next = tsp_double_from_bits(tsp_double_bits(magnitude) + 1u);
    double error = 0.5 * (next - magnitude);
    unsigned end = HALF;
    error = error > 0 ? error : tsp_double_from_bits(1);
    integer += put_fraction(magnitude - integer, error, radix, digits, &end);
    unsigned start = put_integer(integer, radix, digits);
    uint8_t *text;
    bool negative = number < 0;
    bool point = end > HALF;
    struct tsp_string *string = tsp_string_new_latin1(end - start + negative + point, &text);
    if (string == NULL) {
        return NULL;
    }
    if (negative) {
        *text++ = '-';
    }
    for (unsigned i = start; i < end; i++) {
        if (i == HALF) {
            *text++ = '.';
        }
        *text++ = (uint8_t)digit_letters[digits[i]];
    }
    return string;
}

/* The same for an integer that a word holds, without doubles. */
static const struct tsp_string *format_word(uint32_t magnitude, bool negative, unsigned radix) {
    char text[33];
    unsigned at = sizeof text;
    do {
        text[--at] = digit_letters[magnitude % radix];
        magnitude /= radix;
    } while (magnitude > 0);
    if (negative) {
        text[--at] = '-';
    }
    return tsp_string_from_latin1(text + at, sizeof text - at);
}

static bool is_word(double number) {
    return number >= 0 && number <= (double)UINT32_MAX && (double)(uint32_t)number == number;
}

const struct tsp_string *tsp_number_to_string(tsp_value self, tsp_value radix_value) {
    double radix = radix_value == TSP_UNDEFINED ? 10.0 : tsp_integer_of(tsp_to_number(radix_value));
    if (!(radix >= 2 && radix <= 36)) {
        tsp_throw_range_error("toString() radix argument must be between 2 and 36");
        return NULL;
    }
    if (tsp_is_int32(self)) {
        const int32_t number = tsp_as_int32(self);
        return format_word(number < 0 ? 0u - (uint32_t)number : (uint32_t)number, number < 0, (unsigned)radix);
    }
    const double number = tsp_as_double(self);
    if (radix == 10 || !tsp_number_is_finite(number)) {
        return tsp_double_to_string(number);
    }
    return is_word(number) ? format_word((uint32_t)number, false, (unsigned)radix) : format(number, (unsigned)radix);
}
