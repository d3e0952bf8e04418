/* ToString, and ToNumber of strings. */
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/number.h"
#include "runtime/operators.h"
#include "runtime/string_internal.h"
#include "runtime/text.h"

const struct tsp_string *tsp_double_to_string(double number) {
    char text[TSP_NUMBER_TEXT_SIZE];
    return tsp_string_from_latin1(text, tsp_number_format(number, text));
}

const struct tsp_string *tsp_int32_to_string(int32_t number) {
    char text[TSP_NUMBER_TEXT_SIZE];
    return tsp_string_from_latin1(text, tsp_int32_format(number, text));
}

const struct tsp_string *tsp_uint32_to_string(uint32_t number) {
    char text[TSP_NUMBER_TEXT_SIZE];
    return tsp_string_from_latin1(text, tsp_uint32_format(number, text));
}

const struct tsp_string *tsp_bool_to_string(bool truth) {
    static const struct tsp_string yes = TSP_LATIN1_LITERAL("true");
    static const struct tsp_string no = TSP_LATIN1_LITERAL("false");
    return truth ? &yes : &no;
}

const struct tsp_string *tsp_simple_to_string(tsp_value value) {
    static const struct tsp_string undefined = TSP_LATIN1_LITERAL("undefined");
    static const struct tsp_string null = TSP_LATIN1_LITERAL("null");
    if (tsp_is_string(value)) {
        return tsp_as_string(value);
    }
    if (tsp_is_number(value)) {
        return tsp_int32_to_string(tsp_number_to_int32(value));
    }
    if (tsp_is_bool(value)) {
        return tsp_bool_to_string(value == TSP_TRUE);
    }
    return value == TSP_NULL ? &null : &undefined;
}

tsp_value tsp_simple_part(tsp_value value) {
    return tsp_is_number(value) ? tsp_from_int32(tsp_number_to_int32(value))
                                : tsp_from_string(tsp_simple_to_string(value));
}

const struct tsp_string *tsp_to_string(tsp_value value) {
    if (tsp_is_double(value)) {
        return tsp_double_to_string(tsp_as_double(value));
    }
    if (tsp_value_instanceof(value, &tsp_error_shape)) {
        return tsp_error_to_string((const struct tsp_error *)tsp_as_object(value));
    }
    if (tsp_is_object(value)) {
        tsp_throw_type_error("Cannot convert object to primitive value");
        return NULL;
    }
    return tsp_simple_to_string(value);
}

static double prefixed_integer(const struct tsp_string *string, uint32_t at, uint32_t end, unsigned radix) {
    if (at == end) {
        return tsp_double_from_bits(TSP_NAN_BITS);
    }
    struct tsp_binary_digits digits = {.mantissa = 0, .dropped = 0, .sticky = false};
    for (; at < end; at++) {
        unsigned digit = tsp_text_digit(tsp_string_peek(string, at));
        if (digit >= radix) {
            return tsp_double_from_bits(TSP_NAN_BITS);
        }
        tsp_binary_digit(&digits, digit, radix);
    }
    return tsp_binary_value(&digits);
}

double tsp_string_to_number(const struct tsp_string *string) {
    uint32_t at = 0;
    uint32_t end = string->length;
    tsp_string_flatten(string);
    tsp_text_trim(string, &at, &end);
    if (at == end) {
        return 0;
    }
    if (end - at > 1 && tsp_string_peek(string, at) == '0') {
        uint16_t letter = tsp_string_peek(string, at + 1) | 0x20u;
        unsigned radix = letter == 'x' ? 16u : letter == 'o' ? 8u : letter == 'b' ? 2u : 0u;
        if (radix != 0) {
            return prefixed_integer(string, at + 2, end, radix);
        }
    }
    double number = tsp_text_decimal(string, &at, end);
    return at == end ? number : tsp_double_from_bits(TSP_NAN_BITS);
}
