#include "heap_fixture.h"
#include "runtime/array.h"
#include "runtime/exception.h"
#include "runtime/string.h"
#include "unity.h"

void setUp(void) {
    heap_fixture_start();
}

void tearDown(void) {
    heap_fixture_end();
}

static size_t objects(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    return stats.objects;
}

static void test_unreachable_object_is_swept_and_finalized(void) {
    tsp_new(&node_shape);
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT(0, objects());
    TEST_ASSERT_EQUAL_INT(1, finalized);
}

static void test_cycle_is_swept(void) {
    struct node *a = tsp_new(&node_shape);
    struct node *b = tsp_new(&node_shape);
    a->next = b;
    b->other = tsp_from_object(a);
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT(0, objects());
}

static void test_globals_keep_what_they_reach(void) {
    struct node *a = tsp_new(&node_shape);
    kept = tsp_from_object(a);
    a->next = tsp_new(&node_shape);
    a->next->other = tsp_from_object(tsp_new(&node_shape));
    kept_pointer = tsp_new(&node_shape);
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT(4, objects());
    TEST_ASSERT_EQUAL_INT(0, finalized);
}

struct derived {
    struct node base;
    struct node *own;
    uint8_t *inside;
    struct node *traced;
};
static void trace_derived(struct tsp_object *object) {
    tsp_mark_object(((struct derived *)object)->traced);
}
static const struct tsp_slot derived_slots[] = {{offsetof(struct derived, own), TSP_SLOT_POINTER},
                                                {offsetof(struct derived, inside), TSP_SLOT_BODY}};
static const struct tsp_shape derived_shape = {.name = "Derived",
                                               .parent = &node_shape,
                                               .size = sizeof(struct derived),
                                               .kind = TSP_KIND_OBJECT,
                                               .slot_count = 2,
                                               .slots = derived_slots,
                                               .trace = trace_derived};
static const struct tsp_shape plain_shape = {
    .name = "Plain", .parent = &derived_shape, .size = sizeof(struct derived), .kind = TSP_KIND_OBJECT};

static void test_slots_of_base_classes_and_trace_functions_are_followed(void) {
    struct derived *a = tsp_new(&plain_shape);
    kept_pointer = a;
    a->base.next = tsp_new(&node_shape);
    a->base.other = tsp_from_object(tsp_new(&node_shape));
    a->own = tsp_new(&node_shape);
    a->inside = (uint8_t *)tsp_new_sized(&bytes_shape, 600) + TSP_BODY_OFFSET;
    a->traced = tsp_new(&node_shape);
    a->traced->next = tsp_new(&node_shape);
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT(7, objects());
    a->inside = (uint8_t *)a + TSP_BODY_OFFSET + 4u;
    a->own = NULL;
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT(5, objects());
}

static void test_pin_keeps_until_unpinned(void) {
    struct tsp_pin pin;
    struct tsp_pin second;
    struct node *a = tsp_new(&node_shape);
    tsp_pin(&pin, &a->header);
    tsp_pin(&second, &a->header);
    tsp_unpin(&pin);
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT(1, objects());
    tsp_unpin(&second);
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT(0, objects());
}

static void test_long_chain_needs_no_deep_marking(void) {
    size_t count = 0;
    for (; count < 1500; count++) {
        struct node *a = tsp_new(&node_shape);
        TEST_ASSERT_NOT_NULL(a);
        a->next = tsp_is_object(kept) ? (struct node *)tsp_as_object(kept) : NULL;
        a->other = kept;
        kept = tsp_from_object(a);
    }
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT(count, objects());
}

/*
 * Each array holds 40 nodes with a tail and, as its 32nd element, the next array, which is walked
 * while the others wait: far more pending objects than the mark stack has entries.
 */
static void test_wide_and_deep_graph_overflows_the_mark_stack_safely(void) {
    size_t expected = 0;
    for (int depth = 0; depth < 12; depth++) {
        struct tsp_array *array = tsp_array_new(41);
        TEST_ASSERT_NOT_NULL(array);
        expected += 2;
        for (int i = 0; i < 40; i++) {
            if (i == 31) {
                tsp_array_append(array, kept);
            }
            struct node *a = tsp_new(&node_shape);
            tsp_array_append(array, tsp_from_object(a));
            a->next = tsp_new(&node_shape);
            expected += 2;
        }
        kept = tsp_from_object(array);
    }
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT(expected, objects());
}

#define SPOKES 200
struct hub {
    struct tsp_object header;
    struct hub *next;
    struct node *spokes[SPOKES];
};

static void trace_hub(struct tsp_object *object) {
    struct hub *hub = (struct hub *)object;
    for (int i = 0; i < SPOKES; i++) {
        tsp_mark_object(hub->spokes[i]);
    }
    tsp_mark_object(hub->next);
}

/* More than the mark stack holds wait at each hub, and the next hub behind them. */
static void test_objects_that_wait_for_room_are_walked(void) {
    static const struct tsp_shape hub_shape = {
        .name = "Hub", .size = sizeof(struct hub), .kind = TSP_KIND_OBJECT, .trace = trace_hub};
    size_t expected = 0;
    for (int count = 0; count < 4; count++) {
        struct hub *hub = tsp_new(&hub_shape);
        TEST_ASSERT_NOT_NULL(hub);
        hub->next = (struct hub *)(uintptr_t)kept_pointer;
        kept_pointer = hub;
        for (int i = 0; i < SPOKES; i++) {
            hub->spokes[i] = tsp_new(&node_shape);
        }
        expected += 1 + SPOKES;
    }
    for (int round = 0; round < 2; round++) {
        tsp_collect();
        TEST_ASSERT_EQUAL_UINT(expected, objects());
    }
    kept_pointer = NULL;
}

static void test_stack_keeps_objects_during_a_collection_inside_a_turn(void) {
    struct node *volatile local = tsp_new(&node_shape);
    local->other = tsp_from_int32(77);
    /* Fill the heap several times over with garbage. */
    for (int i = 0; i < 20000; i++) {
        TEST_ASSERT_NOT_NULL(tsp_new(&node_shape));
    }
    TEST_ASSERT_EQUAL_PTR(&node_shape, local->header.shape);
    TEST_ASSERT_EQUAL_INT(77, tsp_as_int32(local->other));
}

static void test_tagged_and_interior_words_on_the_stack_keep_objects(void) {
    struct tsp_array *array = tsp_array_new(10);
    volatile tsp_value tagged = tsp_from_object(array);
    tsp_value *volatile interior = array->elements + 5;
    array->elements[5] = tsp_from_int32(5);
    array = NULL;
    for (int i = 0; i < 20000; i++) {
        TEST_ASSERT_NOT_NULL(tsp_new(&node_shape));
    }
    TEST_ASSERT_EQUAL_INT(5, tsp_as_int32(*interior));
    TEST_ASSERT_EQUAL_PTR(&tsp_array_shape, tsp_as_object(tagged)->shape);
}

/// Weak tables ///

static const void *weak_entries[3];

static void entries_forget_unreached(struct tsp_weak_table *table) {
    (void)table;
    for (size_t i = 0; i < 3; i++) {
        if (weak_entries[i] != NULL && !tsp_heap_reached(weak_entries[i])) {
            weak_entries[i] = NULL;
        }
    }
}

static void test_weak_table_forgets_what_nothing_else_keeps(void) {
    static const struct node constant = {.header = {&node_shape}};
    static struct tsp_weak_table table = {.forget_unreached = entries_forget_unreached};
    tsp_heap_add_weak_table(&table);
    weak_entries[0] = kept_pointer = tsp_new(&node_shape);
    weak_entries[1] = tsp_new(&node_shape);
    weak_entries[2] = &constant;
    tsp_collect();
    TEST_ASSERT_EQUAL_PTR(kept_pointer, weak_entries[0]);
    TEST_ASSERT_NULL(weak_entries[1]);
    TEST_ASSERT_EQUAL_PTR(&constant, weak_entries[2]);
    TEST_ASSERT_EQUAL_UINT(1, objects());
}

static void test_new_memory_is_zero_after_reuse(void) {
    uint8_t *block = tsp_new_sized(&tsp_cell_shape, 1000);
    memset(block + sizeof(struct tsp_object), 0xA5, 1000 - sizeof(struct tsp_object));
    tsp_collect();
    block = tsp_new_sized(&tsp_cell_shape, 1000);
    for (size_t i = sizeof(struct tsp_object); i < 1000; i++) {
        TEST_ASSERT_EQUAL_UINT8(0, block[i]);
    }
}

static void test_chosen_allocation_fails(void) {
    tsp_heap_fail_at(2);
    TEST_ASSERT_NOT_NULL(tsp_new(&node_shape));
    TEST_ASSERT_NULL(tsp_new(&node_shape));
    TEST_ASSERT_TRUE(tsp_exception_pending());
    tsp_catch();
    TEST_ASSERT_NOT_NULL(tsp_new(&node_shape));
}

static void test_peak_is_the_highest_use(void) {
    struct tsp_heap_stats stats;
    tsp_new_sized(&tsp_cell_shape, 5000);
    tsp_collect();
    tsp_heap_get_stats(&stats);
    TEST_ASSERT_EQUAL_UINT(0, stats.used);
    TEST_ASSERT_GREATER_OR_EQUAL_UINT(5000, stats.peak);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_unreachable_object_is_swept_and_finalized);
    RUN_TEST(test_cycle_is_swept);
    RUN_TEST(test_globals_keep_what_they_reach);
    RUN_TEST(test_slots_of_base_classes_and_trace_functions_are_followed);
    RUN_TEST(test_pin_keeps_until_unpinned);
    RUN_TEST(test_long_chain_needs_no_deep_marking);
    RUN_TEST(test_wide_and_deep_graph_overflows_the_mark_stack_safely);
    RUN_TEST(test_objects_that_wait_for_room_are_walked);
    RUN_TEST(test_stack_keeps_objects_during_a_collection_inside_a_turn);
    RUN_TEST(test_tagged_and_interior_words_on_the_stack_keep_objects);
    RUN_TEST(test_weak_table_forgets_what_nothing_else_keeps);
    RUN_TEST(test_new_memory_is_zero_after_reuse);
    RUN_TEST(test_chosen_allocation_fails);
    RUN_TEST(test_peak_is_the_highest_use);
    return UNITY_END();
}
