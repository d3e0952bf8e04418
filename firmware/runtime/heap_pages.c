/*
 * Pages and small blocks of the script heap. Pages are swept when an allocation comes to them,
 * which keeps the pause to the marking.
 */
#include "runtime/heap_pages.h"

#include "runtime/assert.h"

#ifndef TSP_HEAP_SIZE
#define TSP_HEAP_SIZE (128u * 1024u)
#endif

const uint8_t tsp_class_granules[TSP_SIZE_CLASSES] = {1, 2, 3, 4, 5, 6, 8, 10, 16};
const uint16_t tsp_class_reciprocal[TSP_SIZE_CLASSES] = {256, 128, 86, 64, 52, 43, 32, 26, 16};
/* First granules of the blocks of a page. */
static const uint32_t class_slots[TSP_SIZE_CLASSES] = {
    0xFFFFFFFFu, 0x55555555u, 0x09249249u, 0x11111111u, 0x02108421u, 0x01041041u, 0x01010101u, 0x00100401u,
    0x00010001u};
const uint8_t tsp_class_of_granules[TSP_SMALL_BLOCK / TSP_GRANULE + 1u] = {0, 0, 1, 2, 3, 4, 5, 6, 6,
                                                                           7, 7, 8, 8, 8, 8, 8, 8};

struct tsp_pages tsp_pages;
struct tsp_run tsp_runs[TSP_SIZE_CLASSES];
/* pages below it have no free block of the class */
static uint16_t class_cursor[TSP_SIZE_CLASSES];
static uint16_t class_end[TSP_SIZE_CLASSES]; /* no page from here on is of the class */
static bool closed;                          /* the two above say that there is no room */

_Static_assert(TSP_PAGE_SIZE + TSP_PAGE_TABLES == 553, "cmake/heap.cmake and compiler/report/heap.ts know it");

#define MOST_PAGES 65533u /* a page's number + 2 fits 16 bits */

#if defined(TSP_HEAP_LINKED)
/* cmake/heap.ld: what nobody else needs, or what was asked for. */
extern uint8_t __tsp_heap_start[];
extern uint8_t __tsp_heap_end[];
#define REGION_START __tsp_heap_start
#define REGION_SIZE ((size_t)((uintptr_t)__tsp_heap_end - (uintptr_t)__tsp_heap_start))
#else
_Static_assert(TSP_HEAP_SIZE >= TSP_PAGE_SIZE && TSP_HEAP_SIZE / TSP_PAGE_SIZE <= MOST_PAGES,
               "TSP_HEAP_SIZE must be between one page and 65533 pages");
static _Alignas(TSP_GRANULE) uint8_t region[TSP_HEAP_SIZE / TSP_PAGE_SIZE * (TSP_PAGE_SIZE + TSP_PAGE_TABLES)];
#define REGION_START region
#define REGION_SIZE sizeof region
#endif

void tsp_pages_init(void) {
    size_t count = REGION_SIZE / (TSP_PAGE_SIZE + TSP_PAGE_TABLES);
    count = count > MOST_PAGES ? MOST_PAGES : count;
    memset(&tsp_pages, 0, sizeof tsp_pages);
    tsp_pages.count = tsp_pages.free_end = count;
    tsp_pages.arena = REGION_START;
    TSP_UNPOISON(tsp_pages.arena, count * TSP_PAGE_SIZE);
    tsp_pages.end = tsp_pages.arena + count * TSP_PAGE_SIZE;
    /* The larger the entries, the earlier their table, so that each is aligned. */
    tsp_pages.marks = (union tsp_marks *)(void *)tsp_pages.end;
    tsp_pages.starts = (uint32_t *)(void *)(tsp_pages.marks + count);
    tsp_pages.span = (uint16_t *)(void *)(tsp_pages.starts + count);
    tsp_pages.todo = tsp_pages.span + count;
    tsp_pages.kind = (uint8_t *)(tsp_pages.todo + count);
    memset(tsp_pages.kind, TSP_PAGE_FREE, count);
    memset(tsp_pages.starts, 0, count * sizeof *tsp_pages.starts);
    memset(tsp_pages.todo, 0, count * sizeof *tsp_pages.todo);
    memset(class_cursor, 0, sizeof class_cursor);
    memset(class_end, 0, sizeof class_end);
    closed = false;
    memset(tsp_runs, 0, sizeof tsp_runs);
    TSP_POISON(tsp_pages.arena, count * TSP_PAGE_SIZE);
}

/// Sweeping ///

/* For TSP_ASSERT, of which most builds compile nothing. */
__attribute__((unused)) static bool holds_blocks(size_t page) {
    return tsp_pages.kind[page] < TSP_SIZE_CLASSES || tsp_pages.kind[page] == TSP_PAGE_SPAN;
}

/* Granules of a page at which its blocks can begin. */
__attribute__((unused)) static uint32_t slots_of(size_t page) {
    return tsp_pages.kind[page] < TSP_SIZE_CLASSES ? class_slots[tsp_pages.kind[page]] : 1u;
}

static void finalize(struct tsp_object *object) {
    for (const struct tsp_shape *shape = object->shape; shape != NULL; shape = shape->parent) {
        if (shape->finalize != NULL) {
            shape->finalize(object);
        }
    }
}

void tsp_page_release(size_t page) {
    TSP_ASSERT(tsp_pages.starts[page] == 0 && holds_blocks(page));
    size_t count = tsp_pages.kind[page] < TSP_SIZE_CLASSES ? 1u : tsp_pages.span[page];
    memset(&tsp_pages.kind[page], TSP_PAGE_FREE, count);
    if (page < tsp_pages.first_free) {
        tsp_pages.first_free = page;
    }
    if (page + count > tsp_pages.free_end) {
        tsp_pages.free_end = page + count;
    }
}

static void sweep_page(size_t page) {
    tsp_pages.todo[page] = 0;
    tsp_pages.unswept--;
    TSP_ASSERT(holds_blocks(page) && (tsp_pages.starts[page] & ~slots_of(page)) == 0);
    /* A mark where no block begins: something refers to the middle of one, or to a dead one. */
    TSP_ASSERT((tsp_heap_marks(page) & ~tsp_pages.starts[page]) == 0);
    uint32_t dead = tsp_pages.starts[page] & ~tsp_heap_marks(page);
    if (dead == 0) {
        return;
    }
    size_t size = tsp_page_block_size(page);
    size_t count = 0;
    struct tsp_object *object = tsp_page_block(page, 0);
    /* Shifts, because the Cortex-M0+ has no instruction that finds a bit. */
    for (uint32_t left = dead; left != 0; left >>= 1) {
        if ((left & 1u) != 0) {
            finalize(object);
            TSP_POISON(object, size);
            count++;
        }
        object = (struct tsp_object *)(void *)((uint8_t *)object + TSP_GRANULE);
    }
    TSP_ASSERT(tsp_pages.objects >= count && tsp_pages.used >= count * size);
    tsp_pages.objects -= count;
    tsp_pages.used -= count * size;
    tsp_pages.starts[page] ^= dead;
    if (tsp_pages.starts[page] == 0) {
        tsp_page_release(page);
    }
}

void tsp_pages_sweep(void) {
    for (size_t page = 0; tsp_pages.unswept > 0; page++) {
        TSP_ASSERT(page < tsp_pages.count);
        if (tsp_pages.todo[page] != 0) {
            sweep_page(page);
        }
    }
}

void tsp_pages_close(void) {
    tsp_runs_give_back();
    closed = true;
    memset(class_end, 0, sizeof class_end);
    tsp_pages.first_free = tsp_pages.count;
    tsp_pages.free_end = 0;
}

void tsp_pages_end_marking(void) {
    if (closed) {
        closed = false;
        tsp_pages.free_end = tsp_pages.count;
        for (size_t i = 0; i < TSP_SIZE_CLASSES; i++) {
            class_end[i] = (uint16_t)tsp_pages.count;
        }
    }
    for (size_t page = 0; page < tsp_pages.count; page++) {
        /* No page waits to be walked, and no page is in the list twice. */
        TSP_ASSERT(tsp_pages.todo[page] == 0);
        bool has_blocks = tsp_pages.starts[page] != 0;
        tsp_pages.todo[page] = has_blocks;
        tsp_pages.unswept += has_blocks;
    }
    tsp_pages.first_free = 0;
    memset(class_cursor, 0, sizeof class_cursor);
    if (TSP_SWEEPS_AT_ONCE) {
        tsp_pages_sweep();
    }
}

void tsp_pages_free(void *block) {
    size_t page = tsp_page_of(block);
    TSP_ASSERT(tsp_in_arena((uintptr_t)block) && tsp_page_block(page, tsp_granule_of(block)) == block);
    if (tsp_pages.todo[page] != 0) {
        sweep_page(page); /* which finds it alive, or frees it */
    }
    uint32_t start = 1u << tsp_granule_of(block);
    if ((tsp_pages.starts[page] & start) == 0) {
        return;
    }
    size_t size = tsp_page_block_size(page);
    TSP_POISON(block, size);
    tsp_pages.objects--;
    tsp_pages.used -= size;
    tsp_pages.starts[page] ^= start;
    if (tsp_pages.starts[page] == 0) {
        tsp_page_release(page);
    } else if (page < class_cursor[tsp_pages.kind[page]]) {
        class_cursor[tsp_pages.kind[page]] = (uint16_t)page;
    }
}

/// Allocating ///

void *tsp_page_take(size_t page, unsigned granule, size_t size) {
    /* A place of the page that nobody has. */
    TSP_ASSERT((slots_of(page) >> granule & 1u) != 0 && holds_blocks(page));
    TSP_ASSERT((tsp_pages.starts[page] >> granule & 1u) == 0);
    tsp_pages.starts[page] |= 1u << granule;
    tsp_pages.objects++;
    tsp_pages.used += size;
    tsp_pages.fresh += size;
    if (tsp_pages.used > tsp_pages.peak) {
        tsp_pages.peak = tsp_pages.used;
    }
    void *block = tsp_page_block(page, granule);
    TSP_UNPOISON(block, size);
    return block;
}

/*
 * By a product that has another top for each bit, because the Cortex-M0+ has no instruction that
 * finds one.
 */
static unsigned lowest_bit(uint32_t bits) {
    static const uint8_t of_top[32] = {0,  1,  28, 2,  29, 14, 24, 3, 30, 22, 20, 15, 25, 17, 4,  8,
                                       31, 27, 13, 23, 21, 19, 16, 7, 26, 12, 18, 6,  11, 5,  10, 9};
    return of_top[(bits & (0u - bits)) * 0x077CB531u >> 27];
}

/* The run becomes the first free blocks of the page that adjoin; false when it has none. */
static bool set_aside(size_t page, unsigned class_index) {
    uint32_t free_slots = class_slots[class_index] & ~tsp_pages.starts[page];
    if (free_slots == 0) {
        return false;
    }
    unsigned first = lowest_bit(free_slots);
    unsigned granules = tsp_class_granules[class_index];
    uint32_t taken = 0;
    size_t count = 0;
    for (uint32_t slot = 1u << first; (slot & free_slots) != 0; slot <<= granules) {
        taken |= slot;
        count++;
    }
    size_t size = count * granules * TSP_GRANULE;
    tsp_pages.starts[page] |= taken;
    tsp_pages.objects += count;
    tsp_pages.used += size;
    tsp_pages.fresh += size;
    if (tsp_pages.used > tsp_pages.peak) {
        tsp_pages.peak = tsp_pages.used;
    }
    struct tsp_run *run = &tsp_runs[class_index];
    TSP_ASSERT(run->next == run->end); /* or the rest of it would be lost */
    run->next = (uint8_t *)tsp_page_block(page, first);
    run->end = run->next + size;
    return true;
}

static void give_back(struct tsp_run *run, size_t size) {
    if (run->next == run->end) {
        return;
    }
    size_t page = tsp_page_of(run->next);
    for (; run->next != run->end; run->next += size) {
        TSP_ASSERT((tsp_pages.starts[page] >> tsp_granule_of(run->next) & 1u) != 0);
        TSP_ASSERT(tsp_page_block_size(page) == size);
        tsp_pages.starts[page] ^= 1u << tsp_granule_of(run->next);
        tsp_pages.objects--;
        tsp_pages.used -= size;
        tsp_pages.fresh -= size;
    }
    if (tsp_pages.starts[page] == 0) {
        tsp_page_release(page);
    }
}

void tsp_runs_give_back(void) {
    for (unsigned i = 0; i < TSP_SIZE_CLASSES; i++) {
        give_back(&tsp_runs[i], (size_t)tsp_class_granules[i] * TSP_GRANULE);
    }
}

/* A free page becomes one of the class. */
static void take_free_page(size_t page, unsigned class_index) {
    TSP_ASSERT(tsp_pages.kind[page] == TSP_PAGE_FREE);
    tsp_pages.kind[page] = (uint8_t)class_index;
    tsp_pages.starts[page] = 0;
    if (page >= class_end[class_index]) {
        class_end[class_index] = (uint16_t)(page + 1u);
    }
    tsp_pages.first_free = page + 1u; /* the search that found it began at the first free one */
}

/*
 * Looks at the class's own pages from its cursor on, or, with `fresh`, for a free page from the
 * lowest on.
 */
static bool find_run(unsigned class_index, bool fresh) {
    size_t end = fresh ? tsp_pages.count : class_end[class_index];
    for (size_t page = fresh ? tsp_pages.first_free : class_cursor[class_index]; page < end; page++) {
        if (!fresh && tsp_pages.kind[page] != class_index) {
            continue;
        }
        if (tsp_pages.todo[page] != 0) {
            sweep_page(page); /* which may free the page */
        }
        bool is_free = tsp_pages.kind[page] == TSP_PAGE_FREE;
        if (!fresh && is_free) {
            class_cursor[class_index] = (uint16_t)page;
            return false; /* and the others need no sweeping yet */
        }
        if (is_free) {
            take_free_page(page, class_index);
        }
        if (tsp_pages.kind[page] == class_index && set_aside(page, class_index)) {
            class_cursor[class_index] = (uint16_t)page;
            return true;
        }
    }
    class_cursor[class_index] = class_end[class_index];
    return false;
}

void *tsp_pages_allocate(size_t size) {
    if (size > TSP_SMALL_BLOCK) {
        return tsp_span_allocate((size + TSP_PAGE_SIZE - 1u) / TSP_PAGE_SIZE);
    }
    void *block = tsp_run_take(size);
    if (block == NULL) {
        unsigned class_index = tsp_class_of_granules[(size + TSP_GRANULE - 1u) / TSP_GRANULE];
        block = find_run(class_index, false) || find_run(class_index, true) ? tsp_run_take(size) : NULL;
    }
    return block;
}
