#include "runtime/buffer_methods.h"
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

static struct tsp_view *bytes_of(const uint8_t *bytes, uint32_t length) {
    struct tsp_view *view = tsp_view_new(tsp_buffer_new(length), 0, length);
    TEST_ASSERT_NOT_NULL(view);
    memcpy(view->bytes, bytes, length);
    return view;
}

#define BYTES(...) ((const uint8_t[]){__VA_ARGS__})
#define VIEW(...) bytes_of(BYTES(__VA_ARGS__), sizeof BYTES(__VA_ARGS__))
#define ASSERT_BYTES(view, ...) assert_bytes(view, BYTES(__VA_ARGS__), sizeof BYTES(__VA_ARGS__))

static void assert_bytes(const struct tsp_view *view, const uint8_t *expected, uint32_t length) {
    TEST_ASSERT_NOT_NULL(view);
    TEST_ASSERT_EQUAL_UINT32(length, view->length);
    TEST_ASSERT_EQUAL_MEMORY(expected, view->bytes, length);
}

static void test_bytes_are_sorted_by_value(void) {
    ASSERT_BYTES(tsp_view_sort(VIEW(3)), 3);
    ASSERT_BYTES(tsp_view_sort(VIEW(200, 3)), 3, 200);
    ASSERT_BYTES(tsp_view_sort(VIEW(9, 255, 0, 9, 128, 1, 1)), 0, 1, 1, 9, 9, 128, 255);
    TEST_ASSERT_EQUAL_UINT32(0, tsp_view_sort(tsp_view_of(0, NULL))->length);
}

static void test_every_length_is_sorted(void) {
    for (uint32_t length = 1; length < 70; length++) {
        uint8_t bytes[70];
        for (uint32_t i = 0; i < length; i++) {
            bytes[i] = (uint8_t)(i * 151u);
        }
        struct tsp_view *view = tsp_view_sort(bytes_of(bytes, length));
        for (uint32_t i = 1; i < length; i++) {
            TEST_ASSERT_TRUE(view->bytes[i - 1] <= view->bytes[i]);
        }
    }
}

static void test_copy_has_a_buffer_of_its_own(void) {
    struct tsp_view *whole = VIEW(1, 2, 3, 4, 5);
    struct tsp_view *part = tsp_view_subarray(whole, tsp_from_int32(1), tsp_from_int32(4));
    struct tsp_view *reversed = tsp_view_to_reversed(part);
    struct tsp_view *changed = tsp_view_with(part, -1, 0x1FF);
    ASSERT_BYTES(reversed, 4, 3, 2);
    ASSERT_BYTES(changed, 2, 3, 255);
    TEST_ASSERT_EQUAL_UINT32(3, reversed->buffer->length);
    ASSERT_BYTES(whole, 1, 2, 3, 4, 5);
}

static void assert_range_error(const void *result) {
    TEST_ASSERT_NULL(result);
    TEST_ASSERT_TRUE(tsp_exception_pending());
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
}

static void test_with_outside_is_a_range_error(void) {
    struct tsp_view *view = VIEW(1, 2);
    assert_range_error(tsp_view_with(view, 2, 0));
    assert_range_error(tsp_view_with(view, -3, 0));
}

static void test_full_heap_is_a_range_error(void) {
    struct tsp_view *view = VIEW(1, 2);
    const tsp_value one = tsp_from_int32(1);
    for (uint32_t failing = 1; failing <= 2; failing++) {
        tsp_heap_fail_at(failing);
        assert_range_error(tsp_view_to_reversed(view));
        tsp_heap_fail_at(failing);
        assert_range_error(tsp_view_with(view, 0, 0));
        tsp_heap_fail_at(failing);
        assert_range_error(tsp_view_of(1, &one));
    }
    tsp_heap_fail_at(1);
    assert_range_error(tsp_view_join(view, TSP_UNDEFINED));
    ASSERT_BYTES(view, 1, 2);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_bytes_are_sorted_by_value);
    RUN_TEST(test_every_length_is_sorted);
    RUN_TEST(test_copy_has_a_buffer_of_its_own);
    RUN_TEST(test_with_outside_is_a_range_error);
    RUN_TEST(test_full_heap_is_a_range_error);
    return UNITY_END();
}
