/* What a reviver gives, in its place (ECMA-262 25.5.1.1, step 2.b.iii). */
#ifndef TSP_RUNTIME_JSON_PUT_H
#define TSP_RUNTIME_JSON_PUT_H

#include "runtime/string.h"

/*
 * Sets the property of an array or a general object; undefined deletes it. A TypeError for another
 * object, which only a reviver can have put there.
 */
void tsp_json_put(tsp_value holder, const struct tsp_string *key, tsp_value value);

#endif
