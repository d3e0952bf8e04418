/* A collection inside a turn reads the C stack that is in use, all of it and nothing else. */
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/port.h"
#include "runtime_port.h"
#include "unity.h"

#define HIDDEN 64

static int finalized;

static void count_finalized(struct tsp_object *object) {
    (void)object;
    finalized++;
}

static const struct tsp_shape shape = {
    .name = "Thing", .size = sizeof(struct tsp_cell), .kind = TSP_KIND_OBJECT, .finalize = count_finalized};

/* Static memory of both kinds, to either side of an array that serves as the stack. */
static const void *volatile zeroed[HIDDEN];
static const void *volatile initialised[HIDDEN] = {&shape};

void setUp(void) {
    test_runtime_start();
    finalized = 0;
}

void tearDown(void) {
    test_runtime_end();
}

/* Fills the heap until nothing is free: the next allocation has collected inside the turn. */
static void collect_inside_a_turn(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    uint32_t before = stats.collections;
    while (stats.collections == before) {
        TEST_ASSERT_NOT_NULL(tsp_new(&tsp_cell_shape));
        tsp_heap_get_stats(&stats);
    }
    /* What is dead is finalized when an allocation comes to its page: another heap full. */
    before = stats.collections;
    while (stats.collections == before) {
        TEST_ASSERT_NOT_NULL(tsp_new(&tsp_cell_shape));
        tsp_heap_get_stats(&stats);
    }
}

__attribute__((noinline)) static void hide_objects(void) {
    for (int i = 0; i < HIDDEN; i++) {
        zeroed[i] = tsp_new(&shape);
        initialised[i] = tsp_new(&shape);
    }
}

static void test_static_memory_is_no_stack(void) {
    hide_objects();
    collect_inside_a_turn();
    /* The last ones may still lie in registers or left-over frames. */
    TEST_ASSERT_GREATER_THAN_INT(2 * HIDDEN - 8, finalized);
}

static void test_base_lies_just_above_the_frames_in_use(void) {
    uintptr_t frame = (uintptr_t)__builtin_frame_address(0);
    uintptr_t base = tsp_port_stack_base();
    TEST_ASSERT_TRUE(base > frame);
    TEST_ASSERT_TRUE_MESSAGE(base - frame < 4096, "the scan goes far beyond main's frame");
}

__attribute__((noinline)) static void use_object_of_caller(struct tsp_cell *const volatile *place, int depth) {
    volatile uint8_t frame[64];
    frame[0] = (uint8_t)depth;
    if (depth > 0) {
        use_object_of_caller(place, depth - 1);
        TEST_ASSERT_EQUAL_UINT8(depth, frame[0]);
        return;
    }
    collect_inside_a_turn();
    TEST_ASSERT_EQUAL_PTR(&shape, (*place)->header.shape);
    TEST_ASSERT_EQUAL_INT(0, finalized);
}

static void test_frame_far_up_keeps_its_object(void) {
    struct tsp_cell *volatile local = tsp_new(&shape);
    use_object_of_caller(&local, 8);
}

/* A list whose every cell keeps all before it: one stale word is enough to keep nearly all. */
__attribute__((noinline)) static void fill_with_a_list(int depth) {
    struct tsp_cell *last = NULL;
    if (depth > 0) {
        volatile uint8_t frame[200];
        frame[0] = 1;
        fill_with_a_list(depth - frame[0]);
        return;
    }
    for (;;) {
        /* Large ones, because a hundred lists take the emulated board long. */
        struct tsp_cell *cell = tsp_new_sized(&tsp_cell_shape, 240);
        if (cell == NULL) {
            return;
        }
        cell->value = last == NULL ? TSP_NULL : tsp_from_object(last);
        last = cell;
    }
}

__attribute__((noinline)) static void run_out_again_and_again(void) {
    static const struct tsp_shape bytes_shape = {
        .name = "", .size = sizeof(struct tsp_object), .kind = TSP_KIND_NATIVE};
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    for (int round = 0; round < 100; round++) {
        fill_with_a_list(round % 5);
        TEST_ASSERT_TRUE(tsp_exception_pending());
        tsp_catch();
        TEST_ASSERT_NOT_NULL(tsp_new_sized(&bytes_shape, stats.size / 10u * 9u));
    }
}

static void test_nothing_of_what_ran_out_of_memory_stays_alive(void) {
    /* Other tests have left references to the same places. */
    tsp_stack_clear(((uintptr_t)__builtin_frame_address(0) - 1500u) & ~(sizeof(uintptr_t) - 1u));
    run_out_again_and_again();
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_static_memory_is_no_stack);
    RUN_TEST(test_base_lies_just_above_the_frames_in_use);
    RUN_TEST(test_frame_far_up_keeps_its_object);
    RUN_TEST(test_nothing_of_what_ran_out_of_memory_stays_alive);
    return UNITY_END();
}
