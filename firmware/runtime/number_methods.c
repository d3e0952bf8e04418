#include "runtime/number_methods.h"

#include "runtime/arguments.h"
#include "runtime/exception.h"
#include "runtime/math.h"
#include "runtime/number.h"
#include "runtime/string_internal.h"
#include "runtime/text.h"

double tsp_number_self(tsp_value self) {
    return tsp_as_double(self);
}

const struct tsp_string *tsp_bool_to_string_method(bool self) {
    return tsp_bool_to_string(self);
}

bool tsp_bool_self(bool self) {
    return self;
}

double tsp_number_convert(tsp_value value) {
    return value == TSP_ABSENT ? 0 : tsp_to_number(value);
}

bool tsp_number_is_nan(double number) {
    return number != number;
}

bool tsp_number_is_finite(double number) {
    return number - number == 0;
}

bool tsp_value_is_nan(tsp_value value) {
    return tsp_is_number(value) && tsp_number_is_nan(tsp_as_double(value));
}

bool tsp_value_is_finite(tsp_value value) {
    return tsp_is_number(value) && tsp_number_is_finite(tsp_as_double(value));
}

bool tsp_number_is_integer(tsp_value value) {
    return tsp_value_is_finite(value) && tsp_math_trunc(tsp_as_double(value)) == tsp_as_double(value);
}

bool tsp_number_is_safe_integer(tsp_value value) {
    return tsp_number_is_integer(value) && tsp_math_abs(tsp_as_double(value)) <= 9007199254740991.0;
}

/* Six digits fit a word in any radix, nine in those up to ten. */
static uint32_t most_small_digits(unsigned radix) {
    return radix <= 10 ? 9u : 6u;
}

/* Where the digits are so few that a word holds them: true, with the number. */
static bool parse_small(const struct tsp_string *string, uint32_t at, uint32_t end, unsigned radix, double *number) {
    uint32_t most = most_small_digits(radix);
    uint32_t word = 0;
    uint32_t count = 0;
    for (unsigned digit; at < end && (digit = tsp_text_digit(tsp_string_peek(string, at))) < radix; at++) {
        if (count == most) {
            return false;
        }
        word = word * radix + digit;
        count++;
    }
    *number = (double)word;
    return count > 0;
}

static double parse_radix_digits(const struct tsp_string *string, uint32_t at, uint32_t end, unsigned radix) {
    struct tsp_binary_digits bits = {.mantissa = 0, .dropped = 0, .sticky = false};
    struct tsp_decimal decimal;
    bool power_of_two = (radix & (radix - 1u)) == 0;
    bool any = false;
    double number;
    if (parse_small(string, at, end, radix, &number)) {
        return number;
    }
    number = 0;
    tsp_decimal_start(&decimal);
    for (unsigned digit; at < end && (digit = tsp_text_digit(tsp_string_peek(string, at))) < radix; at++) {
        any = true;
        if (radix == 10) {
            tsp_decimal_digit(&decimal, digit, false);
        } else if (power_of_two) {
            tsp_binary_digit(&bits, digit, radix);
        } else {
            number = number * (double)radix + (double)digit;
        }
    }
    if (!any) {
        return tsp_double_from_bits(TSP_NAN_BITS);
    }
    return radix == 10 ? tsp_decimal_value(&decimal, 0) : power_of_two ? tsp_binary_value(&bits) : number;
}

/* Decimal digits that a word holds, alone or behind a sign: false where there is more to see to. */
static bool parse_decimal(const struct tsp_string *string, int32_t *number) {
    const uint8_t *at = string->u.latin1;
    const uint8_t *end = at + string->length;
    bool negative = at < end && *at == '-';
    at += negative;
    /* A prefix begins with 0, and -0 is no integer. */
    if (at == end || *at < '1' || *at > '9') {
        return false;
    }
    end = end - at > 9 ? at + 9 : end;
    int32_t word = 0;
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        word = word * 10 + (*at - '0');
    }
    if (at == end && end != string->u.latin1 + string->length) {
        return false;
    }
    *number = negative ? -word : word;
    return true;
}

static double parse_int(const struct tsp_string *string, int32_t radix) {
    uint32_t at = 0;
    uint32_t end = string->length;
    bool negative = false;
    tsp_string_flatten(string);
    tsp_text_trim_start(string, &at, end);
    if (at < end && (tsp_string_peek(string, at) == '-' || tsp_string_peek(string, at) == '+')) {
        negative = tsp_string_peek(string, at) == '-';
        at++;
    }
    if (radix != 0 && (radix < 2 || radix > 36)) {
        return tsp_double_from_bits(TSP_NAN_BITS);
    }
    if ((radix == 0 || radix == 16) && end - at >= 2 && tsp_string_peek(string, at) == '0' &&
        (tsp_string_peek(string, at + 1) | 0x20) == 'x') {
        at += 2;
        radix = 16;
    }
    double number = parse_radix_digits(string, at, end, radix == 0 ? 10u : (unsigned)radix);
    return negative ? -number : number;
}

tsp_value tsp_parse_int(const struct tsp_string *string, tsp_value radix) {
    int32_t whole;
    if (string->storage == TSP_LATIN1 && (radix == TSP_UNDEFINED || radix == tsp_from_int32(10)) &&
        parse_decimal(string, &whole)) {
        return tsp_from_int32(whole);
    }
    return tsp_from_number(parse_int(string, tsp_to_int32(radix)));
}

double tsp_parse_float(const struct tsp_string *string) {
    uint32_t at = 0;
    tsp_string_flatten(string);
    tsp_text_trim_start(string, &at, string->length);
    return tsp_text_decimal(string, &at, string->length);
}

/* Runs a parser on the text of a primitive that lives on the C stack. */
static double parse_value(tsp_value value, bool whole) {
    char text[TSP_NUMBER_TEXT_SIZE];
    if (tsp_is_string(value)) {
        return whole ? parse_int(tsp_as_string(value), 0) : tsp_parse_float(tsp_as_string(value));
    }
    if (!tsp_is_number(value)) {
        return tsp_double_from_bits(TSP_NAN_BITS);
    }
    struct tsp_string string = TSP_LATIN1_LITERAL("");
    string.u.latin1 = (const uint8_t *)text;
    string.length = tsp_number_format(tsp_as_double(value), text) & TSP_STRING_MAX_LENGTH;
    return whole ? parse_int(&string, 0) : tsp_parse_float(&string);
}

double tsp_value_parse_int(tsp_value value) {
    return parse_value(value, true);
}

double tsp_value_parse_float(tsp_value value) {
    return parse_value(value, false);
}
