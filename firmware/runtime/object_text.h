/*
 * The texts of objects whose methods the program has not written (ECMA-262 7.1.1, 20.1.3.6,
 * 23.1.3.36). NULL with an exception pending where there is none or no room.
 */
#ifndef TSP_RUNTIME_OBJECT_TEXT_H
#define TSP_RUNTIME_OBJECT_TEXT_H

#include "runtime/array.h"
#include "runtime/string.h"

/* Of an array without objects in it. */
const struct tsp_string *tsp_array_text(struct tsp_object *array);
/*
 * Of an array with any of these in it, an error, a general object or an instance of a class. A
 * TypeError for a general object whose `toString` and `valueOf` cannot be called; a RangeError for
 * arrays that are nested too deep. An array in itself is empty.
 */
const struct tsp_string *tsp_object_text(struct tsp_object *object);

#endif
