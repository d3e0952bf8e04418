/*
 * How much room a heap has: all of it, for any kind of block, also after it was full. What keeps an
 * object is test_runtime_heap.c's.
 */
#include "heap_fixture.h"
#include "runtime/array.h"
#include "runtime/exception.h"
#include "runtime_port.h"
#include "unity.h"

void setUp(void) {
    heap_fixture_start();
}

void tearDown(void) {
    heap_fixture_end();
}

static void test_full_heap_is_a_range_error_and_recovers(void) {
    for (;;) {
        struct node *a = tsp_new(&node_shape);
        if (a == NULL) {
            break;
        }
        a->other = kept;
        kept = tsp_from_object(a);
    }
    TEST_ASSERT_TRUE(tsp_exception_pending());
    tsp_report_uncaught();
    TEST_ASSERT_EQUAL_STRING("Uncaught RangeError: out of memory\n", test_port_take_output());
    kept = TSP_UNDEFINED;
    tsp_collect();
    TEST_ASSERT_NOT_NULL(tsp_new(&node_shape));
}

static void test_heap_is_whole_again_after_mixed_sizes(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    for (uint32_t round = 0; round < 3; round++) {
        for (size_t size = 16; size < 4000; size += 72) {
            TEST_ASSERT_NOT_NULL(tsp_new_sized(&tsp_cell_shape, size));
        }
        tsp_collect();
        TEST_ASSERT_NOT_NULL_MESSAGE(tsp_new_sized(&bytes_shape, stats.size), "no span of the whole arena");
        tsp_collect();
    }
}

/* Returns the bytes that all nodes take. */
static size_t fill_with_nodes(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    size_t before = stats.used;
    for (struct node *a = tsp_new(&node_shape); a != NULL; a = tsp_new(&node_shape)) {
        a->other = kept;
        kept = tsp_from_object(a);
    }
    tsp_catch();
    tsp_heap_get_stats(&stats);
    return stats.used - before;
}

static size_t fill_with_arrays(void) {
    struct tsp_heap_stats stats;
    for (struct tsp_array *array = tsp_array_new(90); array != NULL; array = tsp_array_new(90)) {
        array->elements[0] = kept;
        array->length = 1;
        kept = tsp_from_object(array);
    }
    tsp_catch();
    tsp_heap_get_stats(&stats);
    return stats.used;
}

static void test_every_byte_serves_every_kind_of_object(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    for (int round = 0; round < 3; round++) {
        TEST_ASSERT_EQUAL_UINT_MESSAGE(stats.size, fill_with_nodes(), "small objects");
        kept = TSP_UNDEFINED;
        tsp_collect();
        TEST_ASSERT_UINT_WITHIN_MESSAGE(2048, stats.size, fill_with_arrays(), "storage of arrays");
        kept = TSP_UNDEFINED;
        tsp_collect();
        TEST_ASSERT_NOT_NULL_MESSAGE(tsp_new_sized(&bytes_shape, stats.size), "one block of bytes");
        tsp_collect();
    }
}

static void test_more_than_the_heap_fails_without_a_collection(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    uint32_t before = stats.collections;
    TEST_ASSERT_NULL(tsp_new_sized(&bytes_shape, stats.size + 1u));
    tsp_catch();
    TEST_ASSERT_NULL(tsp_array_new(0x0FFFFFFF));
    tsp_catch();
    tsp_heap_get_stats(&stats);
    TEST_ASSERT_EQUAL_UINT32(before, stats.collections);
}

static struct tsp_elements *new_elements(size_t bytes) {
    struct tsp_elements *elements = tsp_new_sized(&tsp_elements_shape, bytes);
    elements->count = (uint32_t)((bytes - sizeof *elements) / sizeof(tsp_value));
    for (uint32_t i = 0; i < elements->count; i++) {
        elements->values[i] = tsp_from_int32((int32_t)i);
    }
    return elements;
}

static void assert_elements(const struct tsp_elements *elements) {
    for (uint32_t i = 0; i < elements->count; i++) {
        TEST_ASSERT_EQUAL_INT(i, tsp_as_int32(elements->values[i]));
    }
}

/* Where something lies above it, the block grows downwards: no second one is needed beside it. */
static void test_block_grows_to_nearly_the_whole_heap(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    kept_pointer = tsp_new_sized(&bytes_shape, 2000);
    struct tsp_elements *elements = new_elements(1000);
    for (size_t size = 2000; size < stats.size - 4096; size += size / 2u) {
        elements = tsp_grow(elements, size, size);
        TEST_ASSERT_NOT_NULL(elements);
        TEST_ASSERT_GREATER_OR_EQUAL_UINT(size, tsp_block_size(elements));
        assert_elements(elements);
    }
    kept = tsp_from_object(elements);
    elements = tsp_grow(elements, stats.size - 4096, stats.size - 4096);
    TEST_ASSERT_NOT_NULL(elements);
    assert_elements(elements);
    kept = TSP_UNDEFINED;
}

static void test_block_grows_into_dead_neighbours_on_both_sides(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    struct tsp_pin pin;
    size_t third = (stats.size / 3u) & ~(size_t)511u;
    TEST_ASSERT_NOT_NULL(tsp_new_sized(&bytes_shape, third));
    struct tsp_elements *elements = new_elements(third);
    TEST_ASSERT_NOT_NULL(tsp_new_sized(&bytes_shape, third));
    tsp_pin(&pin, &elements->header);
    tsp_collect();
    tsp_unpin(&pin);
    elements = tsp_grow(elements, third * 3u - 600u, third * 3u - 600u);
    TEST_ASSERT_NOT_NULL(elements);
    assert_elements(elements);
}

/* Half of what is left stays for others, and the array goes on growing by less and less. */
static void test_array_fills_a_heap_that_is_nearly_full(void) {
    struct tsp_heap_stats stats;
    struct tsp_array *array = tsp_array_new(0);
    kept_pointer = array;
    while (tsp_array_append(array, tsp_from_int32((int32_t)array->length))) {
    }
    tsp_catch();
    tsp_heap_get_stats(&stats);
    TEST_ASSERT_UINT_WITHIN(2048, stats.size, array->length * sizeof(tsp_value));
    for (uint32_t i = 0; i < array->length; i++) {
        TEST_ASSERT_EQUAL_INT(i, tsp_as_int32(tsp_array_get(array, (int32_t)i)));
    }
    TEST_ASSERT_LESS_THAN_UINT32(60, stats.collections);
}

static void test_failed_growth_leaves_the_block(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    struct tsp_elements *elements = new_elements(1000);
    TEST_ASSERT_NULL(tsp_grow(elements, stats.size + 1u, stats.size + 1u));
    tsp_catch();
    tsp_heap_fail_at(1);
    TEST_ASSERT_NULL(tsp_grow(elements, 2000, 2000));
    tsp_catch();
    assert_elements(elements);
}

/* Pages of nodes all over the heap, and a block that there is no room for any more. */
__attribute__((noinline)) static void fill_with_nodes_and_blocks(void) {
    for (;;) {
        struct node *a = tsp_new(&node_shape);
        if (a == NULL) {
            return;
        }
        a->other = kept;
        kept = tsp_from_object(a);
        a->next = tsp_new_sized(&bytes_shape, 250);
        if (a->next == NULL) {
            return;
        }
    }
}

/* The last page of nodes has a hole near the end of the heap: a node there would divide it. */
static void test_small_block_after_a_full_heap_divides_nothing(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    fill_with_nodes_and_blocks();
    tsp_catch();
    kept = TSP_UNDEFINED;
    kept_pointer = tsp_new(&node_shape);
    TEST_ASSERT_NOT_NULL(tsp_new_sized(&bytes_shape, stats.size - 1024u));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_full_heap_is_a_range_error_and_recovers);
    RUN_TEST(test_heap_is_whole_again_after_mixed_sizes);
    RUN_TEST(test_every_byte_serves_every_kind_of_object);
    RUN_TEST(test_more_than_the_heap_fails_without_a_collection);
    RUN_TEST(test_block_grows_to_nearly_the_whole_heap);
    RUN_TEST(test_block_grows_into_dead_neighbours_on_both_sides);
    RUN_TEST(test_array_fills_a_heap_that_is_nearly_full);
    RUN_TEST(test_failed_growth_leaves_the_block);
    RUN_TEST(test_small_block_after_a_full_heap_divides_nothing);
    return UNITY_END();
}
