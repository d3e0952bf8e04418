/*
 * Methods of Array (ECMA-262 23.1.3). Those that allocate return NULL or false, or leave the array
 * as it was, with an exception pending when the heap is full. Arrays made by a method are new
 * objects.
 */
#ifndef TSP_RUNTIME_ARRAY_METHODS_H
#define TSP_RUNTIME_ARRAY_METHODS_H

#include "runtime/array.h"

static inline int32_t tsp_array_get_length(const struct tsp_array *self) {
    return (int32_t)self->length;
}

/* self.length = length; RangeError when it is no array length. */
void tsp_array_assign_length(struct tsp_array *self, double length);
int32_t tsp_array_push(struct tsp_array *self, int count, const tsp_value *values);
tsp_value tsp_array_pop(struct tsp_array *self);
tsp_value tsp_array_shift(struct tsp_array *self);
int32_t tsp_array_unshift(struct tsp_array *self, int count, const tsp_value *values);
struct tsp_array *tsp_array_slice(struct tsp_array *self, tsp_value start, tsp_value end);
/*
 * TSP_ABSENT for an argument that is not given, which is another thing than undefined (ECMA-262
 * 23.1.3.31).
 */
struct tsp_array *tsp_array_splice(struct tsp_array *self, tsp_value start, tsp_value delete_count, int count,
                                   const tsp_value *values);
int32_t tsp_array_index_of(struct tsp_array *self, tsp_value search, tsp_value from);
int32_t tsp_array_last_index_of(struct tsp_array *self, tsp_value search, tsp_value from);
bool tsp_array_includes(struct tsp_array *self, tsp_value search, tsp_value from);
const struct tsp_string *tsp_array_join(struct tsp_array *self, tsp_value separator);
struct tsp_array *tsp_array_reverse(struct tsp_array *self);
struct tsp_array *tsp_array_concat(struct tsp_array *self, int count, const tsp_value *values);
struct tsp_array *tsp_array_fill(struct tsp_array *self, tsp_value value, tsp_value start, tsp_value end);
tsp_value tsp_array_at_relative(struct tsp_array *self, double index);
bool tsp_array_is(tsp_value value);
static inline bool tsp_array_has(const struct tsp_array *array, int32_t index) {
    if (!tsp_array_covers(array, index)) {
        return false;
    }
    switch (array->kind) {
    case TSP_INT32S:
        return array->int32s[index] != INT32_MIN;
    case TSP_DENSE_INT32S:
    case TSP_UINT32S:
        return true;
    default:
        return tsp_array_element(array, (uint32_t)index) != TSP_ABSENT;
    }
}
/* The elements from the `count`-th on become holes. */
void tsp_array_move_holes(struct tsp_array *array, int32_t count, int32_t length);

#endif
