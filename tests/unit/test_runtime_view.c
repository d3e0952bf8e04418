#include "runtime/buffer_methods.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/operators.h"
#include "runtime/string_internal.h"
#include "runtime/view.h"
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
    TEST_ASSERT_EQUAL_UINT32(0, tsp_view_sort(tsp_uint8array_of(0, NULL))->length);
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
    struct tsp_view *changed = tsp_view_with(part, -1, tsp_from_int32(0x1FF));
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
    assert_range_error(tsp_view_with(view, 2, tsp_from_int32(0)));
    assert_range_error(tsp_view_with(view, -3, tsp_from_int32(0)));
}

static void test_full_heap_is_a_range_error(void) {
    struct tsp_view *view = VIEW(1, 2);
    const tsp_value one = tsp_from_int32(1);
    for (uint32_t failing = 1; failing <= 2; failing++) {
        tsp_heap_fail_at(failing);
        assert_range_error(tsp_view_to_reversed(view));
        tsp_heap_fail_at(failing);
        assert_range_error(tsp_view_with(view, 0, tsp_from_int32(0)));
        tsp_heap_fail_at(failing);
        assert_range_error(tsp_uint8array_of(1, &one));
    }
    tsp_heap_fail_at(1);
    assert_range_error(tsp_view_join(view, TSP_UNDEFINED));
    ASSERT_BYTES(view, 1, 2);
}

static void test_elements_are_converted(void) {
    const tsp_value values[] = {tsp_from_double(-1.5), tsp_from_double(300.5), tsp_from_double(4294967297.0),
                                TSP_NAN_BITS};
    const struct tsp_view *clamped = tsp_uint8clampedarray_of(4, values);
    const struct tsp_view *halves = tsp_int16array_of(4, values);
    const struct tsp_view *words = tsp_uint32array_of(4, values);
    ASSERT_BYTES(clamped, 0, 255, 255, 0);
    TEST_ASSERT_EQUAL_INT32(-1, tsp_int16_at(halves, 0));
    TEST_ASSERT_EQUAL_INT32(300, tsp_int16_at(halves, 1));
    TEST_ASSERT_EQUAL_INT32(1, tsp_int16_at(halves, 2));
    TEST_ASSERT_EQUAL_UINT32(UINT32_MAX, tsp_uint32_at(words, 0));
    TEST_ASSERT_TRUE(tsp_uint32_get(words, 0) == tsp_from_double(4294967295.0));
    TEST_ASSERT_EQUAL_INT32(-1, tsp_uint32_low(words, 0));
    TEST_ASSERT_TRUE(tsp_uint32_get(words, 4) == TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_UINT32(1, tsp_uint32_bits(words, -1).nan);
    TEST_ASSERT_EQUAL_UINT32(2, tsp_clamp_double(1.5));
    TEST_ASSERT_EQUAL_UINT32(2, tsp_clamp_double(2.5));
    TEST_ASSERT_EQUAL_UINT32(255, tsp_clamp_double(254.5 + 0.25));
}

static void test_wide_elements_are_sorted(void) {
    const tsp_value values[] = {tsp_from_int32(1), TSP_NAN_BITS, tsp_from_double(-0.0), tsp_from_int32(0),
                                tsp_from_int32(-7)};
    const struct tsp_view *floats = tsp_view_sort(tsp_float32array_of(5, values));
    const struct tsp_view *doubles = tsp_view_sort(tsp_float64array_of(5, values));
    const struct tsp_view *words = tsp_view_sort(tsp_int32array_of(5, values));
    TEST_ASSERT_TRUE(tsp_float64_get(doubles, 0) == tsp_from_double(-7));
    TEST_ASSERT_TRUE(tsp_float64_get(doubles, 1) == tsp_from_double(-0.0));
    TEST_ASSERT_TRUE(tsp_float64_get(doubles, 2) == tsp_from_double(0));
    TEST_ASSERT_TRUE(tsp_float64_get(doubles, 4) == TSP_NAN_BITS);
    TEST_ASSERT_TRUE(tsp_float32_get(floats, 1) == tsp_from_double(-0.0));
    TEST_ASSERT_TRUE(tsp_float32_get(floats, 4) == TSP_NAN_BITS);
    TEST_ASSERT_EQUAL_INT32(-7, tsp_int32_at(words, 0));
    TEST_ASSERT_EQUAL_INT32(1, tsp_int32_at(words, 4));
}

/* A buffer that is copied from an odd place begins at a whole word all the same. */
static void test_wide_elements_lie_at_whole_words(void) {
    struct tsp_view *bytes = VIEW(9, 1, 0, 0, 0, 2, 0, 0, 0);
    struct tsp_view *copy = tsp_view_slice(bytes, tsp_from_int32(1), TSP_UNDEFINED);
    struct tsp_view *words = tsp_new(&tsp_uint32array_shape);
    TEST_ASSERT_EQUAL_UINT32(0, (uintptr_t)copy->bytes & 3u);
    tsp_view_construct(words, tsp_from_object(copy->buffer), TSP_UNDEFINED, TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_UINT32(2, words->length);
    TEST_ASSERT_EQUAL_UINT32(2, tsp_uint32_at(words, 1));
}

static void test_a_buffer_of_another_size_is_a_range_error(void) {
    struct tsp_view *halves = tsp_new(&tsp_int16array_shape);
    const tsp_value three = tsp_from_object(tsp_buffer_new(3));
    tsp_view_construct(halves, three, TSP_UNDEFINED, TSP_UNDEFINED);
    assert_range_error(NULL);
    tsp_view_construct(halves, three, tsp_from_int32(1), tsp_from_int32(1));
    assert_range_error(NULL);
    tsp_view_construct(halves, three, tsp_from_int32(2), tsp_from_int32(1));
    assert_range_error(NULL);
    tsp_view_construct(halves, tsp_from_int32(0x0FFFFFFF), TSP_UNDEFINED, TSP_UNDEFINED);
    assert_range_error(NULL);
    TEST_ASSERT_NULL(halves->bytes);
}

static void test_other_kinds_of_the_same_buffer_are_read_first(void) {
    struct tsp_buffer *buffer = tsp_buffer_new(4);
    struct tsp_view *bytes = tsp_view_new(buffer, 0, 4);
    struct tsp_view *halves = tsp_view_new_of(&tsp_uint16array_shape, buffer, 0, 2);
    memcpy(bytes->bytes, BYTES(1, 2, 3, 4), 4);
    struct tsp_view *half = tsp_view_new(buffer, 0, 2);
    tsp_heap_fail_at(1);
    tsp_view_set_from(halves, tsp_from_object(half), TSP_UNDEFINED);
    assert_range_error(NULL);
    ASSERT_BYTES(bytes, 1, 2, 3, 4);
    tsp_view_set_from(halves, tsp_from_object(half), TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_INT32(1, tsp_uint16_at(halves, 0));
    TEST_ASSERT_EQUAL_INT32(2, tsp_uint16_at(halves, 1));
}

static void test_all_views_have_bytes(void) {
    uint8_t *bytes;
    uint32_t length;
    const tsp_value one = tsp_from_int32(1);
    const struct tsp_view *wide = tsp_float64array_of(1, &one);
    TEST_ASSERT_TRUE(tsp_bytes_of(tsp_from_object(wide), &bytes, &length));
    TEST_ASSERT_EQUAL_UINT32(8, length);
    TEST_ASSERT_EQUAL_PTR(wide->bytes, bytes);
    const tsp_value parts[] = {tsp_from_object(wide), tsp_from_object(VIEW(7))};
    const struct tsp_buffer *all = tsp_buffer_concat(wide->buffer, 2, parts);
    TEST_ASSERT_EQUAL_UINT32(17, all->length);
    TEST_ASSERT_EQUAL_UINT32(7, all->bytes[16]);
    TEST_ASSERT_NULL(tsp_buffer_concat(wide->buffer, 1, &one));
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_type_error_shape));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_elements_are_converted);
    RUN_TEST(test_wide_elements_are_sorted);
    RUN_TEST(test_wide_elements_lie_at_whole_words);
    RUN_TEST(test_a_buffer_of_another_size_is_a_range_error);
    RUN_TEST(test_other_kinds_of_the_same_buffer_are_read_first);
    RUN_TEST(test_all_views_have_bytes);
    RUN_TEST(test_bytes_are_sorted_by_value);
    RUN_TEST(test_every_length_is_sorted);
    RUN_TEST(test_copy_has_a_buffer_of_its_own);
    RUN_TEST(test_with_outside_is_a_range_error);
    RUN_TEST(test_full_heap_is_a_range_error);
    return UNITY_END();
}
