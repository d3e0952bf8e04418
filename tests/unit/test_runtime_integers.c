/* Doubles as integers, by their bits: against the conversions of C where these are defined. */
#include <math.h>
#include "unity.h"

#include "runtime/bits.h"
#include "runtime/operators.h"

void setUp(void) {}

void tearDown(void) {}

static const double edges[] = {0.0,
                               -0.0,
                               0.5,
                               -0.5,
                               0.9999999999999999,
                               1.0,
                               -1.0,
                               1.5,
                               255.0,
                               256.75,
                               -256.75,
                               1048575.0,
                               1048576.0,
                               2097151.5,
                               2097152.0,
                               2097153.25,
                               1073741823.0,
                               1073741824.5,
                               2147483646.0,
                               2147483647.0,
                               -2147483647.0,
                               5e-324};

static void test_numbers_within_int32_are_cut_as_C_cuts_them(void) {
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        const double number = edges[i];
        const int32_t cut = (int32_t)number;
        const bool is_exact = (double)cut == number;
        TEST_ASSERT_EQUAL_INT32(cut, tsp_double_to_int32(number));
        TEST_ASSERT_EQUAL_INT32(cut, tsp_double_to_position(number));
        TEST_ASSERT_EQUAL_INT32(is_exact && cut >= 0 ? cut : -1, tsp_double_to_index(number));
        const tsp_value value = tsp_from_number(number);
        const bool is_minus_zero = number == 0 && signbit(number) != 0;
        TEST_ASSERT_EQUAL(is_exact && !is_minus_zero, tsp_is_int32(value));
        TEST_ASSERT_TRUE(tsp_as_double(value) == number);
    }
}

static void test_each_power_of_two_and_its_neighbours(void) {
    for (int exponent = 0; exponent < 31; exponent++) {
        const double power = ldexp(1.0, exponent);
        const double numbers[] = {power, power - 1, power + 1, power + 0.25, power - 0.25, -power, 0.75 - power};
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
            if (fabs(numbers[i]) < 2147483648.0) {
                TEST_ASSERT_EQUAL_INT32((int32_t)numbers[i], tsp_double_to_int32(numbers[i]));
                TEST_ASSERT_EQUAL_INT32((int32_t)numbers[i], tsp_double_to_position(numbers[i]));
            }
        }
    }
}

static void test_numbers_beyond_int32(void) {
    TEST_ASSERT_EQUAL_INT32(INT32_MIN, tsp_double_to_int32(2147483648.0));
    TEST_ASSERT_EQUAL_INT32(INT32_MIN, tsp_double_to_int32(-2147483648.0));
    TEST_ASSERT_EQUAL_INT32(-1, tsp_double_to_int32(4294967295.5));
    TEST_ASSERT_EQUAL_INT32(0, tsp_double_to_int32(4294967296.0));
    TEST_ASSERT_EQUAL_INT32(0, tsp_double_to_int32(TSP_INFINITY));
    TEST_ASSERT_EQUAL_INT32(0, tsp_double_to_int32(TSP_NAN));
    TEST_ASSERT_EQUAL_INT32(INT32_MAX, tsp_double_to_position(2147483648.0));
    TEST_ASSERT_EQUAL_INT32(INT32_MIN, tsp_double_to_position(-2147483648.0));
    TEST_ASSERT_EQUAL_INT32(INT32_MAX, tsp_double_to_position(TSP_INFINITY));
    TEST_ASSERT_EQUAL_INT32(INT32_MIN, tsp_double_to_position(-TSP_INFINITY));
    TEST_ASSERT_EQUAL_INT32(0, tsp_double_to_position(TSP_NAN));
    TEST_ASSERT_EQUAL_INT32(-1, tsp_double_to_index(2147483648.0));
    TEST_ASSERT_EQUAL_INT32(-1, tsp_double_to_index(TSP_NAN));
    TEST_ASSERT_EQUAL_INT32(-1, tsp_double_to_index(-1.0));
    TEST_ASSERT_TRUE(tsp_is_int32(tsp_from_number(-2147483648.0)));
    TEST_ASSERT_FALSE(tsp_is_int32(tsp_from_number(2147483648.0)));
    TEST_ASSERT_TRUE(tsp_from_number(TSP_NAN) == TSP_NAN_BITS);
}

static void test_two_words_keep_an_integer_or_NaN(void) {
    const struct tsp_bits nan = tsp_bits_of_nan();
    const struct tsp_bits least = tsp_bits_of_int32(INT32_MIN);
    TEST_ASSERT_TRUE(tsp_bits_to_number(nan) == TSP_NAN_BITS);
    TEST_ASSERT_TRUE(tsp_bits_to_number(least) == tsp_from_int32(INT32_MIN));
    TEST_ASSERT_TRUE(tsp_bits_equal(least, tsp_bits_unpack(tsp_bits_pack(least))));
    TEST_ASSERT_FALSE(tsp_bits_equal(nan, tsp_bits_unpack(tsp_bits_pack(nan))));
    TEST_ASSERT_TRUE(tsp_bits_less(least, tsp_bits_of_int32(0)));
    TEST_ASSERT_FALSE(tsp_bits_less(nan, tsp_bits_of_int32(0)));
    TEST_ASSERT_FALSE(tsp_bits_less_equal(tsp_bits_of_int32(0), nan));
    TEST_ASSERT_EQUAL_INT32(-1, tsp_bits_to_index(nan));
    TEST_ASSERT_EQUAL_INT32(0, tsp_bits_to_int32(tsp_bits_add(nan, least)));
    TEST_ASSERT_FALSE(tsp_bits_to_boolean(nan));
    TEST_ASSERT_FALSE(tsp_bits_to_boolean(tsp_bits_of_int32(0)));
    TEST_ASSERT_TRUE(tsp_bits_to_boolean(least));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_numbers_within_int32_are_cut_as_C_cuts_them);
    RUN_TEST(test_each_power_of_two_and_its_neighbours);
    RUN_TEST(test_numbers_beyond_int32);
    RUN_TEST(test_two_words_keep_an_integer_or_NaN);
    return UNITY_END();
}
