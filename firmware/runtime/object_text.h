/*
 * The texts of objects whose methods the program has not written (ECMA-262 7.1.1, 20.1.3.6,
 * 23.1.3.36). NULL with an exception pending where there is none or no room.
 */
#ifndef TSP_RUNTIME_OBJECT_TEXT_H
#define TSP_RUNTIME_OBJECT_TEXT_H

#include "runtime/general.h"
#include "runtime/string.h"

/* Of an array without objects in it. */
const struct tsp_string *tsp_array_text(struct tsp_object *array);
/*
 * Of an array with any of these in it, an error, a general object or an instance of a class. A
 * TypeError for a general object whose `toString` and `valueOf` cannot be called; a RangeError for
 * arrays that are nested too deep. An array in itself is empty.
 */
const struct tsp_string *tsp_object_text(struct tsp_object *object);

/* What Object.prototype.toString gives, or the object where it has, or inherits, another. */
tsp_value tsp_text_or_self(struct tsp_general *object);

/*
 * For the library, which joins arrays itself whose elements the program converts: true where the
 * array is not being joined. False with an exception pending when the heap is full. Every true
 * needs its tsp_join_end(), the last one first.
 */
bool tsp_join_begin(struct tsp_array *array);
void tsp_join_end(void);

#endif
