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

static void test_latin1_moves_letters_alone(void) {
    const struct tsp_string *text = TEXT('@', 'A', 'Z', '[', '`', 'a', 'z', '{', 0xC0, 0xD7, 0xDE, 0xE0, 0xF7, 0xFE);
    ASSERT_UNITS(tsp_string_to_lower_case(text), '@', 'a', 'z', '[', '`', 'a', 'z', '{', 0xE0, 0xD7, 0xFE, 0xE0, 0xF7,
                 0xFE);
    ASSERT_UNITS(tsp_string_to_upper_case(text), '@', 'A', 'Z', '[', '`', 'A', 'Z', '{', 0xC0, 0xD7, 0xDE, 0xC0, 0xF7,
                 0xDE);
}

static void test_capitals_of_latin1_may_be_longer_or_wide(void) {
    ASSERT_UNITS(tsp_string_to_upper_case(TEXT('a', 0xDF)), 'A', 'S', 'S');
    ASSERT_UNITS(tsp_string_to_upper_case(TEXT('a', 0xB5)), 'A', 0x39C);
    ASSERT_UNITS(tsp_string_to_upper_case(TEXT(0xFF, 0xDF)), 0x178, 'S', 'S');
}

static void test_wide_text_may_become_latin1(void) {
    ASSERT_UNITS(tsp_string_to_lower_case(TEXT(0x212A, 'K')), 'k', 'k');
    ASSERT_UNITS(tsp_string_to_lower_case(TEXT(0x178)), 0xFF);
    ASSERT_UNITS(tsp_string_to_upper_case(TEXT(0xFB03)), 'F', 'F', 'I');
}

static void test_pairs_move_and_lone_surrogates_stay(void) {
    ASSERT_UNITS(tsp_string_to_lower_case(TEXT(0xD801, 0xDC00)), 0xD801, 0xDC28);
    ASSERT_UNITS(tsp_string_to_upper_case(TEXT(0xD801, 0xDC28, 0xD801)), 0xD801, 0xDC00, 0xD801);
    ASSERT_UNITS(tsp_string_to_upper_case(TEXT(0xDC28, 0xD801, 'a')), 0xDC28, 0xD801, 'A');
}

static void test_every_second_letter_of_a_range_moves(void) {
    ASSERT_UNITS(tsp_string_to_lower_case(TEXT(0x100, 0x101, 0x102, 0x103)), 0x101, 0x101, 0x103, 0x103);
    ASSERT_UNITS(tsp_string_to_upper_case(TEXT(0x100, 0x101, 0x102, 0x103)), 0x100, 0x100, 0x102, 0x102);
}

static void test_sigma_ends_a_word_or_not(void) {
    ASSERT_UNITS(tsp_string_to_lower_case(TEXT(0x3A3)), 0x3C3);
    ASSERT_UNITS(tsp_string_to_lower_case(TEXT(0x391, 0x3A3)), 0x3B1, 0x3C2);
    ASSERT_UNITS(tsp_string_to_lower_case(TEXT(0x391, 0x3A3, 0x391)), 0x3B1, 0x3C3, 0x3B1);
    ASSERT_UNITS(tsp_string_to_lower_case(TEXT(0x391, 0x301, 0x3A3, '.', '1')), 0x3B1, 0x301, 0x3C2, '.', '1');
    ASSERT_UNITS(tsp_string_to_lower_case(TEXT(0x391, 0x3A3, '.', 0xD801, 0xDC00)), 0x3B1, 0x3C3, '.', 0xD801, 0xDC28);
    ASSERT_UNITS(tsp_string_to_lower_case(TEXT(0xD801, 0xDC00, 0x3A3)), 0xD801, 0xDC28, 0x3C2);
}

static void test_text_in_that_case_is_its_own_result(void) {
    const struct tsp_string *narrow = TEXT('a', '1', 0xDF);
    const struct tsp_string *wide = TEXT(0x3B1, 0xD83D, 0xDE00, 0x4E00);
    TEST_ASSERT_EQUAL_PTR(narrow, tsp_string_to_lower_case(narrow));
    TEST_ASSERT_EQUAL_PTR(wide, tsp_string_to_lower_case(wide));
    TEST_ASSERT_EQUAL_PTR(&tsp_string_empty, tsp_string_to_upper_case(&tsp_string_empty));
    const struct tsp_string *upper = TEXT('A', 0x39C);
    TEST_ASSERT_EQUAL_PTR(upper, tsp_string_to_upper_case(upper));
}

/* Longer than what is copied when texts are put together. */
static const struct tsp_string *rope_of(uint16_t unit) {
    uint16_t units[300];
    for (int i = 0; i < 300; i++) {
        units[i] = unit;
    }
    return tsp_string_concat(tsp_string_from_units(units, 300), tsp_string_from_units(units, 300));
}

static void test_rope_is_converted(void) {
    const struct tsp_string *upper = tsp_string_to_upper_case(rope_of(0xDF));
    TEST_ASSERT_EQUAL_UINT32(1200, upper->length);
    TEST_ASSERT_EQUAL_HEX16('S', tsp_string_unit(upper, 1199));
    const struct tsp_string *lower = tsp_string_to_lower_case(rope_of(0x3A3));
    TEST_ASSERT_EQUAL_HEX16(0x3C3, tsp_string_unit(lower, 598));
    TEST_ASSERT_EQUAL_HEX16(0x3C2, tsp_string_unit(lower, 599));
}

static void assert_out_of_memory(const struct tsp_string *result) {
    TEST_ASSERT_NULL(result);
    TEST_ASSERT_TRUE(tsp_exception_pending());
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
}

static void test_full_heap_is_a_range_error_and_leaves_the_text(void) {
    const struct tsp_string *narrow = TEXT('a', 'B');
    const struct tsp_string *wide = TEXT(0x3B1, 0x392);
    tsp_heap_fail_at(1);
    assert_out_of_memory(tsp_string_to_lower_case(narrow));
    tsp_heap_fail_at(1);
    assert_out_of_memory(tsp_string_to_upper_case(narrow));
    tsp_heap_fail_at(1);
    assert_out_of_memory(tsp_string_to_lower_case(wide));
    tsp_heap_fail_at(1);
    assert_out_of_memory(tsp_string_to_upper_case(wide));
    ASSERT_UNITS(narrow, 'a', 'B');
    ASSERT_UNITS(tsp_string_to_lower_case(wide), 0x3B1, 0x3B2);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_latin1_moves_letters_alone);
    RUN_TEST(test_capitals_of_latin1_may_be_longer_or_wide);
    RUN_TEST(test_wide_text_may_become_latin1);
    RUN_TEST(test_pairs_move_and_lone_surrogates_stay);
    RUN_TEST(test_every_second_letter_of_a_range_moves);
    RUN_TEST(test_sigma_ends_a_word_or_not);
    RUN_TEST(test_text_in_that_case_is_its_own_result);
    RUN_TEST(test_rope_is_converted);
    RUN_TEST(test_full_heap_is_a_range_error_and_leaves_the_text);
    return UNITY_END();
}
