/* Mark and sweep: when to collect, and what an allocation does when there is no room. Blocks and pages are heap_pages.c's. */
#include "runtime/heap_internal.h"
#include "runtime/heap_pages.h"

static uint32_t collections;
static size_t allocated_since_collection;
static size_t references_since_collection; /* the part of it that may hold references */
#ifdef TSP_TEST
static uint32_t fail_countdown;
#endif

void tsp_heap_init(const struct tsp_global_roots *roots) {
    tsp_pages_init();
    tsp_roots_init(roots);
    collections = 0;
    allocated_since_collection = references_since_collection = 0;
#ifdef TSP_TEST
    fail_countdown = 0;
#endif
}

static void collect(bool scan_stack) {
    tsp_pages_sweep();
    tsp_heap_mark(scan_stack);
    tsp_pages_end_marking();
    collections++;
    allocated_since_collection = references_since_collection = 0;
}

void tsp_collect(void) {
    collect(false);
    tsp_pages_sweep();
}

void tsp_heap_turn_end(void) {
    /* Often enough that a turn seldom has to collect in its midst, seldom enough that a request does not feel it. */
    if (allocated_since_collection > TSP_ARENA_SIZE / 2u || references_since_collection > TSP_HEAP_REFERENCES / 2u) {
        collect(false);
    }
}

static bool asked_to_fail(void) {
#ifdef TSP_TEST
    if (fail_countdown > 0) {
        fail_countdown--;
        return fail_countdown == 0;
    }
#endif
    return false;
}

/* What is long about a long object of this shape are bytes. */
static bool holds_bytes(const struct tsp_shape *shape) {
    return shape->kind == TSP_KIND_STRING || shape->kind == TSP_KIND_BUFFER ||
           (shape->slot_count == 0 && shape->trace == NULL && shape->parent == NULL);
}

void *tsp_new_sized(const struct tsp_shape *shape, size_t size) {
    void *block = NULL;
    if (size <= TSP_ARENA_SIZE && !asked_to_fail()) {
#ifdef TSP_GC_STRESS
        collect(true);
#endif
        bool bytes = holds_bytes(shape);
        block = tsp_pages_allocate(size, bytes);
        if (block == NULL) {
            collect(true);
            block = tsp_pages_allocate(size, bytes);
        }
    }
    if (block == NULL) {
        tsp_throw_out_of_memory();
        return NULL;
    }
    allocated_since_collection += size;
    if (size <= TSP_SMALL_BLOCK || !holds_bytes(shape)) {
        references_since_collection += size;
    }
    ((struct tsp_object *)block)->shape = shape;
    return block;
}

void *tsp_new(const struct tsp_shape *shape) {
    return tsp_new_sized(shape, shape->size);
}

void tsp_heap_get_stats(struct tsp_heap_stats *out) {
    tsp_pages_get_stats(out);
    out->collections = collections;
}

#ifdef TSP_TEST
void tsp_heap_fail_at(uint32_t n) {
    fail_countdown = n;
}
#endif
