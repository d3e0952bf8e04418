/*
 * The script heap: one arena of fixed size, set at link time, mark and sweep.
 *
 * Roots are the generated program's globals, pinned objects, native roots, the pending exception
 * and, for a collection inside a turn, the C stack, read conservatively (a word that points into a
 * live block keeps it, interior pointers included). Between turns the stack is not read, so
 * collections there are exact. Nothing moves but the storage of a growing array (tsp_grow()): a
 * pointer in a C local stays valid as long as that local is live.
 *
 * No allocation runs in an lwIP callback.
 */
#ifndef TSP_RUNTIME_HEAP_H
#define TSP_RUNTIME_HEAP_H

#include "runtime/object.h"

/*
 * A zero-filled object of shape->size bytes, header set. NULL with a RangeError pending ("out of
 * memory") when the heap is full even after a collection, or when tsp_heap_fail_at() asked for it.
 */
void *tsp_new(const struct tsp_shape *shape);

/*
 * The same with `size` bytes (at least sizeof(struct tsp_object)), for variable-size objects; the
 * memory after the header is zero-filled.
 */
void *tsp_new_sized(const struct tsp_shape *shape, size_t size);

/*
 * The same, but what comes after the header holds anything: the caller writes all of it, the fields
 * before it allocates again.
 */
void *tsp_new_unfilled(const struct tsp_shape *shape, size_t size);

/*
 * A live native object (open socket, listener) stays alive without references until unpinned.
 * Counts nest. O(1), never fails: the node is the caller's.
 */
struct tsp_pin {
    struct tsp_object *object;
    struct tsp_pin *next;
    struct tsp_pin **link;
};
void tsp_pin(struct tsp_pin *pin, struct tsp_object *object);
void tsp_unpin(struct tsp_pin *pin);

/*
 * For trace functions, during marking only. Pointers outside the arena (constants in flash) and
 * NULL are ignored.
 */
void tsp_mark_value(tsp_value value);
void tsp_mark_object(const void *object);

/* Globals of the generated program, registered once at start. */
struct tsp_global_roots {
    const tsp_value *const *values;
    size_t value_count;
    const void *const *const *pointers; /* addresses of pointer variables */
    size_t pointer_count;
};
void tsp_heap_init(const struct tsp_global_roots *roots);

/* Exact collection; only between turns (no script frame on the stack). */
void tsp_collect(void);

struct tsp_heap_stats {
    size_t size;       /* bytes of the arena */
    size_t used;       /* bytes in live or not yet swept blocks */
    size_t peak;       /* highest `used` */
    size_t objects;    /* live or not yet swept blocks */
    uint32_t collections;
};
void tsp_heap_get_stats(struct tsp_heap_stats *stats);

/*
 * Test hooks, in test builds (TSP_TEST) only: let the n-th allocation from now fail (1 = the next
 * one), 0 = never; how many there were.
 */
void tsp_heap_fail_at(uint32_t n);
uint32_t tsp_heap_allocations(void);

#endif
