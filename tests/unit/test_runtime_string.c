#include "runtime/buffer.h"
#include "runtime/console.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/loop.h"
#include "runtime/operators.h"
#include "runtime/string_internal.h"
#include "runtime/string_methods.h"
#include "runtime_port.h"
#include "unity.h"

static const uint16_t wide_units[] = {0x3B1, 0xD83D, 0xDE00, 0xD800};
static const struct tsp_string hello = TSP_LATIN1_LITERAL("hello");
static const struct tsp_string wide = TSP_UTF16_LITERAL(wide_units);

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static const struct tsp_string *text(const char *bytes) {
    return tsp_string_from_latin1(bytes, strlen(bytes));
}

static void assert_text(const char *expected, const struct tsp_string *actual) {
    TEST_ASSERT_NOT_NULL(actual);
    TEST_ASSERT_TRUE(tsp_string_flatten(actual));
    TEST_ASSERT_EQUAL_UINT(strlen(expected), actual->length);
    TEST_ASSERT_EQUAL_INT(TSP_LATIN1, actual->storage);
    if (actual->length > 0) {
        TEST_ASSERT_EQUAL_MEMORY(expected, actual->u.latin1, actual->length);
    }
}

static void test_appending_in_a_loop_flattens_to_the_whole_text(void) {
    const struct tsp_string *all = &tsp_string_empty;
    for (int i = 0; i < 400; i++) {
        all = tsp_string_concat(all, i % 2 == 0 ? &hello : text("-"));
    }
    TEST_ASSERT_EQUAL_UINT(1200, all->length);
    TEST_ASSERT_EQUAL_UINT16('h', tsp_string_unit(all, 6));
    TEST_ASSERT_EQUAL_UINT16('-', tsp_string_unit(all, 1199));
}

static void test_prepending_in_a_loop_flattens_to_the_whole_text(void) {
    const struct tsp_string *all = &hello;
    for (int i = 0; i < 400; i++) {
        all = tsp_string_concat(text(i % 2 == 0 ? "ab" : "c"), all);
    }
    TEST_ASSERT_EQUAL_UINT16('c', tsp_string_unit(all, 0));
    TEST_ASSERT_EQUAL_UINT16('a', tsp_string_unit(all, 1));
    TEST_ASSERT_EQUAL_UINT16('o', tsp_string_unit(all, all->length - 1));
}

static void test_rope_of_ropes_keeps_the_order(void) {
    const struct tsp_string *left = tsp_string_concat(text("0123456789012345"), text("abcdefghij"));
    const struct tsp_string *right = tsp_string_concat(text("ABCDEFGHIJKLMNOP"), text("zyxwvutsrq"));
    const struct tsp_string *both = tsp_string_concat(left, right);
    assert_text("0123456789012345abcdefghijABCDEFGHIJKLMNOPzyxwvutsrq", both);
    assert_text("0123456789012345abcdefghij", left);
}

static void test_flat_text_survives_a_collection_that_only_the_rope_sees(void) {
    const struct tsp_string *rope = tsp_string_concat(text("0123456789012345"), text("abcdefghij"));
    struct tsp_pin pin;
    tsp_string_flatten(rope);
    tsp_pin(&pin, (struct tsp_object *)(uintptr_t)rope);
    tsp_collect();
    for (int i = 0; i < 10; i++) {
        TEST_ASSERT_NOT_NULL(text("something that takes the place")); /* of what was freed */
    }
    assert_text("0123456789012345abcdefghij", rope);
    tsp_unpin(&pin);
}

static void test_wide_and_latin1_join_to_wide(void) {
    const struct tsp_string *both = tsp_string_concat(&hello, &wide);
    TEST_ASSERT_EQUAL_INT(TSP_UTF16, both->storage);
    TEST_ASSERT_EQUAL_UINT16('o', tsp_string_unit(both, 4));
    TEST_ASSERT_EQUAL_UINT16(0x3B1, tsp_string_unit(both, 5));
    TEST_ASSERT_TRUE(tsp_string_equals(tsp_string_sub(both, 0, 5), &hello));
}

static void test_joined_strings_keep_order_and_width(void) {
    const struct tsp_string *rope = tsp_string_concat(text("0123456789012345"), text("abcdefghij"));
    const struct tsp_string *short_ones[] = {text("a"), &tsp_string_empty, text("b"), &hello};
    const struct tsp_string *long_ones[] = {&hello, rope, text("-"), rope};
    const struct tsp_string *wide_ones[] = {&hello, &wide, text("!")};
    const struct tsp_string *wide_and_long[] = {&hello, &wide, rope};
    assert_text("abhello", tsp_string_join(4, short_ones));
    assert_text("hello", tsp_string_join(1, long_ones));
    assert_text("", tsp_string_join(1, short_ones + 1));
    assert_text("hello0123456789012345abcdefghij-0123456789012345abcdefghij", tsp_string_join(4, long_ones));
    const struct tsp_string *joined = tsp_string_join(3, wide_ones);
    TEST_ASSERT_EQUAL_UINT(10, joined->length);
    TEST_ASSERT_EQUAL_UINT16('o', tsp_string_unit(joined, 4));
    TEST_ASSERT_EQUAL_UINT16(0x3B1, tsp_string_unit(joined, 5));
    TEST_ASSERT_EQUAL_UINT16('!', tsp_string_unit(joined, 9));
    joined = tsp_string_join(3, wide_and_long);
    TEST_ASSERT_EQUAL_UINT(35, joined->length);
    TEST_ASSERT_EQUAL_UINT16(0xD800, tsp_string_unit(joined, 8));
    TEST_ASSERT_EQUAL_UINT16('j', tsp_string_unit(joined, 34));
}

static void test_iteration_takes_pairs_and_lone_surrogates(void) {
    uint32_t index = 1;
    TEST_ASSERT_EQUAL_UINT(2, tsp_string_next(&wide, &index)->length);
    TEST_ASSERT_EQUAL_UINT(3, index);
    TEST_ASSERT_EQUAL_UINT(1, tsp_string_next(&wide, &index)->length);
    TEST_ASSERT_EQUAL_UINT(4, index);
}

static void test_order_is_by_units(void) {
    TEST_ASSERT_EQUAL_INT(-1, tsp_string_compare(&hello, &wide));
    TEST_ASSERT_EQUAL_INT(1, tsp_string_compare(&hello, text("hell")));
    TEST_ASSERT_EQUAL_INT(0, tsp_string_compare(&hello, text("hello")));
}

static void test_search_methods_follow_the_standard(void) {
    TEST_ASSERT_EQUAL_INT(2, tsp_string_index_of(&hello, text("l"), TSP_UNDEFINED));
    TEST_ASSERT_EQUAL_INT(3, tsp_string_last_index_of(&hello, text("l"), TSP_UNDEFINED));
    TEST_ASSERT_EQUAL_INT(5, tsp_string_index_of(&hello, &tsp_string_empty, tsp_from_int32(99)));
    TEST_ASSERT_EQUAL_INT(-1, tsp_string_index_of(&hello, text("hello!"), TSP_UNDEFINED));
    assert_text("ell", tsp_string_slice(&hello, tsp_from_int32(1), tsp_from_int32(-1)));
    assert_text("he", tsp_string_substring(&hello, 2, tsp_from_int32(-3)));
    assert_text("x y", tsp_string_trim(text(" \t\nx y\xA0")));
}

static void test_building_methods_follow_the_standard(void) {
    assert_text("ababab", tsp_string_repeat(text("ab"), 3));
    assert_text("121hello", tsp_string_pad_start(&hello, 8, tsp_from_string(text("12"))));
    assert_text("he[l]$hello", tsp_string_replace(text("helhello"), text("l"), text("[$&]$$")));
    assert_text("-a-b-", tsp_string_replace_all(text("ab"), &tsp_string_empty, text("-")));
    struct tsp_array *parts = tsp_string_split(text("a,b,,c"), tsp_from_string(text(",")), TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_UINT(4, parts->length);
    assert_text("c", tsp_as_string(parts->elements[3]));
}

static void test_utf8_round_trip_replaces_lone_surrogates(void) {
    static const uint8_t expected[] = {0xCE, 0xB1, 0xF0, 0x9F, 0x98, 0x80, 0xEF, 0xBF, 0xBD};
    struct tsp_buffer *bytes = tsp_buffer_from_string(&wide);
    TEST_ASSERT_EQUAL_UINT(sizeof expected, bytes->length);
    TEST_ASSERT_EQUAL_MEMORY(expected, bytes->bytes, sizeof expected);
    const struct tsp_string *back = tsp_string_from_array_buffer(tsp_from_object(bytes));
    TEST_ASSERT_EQUAL_UINT(4, back->length);
    TEST_ASSERT_EQUAL_UINT16(0xFFFD, tsp_string_unit(back, 3));
}

static void test_overlong_utf8_is_a_type_error(void) {
    struct tsp_buffer *bytes = tsp_buffer_new(2);
    bytes->bytes[0] = 0xC0;
    bytes->bytes[1] = 0x80;
    TEST_ASSERT_NULL(tsp_string_from_array_buffer(tsp_from_object(bytes)));
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_type_error_shape));
}

static void test_full_heap_while_flattening_is_reported(void) {
    const struct tsp_string *rope = tsp_string_concat(text("0123456789012345"), text("abcdefghij"));
    tsp_heap_fail_at(1);
    TEST_ASSERT_NULL(tsp_string_slice(rope, tsp_from_int32(1), TSP_UNDEFINED));
    TEST_ASSERT_TRUE(tsp_exception_pending());
    tsp_catch();
}

static void test_console_prints_as_node(void) {
    tsp_value values[] = {tsp_from_string(&hello), tsp_from_double(-0.0), tsp_from_double(1.5), TSP_TRUE, TSP_UNDEFINED};
    tsp_console_log(5, values);
    TEST_ASSERT_EQUAL_STRING("hello -0 1.5 true undefined\n", test_port_take_output());
    tsp_value format[] = {tsp_from_string(text("%d%% %s %x")), tsp_from_string(text("42")), TSP_NULL, TSP_FALSE};
    tsp_console_log(4, format);
    TEST_ASSERT_EQUAL_STRING("42% null %x false\n", test_port_take_output());
}

static void test_uncaught_error_names_file_and_line(void) {
    tsp_throw_nullish_read(TSP_UNDEFINED, "size");
    tsp_located(1);
    tsp_report_uncaught();
    TEST_ASSERT_EQUAL_STRING("Uncaught TypeError: Cannot read properties of undefined (reading 'size')\n    at unit.ts:12\n",
                             test_port_take_output());
}

static void test_stack_check_throws_before_the_end(void) {
    test_port_limit_stack(100000);
    TEST_ASSERT_TRUE(tsp_stack_check());
    test_port_limit_stack(100);
    TEST_ASSERT_FALSE(tsp_stack_check());
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
    test_port_limit_stack(0);
}

static int order[4];
static int ran;
static struct tsp_task tasks[2];

static void record(struct tsp_task *task) {
    order[ran++] = (int)(task - tasks);
    if (ran == 1) {
        tsp_loop_post(&tasks[0]);
    }
}

static void test_tasks_run_in_order_and_once_per_post(void) {
    tasks[0].run = record;
    tasks[1].run = record;
    ran = 0;
    tsp_loop_post(&tasks[0]);
    tsp_loop_post(&tasks[1]);
    tsp_loop_post(&tasks[0]);
    TEST_ASSERT_EQUAL_INT(3, tsp_loop_run(10));
    TEST_ASSERT_EQUAL_INT(0, order[0]);
    TEST_ASSERT_EQUAL_INT(1, order[1]);
    TEST_ASSERT_EQUAL_INT(0, order[2]);
    tsp_loop_post(&tasks[1]);
    tsp_loop_cancel(&tasks[1]);
    TEST_ASSERT_EQUAL_INT(0, tsp_loop_run(10));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_appending_in_a_loop_flattens_to_the_whole_text);
    RUN_TEST(test_prepending_in_a_loop_flattens_to_the_whole_text);
    RUN_TEST(test_rope_of_ropes_keeps_the_order);
    RUN_TEST(test_flat_text_survives_a_collection_that_only_the_rope_sees);
    RUN_TEST(test_wide_and_latin1_join_to_wide);
    RUN_TEST(test_joined_strings_keep_order_and_width);
    RUN_TEST(test_iteration_takes_pairs_and_lone_surrogates);
    RUN_TEST(test_order_is_by_units);
    RUN_TEST(test_search_methods_follow_the_standard);
    RUN_TEST(test_building_methods_follow_the_standard);
    RUN_TEST(test_utf8_round_trip_replaces_lone_surrogates);
    RUN_TEST(test_overlong_utf8_is_a_type_error);
    RUN_TEST(test_full_heap_while_flattening_is_reported);
    RUN_TEST(test_console_prints_as_node);
    RUN_TEST(test_uncaught_error_names_file_and_line);
    RUN_TEST(test_stack_check_throws_before_the_end);
    RUN_TEST(test_tasks_run_in_order_and_once_per_post);
    return UNITY_END();
}
