/*
 * Shortest decimal digits that give the number back, by exact arithmetic on the interval of the
 * decimals that round to it (Steele and White's free-format algorithm): value = numerator /
 * denominator, half the distance to the neighbours = margin / denominator.
 */
#include "runtime/bignum.h"
#include "runtime/number.h"

uint64_t tsp_double_bits(double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

double tsp_double_from_bits(uint64_t bits) {
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

struct tsp_double_parts tsp_double_split(double number) {
    uint64_t bits = tsp_double_bits(number);
    unsigned biased = (unsigned)(bits >> 52) & 0x7FFu;
    struct tsp_double_parts parts;
    parts.mantissa = bits & UINT64_C(0xFFFFFFFFFFFFF);
    parts.negative = bits >> 63 != 0;
    parts.exponent = biased == 0 ? -1074 : (int)biased - 1075;
    if (biased != 0) {
        parts.mantissa |= UINT64_C(1) << 52;
    }
    return parts;
}

/*
 * The digits of what is below 10000, with zeros in front of it or without; returns their end.
 * Products take one cycle where quotients take many.
 */
static char *put_below_10000(char *at, uint32_t number, bool zeros) {
    if (zeros || number >= 1000u) {
        uint32_t digit = number * 8389u >> 23;
        *at++ = (char)('0' + (int)digit);
        number -= digit * 1000u;
        zeros = true;
    }
    if (zeros || number >= 100u) {
        uint32_t digit = number * 5243u >> 19;
        *at++ = (char)('0' + (int)digit);
        number -= digit * 100u;
        zeros = true;
    }
    if (zeros || number >= 10u) {
        uint32_t digit = number * 205u >> 11;
        *at++ = (char)('0' + (int)digit);
        number -= digit * 10u;
    }
    *at++ = (char)('0' + (int)number);
    return at;
}

/* Digits of an integer, most significant first; returns how many. */
static unsigned word_digits(uint32_t number, char *digits) {
    char *at = digits;
    bool more = number >= 10000u;
    if (more) {
        uint32_t high = number / 10000u;
        bool most = high >= 10000u;
        number -= high * 10000u;
        if (most) {
            uint32_t highest = high / 10000u;
            high -= highest * 10000u;
            at = put_below_10000(at, highest, false);
        }
        at = put_below_10000(at, high, most);
    }
    return (unsigned)(put_below_10000(at, number, more) - digits);
}

/* The same for what is below 2^53. */
static unsigned integer_digits(uint64_t number, char *digits) {
    if (number <= UINT32_MAX) {
        return word_digits((uint32_t)number, digits);
    }
    uint64_t high = number / 1000000000u;
    unsigned count = word_digits((uint32_t)high, digits);
    uint32_t low = (uint32_t)(number - high * 1000000000u);
    char nine[12];
    unsigned rest = word_digits(low, nine);
    memset(digits + count, '0', 9u - rest);
    memcpy(digits + count + 9u - rest, nine, rest);
    return count + 9u;
}

struct interval {
    struct tsp_bignum numerator;
    struct tsp_bignum denominator;
    struct tsp_bignum lower; /* distance to the smaller neighbour's midpoint */
    /* the upper margin is twice the lower one: the mantissa is a power of two */
    bool wide;
    bool inclusive;          /* the midpoints themselves round to the value */
};

/*
 * scratch = numerator + upper margin, compared with the denominator; true when the value's interval
 * reaches it.
 */
static bool reaches(const struct interval *v, struct tsp_bignum *scratch) {
    *scratch = v->numerator;
    tsp_bignum_add(scratch, &v->lower);
    if (v->wide) {
        tsp_bignum_add(scratch, &v->lower);
    }
    int order = tsp_bignum_compare(scratch, &v->denominator);
    return v->inclusive ? order >= 0 : order > 0;
}

static int estimate_exponent(struct tsp_double_parts parts) {
    /* floor of log10 or one less: 78913 / 2^18 is a little below log10(2). */
    int bits = 63 - __builtin_clzll(parts.mantissa) + parts.exponent;
    int scaled = bits * 78913;
    return scaled >= 0 ? scaled / 262144 : -((-scaled + 262143) / 262144);
}

/* Sets up the interval with value = 0.ddd * 10^result. */
static int scale(struct interval *v, struct tsp_double_parts parts, struct tsp_bignum *scratch) {
    v->inclusive = parts.mantissa % 2u == 0;
    v->wide = parts.mantissa == UINT64_C(1) << 52 && parts.exponent > -1074;
    unsigned extra = v->wide ? 2u : 1u;
    tsp_bignum_set(&v->numerator, parts.mantissa);
    tsp_bignum_set(&v->denominator, 1);
    tsp_bignum_set(&v->lower, 1);
    tsp_bignum_shift_left(&v->numerator, extra + (parts.exponent > 0 ? (unsigned)parts.exponent : 0u));
    tsp_bignum_shift_left(&v->lower, parts.exponent > 0 ? (unsigned)parts.exponent : 0u);
    tsp_bignum_shift_left(&v->denominator, extra + (parts.exponent < 0 ? (unsigned)-parts.exponent : 0u));
    int exponent = estimate_exponent(parts);
    if (exponent > 0) {
        tsp_bignum_multiply_power_of_ten(&v->denominator, (unsigned)exponent);
    } else {
        tsp_bignum_multiply_power_of_ten(&v->numerator, (unsigned)-exponent);
        tsp_bignum_multiply_power_of_ten(&v->lower, (unsigned)-exponent);
    }
    while (reaches(v, scratch)) {
        tsp_bignum_multiply_add(&v->denominator, 10, 0);
        exponent++;
    }
    return exponent;
}

static unsigned next_digit(struct interval *v) {
    unsigned digit = 0;
    tsp_bignum_multiply_add(&v->numerator, 10, 0);
    tsp_bignum_multiply_add(&v->lower, 10, 0);
    while (tsp_bignum_compare(&v->numerator, &v->denominator) >= 0) {
        tsp_bignum_subtract(&v->numerator, &v->denominator);
        digit++;
    }
    return digit;
}

static unsigned shortest_digits(struct tsp_double_parts parts, char *digits, int *exponent) {
    struct interval v;
    struct tsp_bignum scratch;
    unsigned count = 0;
    *exponent = scale(&v, parts, &scratch);
    for (;;) {
        unsigned digit = next_digit(&v);
        int below = tsp_bignum_compare(&v.numerator, &v.lower);
        bool low = v.inclusive ? below <= 0 : below < 0;
        bool high = reaches(&v, &scratch);
        if (low || high) {
            tsp_bignum_shift_left(&v.numerator, 1);
            int half = tsp_bignum_compare(&v.numerator, &v.denominator);
            bool up = low && high ? half > 0 || (half == 0 && digit % 2u == 1) : high;
            digits[count++] = (char)('0' + (int)(digit + (up ? 1u : 0u)));
            return count;
        }
        digits[count++] = (char)('0' + (int)digit);
    }
}

static unsigned put_zeros(char *text, unsigned length, int count) {
    for (; count > 0; count--) {
        text[length++] = '0';
    }
    return length;
}

static unsigned put_exponent(char *text, unsigned length, int exponent) {
    text[length++] = 'e';
    text[length++] = exponent < 0 ? '-' : '+';
    return length + integer_digits((uint64_t)(exponent < 0 ? -exponent : exponent), text + length);
}

/* Places `count` digits of 0.ddd * 10^exponent as ECMA-262 says. */
static unsigned layout(char *text, unsigned length, const char *digits, unsigned count, int exponent) {
    if (exponent > 21 || exponent < -5) {
        text[length++] = digits[0];
        if (count > 1) {
            text[length++] = '.';
            memcpy(text + length, digits + 1, count - 1u);
            length += count - 1u;
        }
        return put_exponent(text, length, exponent - 1);
    }
    if (exponent <= 0) {
        text[length++] = '0';
        text[length++] = '.';
        length = put_zeros(text, length, -exponent);
        memcpy(text + length, digits, count);
        return length + count;
    }
    unsigned whole = (unsigned)exponent;
    if (whole >= count) {
        memcpy(text + length, digits, count);
        return put_zeros(text, length + count, (int)(whole - count));
    }
    memcpy(text + length, digits, whole);
    length += whole;
    text[length++] = '.';
    memcpy(text + length, digits + whole, count - whole);
    return length + count - whole;
}

static unsigned put_word(char *text, const char *word) {
    unsigned length = (unsigned)strlen(word);
    memcpy(text, word, length);
    return length;
}

unsigned tsp_number_format(double number, char text[TSP_NUMBER_TEXT_SIZE]) {
    char digits[20];
    unsigned length = 0;
    if (number != number) {
        return put_word(text, "NaN");
    }
    if (number == 0) {
        return put_word(text, "0");
    }
    struct tsp_double_parts parts = tsp_double_split(number);
    if (parts.exponent == 972) {
        return put_word(text, parts.negative ? "-Infinity" : "Infinity");
    }
    if (parts.negative) {
        text[length++] = '-';
    }
    /* Integers below 2^53 are their own shortest digits. */
    if (parts.exponent <= 0 && parts.exponent > -53) {
        uint64_t whole = parts.mantissa >> -parts.exponent;
        if (whole << -parts.exponent == parts.mantissa) {
            return length + integer_digits(whole, text + length);
        }
    }
    int exponent;
    unsigned count = shortest_digits(parts, digits, &exponent);
    return layout(text, length, digits, count, exponent);
}

unsigned tsp_uint32_format(uint32_t number, char text[TSP_NUMBER_TEXT_SIZE]) {
    return word_digits(number, text);
}

unsigned tsp_int32_format(int32_t number, char text[TSP_NUMBER_TEXT_SIZE]) {
    unsigned length = 0;
    uint32_t magnitude = (uint32_t)number;
    if (number < 0) {
        text[length++] = '-';
        magnitude = 0u - magnitude;
    }
    return length + word_digits(magnitude, text + length);
}
