#include "runtime/operators.h"

#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/number.h"
#include "runtime/number_operators.h"
#include "runtime/string_internal.h"

double tsp_textless_to_number(tsp_value value) {
    if (tsp_is_number(value)) {
        return tsp_as_double(value);
    }
    if (value == TSP_TRUE) {
        return 1.0;
    }
    return value == TSP_FALSE || value == TSP_NULL ? 0.0 : tsp_double_from_bits(TSP_NAN_BITS);
}

double tsp_to_number(tsp_value value) {
    return tsp_is_string(value) ? tsp_string_to_number(tsp_as_string(value)) : tsp_textless_to_number(value);
}

tsp_value tsp_text_to_number(tsp_value value) {
    return tsp_is_string(value) ? tsp_from_double(tsp_string_to_number(tsp_as_string(value))) : value;
}

bool tsp_double_to_boolean(double number) {
    return number == number && number != 0;
}

bool tsp_to_boolean(tsp_value value) {
    if (tsp_is_number(value)) {
        return tsp_double_to_boolean(tsp_as_double(value));
    }
    if (tsp_is_string(value)) {
        return tsp_as_string(value)->length != 0;
    }
    return value == TSP_TRUE || tsp_is_object(value);
}

int32_t tsp_to_int32(tsp_value value) {
    return tsp_is_int32(value) ? tsp_as_int32(value) : tsp_double_to_int32(tsp_to_number(value));
}

int32_t tsp_wide_to_int32(tsp_value value) {
    return tsp_double_to_int32(tsp_textless_to_number(value));
}

int32_t tsp_wide_to_index(tsp_value value) {
    return tsp_double_to_index(tsp_textless_to_number(value));
}

tsp_value tsp_add(tsp_value left, tsp_value right) {
    if (tsp_is_int32(left) && tsp_is_int32(right)) {
        int64_t sum = (int64_t)tsp_as_int32(left) + tsp_as_int32(right);
        return sum >= INT32_MIN && sum <= INT32_MAX ? tsp_from_int32((int32_t)sum) : tsp_from_double((double)sum);
    }
    if (!tsp_is_string(left) && !tsp_is_string(right)) {
        return tsp_from_number(tsp_to_number(left) + tsp_to_number(right));
    }
    const struct tsp_string *head = tsp_to_string(left);
    const struct tsp_string *tail = head == NULL ? NULL : tsp_to_string(right);
    const struct tsp_string *both = tail == NULL ? NULL : tsp_string_concat(head, tail);
    return both == NULL ? TSP_UNDEFINED : tsp_from_string(both);
}

bool tsp_strict_equals(tsp_value left, tsp_value right) {
    if (tsp_is_number(left) && tsp_is_number(right)) {
        return tsp_as_double(left) == tsp_as_double(right);
    }
    if (tsp_is_string(left) && tsp_is_string(right)) {
        return tsp_string_equals(tsp_as_string(left), tsp_as_string(right));
    }
    return left == right;
}

/* For numbers that are no int32, or whose result is none: see number_operators.h. */
tsp_value tsp_wide_add(tsp_value left, tsp_value right) {
    return tsp_from_number(tsp_textless_to_number(left) + tsp_textless_to_number(right));
}

tsp_value tsp_wide_subtract(tsp_value left, tsp_value right) {
    return tsp_from_number(tsp_textless_to_number(left) - tsp_textless_to_number(right));
}

tsp_value tsp_wide_multiply(tsp_value left, tsp_value right) {
    if (tsp_is_int32(left) && tsp_is_int32(right)) {
        int64_t product = (int64_t)tsp_as_int32(left) * tsp_as_int32(right);
        if (product != 0 && product == (int32_t)product) {
            return tsp_from_int32((int32_t)product);
        }
    }
    return tsp_from_number(tsp_textless_to_number(left) * tsp_textless_to_number(right));
}

tsp_value tsp_wide_remainder(tsp_value left, tsp_value right) {
    return tsp_from_number(tsp_remainder(tsp_textless_to_number(left), tsp_textless_to_number(right)));
}

int32_t tsp_wide_add_low(tsp_value left, tsp_value right) {
    return tsp_double_to_int32(tsp_textless_to_number(left) + tsp_textless_to_number(right));
}

int32_t tsp_wide_subtract_low(tsp_value left, tsp_value right) {
    return tsp_double_to_int32(tsp_textless_to_number(left) - tsp_textless_to_number(right));
}

tsp_value tsp_wide_low(tsp_value value) {
    double number = tsp_textless_to_number(value);
    return number == number ? tsp_from_int32(tsp_double_to_int32(number)) : TSP_NAN_BITS;
}

tsp_value tsp_wide_negate(tsp_value value) {
    return tsp_from_number(-tsp_textless_to_number(value));
}

bool tsp_wide_less(tsp_value left, tsp_value right) {
    return tsp_textless_to_number(left) < tsp_textless_to_number(right);
}

bool tsp_wide_less_equal(tsp_value left, tsp_value right) {
    return tsp_textless_to_number(left) <= tsp_textless_to_number(right);
}

bool tsp_wide_equals(tsp_value left, tsp_value right) {
    return tsp_textless_to_number(left) == tsp_textless_to_number(right);
}

bool tsp_equals_double(tsp_value value, double number) {
    return tsp_is_number(value) && tsp_as_double(value) == number;
}

bool tsp_loose_equals(tsp_value left, tsp_value right) {
    if (tsp_is_nullish(left) || tsp_is_nullish(right)) {
        return tsp_is_nullish(left) && tsp_is_nullish(right);
    }
    bool same_kind = (tsp_is_number(left) && tsp_is_number(right)) || (tsp_is_string(left) && tsp_is_string(right)) ||
                     (tsp_is_bool(left) && tsp_is_bool(right));
    if (same_kind || tsp_is_object(left) || tsp_is_object(right)) {
        return tsp_strict_equals(left, right);
    }
    return tsp_to_number(left) == tsp_to_number(right);
}

bool tsp_less_than(tsp_value left, tsp_value right) {
    if (tsp_is_string(left) && tsp_is_string(right)) {
        return tsp_string_compare(tsp_as_string(left), tsp_as_string(right)) < 0;
    }
    return tsp_to_number(left) < tsp_to_number(right);
}

bool tsp_less_equal(tsp_value left, tsp_value right) {
    if (tsp_is_string(left) && tsp_is_string(right)) {
        return tsp_string_compare(tsp_as_string(left), tsp_as_string(right)) <= 0;
    }
    return tsp_to_number(left) <= tsp_to_number(right);
}

const struct tsp_string *tsp_typeof(tsp_value value) {
    static const struct tsp_string number = TSP_LATIN1_LITERAL("number");
    static const struct tsp_string string = TSP_LATIN1_LITERAL("string");
    static const struct tsp_string boolean = TSP_LATIN1_LITERAL("boolean");
    static const struct tsp_string undefined = TSP_LATIN1_LITERAL("undefined");
    static const struct tsp_string function = TSP_LATIN1_LITERAL("function");
    static const struct tsp_string object = TSP_LATIN1_LITERAL("object");
    if (tsp_is_number(value)) {
        return &number;
    }
    if (tsp_is_string(value)) {
        return &string;
    }
    if (tsp_is_object(value)) {
        return tsp_as_object(value)->shape->kind == TSP_KIND_FUNCTION ? &function : &object;
    }
    return value == TSP_UNDEFINED ? &undefined : value == TSP_NULL ? &object : &boolean;
}

bool tsp_value_instanceof(tsp_value value, const struct tsp_shape *shape) {
    return tsp_is_object(value) && tsp_is_instance(tsp_as_object(value), shape);
}
