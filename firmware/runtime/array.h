/*
 * Arrays of tagged values. Holes are TSP_ABSENT in the element and read as undefined. The largest length is bounded by the heap.
 */
#ifndef TSP_RUNTIME_ARRAY_H
#define TSP_RUNTIME_ARRAY_H

#include "runtime/object.h"

struct tsp_array {
    struct tsp_object header;
    uint32_t length;
    uint32_t capacity;
    tsp_value *elements; /* its own heap block, or NULL */
};

extern const struct tsp_shape tsp_array_shape;

/* Empty, with room for `capacity` elements. NULL with an exception pending when the heap is full. */
struct tsp_array *tsp_array_new(uint32_t capacity);
/* Appends; false with an exception pending when the heap is full. */
bool tsp_array_append(struct tsp_array *array, tsp_value value);
/* a[index] for an integer index: the element, or undefined for a hole or outside. */
tsp_value tsp_array_get(const struct tsp_array *array, int32_t index);
/* a[index] = value for 0 <= index; grows with holes. false with an exception pending when the heap is full. A negative index is a RangeError here (JavaScript would add a property). */
bool tsp_array_set(struct tsp_array *array, int32_t index, tsp_value value);
/* The same with a number that need not be an integer. */
tsp_value tsp_array_get_number(const struct tsp_array *array, double index);
bool tsp_array_set_number(struct tsp_array *array, double index, tsp_value value);
/* a.length = n (RangeError when not an array length). */
bool tsp_array_set_length(struct tsp_array *array, double length);

#endif
