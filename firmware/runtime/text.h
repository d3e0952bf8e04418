/* Scanning numbers and white space in flat strings. */
#ifndef TSP_RUNTIME_TEXT_H
#define TSP_RUNTIME_TEXT_H

#include "runtime/string.h"

/* Moves *from and *to past WhiteSpace and LineTerminator (ECMA-262 12.2, 12.3). */
void tsp_text_trim(const struct tsp_string *string, uint32_t *from, uint32_t *to);
void tsp_text_trim_start(const struct tsp_string *string, uint32_t *from, uint32_t to);
void tsp_text_trim_end(const struct tsp_string *string, uint32_t from, uint32_t *to);

/* 0 to 35 for digits and letters, else 99. */
unsigned tsp_text_digit(uint16_t unit);

/*
 * The longest StrDecimalLiteral at *at, which moves past it; NaN and *at unchanged when there is
 * none.
 */
double tsp_text_decimal(const struct tsp_string *string, uint32_t *at, uint32_t end);

/* Digits of a radix that is a power of two, rounded to nearest even at the end. */
struct tsp_binary_digits {
    uint64_t mantissa; /* the leading bits, at most 60 */
    int32_t dropped;   /* bits behind them */
    bool sticky;       /* one of those is 1 */
};
void tsp_binary_digit(struct tsp_binary_digits *digits, unsigned digit, unsigned radix);
double tsp_binary_value(const struct tsp_binary_digits *digits);

#endif
