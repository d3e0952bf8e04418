#include "runtime/array_methods.h"
#include "runtime/buffer_methods.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/operators.h"
#include "runtime/string.h"
#include "runtime_port.h"
#include "unity.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static struct tsp_array *numbers(int count) {
    struct tsp_array *array = tsp_array_new(0);
    for (int i = 0; i < count; i++) {
        TEST_ASSERT_TRUE(tsp_array_append(array, tsp_from_int32(i)));
    }
    return array;
}

static int at(struct tsp_array *array, int index) {
    return tsp_as_int32(tsp_array_get(array, index));
}

static void assert_range_error(void) {
    TEST_ASSERT_TRUE(tsp_exception_pending());
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
}

static void test_reading_outside_or_a_hole_is_undefined(void) {
    struct tsp_array *array = numbers(2);
    TEST_ASSERT_TRUE(tsp_array_set(array, 5, tsp_from_int32(5)));
    TEST_ASSERT_EQUAL_UINT(6, array->length);
    TEST_ASSERT_TRUE(tsp_array_get(array, 3) == TSP_UNDEFINED);
    TEST_ASSERT_FALSE(tsp_array_has(array, 3));
    TEST_ASSERT_TRUE(tsp_array_get(array, -1) == TSP_UNDEFINED);
    TEST_ASSERT_TRUE(tsp_array_get(array, tsp_double_to_index(0.5)) == TSP_UNDEFINED);
}

static void test_negative_or_fractional_store_is_a_range_error(void) {
    struct tsp_array *array = numbers(2);
    TEST_ASSERT_FALSE(tsp_array_set(array, -1, TSP_NULL));
    assert_range_error();
    TEST_ASSERT_FALSE(tsp_array_set(array, tsp_double_to_index(1.5), TSP_NULL));
    assert_range_error();
}

static void test_shorter_length_drops_elements(void) {
    struct tsp_array *array = numbers(5);
    TEST_ASSERT_TRUE(tsp_array_set_length(array, 2));
    TEST_ASSERT_TRUE(tsp_array_set_length(array, 4));
    TEST_ASSERT_TRUE(tsp_array_get(array, 2) == TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_INT(1, at(array, 1));
    TEST_ASSERT_FALSE(tsp_array_set_length(array, 1.5));
    assert_range_error();
}

static void test_splice_replaces_and_returns_the_removed(void) {
    struct tsp_array *array = numbers(6);
    tsp_value added[] = {tsp_from_int32(77), tsp_from_int32(78), tsp_from_int32(79)};
    struct tsp_array *removed = tsp_array_splice(array, tsp_from_int32(1), tsp_from_int32(2), 3, added);
    TEST_ASSERT_EQUAL_UINT(2, removed->length);
    TEST_ASSERT_EQUAL_INT(2, at(removed, 1));
    TEST_ASSERT_EQUAL_UINT(7, array->length);
    TEST_ASSERT_EQUAL_INT(79, at(array, 3));
    TEST_ASSERT_EQUAL_INT(3, at(array, 4));
    tsp_array_splice(array, tsp_from_int32(-2), TSP_UNDEFINED, 0, NULL); /* removes nothing */
    tsp_array_splice(array, tsp_from_int32(-2), TSP_ABSENT, 0, NULL);
    TEST_ASSERT_EQUAL_UINT(5, array->length);
}

static void test_shift_and_unshift_move_elements(void) {
    struct tsp_array *array = numbers(3);
    tsp_value first = tsp_from_int32(9);
    TEST_ASSERT_EQUAL_INT(0, tsp_as_int32(tsp_array_shift(array)));
    TEST_ASSERT_EQUAL_INT(3, tsp_array_unshift(array, 1, &first));
    TEST_ASSERT_EQUAL_INT(9, at(array, 0));
    TEST_ASSERT_EQUAL_INT(1, at(array, 1));
}

static void test_includes_finds_nan_and_index_of_does_not(void) {
    struct tsp_array *array = numbers(1);
    tsp_array_append(array, TSP_NAN_BITS);
    TEST_ASSERT_TRUE(tsp_array_includes(array, TSP_NAN_BITS, TSP_UNDEFINED));
    TEST_ASSERT_EQUAL_INT(-1, tsp_array_index_of(array, TSP_NAN_BITS, TSP_UNDEFINED));
}

static void test_join_skips_nullish(void) {
    struct tsp_array *array = numbers(2);
    tsp_array_append(array, TSP_NULL);
    tsp_array_append(array, TSP_TRUE);
    static const struct tsp_string expected = TSP_LATIN1_LITERAL("0,1,,true");
    TEST_ASSERT_TRUE(tsp_string_equals(&expected, tsp_array_join(array, TSP_UNDEFINED)));
}

static void test_failed_growth_leaves_the_array_as_it_was(void) {
    struct tsp_array *array = numbers(4);
    while (array->length < array->capacity) {
        TEST_ASSERT_TRUE(tsp_array_append(array, TSP_NULL));
    }
    tsp_heap_fail_at(1);
    TEST_ASSERT_FALSE(tsp_array_append(array, TSP_NULL));
    assert_range_error();
    TEST_ASSERT_EQUAL_UINT(array->capacity, array->length);
    TEST_ASSERT_EQUAL_INT(3, at(array, 3));
}

static void test_view_stores_modulo_256_and_ignores_outside(void) {
    struct tsp_view *view = tsp_view_new(tsp_buffer_new(4), 1, 2);
    tsp_view_set(view, 0, 257);
    tsp_view_set(view, 1, UINT32_MAX);
    tsp_view_set(view, 2, 7);
    TEST_ASSERT_EQUAL_UINT8(1, view->buffer->bytes[1]);
    TEST_ASSERT_EQUAL_UINT8(255, view->buffer->bytes[2]);
    TEST_ASSERT_EQUAL_UINT8(0, view->buffer->bytes[3]);
    TEST_ASSERT_TRUE(tsp_view_get(view, 2) == TSP_UNDEFINED);
}

static void test_constructed_buffer_keeps_its_bytes_through_a_collection(void) {
    struct tsp_buffer *buffer = tsp_new(&tsp_buffer_shape);
    struct tsp_pin pin;
    tsp_buffer_construct(buffer, 700);
    tsp_pin(&pin, &buffer->header);
    buffer->bytes[699] = 42;
    tsp_collect();
    TEST_ASSERT_NOT_NULL(tsp_buffer_new(700));
    TEST_ASSERT_EQUAL_UINT8(42, buffer->bytes[699]);
    TEST_ASSERT_EQUAL_UINT(700, buffer->length);
    tsp_unpin(&pin);
}

static void test_view_outside_its_buffer_is_a_range_error(void) {
    struct tsp_buffer *buffer = tsp_buffer_new(4);
    struct tsp_view *view = tsp_new(&tsp_uint8array_shape);
    tsp_view_construct(view, tsp_from_object(buffer), tsp_from_int32(5), TSP_UNDEFINED);
    assert_range_error();
    tsp_view_construct(view, tsp_from_object(buffer), tsp_from_int32(2), tsp_from_int32(3));
    assert_range_error();
}

static void test_set_copies_overlapping_views(void) {
    struct tsp_buffer *buffer = tsp_buffer_new(4);
    for (uint8_t i = 0; i < 4; i++) {
        buffer->bytes[i] = i;
    }
    struct tsp_view *whole = tsp_view_new(buffer, 0, 4);
    tsp_view_set_from(whole, tsp_from_object(tsp_view_new(buffer, 0, 3)), tsp_from_int32(1));
    TEST_ASSERT_EQUAL_UINT8(2, buffer->bytes[3]);
    tsp_view_set_from(whole, tsp_from_object(whole), tsp_from_int32(1));
    assert_range_error();
}

static const struct tsp_string *text(unsigned number) {
    return tsp_int32_to_string((int32_t)number + 1000);
}

static void test_pointers_take_a_word_each_and_keep_alive_what_they_point_to(void) {
    struct tsp_heap_stats before;
    struct tsp_heap_stats after;
    struct tsp_array *array = tsp_array_new_of(TSP_STRINGS, 256);
    TEST_ASSERT_EQUAL_UINT(sizeof(void *), tsp_array_element_size(array));
    for (unsigned i = 0; i < 256; i++) {
        TEST_ASSERT_TRUE(tsp_strings_append(array, text(i)));
    }
    struct tsp_pin pin;
    tsp_pin(&pin, &array->header);
    tsp_collect();
    for (unsigned i = 0; i < 256; i++) {
        TEST_ASSERT_TRUE(tsp_string_equals(array->strings[i], text(i)));
    }
    tsp_collect();
    tsp_heap_get_stats(&before);
    TEST_ASSERT_TRUE(tsp_array_set_length(array, 10));
    for (unsigned i = 0; i < 5; i++) {
        TEST_ASSERT_TRUE(tsp_string_equals(tsp_as_string(tsp_array_shift(array)), text(i)));
        TEST_ASSERT_TRUE(tsp_string_equals(tsp_as_string(tsp_array_pop(array)), text(9 - i)));
    }
    TEST_ASSERT_EQUAL_UINT(0, array->length);
    tsp_collect();
    tsp_heap_get_stats(&after);
    tsp_unpin(&pin);
    TEST_ASSERT_LESS_THAN_UINT(before.used - 255u * sizeof(struct tsp_string), after.used);
}

static void test_a_hole_among_pointers_is_undefined(void) {
    struct tsp_array *array = tsp_array_new_of(TSP_OBJECTS, 0);
    struct tsp_object *object = &numbers(1)->header;
    TEST_ASSERT_TRUE(tsp_objects_set(array, 3, object));
    TEST_ASSERT_EQUAL_UINT(4, array->length);
    TEST_ASSERT_TRUE(tsp_objects_get(array, 2) == TSP_UNDEFINED);
    TEST_ASSERT_FALSE(tsp_array_has(array, 2));
    TEST_ASSERT_TRUE(tsp_objects_get(array, 3) == tsp_from_object(object));
    TEST_ASSERT_TRUE(tsp_array_get(array, 3) == tsp_from_object(object));
    TEST_ASSERT_TRUE(tsp_objects_get(array, 4) == TSP_UNDEFINED);
    TEST_ASSERT_TRUE(tsp_array_resize(array, 9));
    TEST_ASSERT_FALSE(tsp_array_has(array, 8));
    struct tsp_array *copy = tsp_array_slice(array, tsp_from_int32(2), TSP_UNDEFINED);
    TEST_ASSERT_TRUE(tsp_objects_get(copy, 1) == tsp_from_object(object));
    TEST_ASSERT_FALSE(tsp_array_has(copy, 0));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_reading_outside_or_a_hole_is_undefined);
    RUN_TEST(test_negative_or_fractional_store_is_a_range_error);
    RUN_TEST(test_shorter_length_drops_elements);
    RUN_TEST(test_splice_replaces_and_returns_the_removed);
    RUN_TEST(test_shift_and_unshift_move_elements);
    RUN_TEST(test_includes_finds_nan_and_index_of_does_not);
    RUN_TEST(test_join_skips_nullish);
    RUN_TEST(test_failed_growth_leaves_the_array_as_it_was);
    RUN_TEST(test_view_stores_modulo_256_and_ignores_outside);
    RUN_TEST(test_constructed_buffer_keeps_its_bytes_through_a_collection);
    RUN_TEST(test_view_outside_its_buffer_is_a_range_error);
    RUN_TEST(test_set_copies_overlapping_views);
    RUN_TEST(test_pointers_take_a_word_each_and_keep_alive_what_they_point_to);
    RUN_TEST(test_a_hole_among_pointers_is_undefined);
    return UNITY_END();
}
