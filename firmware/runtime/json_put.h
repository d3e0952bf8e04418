/*
 * Properties that native code sets for the library: what a reviver gives, in its place (ECMA-262
 * 25.5.1.1, step 2.b.iii), and those of Object.fromEntries.
 */
#ifndef TSP_RUNTIME_JSON_PUT_H
#define TSP_RUNTIME_JSON_PUT_H

#include "runtime/string.h"

/*
 * Sets the property of an array or a general object; undefined deletes it. A TypeError for another
 * object, which only a reviver can have put there.
 */
void tsp_json_put(tsp_value holder, const struct tsp_string *key, tsp_value value);

/* Gives a general object the property of its own; the name is a text or a number. */
void tsp_define_value(tsp_value object, tsp_value name, tsp_value value);

#endif
