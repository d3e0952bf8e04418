#include "runtime/array_methods.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/operators.h"
#include "runtime/string_internal.h"
#include "runtime_port.h"
#include "unity.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static const int32_t three[] = {1, 2, 3};

static struct tsp_array *array_of(enum tsp_element_kind kind, int count, const int32_t *values) {
    struct tsp_array *array = tsp_array_new_of(kind, 0);
    for (int i = 0; i < count; i++) {
        TEST_ASSERT_TRUE(tsp_array_append(array, tsp_from_int32(values[i])));
    }
    return array;
}

static void assert_elements(const struct tsp_array *array, int count, const int32_t *expected) {
    TEST_ASSERT_NOT_NULL(array);
    TEST_ASSERT_EQUAL_UINT(count, array->length);
    for (int i = 0; i < count; i++) {
        TEST_ASSERT_EQUAL_INT32(expected[i], tsp_as_int32(tsp_array_get(array, i)));
    }
}

static void test_copies_are_new_arrays_of_the_same_kind(void) {
    for (int kind = TSP_VALUES; kind <= TSP_UINT32S; kind++) {
        struct tsp_array *array = array_of((enum tsp_element_kind)kind, 3, three);
        const tsp_value added[] = {tsp_from_int32(8), tsp_from_int32(9)};
        struct tsp_array *copies[] = {
            tsp_array_to_reversed(array),
            tsp_array_with(array, -1, tsp_from_int32(7)),
            tsp_array_to_spliced(array, tsp_from_int32(1), tsp_from_int32(1), 2, added),
        };
        assert_elements(copies[0], 3, (const int32_t[]){3, 2, 1});
        assert_elements(copies[1], 3, (const int32_t[]){1, 2, 7});
        assert_elements(copies[2], 4, (const int32_t[]){1, 8, 9, 3});
        assert_elements(array, 3, three);
        for (int i = 0; i < 3; i++) {
            TEST_ASSERT_EQUAL_INT(kind, copies[i]->kind);
        }
    }
}

static void test_hole_is_undefined_in_a_copy(void) {
    struct tsp_array *array = array_of(TSP_VALUES, 3, three);
    tsp_array_put(array, 1, TSP_ABSENT);
    TEST_ASSERT_TRUE(tsp_array_has(tsp_array_to_reversed(array), 1));
    TEST_ASSERT_TRUE(tsp_array_has(tsp_array_with(array, 0, TSP_NULL), 1));
    TEST_ASSERT_TRUE(tsp_array_has(tsp_array_to_spliced(array, TSP_ABSENT, TSP_ABSENT, 0, NULL), 1));
    TEST_ASSERT_FALSE(tsp_array_has(tsp_array_copy_within(array, 0, tsp_from_int32(1), TSP_UNDEFINED), 0));
}

static void test_arguments_of_a_splice_that_are_not_given(void) {
    struct tsp_array *array = array_of(TSP_DENSE_INT32S, 3, three);
    assert_elements(tsp_array_to_spliced(array, TSP_ABSENT, TSP_ABSENT, 0, NULL), 3, three);
    assert_elements(tsp_array_to_spliced(array, tsp_from_int32(1), TSP_ABSENT, 0, NULL), 1, three);
    assert_elements(tsp_array_to_spliced(array, tsp_from_int32(1), TSP_UNDEFINED, 0, NULL), 3, three);
}

static void test_copying_within_keeps_what_overlaps(void) {
    struct tsp_array *array = array_of(TSP_INT32S, 3, three);
    assert_elements(tsp_array_copy_within(array, 1, tsp_from_int32(0), TSP_UNDEFINED), 3, (const int32_t[]){1, 1, 2});
    assert_elements(tsp_array_copy_within(array, 0, tsp_from_int32(-2), TSP_UNDEFINED), 3, (const int32_t[]){1, 2, 2});
    assert_elements(tsp_array_copy_within(array, 9, tsp_from_int32(0), TSP_UNDEFINED), 3, (const int32_t[]){1, 2, 2});
}

static void assert_range_error(const struct tsp_array *result) {
    TEST_ASSERT_NULL(result);
    TEST_ASSERT_TRUE(tsp_exception_pending());
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
}

static void test_with_outside_is_a_range_error(void) {
    struct tsp_array *array = array_of(TSP_DENSE_INT32S, 3, three);
    assert_range_error(tsp_array_with(array, 3, TSP_NULL));
    assert_range_error(tsp_array_with(array, -4, TSP_NULL));
    assert_range_error(tsp_array_with(array, INT32_MIN, TSP_NULL));
}

static void test_full_heap_is_a_range_error(void) {
    struct tsp_array *array = array_of(TSP_VALUES, 3, three);
    for (uint32_t failing = 1; failing <= 2; failing++) {
        tsp_heap_fail_at(failing);
        assert_range_error(tsp_array_to_reversed(array));
        tsp_heap_fail_at(failing);
        assert_range_error(tsp_array_with(array, 0, TSP_NULL));
        tsp_heap_fail_at(failing);
        assert_range_error(tsp_array_to_spliced(array, TSP_ABSENT, TSP_ABSENT, 0, NULL));
    }
    assert_elements(array, 3, three);
}

static void test_elements_that_are_deleted_leave_holes(void) {
    for (int kind = TSP_VALUES; kind <= TSP_INT32S; kind++) {
        struct tsp_array *array = array_of((enum tsp_element_kind)kind, 3, three);
        TEST_ASSERT_TRUE(tsp_array_remove_at(array, tsp_from_int32(1)));
        TEST_ASSERT_TRUE(tsp_array_remove_at(array, tsp_from_int32(3)));
        TEST_ASSERT_TRUE(tsp_array_remove_at(array, tsp_from_double(0.5)));
        TEST_ASSERT_TRUE(tsp_array_remove_at(array, TSP_TRUE));
        TEST_ASSERT_TRUE(tsp_array_remove_at(array, tsp_from_string(tsp_string_from_latin1("2", 1))));
        TEST_ASSERT_TRUE(tsp_array_element(array, 0) != TSP_ABSENT);
        TEST_ASSERT_TRUE(tsp_array_element(array, 1) == TSP_ABSENT);
        TEST_ASSERT_TRUE(tsp_array_element(array, 2) == TSP_ABSENT);
        TEST_ASSERT_EQUAL_UINT(3, array->length);
        TEST_ASSERT_FALSE(tsp_array_remove_at(array, tsp_from_string(tsp_string_from_latin1("length", 6))));
        TEST_ASSERT_TRUE(tsp_exception_pending());
        tsp_catch();
    }
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_copies_are_new_arrays_of_the_same_kind);
    RUN_TEST(test_hole_is_undefined_in_a_copy);
    RUN_TEST(test_arguments_of_a_splice_that_are_not_given);
    RUN_TEST(test_copying_within_keeps_what_overlaps);
    RUN_TEST(test_with_outside_is_a_range_error);
    RUN_TEST(test_full_heap_is_a_range_error);
    RUN_TEST(test_elements_that_are_deleted_leave_holes);
    return UNITY_END();
}
