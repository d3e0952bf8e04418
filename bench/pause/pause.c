/*
 * The collector's pause: a program that fills the whole script heap in one bad shape after another,
 * and lets an allocation collect it, with much of the C stack in use. The emulator measures the
 * calls of the pause_ functions by their names (bench/pause/measure.ts).
 *
 * It stands in the place of generated code: runtime, port and stack are those of every program.
 */
#include <stdio.h>

#include "runtime/array.h"
#include "runtime/buffer_methods.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/loop.h"
#include "runtime/output.h"
#include "runtime/port.h"
#include "runtime/string.h"

/*
 * Words of the C stack that are in use while the collector runs; every fourth refers to an object.
 */
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
    SPOKE(n), SPOKE((n) + 1), SPOKE((n) + 2), SPOKE((n) + 3), SPOKE((n) + 4), SPOKE((n) + 5),                          \
        SPOKE((n) + 6), SPOKE((n) + 7)
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
    return stats.used + sizeof(struct link) <= stats.size;
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
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    uint32_t count = (uint32_t)(stats.size / (sizeof(tsp_value) + sizeof(struct link))) - 64u;
    struct tsp_array *array = tsp_array_new(count);
    root = array;
    for (uint32_t i = 0; i < count; i++) {
        (void)tsp_array_append(array, tsp_from_object(try_new(&link_shape)));
    }
    while (has_room()) {
        (void)try_new(&link_shape);
    }
}

/* Many small arrays, each with its storage: a pointer into a block, and values in it. */
static void fill_with_arrays(void) {
    struct tsp_array *last = NULL;
    for (;;) {
        struct tsp_array *array = tsp_array_new(3);
        if (array == NULL || !tsp_array_append(array, last == NULL ? TSP_NULL : tsp_from_object(last))) {
            (void)tsp_catch();
            break;
        }
        last = array;
        root = last;
    }
    while (has_room()) {
        (void)try_new(&link_shape);
    }
}

/* Buffers as `new ArrayBuffer(1)` makes them: each with its bytes in a block of their own. */
static void fill_with_buffers(void) {
    struct link *last = NULL;
    for (;;) {
        struct tsp_buffer *buffer = try_new(&tsp_buffer_shape);
        struct link *one = buffer == NULL ? NULL : try_new(&link_shape);
        if (one == NULL) {
            return;
        }
        tsp_buffer_construct(buffer, 1);
        if (tsp_exception_pending()) {
            (void)tsp_catch();
            return;
        }
        one->value = tsp_from_object(buffer);
        one->next = last;
        last = one;
        root = last;
    }
}

/* More than the mark stack holds: 62 objects wait at each of the hubs. */
static void fill_with_combs(void) {
    struct hub *last = NULL;
    for (;;) {
        struct hub *one = try_new(&hub_shape);
        if (one == NULL) {
            return;
        }
        one->spokes[62] = last;
        last = one;
        root = last;
        for (unsigned i = 0; i < 62; i++) {
            one->spokes[i] = try_new(&knot_shape);
            if (one->spokes[i] == NULL) {
                return;
            }
        }
    }
}

/* A text that was put together from long pieces and never read: each is part of a rope. */
#define WORDS_8 "a piece of text too long to copy"
#define WORDS_64 WORDS_8 WORDS_8 WORDS_8 WORDS_8 WORDS_8 WORDS_8 WORDS_8 WORDS_8
static void fill_with_ropes(void) {
    static const struct tsp_string piece = TSP_LATIN1_LITERAL(WORDS_64 WORDS_8);
    const struct tsp_string *text = &piece;
    while (text != NULL) {
        root = text;
        text = tsp_string_concat(text, &piece);
    }
    (void)tsp_catch();
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
PAUSE(arrays)
PAUSE(buffers)
PAUSE(combs)
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
}

void tsp_program_main(void) {
    fill_with_links(1);
    measure("chain", pause_chain);
    fill_with_knots();
    measure("cycle", pause_cycle);
    fill_with_hubs();
    measure("hubs", pause_hubs);
    fill_with_array();
    measure("array", pause_array);
    fill_with_arrays();
    measure("arrays", pause_arrays);
    fill_with_buffers();
    measure("buffers", pause_buffers);
    fill_with_combs();
    measure("combs", pause_combs);
    fill_with_ropes();
    measure("ropes", pause_ropes);
    fill_with_links(2);
    measure("fragmented", pause_fragmented);
    fill_with_links(SIZE_MAX);
    measure("garbage", pause_garbage);
    printf("pause: done\n");
}
