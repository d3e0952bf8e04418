#include "runtime/array.h"
#include "runtime/exception.h"
#include "runtime/general.h"
#include "runtime/heap.h"
#include "runtime/json_text.h"
#include "runtime/operators.h"
#include "runtime_port.h"
#include "text_units.h"
#include "unity.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static struct tsp_json_text *new_text(void) {
    struct tsp_json_text *text = tsp_new(&tsp_json_text_shape);
    TEST_ASSERT_NOT_NULL(text);
    tsp_json_text_construct(text);
    return text;
}

#define ASSERT_TEXT(text, expected)                                                                                    \
    TEST_ASSERT_TRUE(tsp_string_equals(tsp_json_text_finish(text), tsp_string_from_latin1(expected, strlen(expected))))

static void test_a_text_is_the_pieces_that_were_added(void) {
    struct tsp_json_text *text = new_text();
    ASSERT_TEXT(text, "");
    tsp_json_text_add(text, TEXT('[', '1'));
    tsp_json_text_line(text, TEXT(' ', '-'), 2);
    tsp_json_text_add(text, TEXT(']'));
    ASSERT_TEXT(text, "[1\n - -]");
}

static void test_quotes_escape_what_json_does_not_have(void) {
    struct tsp_json_text *text = new_text();
    tsp_json_text_quote(text, TEXT('a', '"', '\\', '/', '\n', '\r', '\t', '\b', '\f', 0, 0x1F, 0x7F, 0xE9));
    ASSERT_TEXT(text, "\"a\\\"\\\\/\\n\\r\\t\\b\\f\\u0000\\u001f\x7F\xE9\"");
}

static void test_only_surrogates_without_a_partner_are_escaped(void) {
    struct tsp_json_text *text = new_text();
    tsp_json_text_quote(text, TEXT(0xD83D, 0xDE00));
    ASSERT_UNITS(tsp_json_text_finish(text), '"', 0xD83D, 0xDE00, '"');
    text = new_text();
    tsp_json_text_quote(text, TEXT(0xDE00, 'x', 0xD83D));
    ASSERT_TEXT(text, "\"\\ude00x\\ud83d\"");
}

static void test_numbers_that_are_not_finite_are_null(void) {
    struct tsp_json_text *text = new_text();
    const double numbers[] = {-0.0, 1.5, TSP_NAN, TSP_INFINITY, -TSP_INFINITY, 4294967296.0};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        tsp_json_text_number(text, tsp_from_double(numbers[i]));
        tsp_json_text_add(text, TEXT(' '));
    }
    tsp_json_text_number(text, tsp_from_int32(INT32_MIN));
    ASSERT_TEXT(text, "0 1.5 null null null 4294967296 -2147483648");
}

static void test_long_texts_and_quotes_keep_every_unit(void) {
    struct tsp_json_text *text = new_text();
    uint32_t length = 0;
    for (uint32_t i = 0; i < 400; i++) {
        tsp_json_text_quote(text, i % 50 == 49 ? TEXT('a', '\n', 0x20AC) : TEXT('a', 'b', '"'));
        length += 6u;
        TEST_ASSERT_EQUAL_UINT32(length, tsp_json_text_finish(text)->length);
    }
    TEST_ASSERT_EQUAL_HEX16('"', tsp_string_unit(tsp_json_text_finish(text), length - 1));
    TEST_ASSERT_EQUAL_HEX16(0x20AC, tsp_string_unit(tsp_json_text_finish(text), length - 2));
}

static void test_a_piece_without_room_leaves_the_text_as_it_was(void) {
    for (uint32_t at = 1; at < 4; at++) {
        struct tsp_json_text *text = new_text();
        tsp_json_text_add(text, TEXT('a', 'b'));
        const struct tsp_string *quoted = TEXT('\n', 0x20AC);
        tsp_heap_fail_at(at);
        tsp_json_text_quote(text, quoted);
        const bool has_failed = tsp_exception_pending();
        tsp_heap_fail_at(0);
        if (has_failed) {
            tsp_catch();
            ASSERT_TEXT(text, "ab");
        }
    }
}

static void test_classes_are_named_as_their_constructors(void) {
    const tsp_value array = tsp_from_object(tsp_array_new(0));
    TEST_ASSERT_TRUE(tsp_string_equals(tsp_json_class_name(array), TEXT('A', 'r', 'r', 'a', 'y')));
    const tsp_value object = tsp_from_object(tsp_general_new(0));
    TEST_ASSERT_TRUE(tsp_string_equals(tsp_json_class_name(object), TEXT('O', 'b', 'j', 'e', 'c', 't')));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_a_text_is_the_pieces_that_were_added);
    RUN_TEST(test_quotes_escape_what_json_does_not_have);
    RUN_TEST(test_only_surrogates_without_a_partner_are_escaped);
    RUN_TEST(test_numbers_that_are_not_finite_are_null);
    RUN_TEST(test_long_texts_and_quotes_keep_every_unit);
    RUN_TEST(test_a_piece_without_room_leaves_the_text_as_it_was);
    RUN_TEST(test_classes_are_named_as_their_constructors);
    return UNITY_END();
}
