#include "runtime/math.h"

#include "runtime/number.h"
#include "runtime/number_operators.h"
#include "runtime/operators.h"

#define SIGN_BIT (UINT64_C(1) << 63)

double tsp_math_abs(double x) {
    return tsp_double_from_bits(tsp_double_bits(x) & ~SIGN_BIT);
}

double tsp_math_trunc(double x) {
    uint64_t bits = tsp_double_bits(x);
    int exponent = (int)(bits >> 52 & 0x7FFu) - 1023;
    if (exponent >= 52) {
        return x; /* integer, infinite or NaN */
    }
    if (exponent < 0) {
        return tsp_double_from_bits(bits & SIGN_BIT);
    }
    return tsp_double_from_bits(bits & ~(UINT64_C(0xFFFFFFFFFFFFF) >> exponent));
}

double tsp_math_floor(double x) {
    double whole = tsp_math_trunc(x);
    return x < whole ? whole - 1.0 : whole;
}

double tsp_math_ceil(double x) {
    double whole = tsp_math_trunc(x);
    if (x > whole) {
        return whole + 1.0;
    }
    return whole;
}

double tsp_math_round(double x) {
    double whole = tsp_math_floor(x);
    double result = x - whole >= 0.5 ? whole + 1.0 : whole;
    /* -0.5 <= x < 0 gives -0 */
    return result == 0 ? tsp_double_from_bits(tsp_double_bits(x) & SIGN_BIT) : result;
}

double tsp_math_sign(double x) {
    return x > 0 ? 1.0 : x < 0 ? -1.0 : x;
}

static bool is_negative(double x) {
    return (tsp_double_bits(x) & SIGN_BIT) != 0;
}

double tsp_math_min(int count, const tsp_value *values) {
    double least = tsp_double_from_bits(UINT64_C(0x7FF) << 52);
    for (int i = 0; i < count; i++) {
        double x = tsp_to_number(values[i]);
        if (x != x || least != least) {
            least = tsp_double_from_bits(TSP_NAN_BITS);
        } else if (x < least || (x == 0 && least == 0 && is_negative(x))) {
            least = x;
        }
    }
    return least;
}

double tsp_math_max(int count, const tsp_value *values) {
    double greatest = tsp_double_from_bits(UINT64_C(0xFFF) << 52);
    for (int i = 0; i < count; i++) {
        double x = tsp_to_number(values[i]);
        if (x != x || greatest != greatest) {
            greatest = tsp_double_from_bits(TSP_NAN_BITS);
        } else if (x > greatest || (x == 0 && greatest == 0 && !is_negative(x))) {
            greatest = x;
        }
    }
    return greatest;
}

tsp_value tsp_wide_min(tsp_value left, tsp_value right) {
    return tsp_from_number(tsp_math_min(2, (const tsp_value[]){left, right}));
}

tsp_value tsp_wide_max(tsp_value left, tsp_value right) {
    return tsp_from_number(tsp_math_max(2, (const tsp_value[]){left, right}));
}

double tsp_math_sqrt(double x) {
    if (!(x > 0)) {
        return x == 0 ? x : tsp_double_from_bits(TSP_NAN_BITS);
    }
    struct tsp_double_parts parts = tsp_double_split(x);
    if (parts.exponent == 972) {
        return x; /* Infinity */
    }
    uint64_t mantissa = parts.mantissa;
    int exponent = parts.exponent;
    while (mantissa < UINT64_C(1) << 52) {
        mantissa <<= 1;
        exponent--;
    }
    if ((exponent & 1) != 0) {
        mantissa <<= 1;
        exponent--;
    }
    /*
     * One bit of the root a step: 54 bits of root, the last one for rounding, from a radicand of
     * 106 or 108 bits.
     */
    uint64_t root = 0;
    uint64_t remainder = 0;
    mantissa <<= 10; /* the two leading bits at the top */
    for (int i = 0; i < 54; i++) {
        remainder = remainder << 2 | mantissa >> 62;
        mantissa <<= 2;
        uint64_t trial = root << 2 | 1u;
        root <<= 1;
        if (remainder >= trial) {
            remainder -= trial;
            root |= 1u;
        }
    }
    /*
     * root = floor(sqrt(m * 2^54)), m in [2^52, 2^54): in [2^53, 2^54). A square root is never a
     * tie.
     */
    root = (root >> 1) + (root & 1u);
    return tsp_double_from_bits(((uint64_t)(exponent / 2 + 26 + 1022) << 52) + root);
}

double tsp_math_fround(double x) {
    return (double)(float)x;
}
