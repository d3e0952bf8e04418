/*
 * The collector's innermost loop: takes marked objects from the mark stack and follows their slots.
 * For heap_mark.c only, which does what is rare. Most of a pause is spent here.
 */
#ifndef TSP_RUNTIME_HEAP_WALK_H
#define TSP_RUNTIME_HEAP_WALK_H

#include "runtime/heap_pages.h"

/* heap_walk.c knows the order of these fields. */
struct tsp_walk {
    struct tsp_object **top; /* of the mark stack: what was reached first is pushed */
    struct tsp_object **bottom;
    struct tsp_object **limit;
    /* address of the byte that marks the granule at address 0 (mod 2^32); enum tsp_mark */
    uintptr_t marks;
    struct tsp_object *object;      /* under way; NULL: take the next one from the stack */
    const struct tsp_shape *shape;  /* whose slots are under way */
    const struct tsp_slot *slot;    /* the next one */
    const struct tsp_slot *end;
};

/* Why the walk stopped; it goes on from the fields as the caller leaves them. */
enum {
    TSP_WALK_EMPTY, /* nothing is left on the mark stack */
    TSP_WALK_TRACE,  /* the slots of `shape` are done, and it has a trace function */
    TSP_WALK_SHIFTED /* `object` is an array that is shifted, whose elements are the slot before `slot` */
};

/*
 * The objects that find no room on the mark stack are marked as waiting, their pages put into the
 * list.
 */
uint32_t tsp_walk(struct tsp_walk *walk);

#endif
