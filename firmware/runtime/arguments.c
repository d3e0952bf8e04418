#include "runtime/arguments.h"

#include "runtime/math.h"

double tsp_integer_of(double number) {
    return number == number ? tsp_math_trunc(number) + 0.0 : 0.0;
}

bool tsp_is_integer_within(double number, double low, double high) {
    return number >= low && number <= high && tsp_math_trunc(number) == number;
}

static uint32_t clamp(double number, uint32_t length) {
    return number <= 0 ? 0u : number >= (double)length ? length : (uint32_t)number;
}

static uint32_t clamp_integer(int32_t number, uint32_t length) {
    return number <= 0 ? 0u : (uint32_t)number >= length ? length : (uint32_t)number;
}

uint32_t tsp_argument_clamped(tsp_value value, uint32_t length, uint32_t fallback) {
    if (tsp_is_int32(value)) {
        return clamp_integer(tsp_as_int32(value), length);
    }
    return value == TSP_UNDEFINED ? fallback : clamp(tsp_integer_of(tsp_to_number(value)), length);
}

int32_t tsp_argument_position(tsp_value value, int32_t fallback) {
    if (value == TSP_UNDEFINED) {
        return fallback;
    }
    return tsp_is_string(value) ? tsp_double_to_position(tsp_to_number(value)) : tsp_to_position(value);
}

/* Lengths are at most 2^28, so that the sum is an int32. */
uint32_t tsp_argument_relative(tsp_value value, uint32_t length, uint32_t fallback) {
    if (tsp_is_int32(value)) {
        int32_t number = tsp_as_int32(value);
        return clamp_integer(number < 0 ? number + (int32_t)length : number, length);
    }
    if (value == TSP_UNDEFINED) {
        return fallback;
    }
    double number = tsp_integer_of(tsp_to_number(value));
    return clamp(number < 0 ? number + (double)length : number, length);
}

int32_t tsp_wide_to_position(tsp_value value) {
    return tsp_double_to_position(tsp_textless_to_number(value));
}
