/* Optional and integer arguments of native methods. */
#ifndef TSP_RUNTIME_ARGUMENTS_H
#define TSP_RUNTIME_ARGUMENTS_H

#include "runtime/operators.h"

/* ToIntegerOrInfinity clamped to [0, length]; undefined gives `fallback`. */
uint32_t tsp_argument_clamped(tsp_value value, uint32_t length, uint32_t fallback);
/* The same, negative numbers counting from the end (slice, splice, fill, indexOf of arrays). */
uint32_t tsp_argument_relative(tsp_value value, uint32_t length, uint32_t fallback);
/* ToIntegerOrInfinity within int32 (tsp_to_position()) of any value; undefined gives `fallback`. */
int32_t tsp_argument_position(tsp_value value, int32_t fallback);
/* ToIntegerOrInfinity; NaN gives 0. */
double tsp_integer_of(double number);
/* Whether the number is an integer from `low` to `high`; not an infinity nor NaN. */
bool tsp_is_integer_within(double number, double low, double high);
/* The element that at(index) means, or -1 outside. */
static inline int32_t tsp_argument_at(int32_t position, uint32_t length) {
    const uint32_t at = (uint32_t)position + (position < 0 ? length : 0u);
    return at < length ? (int32_t)at : -1;
}

#endif
