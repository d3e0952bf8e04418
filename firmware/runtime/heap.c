/* Mark and sweep: when to collect, and what an allocation does when there is no room. Blocks and pages are heap_pages.c's. */
#include "runtime/heap_internal.h"
#include "runtime/heap_pages.h"

static uint32_t collections;
/* Bytes allocated since the last collection: those that may hold references, and those of large blocks that hold none. */
static size_t new_references;
static size_t new_bytes;
#ifdef TSP_TEST
static uint32_t fail_countdown;
#endif

void tsp_heap_init(const struct tsp_global_roots *roots) {
    tsp_pages_init();
    tsp_roots_init(roots);
    collections = 0;
    new_references = new_bytes = 0;
#ifdef TSP_TEST
    fail_countdown = 0;
#endif
}

static void collect(bool scan_stack) {
    tsp_pages_sweep();
    tsp_heap_mark(scan_stack);
    tsp_pages_end_marking();
    collections++;
    new_references = new_bytes = 0;
}

void tsp_collect(void) {
    collect(false);
    tsp_pages_sweep();
}

void tsp_heap_turn_end(void) {
    /* Often enough that a turn seldom has to collect in its midst, seldom enough that a request does not feel it. */
    if (new_references + new_bytes > TSP_ARENA_SIZE / 2u || new_references > TSP_HEAP_REFERENCES / 2u) {
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

static void *allocate(size_t size, bool bytes) {
    if (size > TSP_ARENA_SIZE || asked_to_fail()) {
        return NULL;
    }
#ifdef TSP_GC_STRESS
    collect(true);
#endif
    void *block = tsp_pages_allocate(size, bytes);
    if (block == NULL) {
        collect(true);
        block = tsp_pages_allocate(size, bytes);
    }
    return block;
}

void *tsp_new_unfilled(const struct tsp_shape *shape, size_t size) {
    bool bytes = size > TSP_SMALL_BLOCK && holds_bytes(shape);
    struct tsp_object *object = allocate(size, bytes);
    if (object == NULL) {
        tsp_throw_out_of_memory();
        return NULL;
    }
    *(bytes ? &new_bytes : &new_references) += size;
    object->shape = shape;
    return object;
}

/* Blocks begin at a granule and end at one. The boot ROM's memset takes as long to begin as this takes for most objects. */
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
    tsp_pages_get_stats(out);
    out->collections = collections;
}

#ifdef TSP_TEST
void tsp_heap_fail_at(uint32_t n) {
    fail_countdown = n;
}
#endif
