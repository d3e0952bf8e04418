/*
 * The table of a WeakMap or WeakSet (ts-src/lib/weak.ts). An entry keeps its value alive as long as
 * its key is, and its key not at all: what refers to the key from the value alone is no reason
 * (ephemerons). The collector drops entries whose keys nothing else refers to.
 *
 * Values that are keys of further entries are followed in a few passes over the tables; what a
 * chain of thousands in an unlucky order leaves undecided is kept until a later collection.
 */
#ifndef TSP_RUNTIME_EPHEMERONS_H
#define TSP_RUNTIME_EPHEMERONS_H

#include "runtime/heap.h"
#include "runtime/object.h"

struct tsp_ephemerons {
    struct tsp_object header;
    uint32_t count;
    uint32_t used;             /* places that were taken, those of deleted entries included */
    uint32_t capacity;         /* a power of two, or 0 */
    struct tsp_object *places; /* in a block of its own that the collector does not look into */
    struct tsp_ephemerons *next_reached;
};

extern const struct tsp_shape tsp_ephemerons_shape;

void tsp_ephemerons_construct(struct tsp_ephemerons *table);
/* A table that the pin keeps. NULL, with a RangeError pending, where there is no room for it. */
struct tsp_ephemerons *tsp_ephemerons_pinned(struct tsp_pin *pin);
/* Keys that are no objects are never there. */
tsp_value tsp_ephemerons_get(struct tsp_ephemerons *table, tsp_value key);
bool tsp_ephemerons_has(struct tsp_ephemerons *table, tsp_value key);
/*
 * The key is an object. Leaves a RangeError pending, and the table as it was, when the heap is
 * full.
 */
void tsp_ephemerons_set(struct tsp_ephemerons *table, tsp_value key, tsp_value value);
bool tsp_ephemerons_delete(struct tsp_ephemerons *table, tsp_value key);

#endif
