/*
 * Mark and sweep: when to collect, and what an allocation does when there is no room. Blocks and
 * pages are heap_pages.c's.
 */
#include "runtime/heap_pages.h"

static uint32_t collections;
#ifdef TSP_TEST
static uint32_t fail_countdown;
static uint32_t allocations;
#endif

void tsp_heap_init(const struct tsp_global_roots *roots) {
    tsp_pages_init();
    tsp_roots_init(roots);
    tsp_reports_init();
    collections = 0;
}

/*
 * What sweeping leaves on the C stack: addresses of blocks, dead or alive. The frames of the
 * marking lie over it.
 */
#define LEFT_BY_SWEEPING 512u

static void collect(bool scan_stack) {
    tsp_pages_sweep();
    tsp_runs_give_back();
    if (scan_stack) {
        uintptr_t lowest = (uintptr_t)__builtin_frame_address(0) - LEFT_BY_SWEEPING;
        tsp_stack_clear(lowest & ~(sizeof lowest - 1u));
    }
    tsp_heap_mark(scan_stack);
    tsp_pages_end_marking();
    collections++;
    tsp_pages.fresh = 0;
}

void tsp_collect(void) {
    collect(false);
    tsp_pages_sweep();
}

void tsp_heap_turn_end(void) {
    /*
     * Often enough that a turn seldom has to collect in its midst, seldom enough that a request
     * does not feel it.
     */
    if (tsp_pages.fresh > tsp_arena_size() / 2u) {
        collect(false);
    }
}

/* Whether each allocation is counted, or collects. */
#if defined(TSP_TEST) || defined(TSP_GC_STRESS)
#define CHECKS_EACH true
#else
#define CHECKS_EACH false
#endif

/*
 * Whether an allocation of this size cannot succeed: no block is larger than the arena, or a test
 * wants it so.
 */
static bool is_hopeless(size_t size) {
#ifdef TSP_TEST
    allocations++;
    if (fail_countdown > 0) {
        fail_countdown--;
        if (fail_countdown == 0) {
            return true;
        }
    }
#endif
#ifdef TSP_GC_STRESS
    collect(true);
#endif
    return size > tsp_arena_size();
}

/* As near to `wanted` as there is room for, at least `least`. */
static void *allocate_between(size_t least, size_t wanted) {
    void *block = tsp_pages_allocate(wanted);
    for (size_t size = wanted; block == NULL && size > least;) {
        size = least + (size - least) / 2u;
        block = tsp_pages_allocate(size);
    }
    return block;
}

void *tsp_new_between(const struct tsp_shape *shape, size_t least, size_t wanted) {
    struct tsp_object *object = NULL;
    if (!is_hopeless(least)) {
        object = tsp_pages_allocate(wanted);
        if (object == NULL) {
            collect(true);
            object = allocate_between(least, wanted);
        }
    }
    if (object == NULL) {
        tsp_throw_out_of_memory();
        return NULL;
    }
    object->shape = shape;
    return object;
}

void *tsp_new_unfilled(const struct tsp_shape *shape, size_t size) {
    struct tsp_object *object = CHECKS_EACH || size > TSP_SMALL_BLOCK ? NULL : tsp_run_take(size);
    if (object == NULL) {
        return tsp_new_between(shape, size, size);
    }
    object->shape = shape;
    return object;
}

void *tsp_try_new(const struct tsp_shape *shape, size_t least, size_t wanted) {
    if (is_hopeless(least)) {
        return NULL;
    }
    struct tsp_object *object = allocate_between(least, wanted);
    if (object == NULL && tsp_pages.fresh >= least / 2u) {
        collect(true);
        object = allocate_between(least, wanted);
    }
    if (object != NULL) {
        object->shape = shape;
    }
    return object;
}

size_t tsp_block_size(const void *object) {
    return tsp_in_arena((uintptr_t)object) ? tsp_page_block_size(tsp_page_of(object)) : 0;
}

static void *moved(struct tsp_object *object, size_t size) {
    struct tsp_object *larger = tsp_pages_allocate(size);
    if (larger != NULL) {
        memcpy(larger, object, tsp_block_size(object));
        tsp_pages_free(object);
    }
    return larger;
}

/*
 * A block of `least` to `wanted` bytes in the place of a smaller one: where it is, when a neighbour
 * is free, else elsewhere.
 */
static void *enlarge(struct tsp_object *object, size_t least, size_t wanted) {
    bool span = tsp_block_size(object) > TSP_SMALL_BLOCK;
    void *larger = span ? tsp_span_extend(object, wanted, wanted, true) : NULL;
    if (larger == NULL) {
        larger = moved(object, wanted);
    }
    if (larger == NULL && least < wanted && span) {
        larger = tsp_span_extend(object, least, wanted, true);
    }
    for (size_t size = wanted; larger == NULL && size > least;) {
        size = least + (size - least) / 2u;
        larger = moved(object, size);
    }
    return larger;
}

void *tsp_try_grow(void *object, size_t least, size_t wanted) {
    return is_hopeless(least) ? NULL : enlarge(object, least, wanted);
}

void *tsp_grow(void *object, size_t least, size_t wanted) {
    void *larger = NULL;
    if (!is_hopeless(least)) {
        larger = enlarge(object, wanted, wanted);
        if (larger == NULL) {
            collect(true);
            larger = enlarge(object, least, wanted);
        }
    }
    if (larger == NULL) {
        tsp_throw_out_of_memory();
        return NULL;
    }
    return larger;
}

/*
 * Blocks begin at a granule and end at one. The boot ROM's memset takes as long to begin as this
 * takes for most objects.
 */
static void clear_small(void *block, size_t size) {
    uint64_t *word = block;
    for (size_t granules = (size + TSP_GRANULE - 1u) / TSP_GRANULE; granules > 0; granules--) {
        *word++ = 0;
        *word++ = 0;
    }
}

void *tsp_new_sized(const struct tsp_shape *shape, size_t size) {
    struct tsp_object *object = tsp_new_unfilled(shape, size);
    if (object != NULL) {
        if (size <= TSP_SMALL_BLOCK) {
            clear_small(object, size);
        } else {
            memset(object, 0, size);
        }
        object->shape = shape;
    }
    return object;
}

void *tsp_new(const struct tsp_shape *shape) {
    return tsp_new_sized(shape, shape->size);
}

void tsp_heap_get_stats(struct tsp_heap_stats *out) {
    tsp_runs_give_back();
    out->size = tsp_arena_size();
    out->used = tsp_pages.used;
    out->peak = tsp_pages.peak;
    out->objects = tsp_pages.objects;
    out->collections = collections;
}

#ifdef TSP_TEST
void tsp_heap_fail_at(uint32_t n) {
    fail_countdown = n;
}

uint32_t tsp_heap_allocations(void) {
    return allocations;
}
#endif
