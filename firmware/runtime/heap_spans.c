/*
 * Large blocks: spans of whole pages. They come from the top of the arena, small blocks from the
 * bottom, so that they fragment each other little.
 */
#include "runtime/heap_pages.h"

#include "runtime/assert.h"

static void lay(size_t page, size_t pages) {
    TSP_ASSERT(pages > 0 && page + pages <= tsp_pages.count);
    tsp_pages.kind[page] = TSP_PAGE_SPAN;
    tsp_pages.span[page] = (uint16_t)pages;
    tsp_pages.starts[page] = 0;
    for (size_t i = 1; i < pages; i++) {
        tsp_pages.kind[page + i] = TSP_PAGE_SPAN_TAIL;
        tsp_pages.span[page + i] = (uint16_t)i;
        tsp_pages.starts[page + i] = 0;
    }
}

void *tsp_span_allocate(size_t pages) {
    tsp_pages_sweep();
    while (tsp_pages.free_end > 0 && tsp_pages.kind[tsp_pages.free_end - 1u] != TSP_PAGE_FREE) {
        tsp_pages.free_end--;
    }
    size_t run = 0;
    for (size_t page = tsp_pages.free_end; page-- > 0;) {
        run = tsp_pages.kind[page] == TSP_PAGE_FREE ? run + 1u : 0;
        if (run == pages) {
            lay(page, pages);
            return tsp_page_take(page, 0, pages * TSP_PAGE_SIZE);
        }
    }
    return NULL;
}

/* Free pages from `page` on, in steps of 1 or -1, up to `most`. */
static size_t free_run(size_t page, size_t most, bool down) {
    size_t run = 0;
    size_t there = down ? page : tsp_pages.count - page;
    while (run < most && run < there && tsp_pages.kind[down ? page - 1u - run : page + run] == TSP_PAGE_FREE) {
        run++;
    }
    return run;
}

static size_t pages_of(size_t bytes) {
    return (bytes + TSP_PAGE_SIZE - 1u) / TSP_PAGE_SIZE;
}

void *tsp_span_extend(void *block, size_t least, size_t wanted, bool move) {
    tsp_pages_sweep();
    size_t page = tsp_page_of(block);
    TSP_ASSERT(tsp_pages.kind[page] == TSP_PAGE_SPAN && tsp_page_block(page, 0) == block);
    size_t pages = tsp_pages.span[page];
    size_t most = pages_of(wanted) - pages;
    size_t above = free_run(page + pages, most, false);
    size_t below = move ? free_run(page, most - above, true) : 0;
    size_t needed = pages_of(least) - pages;
    if (above + below < needed) {
        return NULL;
    }
    if (above + below < most) {
        /* The heap is nearly full: others need room too, and the next time may find more. */
        size_t taken = needed + (above + below - needed) / 2u;
        above = above < taken ? above : taken;
        below = taken - above;
    }
    size_t size = pages * TSP_PAGE_SIZE;
    tsp_pages.used -= size;
    tsp_pages.fresh -= size;
    tsp_pages.objects--;
    lay(page - below, pages + above + below);
    void *larger = tsp_page_take(page - below, 0, size + (above + below) * TSP_PAGE_SIZE);
    if (below > 0) {
        memmove(larger, block, size);
    }
    return larger;
}
