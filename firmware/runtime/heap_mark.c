/* Marking: a depth-first walk with a mark stack of fixed size; where it is too short, pages are walked again. */
#include "runtime/heap_internal.h"
#include "runtime/heap_pages.h"

#define MARK_STACK_SIZE 128u
/* Elements of a long array that are marked before what they refer to is walked. */
#define ELEMENTS_STEP 32u

struct mark_entry {
    struct tsp_object *object;
    uint32_t next; /* elements blocks: the value to go on with */
};
static struct mark_entry mark_stack[MARK_STACK_SIZE];
static unsigned mark_depth;
static bool mark_overflowed;
static uint32_t page_overflow[(TSP_PAGE_COUNT + 31u) / 32u]; /* pages with marked blocks that did not fit on the mark stack */

const struct tsp_shape tsp_elements_shape = {.name = "", .size = sizeof(struct tsp_elements), .kind = TSP_KIND_NATIVE};
const struct tsp_shape tsp_cell_shape = {
    .name = "",
    .size = sizeof(struct tsp_cell),
    .kind = TSP_KIND_CELL,
    .slot_count = 1,
    .slots = (const struct tsp_slot[]){{offsetof(struct tsp_cell, value), TSP_SLOT_VALUE}},
};

static bool is_leaf(const struct tsp_object *object) {
    const struct tsp_shape *shape = object->shape;
    for (; shape != NULL; shape = shape->parent) {
        if (shape->slot_count != 0 || shape->trace != NULL || shape == &tsp_elements_shape) {
            return false;
        }
    }
    return true;
}

static void push(struct tsp_object *object, uint32_t next) {
    if (mark_depth == MARK_STACK_SIZE) {
        size_t page = tsp_page_of(object);
        page_overflow[page / 32u] |= 1u << (page % 32u);
        mark_overflowed = true;
        return;
    }
    mark_stack[mark_depth].object = object;
    mark_stack[mark_depth].next = next;
    mark_depth++;
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
    uint32_t bit = 1u << granule;
    if ((tsp_page_starts[page] & bit) == 0 || (tsp_page_marks[page] & bit) != 0) {
        return;
    }
    tsp_page_marks[page] |= bit;
    struct tsp_object *object = tsp_page_block(page, granule);
    if (!is_leaf(object)) {
        push(object, 0);
    }
}

void tsp_mark_object(const void *object) {
    tsp_mark_address((uintptr_t)object);
}

void tsp_mark_value(tsp_value value) {
    if (value >= TSP_TAG_STRING) {
        tsp_mark_address((uintptr_t)(value & TSP_PAYLOAD_MASK));
    }
}

static void walk_elements(struct tsp_elements *elements, uint32_t next) {
    uint32_t end = elements->count - next > ELEMENTS_STEP ? next + ELEMENTS_STEP : elements->count;
    if (end < elements->count) {
        push(&elements->header, end);
    }
    for (; next < end; next++) {
        tsp_mark_value(elements->values[next]);
    }
}

static void walk(struct tsp_object *object, uint32_t next) {
    for (const struct tsp_shape *shape = object->shape; shape != NULL; shape = shape->parent) {
        for (unsigned i = 0; i < shape->slot_count; i++) {
            const void *slot = (const uint8_t *)object + shape->slots[i].offset;
            if (shape->slots[i].kind == TSP_SLOT_VALUE) {
                tsp_mark_value(*(const tsp_value *)slot);
            } else {
                tsp_mark_object(*(const void *const *)slot);
            }
        }
        if (shape->trace != NULL) {
            shape->trace(object);
        }
    }
    if (object->shape == &tsp_elements_shape) {
        walk_elements((struct tsp_elements *)object, next);
    }
}

void tsp_mark_drain(void) {
    while (mark_depth > 0) {
        struct mark_entry entry = mark_stack[--mark_depth];
        walk(entry.object, entry.next);
    }
}

/* Walks again the marked blocks of the pages where the mark stack was too short. */
static void drain_overflow(void) {
    while (mark_overflowed) {
        mark_overflowed = false;
        for (size_t page = 0; page < TSP_PAGE_COUNT; page++) {
            uint32_t bit = 1u << (page % 32u);
            if ((page_overflow[page / 32u] & bit) == 0) {
                continue;
            }
            page_overflow[page / 32u] &= ~bit;
            for (uint32_t left = tsp_page_marks[page]; left != 0; left &= left - 1u) {
                push(tsp_page_block(page, tsp_lowest_bit(left)), 0);
                tsp_mark_drain();
            }
        }
    }
}

void tsp_heap_mark(bool scan_stack) {
    memset(page_overflow, 0, sizeof page_overflow);
    mark_overflowed = false;
    mark_depth = 0;
    tsp_roots_mark();
    tsp_mark_drain();
    if (scan_stack) {
        tsp_stack_mark();
        tsp_mark_drain();
    }
    drain_overflow();
}
