/*
 * Operators on numbers that are an int32 as a rule. Both operands carry a tag: where both are int32
 * and the result is one too, it is computed here, in line; everything else, what is no number or
 * too large included, takes a call. Operands are no text and no objects.
 */
#ifndef TSP_RUNTIME_NUMBER_OPERATORS_H
#define TSP_RUNTIME_NUMBER_OPERATORS_H

#include "runtime/bits.h"
#include "runtime/operators.h"

tsp_value tsp_wide_add(tsp_value left, tsp_value right);
tsp_value tsp_wide_subtract(tsp_value left, tsp_value right);
tsp_value tsp_wide_multiply(tsp_value left, tsp_value right);
tsp_value tsp_wide_remainder(tsp_value left, tsp_value right);
tsp_value tsp_wide_negate(tsp_value value);
bool tsp_wide_less(tsp_value left, tsp_value right);
bool tsp_wide_less_equal(tsp_value left, tsp_value right);
bool tsp_wide_equals(tsp_value left, tsp_value right);

static inline bool tsp_are_int32(tsp_value left, tsp_value right) {
    return tsp_is_int32(left) && tsp_is_int32(right);
}

static inline tsp_value tsp_number_add(tsp_value left, tsp_value right) {
    int32_t sum;
    if (tsp_are_int32(left, right) && !__builtin_add_overflow(tsp_as_int32(left), tsp_as_int32(right), &sum)) {
        return tsp_from_int32(sum);
    }
    return tsp_wide_add(left, right);
}

static inline tsp_value tsp_number_subtract(tsp_value left, tsp_value right) {
    int32_t difference;
    if (tsp_are_int32(left, right) && !__builtin_sub_overflow(tsp_as_int32(left), tsp_as_int32(right), &difference)) {
        return tsp_from_int32(difference);
    }
    return tsp_wide_subtract(left, right);
}

/* Whether the square of the number is an int32. */
static inline bool tsp_is_short(int32_t number) {
    return (uint32_t)number + 0x8000u < 0x10000u;
}

/* A core without a long multiplication takes short factors in line. Zero may have to be -0. */
static inline tsp_value tsp_number_multiply(tsp_value left, tsp_value right) {
    if (tsp_are_int32(left, right) && tsp_is_short(tsp_as_int32(left)) && tsp_is_short(tsp_as_int32(right))) {
        const int32_t product = tsp_as_int32(left) * tsp_as_int32(right);
        if (product != 0 || (tsp_as_int32(left) | tsp_as_int32(right)) >= 0) {
            return tsp_from_int32(product);
        }
    }
    return tsp_wide_multiply(left, right);
}

static inline tsp_value tsp_number_remainder(tsp_value left, tsp_value right) {
    if (tsp_are_int32(left, right) && tsp_as_int32(left) >= 0 && tsp_as_int32(right) > 0) {
        return tsp_from_int32(tsp_as_int32(left) % tsp_as_int32(right));
    }
    return tsp_wide_remainder(left, right);
}

static inline tsp_value tsp_number_negate(tsp_value value) {
    if (tsp_is_int32(value) && tsp_as_int32(value) != 0 && tsp_as_int32(value) != INT32_MIN) {
        return tsp_from_int32(-tsp_as_int32(value));
    }
    return tsp_wide_negate(value);
}

/* ToNumber. */
static inline tsp_value tsp_number_of(tsp_value value) {
    return tsp_is_number(value) ? value : tsp_from_number(tsp_textless_to_number(value));
}

static inline bool tsp_number_less(tsp_value left, tsp_value right) {
    return tsp_are_int32(left, right) ? tsp_as_int32(left) < tsp_as_int32(right) : tsp_wide_less(left, right);
}

static inline bool tsp_number_less_equal(tsp_value left, tsp_value right) {
    return tsp_are_int32(left, right) ? tsp_as_int32(left) <= tsp_as_int32(right) : tsp_wide_less_equal(left, right);
}

static inline bool tsp_number_greater(tsp_value left, tsp_value right) {
    return tsp_number_less(right, left);
}

static inline bool tsp_number_greater_equal(tsp_value left, tsp_value right) {
    return tsp_number_less_equal(right, left);
}

static inline bool tsp_number_equals(tsp_value left, tsp_value right) {
    return tsp_are_int32(left, right) ? tsp_as_int32(left) == tsp_as_int32(right) : tsp_wide_equals(left, right);
}

static inline int32_t tsp_int32_abs(int32_t number) {
    return number < 0 ? -number : number;
}

static inline int32_t tsp_int32_min(int32_t left, int32_t right) {
    return left < right ? left : right;
}

static inline int32_t tsp_int32_max(int32_t left, int32_t right) {
    return left > right ? left : right;
}

tsp_value tsp_wide_min(tsp_value left, tsp_value right);
tsp_value tsp_wide_max(tsp_value left, tsp_value right);

static inline tsp_value tsp_number_abs(tsp_value value) {
    return tsp_is_int32(value) && tsp_as_int32(value) >= 0 ? value : tsp_wide_max(value, tsp_number_negate(value));
}

static inline tsp_value tsp_number_min(tsp_value left, tsp_value right) {
    return tsp_are_int32(left, right) ? tsp_from_int32(tsp_int32_min(tsp_as_int32(left), tsp_as_int32(right)))
                                      : tsp_wide_min(left, right);
}

static inline tsp_value tsp_number_max(tsp_value left, tsp_value right) {
    return tsp_are_int32(left, right) ? tsp_from_int32(tsp_int32_max(tsp_as_int32(left), tsp_as_int32(right)))
                                      : tsp_wide_max(left, right);
}

/*
 * ToInt32 of a sum and of a difference: the doubles are exact where both operands are int32, so
 * that nothing can overflow.
 */
int32_t tsp_wide_add_low(tsp_value left, tsp_value right);
int32_t tsp_wide_subtract_low(tsp_value left, tsp_value right);

static inline int32_t tsp_number_add_low(tsp_value left, tsp_value right) {
    return tsp_are_int32(left, right) ? (int32_t)((uint32_t)left + (uint32_t)right) : tsp_wide_add_low(left, right);
}

static inline int32_t tsp_number_subtract_low(tsp_value left, tsp_value right) {
    return tsp_are_int32(left, right) ? (int32_t)((uint32_t)left - (uint32_t)right)
                                      : tsp_wide_subtract_low(left, right);
}

static inline bool tsp_number_to_boolean(tsp_value value) {
    return tsp_is_int32(value) ? tsp_as_int32(value) != 0 : tsp_double_to_boolean(tsp_as_double(value));
}

/* As a part of a text (tsp_string_join()). */
static inline tsp_value tsp_number_part(tsp_value value) {
    return tsp_is_int32(value) ? value : tsp_from_string(tsp_double_to_string(tsp_as_double(value)));
}

static inline const struct tsp_string *tsp_number_as_string(tsp_value value) {
    return tsp_is_int32(value) ? tsp_int32_to_string(tsp_as_int32(value)) : tsp_double_to_string(tsp_as_double(value));
}

#endif
