/*
 * The pages of the script heap, for the parts of the collector (heap*.c) only.
 *
 * A page is 32 granules of 16 bytes. It holds blocks of one size class, or is part of a span of pages that holds one large block. One word
 * of start bits and one word of mark bits per page describe all its blocks, so that sweeping a page is a few word operations.
 * The tables are shared instead of wrapped in functions because the marker reads them for every slot that it follows.
 */
#ifndef TSP_RUNTIME_HEAP_PAGES_H
#define TSP_RUNTIME_HEAP_PAGES_H

#include "runtime/heap.h"

#ifndef TSP_HEAP_SIZE
#define TSP_HEAP_SIZE (128u * 1024u)
#endif

/*
 * Bytes of it that may hold references: small blocks and the storage of arrays. The rest is for long strings and byte buffers. This
 * bounds the pause of a collection, which follows every reference; docs/decisions/014-collector-pause.md.
 */
#ifndef TSP_HEAP_REFERENCES
#define TSP_HEAP_REFERENCES (TSP_HEAP_SIZE / 16u * 7u)
#endif

#define TSP_GRANULE 16u
#define TSP_PAGE_GRANULES 32u
#define TSP_PAGE_SIZE (TSP_GRANULE * TSP_PAGE_GRANULES)
#define TSP_SMALL_BLOCK (16u * TSP_GRANULE) /* larger blocks are spans of pages */
#define TSP_PAGE_COUNT (TSP_HEAP_SIZE / TSP_PAGE_SIZE)
#define TSP_ARENA_SIZE (TSP_PAGE_COUNT * TSP_PAGE_SIZE)
#define TSP_SIZE_CLASSES 9u

_Static_assert(TSP_PAGE_COUNT >= 1 && TSP_PAGE_COUNT < 65536, "TSP_HEAP_SIZE must be between one page and 65535 pages");

/* What a page holds: a size class below TSP_SIZE_CLASSES, or one of these. */
enum { TSP_PAGE_FREE = 0xFF, TSP_PAGE_SPAN = 0x20, TSP_PAGE_SPAN_OF_BYTES = 0x21, TSP_PAGE_SPAN_TAIL = 0x22 };

extern uint8_t tsp_arena[TSP_ARENA_SIZE];
extern uint8_t tsp_page_kind[TSP_PAGE_COUNT];
extern uint16_t tsp_page_span[TSP_PAGE_COUNT];   /* span: pages; tail: pages back to the head */
extern uint32_t tsp_page_starts[TSP_PAGE_COUNT]; /* granules where a block begins */

/* Granules of a block of each class, and the multiplier m with (g * m) >> 8 == g / granules for g < 32. */
extern const uint8_t tsp_class_granules[TSP_SIZE_CLASSES];
extern const uint16_t tsp_class_reciprocal[TSP_SIZE_CLASSES];

static inline struct tsp_object *tsp_page_block(size_t page, unsigned granule) {
    return (struct tsp_object *)(void *)&tsp_arena[page * TSP_PAGE_SIZE + granule * TSP_GRANULE];
}

static inline size_t tsp_page_of(const struct tsp_object *object) {
    return (size_t)((const uint8_t *)object - tsp_arena) / TSP_PAGE_SIZE;
}

/* Every page free. */
void tsp_pages_init(void);

/*
 * A block of at least `size` bytes, which hold anything, or NULL when no page has room. Sweeps the pages that it comes to. `bytes` says that a
 * large block holds no references, or one or two; small blocks always count as holding them.
 */
void *tsp_pages_allocate(size_t size, bool bytes);

/* Finalizes and frees what the last marking did not reach, in all pages that were not swept since. */
void tsp_pages_sweep(void);

/* After marking, before which all pages must have been swept: makes every page due for sweeping. */
void tsp_pages_end_marking(void);

/* Fills in the fields that describe blocks: size, used, peak, objects. */
void tsp_pages_get_stats(struct tsp_heap_stats *stats);

/* Marks what the roots reach; `scan_stack` also reads the C stack. */
void tsp_heap_mark(bool scan_stack);
/* Marks the live block that contains `address`, if there is one. */
void tsp_mark_address(uintptr_t address);
/* Starts of the blocks of a page that the last tsp_heap_mark() reached, one bit for a granule. */
uint32_t tsp_heap_marks(size_t page);
/* Walks what was marked and not walked yet. Each kind of root is drained before the next, so that the mark stack stays short. */
void tsp_mark_drain(void);

/* heap_roots.c: globals, pins, microtasks, the pending exception. */
void tsp_roots_init(const struct tsp_global_roots *roots);
void tsp_roots_mark(void);
/* heap_stack.c: every word of the C stack and the registers that points into a live block. */
void tsp_stack_mark(void);

#endif
