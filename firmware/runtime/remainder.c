/* The % operator: exact, by long division of the mantissas. */
#include "runtime/number.h"
#include "runtime/operators.h"

double tsp_remainder(double left, double right) {
    if (left != left || right != right || right == 0) {
        return tsp_double_from_bits(TSP_NAN_BITS);
    }
    struct tsp_double_parts dividend = tsp_double_split(left);
    struct tsp_double_parts divisor = tsp_double_split(right);
    if (dividend.exponent == 972) {
        return tsp_double_from_bits(TSP_NAN_BITS);
    }
    if (divisor.exponent == 972 || dividend.mantissa == 0) {
        return left;
    }
    uint64_t rest = dividend.mantissa;
    int exponent = dividend.exponent;
    /*
     * Bring both to the smaller exponent: the dividend bit by bit under the divisor, or the divisor
     * by a shift.
     */
    if (exponent < divisor.exponent) {
        int shift = divisor.exponent - exponent;
        if (shift > 10) {
            return left; /* the divisor, a normal number, is larger */
        }
        divisor.mantissa <<= shift;
    }
    rest %= divisor.mantissa;
    for (; exponent > divisor.exponent && rest != 0; exponent--) {
        rest <<= 1;
        if (rest >= divisor.mantissa) {
            rest -= divisor.mantissa;
        }
    }
    if (rest == 0) {
        return dividend.negative ? -0.0 : 0.0;
    }
    while (rest < UINT64_C(1) << 52 && exponent > -1074) {
        rest <<= 1;
        exponent--;
    }
    uint64_t bits = rest < UINT64_C(1) << 52 ? rest : ((uint64_t)(exponent + 1074) << 52) + rest;
    return tsp_double_from_bits(bits | (uint64_t)dividend.negative << 63);
}
