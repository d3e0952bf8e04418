/* Numbers as text and back, exactly, without allocation. */
#ifndef TSP_RUNTIME_NUMBER_H
#define TSP_RUNTIME_NUMBER_H

#include "runtime/value.h"

/* Longest result of tsp_number_format ("-1.2345678901234567e-308" and relatives), no terminator. */
#define TSP_NUMBER_TEXT_SIZE 26

/* The parts of a finite double: value = sign * mantissa * 2^exponent, exactly. */
struct tsp_double_parts {
    uint64_t mantissa;
    int exponent;
    bool negative;
};
struct tsp_double_parts tsp_double_split(double number);
uint64_t tsp_double_bits(double number);
double tsp_double_from_bits(uint64_t bits);

/* Number::toString with radix 10 (ECMA-262 6.1.6.1.20); returns the length. */
unsigned tsp_number_format(double number, char text[TSP_NUMBER_TEXT_SIZE]);
/* The same for integers. */
unsigned tsp_int32_format(int32_t number, char text[TSP_NUMBER_TEXT_SIZE]);
unsigned tsp_uint32_format(uint32_t number, char text[TSP_NUMBER_TEXT_SIZE]);

/*
 * Decimal text under construction: digits are given from the most significant on; tsp_decimal_value
 * rounds once, to nearest, ties to even.
 */
struct tsp_decimal {
    /* 768 decide every double; one more that is not zero stands for the rest */
    uint8_t digits[772];
    uint16_t count;
    int32_t exponent; /* value = 0.d1d2d3... * 10^exponent */
};
void tsp_decimal_start(struct tsp_decimal *decimal);
void tsp_decimal_digit(struct tsp_decimal *decimal, unsigned digit, bool fraction);
double tsp_decimal_value(const struct tsp_decimal *decimal, int32_t exponent);

#endif
