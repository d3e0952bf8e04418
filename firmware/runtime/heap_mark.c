/*
 * Marking: a depth-first walk with a mark stack of fixed size; where it is too short, pages are walked again.
 *
 * A collection's pause is this, so it is made for the Cortex-M0+, which has no bit instructions: a byte per granule holds the mark, and
 * references between objects, which point at the start of a live block, are followed without looking at pages (heap_walk.h).
 * docs/decisions/014-collector-pause.md has the measurements.
 */
#include "runtime/heap_internal.h"
#include "runtime/heap_pages.h"
#include "runtime/heap_walk.h"
#include "runtime/string_internal.h"

#define MARK_STACK_SIZE 128u
#define LONG_STACK_SIZE 16u
/* Elements of an array that are marked before what they refer to is walked. */
#define ELEMENTS_STEP 32u
#define GRANULE_COUNT (TSP_ARENA_SIZE / TSP_GRANULE)

/* 1 where a marked block begins. Words of four, so that tsp_heap_marks() can read it fast. */
static union {
    uint8_t granules[GRANULE_COUNT];
    uint32_t words[GRANULE_COUNT / 4u];
} marked;

/* Marked and not walked yet. */
static struct tsp_object *mark_stack[MARK_STACK_SIZE];
static struct tsp_walk walk;
/* The same for the storage of arrays, which is walked in steps, so that a long array needs no room on the mark stack. */
static struct long_entry {
    struct tsp_elements *elements;
    uint32_t next;
} long_stack[LONG_STACK_SIZE];
static unsigned long_depth;

static bool mark_overflowed;
static uint32_t page_overflow[(TSP_PAGE_COUNT + 31u) / 32u]; /* pages with marked blocks that did not fit on a stack */

static void trace_elements(struct tsp_object *object);

const struct tsp_shape tsp_elements_shape = {
    .name = "", .size = sizeof(struct tsp_elements), .kind = TSP_KIND_NATIVE, .trace = trace_elements};
const struct tsp_shape tsp_cell_shape = {
    .name = "",
    .size = sizeof(struct tsp_cell),
    .kind = TSP_KIND_CELL,
    .slot_count = 1,
    .slots = (const struct tsp_slot[]){{offsetof(struct tsp_cell, value), TSP_SLOT_VALUE}},
};

static void overflow(const struct tsp_object *object) {
    size_t page = tsp_page_of(object);
    page_overflow[page / 32u] |= 1u << (page % 32u);
    mark_overflowed = true;
}

/* Marks the object that begins at `address`, if it lies in the arena. */
static inline void reach(uintptr_t address) {
    uintptr_t offset = address - (uintptr_t)tsp_arena;
    if (offset >= sizeof tsp_arena || marked.granules[offset / TSP_GRANULE] != 0) {
        return;
    }
    marked.granules[offset / TSP_GRANULE] = 1;
    if (walk.top == walk.limit) {
        overflow((const struct tsp_object *)address);
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

void tsp_mark_address(uintptr_t address) {
    uintptr_t offset = address - (uintptr_t)tsp_arena;
    if (offset >= sizeof tsp_arena) {
        return;
    }
    size_t page = (size_t)offset / TSP_PAGE_SIZE;
    unsigned granule = (unsigned)(offset / TSP_GRANULE) % TSP_PAGE_GRANULES;
    uint8_t kind = tsp_page_kind[page];
    if (kind < TSP_SIZE_CLASSES) {
        granule = ((granule * tsp_class_reciprocal[kind]) >> 8) * tsp_class_granules[kind];
    } else if (kind == TSP_PAGE_FREE) {
        return;
    } else {
        if (kind == TSP_PAGE_SPAN_TAIL) {
            page -= tsp_page_span[page];
        }
        granule = 0;
    }
    if ((tsp_page_starts[page] >> granule & 1u) != 0) {
        reach((uintptr_t)tsp_page_block(page, granule));
    }
}

void tsp_mark_object(const void *object) {
    tsp_mark_address((uintptr_t)object);
}

void tsp_mark_value(tsp_value value) {
    if (is_reference(value)) {
        tsp_mark_address(reference_of(value));
    }
}

static void trace_elements(struct tsp_object *object) {
    if (long_depth == LONG_STACK_SIZE) {
        overflow(object);
        return;
    }
    long_stack[long_depth].elements = (struct tsp_elements *)object;
    long_stack[long_depth].next = 0;
    long_depth++;
}

/* Marks what the next values of the topmost array refer to. */
static void walk_elements(void) {
    struct long_entry *entry = &long_stack[long_depth - 1u];
    const tsp_value *value = entry->elements->values + entry->next;
    uint32_t left = entry->elements->count - entry->next;
    if (left > ELEMENTS_STEP) {
        left = ELEMENTS_STEP;
        entry->next += ELEMENTS_STEP;
    } else {
        long_depth--;
    }
    for (const tsp_value *end = value + left; value != end; value++) {
        if (is_reference(*value)) {
            reach(reference_of(*value));
        }
    }
}

/* Does what the walk stopped for, unless the stack is empty. */
static void do_rare(uint32_t reason) {
    if (reason == TSP_WALK_FULL) {
        overflow((const struct tsp_object *)walk.address);
    } else if (reason == TSP_WALK_TRACE) {
        walk.shape->trace(walk.object);
        walk.shape = walk.shape->parent;
        if (walk.shape == NULL) {
            walk.object = NULL;
        } else {
            walk.slot = walk.shape->slots;
            walk.end = walk.slot + walk.shape->slot_count;
        }
    } else {
        uintptr_t address = *(const uintptr_t *)(const void *)((const uint8_t *)walk.object + walk.slot[-1].offset);
        if (reason == TSP_WALK_INTERIOR) {
            tsp_mark_address(address);
        } else if (tsp_string_is_rope((const struct tsp_string *)walk.object)) {
            reach(address);
        }
    }
}

void tsp_mark_drain(void) {
    for (;;) {
        uint32_t reason = tsp_walk(&walk);
        if (reason != TSP_WALK_EMPTY) {
            do_rare(reason);
        } else if (long_depth > 0) {
            walk_elements();
        } else {
            return;
        }
    }
}

/* Walks again the marked blocks of the pages where a stack was too short. */
static void drain_overflow(void) {
    while (mark_overflowed) {
        mark_overflowed = false;
        for (size_t page = 0; page < TSP_PAGE_COUNT; page++) {
            uint32_t bit = 1u << (page % 32u);
            if ((page_overflow[page / 32u] & bit) == 0) {
                continue;
            }
            page_overflow[page / 32u] &= ~bit;
            for (unsigned granule = 0; granule < TSP_PAGE_GRANULES; granule++) {
                if (marked.granules[page * TSP_PAGE_GRANULES + granule] != 0) {
                    *walk.top++ = tsp_page_block(page, granule);
                    tsp_mark_drain();
                }
            }
        }
    }
}

void tsp_heap_mark(bool scan_stack) {
    memset(&marked, 0, sizeof marked);
    memset(page_overflow, 0, sizeof page_overflow);
    mark_overflowed = false;
    walk.top = walk.bottom = mark_stack;
    walk.limit = mark_stack + MARK_STACK_SIZE;
    walk.marks = (uintptr_t)marked.granules - (uintptr_t)tsp_arena / TSP_GRANULE;
    walk.object = NULL;
    long_depth = 0;
    tsp_roots_mark();
    tsp_mark_drain();
    if (scan_stack) {
        tsp_stack_mark();
        tsp_mark_drain();
    }
    drain_overflow();
}

uint32_t tsp_heap_marks(size_t page) {
    if (tsp_page_starts[page] == 1u) {
        return marked.granules[page * TSP_PAGE_GRANULES]; /* a span, or one small block */
    }
    const uint32_t *word = &marked.words[page * (TSP_PAGE_GRANULES / 4u)];
    uint32_t marks = 0;
    for (unsigned shift = 0; shift < TSP_PAGE_GRANULES; shift += 4u) {
        /* Four bytes of 0 or 1, gathered in the top four bits: the host and the boards are little-endian. */
        marks |= (*word++ * 0x10204080u >> 28) << shift;
    }
    return marks;
}
