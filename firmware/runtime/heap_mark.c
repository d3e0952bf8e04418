/*
 * Marking: a depth-first walk with a mark stack of fixed size. An object that finds no room there
 * is marked as waiting, and its page joins a list: each object is walked once, so the time is
 * linear in the live heap whatever its shape.
 *
 * A collection's pause is this, so it is made for the Cortex-M0+, which has no bit instructions: a
 * byte per granule holds the mark, and references between objects, which point at the start of a
 * live block, are followed without looking at pages (heap_walk.h).
 */
#include "runtime/array.h"
#include "runtime/heap_pages.h"
#include "runtime/heap_walk.h"

#define MARK_STACK_SIZE 128u

/* Marked and not walked yet. */
static struct tsp_object *mark_stack[MARK_STACK_SIZE];
static struct tsp_walk walk;

/* heap_walk.c knows these by their kind; a trace function makes it look. */
static void trace_elements(struct tsp_object *object) {
    (void)object;
}

const struct tsp_shape tsp_elements_shape = {
    .name = "", .size = sizeof(struct tsp_elements), .kind = TSP_KIND_VALUES, .trace = trace_elements};
const struct tsp_shape tsp_pointers_shape = {
    .name = "", .size = sizeof(struct tsp_pointers), .kind = TSP_KIND_POINTERS, .trace = trace_elements};
const struct tsp_shape tsp_cell_shape = {
    .name = "",
    .size = sizeof(struct tsp_cell),
    .kind = TSP_KIND_CELL,
    .slot_count = 1,
    .slots = (const struct tsp_slot[]){{offsetof(struct tsp_cell, value), TSP_SLOT_VALUE}},
};

/* Marks the object that begins at `address`, if it lies in the arena. */
static inline void reach(uintptr_t address) {
    if (!tsp_in_arena(address)) {
        return;
    }
    uint8_t *mark = (uint8_t *)tsp_pages.marks + (address - (uintptr_t)tsp_pages.arena) / TSP_GRANULE;
    if (*mark != TSP_UNMARKED) {
        return;
    }
    *mark = TSP_MARKED;
    if (walk.top == walk.limit) {
        tsp_mark_let_wait(address);
    } else {
        *walk.top++ = (struct tsp_object *)address;
    }
}

static inline bool is_reference(tsp_value value) {
    return (uint32_t)(value >> 32) >= (uint32_t)(TSP_TAG_STRING >> 32);
}

static inline uintptr_t reference_of(tsp_value value) {
    return (uintptr_t)(value & TSP_PAYLOAD_MASK);
}

void *tsp_block_around(const void *address) {
    if (!tsp_in_arena((uintptr_t)address)) {
        return NULL;
    }
    size_t page = tsp_page_of(address);
    unsigned granule = tsp_granule_of(address);
    uint8_t kind = tsp_pages.kind[page];
    if (kind < TSP_SIZE_CLASSES) {
        granule = ((granule * tsp_class_reciprocal[kind]) >> 8) * tsp_class_granules[kind];
    } else if (kind == TSP_PAGE_FREE) {
        return NULL;
    } else {
        if (kind == TSP_PAGE_SPAN_TAIL) {
            page -= tsp_pages.span[page];
        }
        granule = 0;
    }
    return (tsp_pages.starts[page] >> granule & 1u) != 0 ? tsp_page_block(page, granule) : NULL;
}

void tsp_mark_address(uintptr_t address) {
    /* NULL lies in no arena. */
    reach((uintptr_t)tsp_block_around((const void *)address));
}

void tsp_mark_object(const void *object) {
    tsp_mark_address((uintptr_t)object);
}

void tsp_mark_value(tsp_value value) {
    if (is_reference(value)) {
        tsp_mark_address(reference_of(value));
    }
}

/* Walks until the mark stack is empty. */
static void drain_stack(void) {
    for (uint32_t reason = tsp_walk(&walk); reason != TSP_WALK_EMPTY; reason = tsp_walk(&walk)) {
        if (reason == TSP_WALK_SHIFTED) {
            tsp_mark_address((uintptr_t)((struct tsp_array *)walk.object)->elements);
            continue;
        }
        walk.shape->trace(walk.object);
        walk.shape = walk.shape->parent;
        if (walk.shape == NULL) {
            walk.object = NULL;
        } else {
            walk.slot = walk.shape->slots;
            walk.end = walk.shape->slot_count == 0 ? walk.slot : walk.slot + walk.shape->slot_count;
        }
    }
}

/*
 * Puts the objects of a page that wait on the mark stack, which is empty and has room for a page
 * full.
 */
static void push_waiting(size_t page) {
    for (unsigned word = 0; word < TSP_PAGE_GRANULES / 4u; word++) {
        if ((tsp_pages.marks[page].words[word] & 0x01010101u * TSP_WAITING) == 0) {
            continue;
        }
        for (unsigned granule = word * 4u; granule < word * 4u + 4u; granule++) {
            if (tsp_pages.marks[page].granules[granule] == TSP_WAITING) {
                tsp_pages.marks[page].granules[granule] = TSP_MARKED;
                *walk.top++ = tsp_page_block(page, granule);
            }
        }
    }
}
_Static_assert(MARK_STACK_SIZE > TSP_PAGE_GRANULES, "the objects of a page fit on the mark stack");

void tsp_mark_drain(void) {
    drain_stack();
    while (tsp_pages.waiting != TSP_LAST_PAGE) {
        size_t page = tsp_pages.waiting - TSP_NEXT_PAGE(0u);
        tsp_pages.waiting = tsp_pages.todo[page];
        tsp_pages.todo[page] = 0;
        push_waiting(page);
        drain_stack();
    }
}

void tsp_heap_mark(bool scan_stack) {
    memset(tsp_pages.marks, 0, tsp_pages.count * sizeof *tsp_pages.marks);
    tsp_pages.waiting = TSP_LAST_PAGE;
    walk.top = walk.bottom = mark_stack;
    walk.limit = mark_stack + MARK_STACK_SIZE;
    walk.marks = (uintptr_t)tsp_pages.marks - (uintptr_t)tsp_pages.arena / TSP_GRANULE;
    walk.object = NULL;
    tsp_roots_mark();
    tsp_mark_drain();
    if (scan_stack) {
        tsp_stack_mark();
        tsp_mark_drain();
    }
    while (tsp_weak_tables_mark()) {
        tsp_mark_drain();
    }
    tsp_weak_tables_visit();
}

bool tsp_heap_reached(const void *object) {
    return !tsp_in_arena((uintptr_t)object) ||
           tsp_pages.marks[tsp_page_of(object)].granules[tsp_granule_of(object)] != TSP_UNMARKED;
}

uint32_t tsp_heap_marks(size_t page) {
    if (tsp_pages.starts[page] == 1u) {
        return tsp_pages.marks[page].granules[0]; /* a span, or one small block */
    }
    const uint32_t *word = tsp_pages.marks[page].words;
    uint32_t marks = 0;
    for (unsigned shift = 0; shift < TSP_PAGE_GRANULES; shift += 4u) {
        /*
         * Four bytes of 0 or 1, gathered in the top four bits: the host and the boards are
         * little-endian.
         */
        marks |= (*word++ * 0x10204080u >> 28) << shift;
    }
    return marks;
}
