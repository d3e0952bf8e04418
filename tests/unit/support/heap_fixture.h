/*
 * What the suites of the heap start from: a heap whose roots are two variables, and two shapes to
 * fill it with.
 */
#ifndef TESTS_UNIT_SUPPORT_HEAP_FIXTURE_H
#define TESTS_UNIT_SUPPORT_HEAP_FIXTURE_H

#include "runtime/heap_internal.h"

struct node {
    struct tsp_object header;
    struct node *next;
    tsp_value other;
};

/* Each node that is swept is counted in `finalized`. */
extern const struct tsp_shape node_shape;
extern int finalized;

/* A block of any size that refers to nothing. */
extern const struct tsp_shape bytes_shape;

/* The roots. */
extern tsp_value kept;
extern const void *kept_pointer;

/* First of setUp, and last of tearDown. */
void heap_fixture_start(void);
void heap_fixture_end(void);

#endif
