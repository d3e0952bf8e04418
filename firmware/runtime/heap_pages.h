/*
 * The pages of the script heap, for the parts of the collector (heap*.c) only.
 *
 * A page is 32 granules of 16 bytes. It holds blocks of one size class, or is part of a span of
 * pages that holds one large block. Any page can hold either. One word of start bits per page
 * describes all its blocks, so that sweeping a page is a few word operations.
 *
 * Arena and tables lie in one region, which a board's linker makes as large as what nobody else
 * needs. The tables are shared instead of wrapped in functions because the marker reads them for
 * every slot that it follows.
 */
#ifndef TSP_RUNTIME_HEAP_PAGES_H
#define TSP_RUNTIME_HEAP_PAGES_H

#include "runtime/heap_internal.h"

#if defined(__has_feature)
#define TSP_HAS_FEATURE(name) __has_feature(name)
#else
#define TSP_HAS_FEATURE(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || TSP_HAS_FEATURE(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define TSP_POISON(address, size) ASAN_POISON_MEMORY_REGION(address, size)
#define TSP_UNPOISON(address, size) ASAN_UNPOISON_MEMORY_REGION(address, size)
#define TSP_SWEEPS_AT_ONCE 1 /* so that what is dead is poisoned */
#define TSP_NO_ASAN __attribute__((no_sanitize("address")))
#else
#define TSP_NO_ASAN
#define TSP_POISON(address, size) ((void)(address), (void)(size))
#define TSP_UNPOISON(address, size) ((void)(address), (void)(size))
#define TSP_SWEEPS_AT_ONCE 0
#endif

#define TSP_GRANULE 16u
#define TSP_PAGE_GRANULES 32u
#define TSP_PAGE_SIZE (TSP_GRANULE * TSP_PAGE_GRANULES)
#define TSP_SMALL_BLOCK (16u * TSP_GRANULE) /* larger blocks are spans of pages */
#define TSP_SIZE_CLASSES 9u
/*
 * What the tables below take for each page; cmake/heap.cmake and compiler/report/heap.ts know the
 * sum of it and a page, 553.
 */
#define TSP_PAGE_TABLES (sizeof(uint32_t) + 2u * sizeof(uint16_t) + TSP_PAGE_GRANULES + 1u)

/* What a page holds: a size class below TSP_SIZE_CLASSES, or one of these. */
enum { TSP_PAGE_FREE = 0xFF, TSP_PAGE_SPAN = 0x20, TSP_PAGE_SPAN_TAIL = 0x22 };

/* heap_walk.c knows where the first four are. */
extern struct tsp_pages {
    uint8_t *arena; /* `count` pages */
    uint8_t *end;   /* of the arena */
    /*
     * While marking: the list of pages with blocks that are marked and not walked yet, 0 not in it,
     * 1 last, else the next page + 2. Afterwards: not 0 when the marks are not applied yet.
     */
    uint16_t *todo;
    uint32_t waiting; /* the first page of that list, in the same form */
    uint32_t *starts; /* of each page: granules where a block begins */
    uint16_t *span;   /* span: pages; tail: pages back to the head */
    uint8_t *kind;
    union tsp_marks {
        uint8_t granules[TSP_PAGE_GRANULES]; /* enum tsp_mark, where a block begins */
        uint32_t words[TSP_PAGE_GRANULES / 4u];
    } *marks;
    size_t count;
    size_t unswept;    /* pages whose marks are not applied yet */
    size_t first_free; /* no page below it is free, but for unswept ones */
    size_t free_end;   /* nor one from here on */
    size_t fresh;      /* bytes in blocks that were taken or set aside since the last collection */
    /* The last three words: a tool that looks at a board's memory finds them by the symbol. */
    size_t used; /* bytes */
    size_t peak;
    size_t objects;
} tsp_pages;

enum tsp_mark {
    TSP_UNMARKED,
    TSP_MARKED, /* and walked, or on the mark stack */
    /* marked, not walked yet, for want of room on the mark stack; the page is in the list */
    TSP_WAITING
};

/*
 * Granules of a block of each class, and the multiplier m with (g * m) >> 8 == g / granules for g <
 * 32.
 */
extern const uint8_t tsp_class_granules[TSP_SIZE_CLASSES];
extern const uint16_t tsp_class_reciprocal[TSP_SIZE_CLASSES];
extern const uint8_t tsp_class_of_granules[TSP_SMALL_BLOCK / TSP_GRANULE + 1u];

/*
 * Free blocks of each class that adjoin, set aside for what comes next, so that most allocations
 * take two words. To the tables they are in use; before a collection the rest goes back, because
 * what marks must not take them for objects.
 */
extern struct tsp_run {
    uint8_t *next;
    uint8_t *end;
} tsp_runs[TSP_SIZE_CLASSES];
void tsp_runs_give_back(void);

/* A block for a small object, or NULL when none is set aside. */
static inline void *tsp_run_take(size_t size) {
    unsigned class_index = tsp_class_of_granules[(size + TSP_GRANULE - 1u) / TSP_GRANULE];
    struct tsp_run *run = &tsp_runs[class_index];
    uint8_t *block = run->next;
    if (block == run->end) {
        return NULL;
    }
    size_t taken = (size_t)tsp_class_granules[class_index] * TSP_GRANULE;
    run->next = block + taken;
    TSP_UNPOISON(block, taken);
    return block;
}

static inline struct tsp_object *tsp_page_block(size_t page, unsigned granule) {
    return (struct tsp_object *)(void *)&tsp_pages.arena[page * TSP_PAGE_SIZE + granule * TSP_GRANULE];
}

static inline bool tsp_in_arena(uintptr_t address) {
    return address - (uintptr_t)tsp_pages.arena < (uintptr_t)tsp_pages.end - (uintptr_t)tsp_pages.arena;
}

static inline size_t tsp_arena_size(void) {
    return (size_t)(tsp_pages.end - tsp_pages.arena);
}

static inline size_t tsp_page_of(const void *object) {
    return (size_t)((const uint8_t *)object - tsp_pages.arena) / TSP_PAGE_SIZE;
}

static inline unsigned tsp_granule_of(const void *object) {
    return (unsigned)((size_t)((const uint8_t *)object - tsp_pages.arena) / TSP_GRANULE) % TSP_PAGE_GRANULES;
}

/* Bytes of each block of a page, or of the span that begins there. */
static inline size_t tsp_page_block_size(size_t page) {
    return tsp_pages.kind[page] < TSP_SIZE_CLASSES ? (size_t)tsp_class_granules[tsp_pages.kind[page]] * TSP_GRANULE
                                                   : (size_t)tsp_pages.span[page] * TSP_PAGE_SIZE;
}

/* Lays tables and arena out, every page free. */
void tsp_pages_init(void);

/*
 * A block of at least `size` bytes, which hold anything, or NULL when no page has room. Sweeps the
 * pages that it comes to.
 */
void *tsp_pages_allocate(size_t size);

/* The block is free from now on; nobody may use it. No finalizer runs. */
void tsp_pages_free(void *block);

/*
 * Finalizes and frees what the last marking did not reach, in all pages that were not swept since.
 */
void tsp_pages_sweep(void);

/*
 * Nothing is given out before the next marking. Called when an exception for want of memory was
 * caught: most of what is there is garbage then, and a small block that took the last hole of a
 * full page would divide the room that it leaves.
 */
void tsp_pages_close(void);

/* After marking, before which all pages must have been swept: makes every page due for sweeping. */
void tsp_pages_end_marking(void);

/*
 * Parts of these: a block that begins at a granule is in use; the page, or the span that begins
 * there, holds no block any more.
 */
void *tsp_page_take(size_t page, unsigned granule, size_t size);
void tsp_page_release(size_t page);

/* heap_spans.c: a block of whole pages. */
void *tsp_span_allocate(size_t pages);
/*
 * Makes a large block larger where its neighbours are free, by `least` to `wanted` bytes: nearer to
 * `wanted` the more is free, and half of the room where that is less. With `move` it may begin
 * lower, and its bytes move there. NULL when there is no such room.
 */
void *tsp_span_extend(void *block, size_t least, size_t wanted, bool move);

#define TSP_LAST_PAGE 1u
#define TSP_NEXT_PAGE(page) ((page) + 2u)

/* A marked object is walked later: there is no room for it on the mark stack. */
static inline void tsp_mark_let_wait(uintptr_t address) {
    size_t page = tsp_page_of((const void *)address);
    tsp_pages.marks[page].granules[tsp_granule_of((const void *)address)] = TSP_WAITING;
    if (tsp_pages.todo[page] == 0) {
        tsp_pages.todo[page] = (uint16_t)tsp_pages.waiting;
        tsp_pages.waiting = (uint32_t)TSP_NEXT_PAGE(page);
    }
}

/* Marks what the roots reach; `scan_stack` also reads the C stack. */
void tsp_heap_mark(bool scan_stack);
/* Marks the live block that contains `address`, if there is one. */
void tsp_mark_address(uintptr_t address);
/* Starts of the blocks of a page that the last tsp_heap_mark() reached, one bit for a granule. */
uint32_t tsp_heap_marks(size_t page);
/*
 * Walks what was marked and not walked yet. Each kind of root is drained before the next, so that
 * the mark stack stays short.
 */
void tsp_mark_drain(void);

/* heap_roots.c: globals, pins, microtasks, the pending exception; weak tables. */
void tsp_roots_init(const struct tsp_global_roots *roots);
void tsp_roots_mark(void);
bool tsp_weak_tables_mark(void); /* whether something new was marked */
void tsp_weak_tables_visit(void);
/* heap_stack.c: every word of the C stack and the registers that points into a live block. */
void tsp_stack_mark(void);

#endif
