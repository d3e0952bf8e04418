#include "runtime/array.h"
#include "runtime/exception.h"
#include "runtime/general.h"
#include "runtime/heap.h"
#include "runtime/json_parse.h"
#include "runtime/json_text.h"
#include "runtime/named_error.h"
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

static tsp_value parse(const char *text) {
    return tsp_json_parse(tsp_string_from_latin1(text, strlen(text)));
}

static void test_integers_are_stored_as_such_and_minus_zero_is_not(void) {
    TEST_ASSERT_TRUE(parse(" 123456789 ") == tsp_from_int32(123456789));
    TEST_ASSERT_TRUE(parse("-5") == tsp_from_int32(-5));
    TEST_ASSERT_TRUE(tsp_is_double(parse("-0")));
    TEST_ASSERT_TRUE(tsp_as_double(parse("4294967296")) == 4294967296.0);
    TEST_ASSERT_TRUE(parse("true") == TSP_TRUE && parse("false") == TSP_FALSE && parse("null") == TSP_NULL);
}

static void test_names_that_are_read_again_are_one_text(void) {
    tsp_value value = parse("[{\"name\":1,\"id\":2},{\"name\":3}]");
    const struct tsp_array *array = (const struct tsp_array *)(const void *)tsp_as_object(value);
    tsp_value keys[2];
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t at = 0;
        tsp_value ignored;
        const struct tsp_object *object = tsp_as_object(tsp_array_element(array, i));
        TEST_ASSERT_TRUE(tsp_general_next((const struct tsp_general *)(const void *)object, &at, &keys[i], &ignored));
    }
    TEST_ASSERT_TRUE(keys[0] == keys[1]);
}

static void test_a_part_does_not_keep_the_text_alive(void) {
    const struct tsp_string *part = tsp_as_string(parse("\"part\""));
    TEST_ASSERT_NULL(part->right);
    TEST_ASSERT_EQUAL_UINT(TSP_LATIN1, tsp_as_string(parse("\"\\u00e9\""))->storage);
    TEST_ASSERT_EQUAL_UINT(TSP_UTF16, tsp_as_string(parse("\"\\u20ac\""))->storage);
}

static void test_depth_takes_no_stack(void) {
    enum { DEPTH = 400 };
    char text[2 * DEPTH + 1];
    memset(text, '[', DEPTH);
    memset(text + DEPTH, ']', DEPTH);
    text[2 * DEPTH] = 0;
    tsp_value value = parse(text);
    for (int i = 1; i < DEPTH; i++) {
        value = tsp_array_element((const struct tsp_array *)(const void *)tsp_as_object(value), 0);
    }
    TEST_ASSERT_EQUAL_UINT32(0, ((const struct tsp_array *)(const void *)tsp_as_object(value))->length);
}

static void test_other_texts_are_syntax_errors(void) {
    const char *const texts[] = {"", "[1", "{\"a\"}", "01", "tru", "\"\n\"", "[] x", "undefined"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        parse(texts[i]);
        TEST_ASSERT_TRUE(tsp_exception_pending());
        TEST_ASSERT_TRUE(tsp_as_object(tsp_catch())->shape == &tsp_syntax_error_shape);
    }
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
    RUN_TEST(test_integers_are_stored_as_such_and_minus_zero_is_not);
    RUN_TEST(test_names_that_are_read_again_are_one_text);
    RUN_TEST(test_a_part_does_not_keep_the_text_alive);
    RUN_TEST(test_depth_takes_no_stack);
    RUN_TEST(test_other_texts_are_syntax_errors);
    return UNITY_END();
}
