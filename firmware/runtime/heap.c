/*
 * Mark and sweep over pages of 32 granules. A page holds blocks of one size class, or is part of a span of pages that holds one large
 * block. One word of start bits and one word of mark bits per page describe all its blocks, so that sweeping a page is a few
 * word operations; pages are swept when an allocation comes to them, which keeps the pause to the marking.
 */
#include "runtime/heap_internal.h"

#include "runtime/exception.h"
#include "runtime/port.h"

#include <setjmp.h>

#ifndef TSP_HEAP_SIZE
#define TSP_HEAP_SIZE (96u * 1024u)
#endif

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(address, size) ASAN_POISON_MEMORY_REGION(address, size)
#define UNPOISON(address, size) ASAN_UNPOISON_MEMORY_REGION(address, size)
#define NO_ASAN __attribute__((no_sanitize("address")))
#else
#define POISON(address, size) ((void)(address), (void)(size))
#define UNPOISON(address, size) ((void)(address), (void)(size))
#define NO_ASAN
#endif

#define GRANULE 16u
#define PAGE_GRANULES 32u
#define PAGE_SIZE (GRANULE * PAGE_GRANULES)
#define PAGE_COUNT (TSP_HEAP_SIZE / PAGE_SIZE)
#define CLASS_COUNT 9u
#define MARK_STACK_SIZE 128u
/* Elements of a long array that are marked before what they refer to is walked. */
#define ELEMENTS_STEP 32u

_Static_assert(PAGE_COUNT >= 1 && PAGE_COUNT < 65536, "TSP_HEAP_SIZE must be between one page and 65535 pages");

/* Granules of a block of each class, and the multiplier m with (g * m) >> 8 == g / granules for g < 32. */
static const uint8_t class_granules[CLASS_COUNT] = {1, 2, 3, 4, 5, 6, 8, 10, 16};
static const uint16_t class_reciprocal[CLASS_COUNT] = {256, 128, 86, 64, 52, 43, 32, 26, 16};
/* First granules of the blocks of a page. */
static const uint32_t class_slots[CLASS_COUNT] = {
    0xFFFFFFFFu, 0x55555555u, 0x09249249u, 0x11111111u, 0x02108421u, 0x01041041u, 0x01010101u, 0x00100401u,
    0x00010001u};
static const uint8_t granules_to_class[17] = {0, 0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 8, 8, 8, 8};

enum { PAGE_FREE = 0xFF, PAGE_SPAN = 0x20, PAGE_SPAN_TAIL = 0x21 };

static _Alignas(16) uint8_t arena[PAGE_COUNT * PAGE_SIZE];
static uint8_t page_kind[PAGE_COUNT];       /* size class, or one of the above */
static uint8_t page_unswept[PAGE_COUNT];    /* marks are of the last collection and not applied yet */
static uint16_t page_span[PAGE_COUNT];      /* span: pages; tail: pages back to the head */
static uint32_t page_starts[PAGE_COUNT];    /* granules where a block begins */
static uint32_t page_marks[PAGE_COUNT];
static uint32_t page_overflow[(PAGE_COUNT + 31u) / 32u]; /* pages with marked blocks that did not fit on the mark stack */
static uint16_t class_cursor[CLASS_COUNT];  /* pages below it have no free block of the class */

struct mark_entry {
    struct tsp_object *object;
    uint32_t next; /* elements blocks: the value to go on with */
};
static struct mark_entry mark_stack[MARK_STACK_SIZE];
static unsigned mark_depth;
static bool mark_overflowed;

static const struct tsp_global_roots *global_roots;
static struct tsp_pin *pins;
static struct tsp_heap_stats stats;
static size_t allocated_since_collection;
#ifdef TSP_TEST
static uint32_t fail_countdown;
#endif

const struct tsp_shape tsp_elements_shape = {.name = "", .size = sizeof(struct tsp_elements), .kind = TSP_KIND_NATIVE};
const struct tsp_shape tsp_cell_shape = {
    .name = "",
    .size = sizeof(struct tsp_cell),
    .kind = TSP_KIND_CELL,
    .slot_count = 1,
    .slots = (const struct tsp_slot[]){{offsetof(struct tsp_cell, value), TSP_SLOT_VALUE}},
};

static unsigned lowest_bit(uint32_t word) {
    return (unsigned)__builtin_ctz(word);
}

static struct tsp_object *block_at(size_t page, unsigned granule) {
    return (struct tsp_object *)(void *)&arena[page * PAGE_SIZE + granule * GRANULE];
}

static size_t block_size(size_t page) {
    return page_kind[page] == PAGE_SPAN ? (size_t)page_span[page] * PAGE_SIZE
                                        : (size_t)class_granules[page_kind[page]] * GRANULE;
}

void tsp_heap_init(const struct tsp_global_roots *roots) {
    global_roots = roots;
    UNPOISON(arena, sizeof arena);
    memset(page_kind, PAGE_FREE, sizeof page_kind);
    memset(page_unswept, 0, sizeof page_unswept);
    memset(page_starts, 0, sizeof page_starts);
    memset(page_marks, 0, sizeof page_marks);
    memset(class_cursor, 0, sizeof class_cursor);
    pins = NULL;
    memset(&stats, 0, sizeof stats);
    stats.size = sizeof arena;
    allocated_since_collection = 0;
    mark_depth = 0;
#ifdef TSP_TEST
    fail_countdown = 0;
#endif
    POISON(arena, sizeof arena);
}

/* Sweeping */

static void finalize(struct tsp_object *object) {
    for (const struct tsp_shape *shape = object->shape; shape != NULL; shape = shape->parent) {
        if (shape->finalize != NULL) {
            shape->finalize(object);
        }
    }
}

static void free_span(size_t page) {
    size_t count = page_span[page];
    for (size_t i = 0; i < count; i++) {
        page_kind[page + i] = PAGE_FREE;
    }
}

static void sweep_page(size_t page) {
    page_unswept[page] = 0;
    uint32_t dead = page_starts[page] & ~page_marks[page];
    if (dead == 0) {
        return;
    }
    size_t size = block_size(page);
    for (uint32_t left = dead; left != 0; left &= left - 1u) {
        struct tsp_object *object = block_at(page, lowest_bit(left));
        finalize(object);
        POISON(object, size);
        stats.objects--;
        stats.used -= size;
    }
    page_starts[page] &= page_marks[page];
    if (page_starts[page] == 0) {
        if (page_kind[page] == PAGE_SPAN) {
            free_span(page);
        } else {
            page_kind[page] = PAGE_FREE;
        }
    }
}

static void sweep_all(void) {
    for (size_t page = 0; page < PAGE_COUNT; page++) {
        if (page_unswept[page]) {
            sweep_page(page);
        }
    }
}

/* Marking */

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
        size_t page = (size_t)((uint8_t *)object - arena) / PAGE_SIZE;
        page_overflow[page / 32u] |= 1u << (page % 32u);
        mark_overflowed = true;
        return;
    }
    mark_stack[mark_depth].object = object;
    mark_stack[mark_depth].next = next;
    mark_depth++;
}

/* Marks the live block that contains `address`, if there is one. */
static void mark_address(uintptr_t address) {
    uintptr_t offset = address - (uintptr_t)arena;
    if (offset >= sizeof arena) {
        return;
    }
    size_t page = (size_t)offset / PAGE_SIZE;
    unsigned granule = (unsigned)(offset / GRANULE) % PAGE_GRANULES;
    uint8_t kind = page_kind[page];
    if (kind < CLASS_COUNT) {
        granule = ((granule * class_reciprocal[kind]) >> 8) * class_granules[kind];
    } else if (kind == PAGE_FREE) {
        return;
    } else {
        if (kind == PAGE_SPAN_TAIL) {
            page -= page_span[page];
        }
        granule = 0;
    }
    uint32_t bit = 1u << granule;
    if ((page_starts[page] & bit) == 0 || (page_marks[page] & bit) != 0) {
        return;
    }
    page_marks[page] |= bit;
    struct tsp_object *object = block_at(page, granule);
    if (!is_leaf(object)) {
        push(object, 0);
    }
}

void tsp_mark_object(const void *object) {
    mark_address((uintptr_t)object);
}

void tsp_mark_value(tsp_value value) {
    if (value >= TSP_TAG_STRING) {
        mark_address((uintptr_t)(value & TSP_PAYLOAD_MASK));
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

static void drain(void) {
    while (mark_depth > 0) {
        struct mark_entry entry = mark_stack[--mark_depth];
        walk(entry.object, entry.next);
    }
}

/* Walks again the marked blocks of the pages where the mark stack was too short. */
static void drain_overflow(void) {
    while (mark_overflowed) {
        mark_overflowed = false;
        for (size_t page = 0; page < PAGE_COUNT; page++) {
            uint32_t bit = 1u << (page % 32u);
            if ((page_overflow[page / 32u] & bit) == 0) {
                continue;
            }
            page_overflow[page / 32u] &= ~bit;
            for (uint32_t left = page_marks[page]; left != 0; left &= left - 1u) {
                push(block_at(page, lowest_bit(left)), 0);
                drain();
            }
        }
    }
}

static void mark_roots(void) {
    if (global_roots != NULL) {
        for (size_t i = 0; i < global_roots->value_count; i++) {
            tsp_mark_value(*global_roots->values[i]);
        }
        for (size_t i = 0; i < global_roots->pointer_count; i++) {
            tsp_mark_object(*global_roots->pointers[i]);
        }
    }
    for (const struct tsp_pin *pin = pins; pin != NULL; pin = pin->next) {
        tsp_mark_object(pin->object);
    }
    tsp_exception_mark();
}

/* Every aligned word from here to the base of the stack that points into a block keeps the block. */
NO_ASAN static void mark_stack_words(const void *from) {
    uintptr_t base = tsp_port_stack_base();
    for (uintptr_t at = (uintptr_t)from & ~(sizeof(uintptr_t) - 1u); at + sizeof(uintptr_t) <= base;
         at += sizeof(uintptr_t)) {
        uintptr_t word = *(const uintptr_t *)at;
#if UINTPTR_MAX > 0xFFFFFFFFu
        if (word >= TSP_TAG_STRING) {
            word &= TSP_PAYLOAD_MASK;
        }
#endif
        mark_address(word);
    }
}

__attribute__((noinline)) NO_ASAN static void mark_from_registers(void) {
    jmp_buf registers;
    (void)setjmp(registers);
    const void *frame = __builtin_frame_address(0);
    const void *lowest = (const void *)&registers;
    mark_stack_words((uintptr_t)lowest < (uintptr_t)frame ? lowest : frame);
}

static void collect(bool scan_stack) {
    sweep_all();
    memset(page_marks, 0, sizeof page_marks);
    memset(page_overflow, 0, sizeof page_overflow);
    mark_overflowed = false;
    mark_roots();
    drain();
    if (scan_stack) {
        mark_from_registers();
        drain();
    }
    drain_overflow();
    for (size_t page = 0; page < PAGE_COUNT; page++) {
        page_unswept[page] = page_starts[page] != 0;
    }
    memset(class_cursor, 0, sizeof class_cursor);
#if defined(__SANITIZE_ADDRESS__)
    sweep_all(); /* poison at once what is dead */
#endif
    stats.collections++;
    allocated_since_collection = 0;
}

void tsp_collect(void) {
    collect(false);
    sweep_all();
}

void tsp_heap_turn_end(void) {
    if (allocated_since_collection > sizeof arena / 4u) {
        collect(false);
    }
}

/* Allocating */

static void *take(size_t page, unsigned granule, size_t size) {
    page_starts[page] |= 1u << granule;
    stats.objects++;
    stats.used += size;
    if (stats.used > stats.peak) {
        stats.peak = stats.used;
    }
    allocated_since_collection += size;
    void *block = block_at(page, granule);
    UNPOISON(block, size);
    memset(block, 0, size);
    return block;
}

static void *allocate_in_page(size_t page, unsigned class_index) {
    uint32_t free_slots = class_slots[class_index] & ~page_starts[page];
    if (free_slots == 0) {
        return NULL;
    }
    return take(page, lowest_bit(free_slots), (size_t)class_granules[class_index] * GRANULE);
}

static void *allocate_small(unsigned class_index) {
    size_t page = class_cursor[class_index];
    for (; page < PAGE_COUNT; page++) {
        if (page_kind[page] == class_index) {
            if (page_unswept[page]) {
                sweep_page(page);
            }
            if (page_kind[page] == class_index) {
                void *block = allocate_in_page(page, class_index);
                if (block != NULL) {
                    class_cursor[class_index] = (uint16_t)page;
                    return block;
                }
            }
        }
    }
    /* Partly used pages of the class are exhausted: the lowest free page becomes one. */
    for (page = 0; page < PAGE_COUNT; page++) {
        if (page_unswept[page]) {
            sweep_page(page);
        }
        if (page_kind[page] == PAGE_FREE) {
            page_kind[page] = (uint8_t)class_index;
            page_starts[page] = 0;
            page_marks[page] = 0;
            class_cursor[class_index] = (uint16_t)page;
            return allocate_in_page(page, class_index);
        }
    }
    class_cursor[class_index] = (uint16_t)PAGE_COUNT;
    return NULL;
}

/* Spans come from the top, small blocks from the bottom, so that they fragment each other little. */
static void *allocate_span(size_t pages) {
    sweep_all();
    size_t run = 0;
    for (size_t page = PAGE_COUNT; page-- > 0;) {
        run = page_kind[page] == PAGE_FREE ? run + 1u : 0;
        if (run == pages) {
            page_kind[page] = PAGE_SPAN;
            page_span[page] = (uint16_t)pages;
            page_starts[page] = 0;
            page_marks[page] = 0;
            for (size_t i = 1; i < pages; i++) {
                page_kind[page + i] = PAGE_SPAN_TAIL;
                page_span[page + i] = (uint16_t)i;
                page_starts[page + i] = 0;
            }
            return take(page, 0, pages * PAGE_SIZE);
        }
    }
    return NULL;
}

static void *allocate(size_t size) {
    size_t granules = (size + GRANULE - 1u) / GRANULE;
    if (granules <= 16u) {
        return allocate_small(granules_to_class[granules]);
    }
    return allocate_span((size + PAGE_SIZE - 1u) / PAGE_SIZE);
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

void *tsp_new_sized(const struct tsp_shape *shape, size_t size) {
    void *block = NULL;
    if (size <= sizeof arena && !asked_to_fail()) {
#ifdef TSP_GC_STRESS
        collect(true);
#endif
        block = allocate(size);
        if (block == NULL) {
            collect(true);
            block = allocate(size);
        }
    }
    if (block == NULL) {
        tsp_throw_out_of_memory();
        return NULL;
    }
    ((struct tsp_object *)block)->shape = shape;
    return block;
}

void *tsp_new(const struct tsp_shape *shape) {
    return tsp_new_sized(shape, shape->size);
}

/* Pins, statistics */

void tsp_pin(struct tsp_pin *pin, struct tsp_object *object) {
    pin->object = object;
    pin->next = pins;
    pin->link = &pins;
    if (pins != NULL) {
        pins->link = &pin->next;
    }
    pins = pin;
}

void tsp_unpin(struct tsp_pin *pin) {
    if (pin->link == NULL) {
        return;
    }
    *pin->link = pin->next;
    if (pin->next != NULL) {
        pin->next->link = pin->link;
    }
    pin->link = NULL;
    pin->next = NULL;
    pin->object = NULL;
}

void tsp_heap_get_stats(struct tsp_heap_stats *out) {
    *out = stats;
}

#ifdef TSP_TEST
void tsp_heap_fail_at(uint32_t n) {
    fail_countdown = n;
}
#endif
