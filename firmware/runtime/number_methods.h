/* Number, Boolean and the global number functions (ECMA-262 19.2, 20.3, 21.1). */
#ifndef TSP_RUNTIME_NUMBER_METHODS_H
#define TSP_RUNTIME_NUMBER_METHODS_H

#include "runtime/string.h"

/*
 * Functions that return strings: NULL with an exception pending; radix outside 2..36, digits
 * outside 0..100: RangeError.
 */
const struct tsp_string *tsp_number_to_string(tsp_value self, tsp_value radix);
const struct tsp_string *tsp_number_to_fixed(tsp_value self, tsp_value digits);
const struct tsp_string *tsp_number_to_exponential(tsp_value self, tsp_value digits);
/* Digits outside 1..100: RangeError. */
const struct tsp_string *tsp_number_to_precision(tsp_value self, tsp_value precision);
double tsp_number_self(tsp_value self);
const struct tsp_string *tsp_bool_to_string_method(bool self);
bool tsp_bool_self(bool self);

double tsp_number_convert(tsp_value value);
bool tsp_number_is_nan(double number);
bool tsp_number_is_finite(double number);
/* Number.isNaN and its like: false for what is not a number. */
bool tsp_value_is_nan(tsp_value value);
bool tsp_value_is_finite(tsp_value value);
bool tsp_number_is_integer(tsp_value value);
bool tsp_number_is_safe_integer(tsp_value value);

tsp_value tsp_parse_int(const struct tsp_string *string, tsp_value radix);
double tsp_parse_float(const struct tsp_string *string);
/*
 * Of any primitive, which is converted to a string first; allocate nothing for numbers. NaN for the
 * others.
 */
double tsp_value_parse_int(tsp_value value);
double tsp_value_parse_float(tsp_value value);

#endif
