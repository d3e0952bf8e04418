/*
 * Objects of the library as a program sees them that holds one: a prototype, Math. Each is a
 * general object that the program makes before its first module runs.
 */
#ifndef TSP_RUNTIME_INTRINSIC_H
#define TSP_RUNTIME_INTRINSIC_H

#include "runtime/general.h"

/* A function, which can be replaced and deleted, or a number, which cannot be deleted. */
struct tsp_intrinsic_property {
    const struct tsp_string *key;
    const void *function; /* NULL: the number */
    uint32_t flags;       /* TSP_PROPERTY_... */
    double number;
};

/* NULL with an exception pending when the heap is full. */
struct tsp_general *tsp_intrinsic_new(const struct tsp_intrinsic_property *properties, unsigned count);

#endif
