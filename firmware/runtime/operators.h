/*
 * JavaScript's operators over tagged values and the conversions between representations. Generated
 * code uses C operators where both operands are unboxed and these where a tag decides. Operands are
 * never objects where ECMA-262 would call ToPrimitive on them: generated code has done so before.
 * Function values may throw only where said.
 */
#ifndef TSP_RUNTIME_OPERATORS_H
#define TSP_RUNTIME_OPERATORS_H

#include "runtime/string.h"

#include <math.h>

/* As doubles: the macros of math.h are floats. */
#define TSP_NAN ((double)NAN)
#define TSP_INFINITY ((double)INFINITY)

/* 13.15.3 with string concatenation; allocates, may throw. */
tsp_value tsp_add(tsp_value left, tsp_value right);
double tsp_to_number(tsp_value value);                       /* 7.1.4 */
/*
 * The same for what is no text: reading numbers takes code that a program without text to read does
 * not carry. An object gives NaN.
 */
double tsp_textless_to_number(tsp_value value);
/* Of a text the number that it says, of any other value itself. */
tsp_value tsp_text_to_number(tsp_value value);
/* 7.1.17; errors convert as Error.prototype.toString; allocates, may throw */
const struct tsp_string *tsp_to_string(tsp_value value);
/*
 * The same where every number is an int32 other than -0 and no object comes: without the code for
 * the digits of other numbers.
 */
const struct tsp_string *tsp_simple_to_string(tsp_value value);
/* The same as a part of a text (tsp_string_join()): integers stay what they are. */
tsp_value tsp_simple_part(tsp_value value);
bool tsp_to_boolean(tsp_value value);                        /* 7.1.2 */
bool tsp_double_to_boolean(double number);
int32_t tsp_to_int32(tsp_value value);                       /* 7.1.6 */
/* The same for what is no text, without a call where the value is an int32. */
TSP_CONST int32_t tsp_wide_to_int32(tsp_value value);
static inline int32_t tsp_textless_to_int32(tsp_value value) {
    return tsp_is_int32(value) ? tsp_as_int32(value) : tsp_wide_to_int32(value);
}
TSP_CONST int32_t tsp_double_to_int32(double number);
/*
 * ToIntegerOrInfinity (ECMA-262 7.1.5) of what is no text, where every number beyond int32 is as
 * far outside as its bound.
 */
TSP_CONST int32_t tsp_double_to_position(double number);
TSP_CONST int32_t tsp_wide_to_position(tsp_value value);
static inline int32_t tsp_to_position(tsp_value value) {
    return tsp_is_int32(value) ? tsp_as_int32(value) : tsp_wide_to_position(value);
}
TSP_CONST uint32_t tsp_double_to_uint32(double number);
/* 7.2.15; may throw only through flattening */
bool tsp_strict_equals(tsp_value left, tsp_value right);
/* Strict equality of a value with a text; loose equality too, where no number or boolean comes. */
static inline bool tsp_equals_string(tsp_value value, const struct tsp_string *string) {
    return tsp_is_string(value) && tsp_string_equals(tsp_as_string(value), string);
}
/* Strict equality with an integer; loose equality too, where no text or boolean comes. */
bool tsp_equals_double(tsp_value value, double number);
static inline bool tsp_equals_int32(tsp_value value, int32_t number) {
    return tsp_is_int32(value) ? tsp_as_int32(value) == number : tsp_equals_double(value, (double)number);
}
static inline bool tsp_equals_uint32(tsp_value value, uint32_t number) {
    return tsp_is_int32(value) ? tsp_as_int32(value) >= 0 && (uint32_t)tsp_as_int32(value) == number
                               : tsp_equals_double(value, (double)number);
}
/* 7.2.14 without objects on one side only */
bool tsp_loose_equals(tsp_value left, tsp_value right);
/*
 * Relational comparison of primitives (7.2.12): string order when both are strings, else numeric;
 * NaN gives false.
 */
bool tsp_less_than(tsp_value left, tsp_value right);
bool tsp_less_equal(tsp_value left, tsp_value right);
const struct tsp_string *tsp_typeof(tsp_value value);        /* never allocates */
double tsp_remainder(double left, double right);             /* 6.1.6.1.6 */
/* ToInt32 of the quotient and of the remainder of two integers: 0 where the divisor is. */
static inline int32_t tsp_divide_int32(int32_t left, int32_t right) {
    return right == 0 ? 0 : right == -1 ? (int32_t)(0u - (uint32_t)left) : left / right;
}
static inline int32_t tsp_remainder_int32(int32_t left, int32_t right) {
    return right == 0 || right == -1 ? 0 : left % right;
}
static inline uint32_t tsp_divide_uint32(uint32_t left, uint32_t right) {
    return right == 0 ? 0 : left / right;
}
static inline uint32_t tsp_remainder_uint32(uint32_t left, uint32_t right) {
    return right == 0 ? 0 : left % right;
}
/* 6.1.6.1.3; within 1 ulp, identical on every target */
double tsp_exponentiate(double base, double exponent);
/* The number as a tagged value, as an integer when it is an int32 other than -0. */
tsp_value tsp_from_number(double number);
/* x instanceof C for a tagged x. */
bool tsp_value_instanceof(tsp_value value, const struct tsp_shape *shape);

#endif
