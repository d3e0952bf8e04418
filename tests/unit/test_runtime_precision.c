#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/number_methods.h"
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

static void assert_text(const char *expected, const struct tsp_string *actual) {
    TEST_ASSERT_NOT_NULL(actual);
    TEST_ASSERT_EQUAL_UINT(strlen(expected), actual->length);
    TEST_ASSERT_EQUAL_MEMORY(expected, actual->u.latin1, actual->length);
}

static void assert_precision(const char *expected, double number, int32_t digits) {
    assert_text(expected, tsp_number_to_precision(tsp_from_double(number), tsp_from_int32(digits)));
}

static void assert_exponential(const char *expected, double number, int32_t digits) {
    assert_text(expected, tsp_number_to_exponential(tsp_from_double(number), tsp_from_int32(digits)));
}

static void test_precision_is_plain_between_a_millionth_and_the_digits(void) {
    assert_precision("0.0000012", 1.2e-6, 2);
    assert_precision("9.9e-7", 9.9e-7, 2);
    assert_precision("12", 12, 2);
    assert_precision("1.2e+2", 123, 2);
    assert_precision("-0.50", -0.5, 2);
    assert_precision("0.00", 0, 3);
}

static void test_halves_are_rounded_up_and_may_carry(void) {
    assert_precision("3e+1", 25, 1);
    assert_precision("4e+1", 44.96, 1);
    assert_precision("10.0", 9.996, 3);
    assert_precision("1e+23", 1e23, 1);
    assert_exponential("1.3e+0", 1.25, 1);
    assert_exponential("1e+1", 9.5, 0);
}

static void test_exact_digits_of_the_extremes(void) {
    assert_exponential("4.9406564584124654e-324", 5e-324, 16);
    assert_exponential("1.7976931348623157e+308", 1.7976931348623157e308, 16);
    assert_text("5e-324", tsp_number_to_exponential(tsp_from_double(5e-324), TSP_UNDEFINED));
}

static void assert_range_error(const struct tsp_string *result) {
    TEST_ASSERT_NULL(result);
    TEST_ASSERT_TRUE(tsp_exception_pending());
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
}

static void test_digits_outside_and_a_full_heap_are_range_errors(void) {
    const tsp_value half = tsp_from_double(0.5);
    assert_range_error(tsp_number_to_precision(half, tsp_from_int32(0)));
    assert_range_error(tsp_number_to_precision(half, tsp_from_int32(101)));
    assert_range_error(tsp_number_to_exponential(half, tsp_from_int32(-1)));
    assert_range_error(tsp_number_to_exponential(half, tsp_from_int32(101)));
    tsp_heap_fail_at(1);
    assert_range_error(tsp_number_to_precision(half, tsp_from_int32(3)));
    tsp_heap_fail_at(1);
    assert_range_error(tsp_number_to_exponential(half, TSP_UNDEFINED));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_precision_is_plain_between_a_millionth_and_the_digits);
    RUN_TEST(test_halves_are_rounded_up_and_may_carry);
    RUN_TEST(test_exact_digits_of_the_extremes);
    RUN_TEST(test_digits_outside_and_a_full_heap_are_range_errors);
    return UNITY_END();
}
