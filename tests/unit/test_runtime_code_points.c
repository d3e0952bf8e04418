#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/operators.h"
#include "runtime/string_internal.h"
#include "runtime/string_methods.h"
#include "runtime_port.h"
#include "unity.h"
#include "text_units.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static void test_lone_surrogates_are_replaced_and_pairs_stay(void) {
    ASSERT_UNITS(tsp_string_to_well_formed(TEXT(0xDC00, 0xD800, 0xD800, 0xDC00, 'a', 0xD800)), 0xFFFD, 0xFFFD, 0xD800,
                 0xDC00, 'a', 0xFFFD);
    const struct tsp_string *pair = TEXT(0xD83D, 0xDE00);
    TEST_ASSERT_TRUE(tsp_string_is_well_formed(pair));
    TEST_ASSERT_EQUAL_PTR(pair, tsp_string_to_well_formed(pair));
    TEST_ASSERT_FALSE(tsp_string_is_well_formed(TEXT(0xDE00, 0xD83D)));
}

static void test_code_points_are_stored_as_narrow_as_they_are(void) {
    const tsp_value narrow[] = {tsp_from_int32('a'), tsp_from_int32(0xFF)};
    const tsp_value wide[] = {tsp_from_int32(0x10FFFF), tsp_from_int32(0xFFFF), tsp_from_int32('a')};
    ASSERT_UNITS(tsp_string_from_code_point(2, narrow), 'a', 0xFF);
    ASSERT_UNITS(tsp_string_from_code_point(3, wide), 0xDBFF, 0xDFFF, 0xFFFF, 'a');
    TEST_ASSERT_EQUAL_PTR(&tsp_unit_strings['a'], tsp_string_from_code_point(1, narrow));
    TEST_ASSERT_EQUAL_PTR(&tsp_string_empty, tsp_string_from_code_point(0, NULL));
}

static void assert_range_error(const struct tsp_string *result) {
    TEST_ASSERT_NULL(result);
    TEST_ASSERT_TRUE(tsp_exception_pending());
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
}

static void test_number_that_is_no_code_point_is_a_range_error(void) {
    const tsp_value above[] = {tsp_from_int32('a'), tsp_from_int32(0x110000)};
    const tsp_value below[] = {tsp_from_int32(-1)};
    const tsp_value between[] = {tsp_from_double(1.5)};
    assert_range_error(tsp_string_from_code_point(2, above));
    assert_range_error(tsp_string_from_code_point(1, below));
    assert_range_error(tsp_string_from_code_point(1, between));
}

static void test_full_heap_is_a_range_error(void) {
    const struct tsp_string *lone = TEXT(0xD800, 'a');
    const tsp_value codes[] = {tsp_from_int32('a'), tsp_from_int32(0x1F600)};
    tsp_heap_fail_at(1);
    assert_range_error(tsp_string_to_well_formed(lone));
    tsp_heap_fail_at(1);
    assert_range_error(tsp_string_from_code_point(2, codes));
    tsp_heap_fail_at(1);
    assert_range_error(tsp_string_from_code_point(1, codes + 1));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_lone_surrogates_are_replaced_and_pairs_stay);
    RUN_TEST(test_code_points_are_stored_as_narrow_as_they_are);
    RUN_TEST(test_number_that_is_no_code_point_is_a_range_error);
    RUN_TEST(test_full_heap_is_a_range_error);
    return UNITY_END();
}
