/* Pages and blocks of the script heap: allocating and sweeping. Pages are swept when an allocation comes to them, which keeps the pause to the marking. */
#include "runtime/heap_pages.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(address, size) ASAN_POISON_MEMORY_REGION(address, size)
#define UNPOISON(address, size) ASAN_UNPOISON_MEMORY_REGION(address, size)
#else
#define POISON(address, size) ((void)(address), (void)(size))
#define UNPOISON(address, size) ((void)(address), (void)(size))
#endif

const uint8_t tsp_class_granules[TSP_SIZE_CLASSES] = {1, 2, 3, 4, 5, 6, 8, 10, 16};
const uint16_t tsp_class_reciprocal[TSP_SIZE_CLASSES] = {256, 128, 86, 64, 52, 43, 32, 26, 16};
/* First granules of the blocks of a page. */
static const uint32_t class_slots[TSP_SIZE_CLASSES] = {
    0xFFFFFFFFu, 0x55555555u, 0x09249249u, 0x11111111u, 0x02108421u, 0x01041041u, 0x01010101u, 0x00100401u,
    0x00010001u};
static const uint8_t granules_to_class[17] = {0, 0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 8, 8, 8, 8};

_Alignas(16) uint8_t tsp_arena[TSP_ARENA_SIZE];
uint8_t tsp_page_kind[TSP_PAGE_COUNT];
uint16_t tsp_page_span[TSP_PAGE_COUNT];
uint32_t tsp_page_starts[TSP_PAGE_COUNT];
static uint8_t page_unswept[TSP_PAGE_COUNT];        /* the marks of the last collection are not applied yet */
static size_t unswept_pages;
static size_t reference_pages;                      /* pages that may hold references */
static size_t first_free;                           /* no page below it is free, but for unswept ones */
static size_t free_end;                             /* nor one from here on */
static uint16_t class_cursor[TSP_SIZE_CLASSES];     /* pages below it have no free block of the class */
static uint16_t class_end[TSP_SIZE_CLASSES];        /* no page from here on is of the class */

static size_t used;
static size_t peak;
static size_t objects;

void tsp_pages_init(void) {
    UNPOISON(tsp_arena, sizeof tsp_arena);
    memset(tsp_page_kind, TSP_PAGE_FREE, sizeof tsp_page_kind);
    memset(tsp_page_starts, 0, sizeof tsp_page_starts);
    memset(page_unswept, 0, sizeof page_unswept);
    memset(class_cursor, 0, sizeof class_cursor);
    memset(class_end, 0, sizeof class_end);
    used = peak = objects = reference_pages = unswept_pages = first_free = 0;
    free_end = TSP_PAGE_COUNT;
    POISON(tsp_arena, sizeof tsp_arena);
}

void tsp_pages_get_stats(struct tsp_heap_stats *stats) {
    stats->size = sizeof tsp_arena;
    stats->used = used;
    stats->peak = peak;
    stats->objects = objects;
}

/// Sweeping ///

static size_t block_size(size_t page) {
    return tsp_page_kind[page] < TSP_SIZE_CLASSES ? (size_t)tsp_class_granules[tsp_page_kind[page]] * TSP_GRANULE
                                                  : (size_t)tsp_page_span[page] * TSP_PAGE_SIZE;
}

static void finalize(struct tsp_object *object) {
    for (const struct tsp_shape *shape = object->shape; shape != NULL; shape = shape->parent) {
        if (shape->finalize != NULL) {
            shape->finalize(object);
        }
    }
}

/* The page, or the span that begins there, holds no block any more. */
static void free_pages(size_t page) {
    size_t count = tsp_page_kind[page] < TSP_SIZE_CLASSES ? 1u : tsp_page_span[page];
    if (tsp_page_kind[page] != TSP_PAGE_SPAN_OF_BYTES) {
        reference_pages -= count;
    }
    memset(&tsp_page_kind[page], TSP_PAGE_FREE, count);
    if (page < first_free) {
        first_free = page;
    }
    if (page + count > free_end) {
        free_end = page + count;
    }
}

static bool has_room_for_references(size_t pages) {
    return (reference_pages + pages) * TSP_PAGE_SIZE <= TSP_HEAP_REFERENCES;
}

static void sweep_page(size_t page) {
    page_unswept[page] = 0;
    unswept_pages--;
    uint32_t dead = tsp_page_starts[page] & ~tsp_heap_marks(page);
    if (dead == 0) {
        return;
    }
    size_t size = block_size(page);
    size_t count = 0;
    struct tsp_object *object = tsp_page_block(page, 0);
    /* Shifts, because the Cortex-M0+ has no instruction that finds a bit. */
    for (uint32_t left = dead; left != 0; left >>= 1) {
        if ((left & 1u) != 0) {
            finalize(object);
            POISON(object, size);
            count++;
        }
        object = (struct tsp_object *)(void *)((uint8_t *)object + TSP_GRANULE);
    }
    objects -= count;
    used -= count * size;
    tsp_page_starts[page] ^= dead;
    if (tsp_page_starts[page] == 0) {
        free_pages(page);
    }
}

void tsp_pages_sweep(void) {
    for (size_t page = 0; unswept_pages > 0; page++) {
        if (page_unswept[page]) {
            sweep_page(page);
        }
    }
}

void tsp_pages_end_marking(void) {
    for (size_t page = 0; page < TSP_PAGE_COUNT; page++) {
        page_unswept[page] = tsp_page_starts[page] != 0;
        unswept_pages += page_unswept[page];
    }
    first_free = 0;
    memset(class_cursor, 0, sizeof class_cursor);
#if defined(__SANITIZE_ADDRESS__)
    tsp_pages_sweep(); /* poison at once what is dead */
#endif
}

/// Allocating ///

static void *take(size_t page, unsigned granule, size_t size) {
    tsp_page_starts[page] |= 1u << granule;
    objects++;
    used += size;
    if (used > peak) {
        peak = used;
    }
    void *block = tsp_page_block(page, granule);
    UNPOISON(block, size);
    return block;
}

/* By a product that has another top for each bit, because the Cortex-M0+ has no instruction that finds one. */
static unsigned lowest_bit(uint32_t bits) {
    static const uint8_t of_top[32] = {0,  1,  28, 2,  29, 14, 24, 3, 30, 22, 20, 15, 25, 17, 4,  8,
                                       31, 27, 13, 23, 21, 19, 16, 7, 26, 12, 18, 6,  11, 5,  10, 9};
    return of_top[(bits & (0u - bits)) * 0x077CB531u >> 27];
}

static void *allocate_in_page(size_t page, unsigned class_index) {
    uint32_t free_slots = class_slots[class_index] & ~tsp_page_starts[page];
    if (free_slots == 0) {
        return NULL;
    }
    return take(page, lowest_bit(free_slots), (size_t)tsp_class_granules[class_index] * TSP_GRANULE);
}

/* The first block of a free page, which becomes one of the class. */
static void *allocate_in_free_page(size_t page, unsigned class_index) {
    tsp_page_kind[page] = (uint8_t)class_index;
    tsp_page_starts[page] = 0;
    if (page >= class_end[class_index]) {
        class_end[class_index] = (uint16_t)(page + 1u);
    }
    reference_pages++;
    first_free = page + 1u; /* the search that found it began at the first free one */
    return allocate_in_page(page, class_index);
}

/* Looks at the class's own pages from its cursor on, or, with `fresh`, for a free page from the lowest on. */
static void *allocate_small(unsigned class_index, bool fresh) {
    size_t end = fresh ? TSP_PAGE_COUNT : class_end[class_index];
    for (size_t page = fresh ? first_free : class_cursor[class_index]; page < end; page++) {
        if (!fresh && tsp_page_kind[page] != class_index) {
            continue;
        }
        if (page_unswept[page]) {
            sweep_page(page); /* which may free the page */
        }
        if (!fresh && tsp_page_kind[page] == TSP_PAGE_FREE) {
            class_cursor[class_index] = (uint16_t)page;
            return NULL; /* and the others need no sweeping yet */
        }
        void *block = NULL;
        if (tsp_page_kind[page] == class_index) {
            block = allocate_in_page(page, class_index);
        } else if (fresh && tsp_page_kind[page] == TSP_PAGE_FREE && has_room_for_references(1)) {
            block = allocate_in_free_page(page, class_index);
        }
        if (block != NULL) {
            class_cursor[class_index] = (uint16_t)page;
            return block;
        }
    }
    class_cursor[class_index] = class_end[class_index];
    return NULL;
}

/* Spans come from the top, small blocks from the bottom, so that they fragment each other little. */
static void *allocate_span(size_t pages, bool bytes) {
    tsp_pages_sweep();
    if (!bytes && !has_room_for_references(pages)) {
        return NULL;
    }
    while (free_end > 0 && tsp_page_kind[free_end - 1u] != TSP_PAGE_FREE) {
        free_end--;
    }
    size_t run = 0;
    for (size_t page = free_end; page-- > 0;) {
        run = tsp_page_kind[page] == TSP_PAGE_FREE ? run + 1u : 0;
        if (run == pages) {
            tsp_page_kind[page] = bytes ? TSP_PAGE_SPAN_OF_BYTES : TSP_PAGE_SPAN;
            tsp_page_span[page] = (uint16_t)pages;
            tsp_page_starts[page] = 0;
            for (size_t i = 1; i < pages; i++) {
                tsp_page_kind[page + i] = TSP_PAGE_SPAN_TAIL;
                tsp_page_span[page + i] = (uint16_t)i;
                tsp_page_starts[page + i] = 0;
            }
            reference_pages += bytes ? 0 : pages;
            return take(page, 0, pages * TSP_PAGE_SIZE);
        }
    }
    return NULL;
}

void *tsp_pages_allocate(size_t size, bool bytes) {
    if (size > sizeof tsp_arena) {
        return NULL;
    }
    size_t granules = (size + TSP_GRANULE - 1u) / TSP_GRANULE;
    if (size > TSP_SMALL_BLOCK) {
        return allocate_span((size + TSP_PAGE_SIZE - 1u) / TSP_PAGE_SIZE, bytes);
    }
    unsigned class_index = granules_to_class[granules];
    size_t page = class_cursor[class_index];
    void *block = NULL;
    /* Most often the page of the last one has room for this one too. */
    if (page < class_end[class_index] && tsp_page_kind[page] == class_index && !page_unswept[page]) {
        block = allocate_in_page(page, class_index);
    }
    if (block == NULL) {
        block = allocate_small(class_index, false);
    }
    return block != NULL ? block : allocate_small(class_index, true);
}
