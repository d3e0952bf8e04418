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

uint32_t tsp_argument_clamped(tsp_value value, uint32_t length, uint32_t fallback) {
    return value == TSP_UNDEFINED ? fallback : clamp(tsp_integer_of(tsp_to_number(value)), length);
}

uint32_t tsp_argument_relative(tsp_value value, uint32_t length, uint32_t fallback) {
    if (value == TSP_UNDEFINED) {
        return fallback;
    }
    double number = tsp_integer_of(tsp_to_number(value));
    return clamp(number < 0 ? number + (double)length : number, length);
}

int32_t tsp_argument_at(double index, uint32_t length) {
    double number = tsp_integer_of(index);
    number = number < 0 ? number + (double)length : number;
    return number >= 0 && number < (double)length ? (int32_t)number : -1;
}
