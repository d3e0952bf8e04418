/*
 * The collector's pause: a program that fills the whole script heap in one bad shape after another, and lets an allocation collect
 * it, with much of the C stack in use. The emulator measures the calls of the pause_ functions by their names (bench/pause/measure.ts).
 *
 * It stands in the place of generated code: runtime, port and stack are those of every program.
 */
#include <stdio.h>

#include "runtime/array.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/heap_pages.h"
#include "runtime/loop.h"
#include "runtime/output.h"
#include "runtime/port.h"
#include "runtime/string.h"

/* Words of the C stack that are in use while the collector runs; every fourth refers to an object. */
#define STACK_WORDS 1200

/* The smallest objects, and so the most: one granule each. */
struct link {
    struct tsp_object header;
    struct link *next;
    tsp_value value;
};
struct knot {
    struct tsp_object header;
    struct knot *next;
    struct knot *previous;
    struct knot *other;
};
/* The most references in the room: every word but the header. */
struct hub {
    struct tsp_object header;
    struct hub *spokes[63];
};

static const struct tsp_slot link_slots[] = {
    {offsetof(struct link, next), TSP_SLOT_POINTER}, {offsetof(struct link, value), TSP_SLOT_VALUE}};
static const struct tsp_shape link_shape = {
    .name = "Link", .size = sizeof(struct link), .kind = TSP_KIND_OBJECT, .slot_count = 2, .slots = link_slots};
static const struct tsp_slot knot_slots[] = {{offsetof(struct knot, next), TSP_SLOT_POINTER},
                                             {offsetof(struct knot, previous), TSP_SLOT_POINTER},
                                             {offsetof(struct knot, other), TSP_SLOT_POINTER}};
static const struct tsp_shape knot_shape = {
    .name = "Knot", .size = sizeof(struct knot), .kind = TSP_KIND_OBJECT, .slot_count = 3, .slots = knot_slots};

#define SPOKE(n) {(uint16_t)(offsetof(struct hub, spokes) + (n) * sizeof(struct hub *)), TSP_SLOT_POINTER}
#define SPOKES_8(n)                                                                                                    \
    SPOKE(n), SPOKE((n) + 1), SPOKE((n) + 2), SPOKE((n) + 3), SPOKE((n) + 4), SPOKE((n) + 5), SPOKE((n) + 6), SPOKE((n) + 7)
static const struct tsp_slot hub_slots[] = {
    SPOKES_8(0),  SPOKES_8(8),  SPOKES_8(16), SPOKES_8(24), SPOKES_8(32), SPOKES_8(40), SPOKES_8(48), SPOKE(56),
    SPOKE(57),    SPOKE(58),    SPOKE(59),    SPOKE(60),    SPOKE(61),    SPOKE(62)};
static const struct tsp_shape hub_shape = {
    .name = "Hub", .size = sizeof(struct hub), .kind = TSP_KIND_OBJECT, .slot_count = 63, .slots = hub_slots};

static const void *root;
static const void *const *const root_pointers[] = {&root};
static const struct tsp_global_roots roots = {NULL, 0, root_pointers, 1};
const struct tsp_global_roots *const tsp_program_roots = &roots;
const struct tsp_place tsp_places[] = {{"", 0}};
const uint16_t tsp_place_count = 1;
void (*const tsp_print_thrown)(struct tsp_output *output, tsp_value value) = tsp_output_value;

/* Allocates until the heap is full; what the last, failing allocation threw is taken. */
static void *try_new(const struct tsp_shape *shape) {
    void *object = tsp_new(shape);
    if (object == NULL) {
        (void)tsp_catch();
    }
    return object;
}

static bool has_room(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    return stats.used + sizeof(struct link) <= TSP_HEAP_SIZE;
}

static void fill_with_links(size_t keep_one_of) {
    struct link *last = NULL;
    size_t count = 0;
    /* What is dropped stays in its place until the heap has been full once. */
    while (has_room()) {
        struct link *one = try_new(&link_shape);
        one->value = tsp_from_int32((int32_t)count);
        if (count++ % keep_one_of == 0) {
            one->next = last;
            last = one;
            root = last;
        }
    }
}

static void fill_with_knots(void) {
    struct knot *first = NULL;
    for (;;) {
        struct knot *one = try_new(&knot_shape);
        if (one == NULL) {
            return;
        }
        if (first == NULL) {
            first = one;
            root = first;
            one->next = one->previous = one;
        }
        one->other = first->next;
        one->next = first->next;
        one->previous = first;
        first->next->previous = one;
        first->next = one;
    }
}

static void fill_with_hubs(void) {
    struct hub *last = NULL;
    for (;;) {
        struct hub *one = try_new(&hub_shape);
        if (one == NULL) {
            return;
        }
        for (unsigned i = 0; i < 63; i++) {
            one->spokes[i] = last == NULL ? one : last;
        }
        last = one;
        root = last;
    }
}

/* A third of the room: one array of values; two thirds: what each of them refers to. */
static void fill_with_array(void) {
    uint32_t count = (uint32_t)(TSP_HEAP_REFERENCES / (sizeof(tsp_value) + sizeof(struct link))) - 64u;
    struct tsp_array *array = tsp_array_new(count);
    if (array == NULL) {
        (void)tsp_catch();
        return;
    }
    root = array;
    for (uint32_t i = 0; i < count; i++) {
        struct link *one = try_new(&link_shape);
        if (one == NULL) {
            break;
        }
        array->elements[i] = tsp_from_object(one);
    }
    while (has_room()) {
        (void)try_new(&link_shape);
    }
}

/* A text that was put together piece by piece and never read. */
static void fill_with_ropes(void) {
    static const struct tsp_string piece = TSP_LATIN1_LITERAL("a piece of text that is not copied");
    const struct tsp_string *text = &piece;
    while (has_room()) {
        text = tsp_string_concat(text, &piece);
        root = text;
    }
}

/* Everything else is taken by blocks without references. */
static void fill_with_bytes(void) {
    static const struct tsp_shape bytes_shape = {.size = sizeof(struct tsp_object), .kind = TSP_KIND_NATIVE};
    static struct tsp_pin pins[TSP_PAGE_COUNT];
    for (size_t i = 0; i < (TSP_HEAP_SIZE - TSP_HEAP_REFERENCES) / TSP_PAGE_SIZE; i++) {
        struct tsp_object *block = tsp_new_sized(&bytes_shape, TSP_PAGE_SIZE);
        tsp_pin(&pins[i], block);
    }
}

/* Runs `pause` below a frame full of references. */
static __attribute__((noinline)) void with_deep_stack(void (*pause)(void)) {
    const void *volatile words[STACK_WORDS];
    for (unsigned i = 0; i < STACK_WORDS; i++) {
        words[i] = i % 4u == 0 ? (const uint8_t *)root + i * 16u : (const uint8_t *)&root;
    }
    pause();
    __asm volatile("" : : "r"(words) : "memory"); /* they lived until here */
}

#define PAUSE(name)                                                                                                    \
    void pause_##name(void);                                                                                           \
    __attribute__((noinline)) void pause_##name(void) {                                                                \
        (void)try_new(&link_shape);                                                                                    \
    }
PAUSE(chain)
PAUSE(cycle)
PAUSE(hubs)
PAUSE(array)
PAUSE(ropes)
PAUSE(garbage)
void pause_fragmented(void);
/* No run of free pages is long enough. */
__attribute__((noinline)) void pause_fragmented(void) {
    if (tsp_new_sized(&link_shape, 4096) == NULL) {
        (void)tsp_catch();
    }
}

static void measure(const char *name, void (*pause)(void)) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    uint32_t before = stats.collections;
    size_t used = stats.used;
    with_deep_stack(pause);
    tsp_heap_get_stats(&stats);
    printf("pause: %s with %u of %u bytes used, %u collections\n", name, (unsigned)used, (unsigned)stats.size,
           (unsigned)(stats.collections - before));
    root = NULL;
    tsp_heap_init(&roots);
    fill_with_bytes();
}

void tsp_program_main(void) {
    fill_with_bytes();
    fill_with_links(1);
    measure("chain", pause_chain);
    fill_with_knots();
    measure("cycle", pause_cycle);
    fill_with_hubs();
    measure("hubs", pause_hubs);
    fill_with_array();
    measure("array", pause_array);
    fill_with_ropes();
    measure("ropes", pause_ropes);
    fill_with_links(2);
    measure("fragmented", pause_fragmented);
    fill_with_links(SIZE_MAX);
    measure("garbage", pause_garbage);
    printf("pause: done\n");
}
