#include "runtime/data_view.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/operators.h"
#include "runtime_port.h"
#include "unity.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

/* Over all but the first two of `length` bytes. */
static struct tsp_view *view_of(uint32_t length) {
    struct tsp_view *view = tsp_new(&tsp_data_view_shape);
    tsp_data_view_construct(view, tsp_buffer_new(length), tsp_from_int32(2), TSP_UNDEFINED);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    return view;
}

static void assert_range_error(void) {
    TEST_ASSERT_TRUE(tsp_exception_pending());
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
}

static void test_both_orders_of_bytes(void) {
    static const uint8_t expected[] = {0, 0, 1, 2, 4, 3, 0xFF, 0xFE, 0, 0, 0, 0, 0xC0, 0x3F};
    struct tsp_view *view = view_of(14);
    tsp_data_view_set_int16(view, 0, 0x0102, TSP_UNDEFINED);
    tsp_data_view_set_int16(view, 2, 0x0304, TSP_TRUE);
    tsp_data_view_set_int16(view, 4, 0xFFFFFFFEu, TSP_FALSE);
    tsp_data_view_set_float32(view, 8, 1.5, TSP_TRUE);
    TEST_ASSERT_EQUAL_MEMORY(expected, view->buffer->bytes, sizeof expected);
    TEST_ASSERT_EQUAL_INT32(-2, tsp_data_view_get_int16(view, 4, TSP_UNDEFINED));
    TEST_ASSERT_EQUAL_INT32(0xFEFF, tsp_data_view_get_uint16(view, 4, TSP_TRUE));
    TEST_ASSERT_EQUAL_INT32(-1, tsp_data_view_get_int8(view, 4));
    TEST_ASSERT_EQUAL_UINT32(0x01020403u, tsp_data_view_get_uint32(view, 0, TSP_UNDEFINED));
    TEST_ASSERT_TRUE(tsp_data_view_get_float32(view, 8, TSP_TRUE) == 1.5);
}

static void test_doubles_at_odd_places(void) {
    struct tsp_view *view = view_of(12);
    tsp_data_view_set_float64(view, 1, -0.1, TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_UINT32(0xBF, view->bytes[1]);
    TEST_ASSERT_TRUE(tsp_data_view_get_float64(view, 1, TSP_UNDEFINED) == -0.1);
    tsp_data_view_set_float64(view, 1, 1e300, TSP_TRUE);
    TEST_ASSERT_TRUE(tsp_data_view_get_float64(view, 1, TSP_TRUE) == 1e300);
}

static void test_outside_is_a_range_error(void) {
    struct tsp_view *view = view_of(9);
    (void)tsp_data_view_get_uint8(view, 6);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    (void)tsp_data_view_get_uint8(view, 7);
    assert_range_error();
    (void)tsp_data_view_get_uint16(view, -1, TSP_UNDEFINED);
    assert_range_error();
    (void)tsp_data_view_get_int32(view, INT32_MAX, TSP_UNDEFINED);
    assert_range_error();
    tsp_data_view_set_int32(view, 4, 1, TSP_UNDEFINED);
    assert_range_error();
    tsp_data_view_set_float64(view, 0, 1, TSP_UNDEFINED);
    assert_range_error();
    TEST_ASSERT_EACH_EQUAL_UINT8(0, view->buffer->bytes, 9);
}

static void test_places_of_the_view(void) {
    struct tsp_buffer *buffer = tsp_buffer_new(4);
    struct tsp_view *view = tsp_new(&tsp_data_view_shape);
    tsp_data_view_construct(view, buffer, tsp_from_int32(5), TSP_UNDEFINED);
    assert_range_error();
    tsp_data_view_construct(view, buffer, tsp_from_int32(-1), TSP_UNDEFINED);
    assert_range_error();
    tsp_data_view_construct(view, buffer, tsp_from_int32(2), tsp_from_int32(3));
    assert_range_error();
    tsp_data_view_construct(view, buffer, tsp_from_int32(2), tsp_from_int32(1));
    TEST_ASSERT_EQUAL_UINT32(1, view->length);
    TEST_ASSERT_EQUAL_INT32(2, tsp_view_get_byte_offset(view));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_both_orders_of_bytes);
    RUN_TEST(test_doubles_at_odd_places);
    RUN_TEST(test_outside_is_a_range_error);
    RUN_TEST(test_places_of_the_view);
    return UNITY_END();
}
