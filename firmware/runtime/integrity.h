/*
 * What may no longer happen to an object (ECMA-262 7.3.15): TSP_GENERAL_CLOSED, SEALED and FROZEN
 * of property.h. General objects have it in their flags. Of all others a weak table says it, so
 * that no struct has a place for it; generated code asks only where the program freezes such an
 * object.
 */
#ifndef TSP_RUNTIME_INTEGRITY_H
#define TSP_RUNTIME_INTEGRITY_H

#include "runtime/array.h"
#include "runtime/property.h"

/* The flags of an object. */
uint32_t tsp_integrity(const struct tsp_object *object);
/* False with an exception pending, and the object as it was, when the heap is full. */
bool tsp_integrity_add(struct tsp_object *object, uint32_t flags);

/* For tests, whose next heap has none of the objects. */
void tsp_integrity_forget(void);

/*
 * Whether object[key] = value may be done, where the object has the property or not; false with
 * a TypeError pending. The key is one of general.h. Not for general objects.
 */
bool tsp_may_set(const struct tsp_object *object, tsp_value key, bool is_there);
/* The same for a field that a class defines. */
bool tsp_may_define(const struct tsp_object *object, tsp_value key);
/* The same for an element. */
bool tsp_may_set_element(const struct tsp_array *array, int32_t index);

/* What a method does first to an array that is frozen: the TypeError speaks of that. */
enum tsp_array_change { TSP_ARRAY_ADD, TSP_ARRAY_REMOVE, TSP_ARRAY_WRITE, TSP_ARRAY_LENGTH };
bool tsp_may_change(const struct tsp_array *array, enum tsp_array_change change);

#endif
