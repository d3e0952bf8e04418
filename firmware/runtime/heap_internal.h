/* What the parts of the runtime know about the heap beyond heap.h. Not for generated code or native classes. */
#ifndef TSP_RUNTIME_HEAP_INTERNAL_H
#define TSP_RUNTIME_HEAP_INTERNAL_H

#include "runtime/heap.h"

/*
 * A block of tagged values, the storage of an array. The collector walks all `count` values in steps, so that a long array needs no
 * room on the mark stack. Zero words (+0.0) are harmless.
 */
struct tsp_elements {
    struct tsp_object header;
    uint32_t count;
    tsp_value values[];
};
extern const struct tsp_shape tsp_elements_shape;

/* Ends a turn: collects exactly when much was allocated since the last collection. */
void tsp_heap_turn_end(void);

/* Makes the preallocated RangeError pending; allocates nothing. */
void tsp_throw_out_of_memory(void);

/* The place of the pending exception, 0 unknown. */
uint16_t tsp_exception_place(void);

/* Marks what the exception machinery holds (exception.c). */
void tsp_exception_mark(void);

/* microtask.c: forgets all, with the heap that they were in; marks those that wait. */
void tsp_microtasks_init(void);
void tsp_microtasks_mark(void);

#endif
