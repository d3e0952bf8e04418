/* JSON.parse without a reviver (ECMA-262 25.5.1). */
#ifndef TSP_RUNTIME_JSON_PARSE_H
#define TSP_RUNTIME_JSON_PARSE_H

#include "runtime/string.h"

/*
 * The value that the text is: primitives, arrays of tagged values, and general objects. What is
 * open lies in the heap, so that depth takes no stack. A SyntaxError is pending for another text, a
 * RangeError when the heap is full.
 */
tsp_value tsp_json_parse(const struct tsp_string *text);

#endif
