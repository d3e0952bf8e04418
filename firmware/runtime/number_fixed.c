/* Number.prototype.toFixed (ECMA-262 21.1.3.3), exactly. */
#include "runtime/arguments.h"
#include "runtime/bignum.h"
#include "runtime/exception.h"
#include "runtime/math.h"
#include "runtime/number.h"
#include "runtime/number_methods.h"
#include "runtime/string_internal.h"

/* |number| * 10^digits rounded, halves up. */
static void scaled_integer(struct tsp_double_parts parts, unsigned digits, struct tsp_bignum *result) {
    tsp_bignum_set(result, parts.mantissa);
    tsp_bignum_multiply_power_of_ten(result, digits);
    if (parts.exponent >= 0) {
        tsp_bignum_shift_left(result, (unsigned)parts.exponent);
    } else {
        tsp_bignum_shift_right_rounded(result, (unsigned)-parts.exponent);
    }
}

const struct tsp_string *tsp_number_to_fixed(tsp_value self_value, tsp_value digits_value) {
    const double self = tsp_as_double(self_value);
    double wanted = tsp_integer_of(digits_value == TSP_UNDEFINED ? 0 : tsp_to_number(digits_value));
    if (!(wanted >= 0 && wanted <= 100)) {
        tsp_throw_range_error("toFixed() digits argument must be between 0 and 100");
        return NULL;
    }
    if (!(tsp_math_abs(self) < 1e21)) {
        return tsp_double_to_string(self);
    }
    struct tsp_bignum number;
    char reversed[126];
    char text[128];
    unsigned digits = (unsigned)wanted;
    unsigned count = 0;
    unsigned length = 0;
    scaled_integer(tsp_double_split(self), digits, &number);
    while (number.count > 0 || count <= digits) {
        reversed[count++] = (char)('0' + (int)tsp_bignum_divide(&number, 10));
    }
    if (self < 0) {
        text[length++] = '-';
    }
    while (count > 0) {
        text[length++] = reversed[--count];
        if (count == digits && digits > 0) {
            text[length++] = '.';
        }
    }
    return tsp_string_from_latin1(text, length);
}
