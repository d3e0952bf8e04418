/*
 * For the tables of Map and Set (ts-src/lib/table.ts): hashes of keys, and elements that nobody
 * reads any more.
 */
#ifndef TSP_RUNTIME_COLLECTIONS_H
#define TSP_RUNTIME_COLLECTIONS_H

#include "runtime/array.h"

/*
 * Equal for keys that are the same value (ECMA-262 7.2.11, SameValueZero). The upper bits are the
 * ones to use. Who chooses keys cannot make them collide. Never fails.
 */
uint32_t tsp_hash_key(tsp_value key);

/*
 * Lets go of what the element refers to. Nobody reads it again before something else is stored
 * there.
 */
void tsp_array_forget(struct tsp_array *array, int32_t index);

#endif
