/*
 * btoa and atob (HTML 8.3), over texts of which each unit is a byte. NULL with an Error of the name
 * InvalidCharacterError pending, or a RangeError when the heap is full.
 */
#ifndef TSP_RUNTIME_BASE64_H
#define TSP_RUNTIME_BASE64_H

#include "runtime/string.h"

const struct tsp_string *tsp_btoa(const struct tsp_string *bytes);
/* White space of ASCII counts for nothing, and = at the end may be missing. */
const struct tsp_string *tsp_atob(const struct tsp_string *text);

#endif
