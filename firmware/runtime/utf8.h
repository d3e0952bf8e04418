/* UTF-8 in both directions. */
#ifndef TSP_RUNTIME_UTF8_H
#define TSP_RUNTIME_UTF8_H

#include "runtime/string.h"

/*
 * The bytes of the code point at unit *index of any string (ropes included, nothing is allocated),
 * which moves past it; returns how many, 1 to 4. Lone surrogates give U+FFFD.
 */
unsigned tsp_utf8_encode(const struct tsp_string *string, uint32_t *index, uint8_t bytes[4]);

/*
 * The code point at bytes[*at], which moves past it, or -1 when the bytes are not UTF-8 (overlong
 * forms and surrogates are not).
 */
int32_t tsp_utf8_decode(const uint8_t *bytes, uint32_t length, uint32_t *at);

/* Whether the unit at `index` is half of a code point whose other half is not beside it. */
bool tsp_is_lone_surrogate(const struct tsp_string *string, uint32_t index);

#endif
