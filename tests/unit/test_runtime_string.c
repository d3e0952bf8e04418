#include "runtime/array.h"
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
    tsp_string_flatten(actual);
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
    const tsp_value short_ones[] = {tsp_from_string(text("a")), tsp_from_string(&tsp_string_empty),
                                    tsp_from_string(text("b")), tsp_from_string(&hello)};
    const tsp_value long_ones[] = {tsp_from_string(&hello), tsp_from_string(rope), tsp_from_string(text("-")),
                                   tsp_from_string(rope)};
    const tsp_value wide_ones[] = {tsp_from_string(&hello), tsp_from_string(&wide), tsp_from_string(text("!"))};
    const tsp_value wide_and_long[] = {tsp_from_string(&hello), tsp_from_string(&wide), tsp_from_string(rope)};
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

/// Building piece by piece ///

/*
 * A text of more than half of the heap, and every way to read it. There is no room for a flat copy.
 */
static void test_text_that_cannot_be_made_flat_is_read(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    const struct tsp_string *all = &tsp_string_empty;
    uint32_t length = (uint32_t)stats.size / 5u * 4u;
    for (uint32_t i = 0; all->length < length; i++) {
        all = tsp_string_concat(all, i % 2u == 0 ? &hello : text("-+"));
        TEST_ASSERT_NOT_NULL(all);
    }
    TEST_ASSERT_EQUAL_UINT16('h', tsp_string_unit(all, 0));
    TEST_ASSERT_EQUAL_UINT16('+', tsp_string_unit(all, 6));
    TEST_ASSERT_TRUE_MESSAGE(tsp_string_is_rope(all), "it was no test");
    assert_text("o-+he", tsp_string_sub(all, 4, 9));
    TEST_ASSERT_EQUAL_INT(5, tsp_string_index_of(all, text("-+h"), TSP_UNDEFINED));
    TEST_ASSERT_FALSE(tsp_string_equals(all, &hello));
    TEST_ASSERT_EQUAL_INT(1, tsp_string_compare(all, &hello));
    uint32_t index = 4;
    TEST_ASSERT_EQUAL_UINT(1, tsp_string_next(all, &index)->length);
    TEST_ASSERT_TRUE(tsp_string_starts_with(all, &hello, TSP_UNDEFINED));
    TEST_ASSERT_FALSE(tsp_exception_pending());
}

static size_t live_bytes(const struct tsp_string *string) {
    struct tsp_heap_stats stats;
    struct tsp_pin pin;
    tsp_pin(&pin, (struct tsp_object *)(uintptr_t)string);
    tsp_collect();
    tsp_heap_get_stats(&stats);
    tsp_unpin(&pin);
    return stats.used;
}

enum { APPENDED, PREPENDED, BOTH_ENDS, TEMPLATE, METHODS };

static const struct tsp_string *add_piece(int way, const struct tsp_string *all, const struct tsp_string *piece) {
    const tsp_value parts[] = {tsp_from_string(all), tsp_from_string(piece), tsp_from_string(&hello)};
    switch (way) {
    case APPENDED:
        return tsp_string_concat(all, piece);
    case PREPENDED:
        return tsp_string_concat(piece, all);
    case BOTH_ENDS:
        all = tsp_string_concat(piece, all);
        return all == NULL ? NULL : tsp_string_concat(all, piece);
    case TEMPLATE:
        return tsp_string_join(3, parts);
    default:
        return tsp_string_concat_all(all, 1, (const tsp_value[]){tsp_from_string(piece)});
    }
}

/* The emulated board takes a while for each piece. */
#if defined(__arm__)
#define LONG_TEXT 2400u
#else
#define LONG_TEXT 12000u
#endif

static void test_memory_is_linear_in_the_length_whatever_the_pieces(void) {
    for (int way = APPENDED; way <= METHODS; way++) {
        for (uint32_t size = 1; size <= 300; size = size * 3u + 1u) {
            const struct tsp_string *all = &tsp_string_empty;
            const struct tsp_string *piece = tsp_string_repeat(text("x"), size);
            while (all->length < LONG_TEXT) {
                all = add_piece(way, all, piece);
                TEST_ASSERT_NOT_NULL(all);
            }
            TEST_ASSERT_LESS_THAN_UINT(all->length * 7u / 4u + 1200u, live_bytes(all));
            for (uint32_t at = 0; at < all->length; at += 97) {
                TEST_ASSERT_EQUAL_UINT16(way == TEMPLATE ? tsp_string_peek(all, at) : 'x', tsp_string_peek(all, at));
            }
        }
    }
}

__attribute__((noinline)) static uint32_t grow_until_full(int way) {
    const struct tsp_string *all = &tsp_string_empty;
    uint32_t length = 0;
    const struct tsp_string *piece = tsp_string_repeat(&hello, 20);
    while ((all = add_piece(way, all, piece)) != NULL) {
        length = all->length;
    }
    tsp_catch();
    return length;
}

static void test_text_grows_until_it_does_not_fit(void) {
    struct tsp_heap_stats stats;
    for (int way = APPENDED; way <= METHODS; way++) {
        tsp_collect();
        uint32_t length = grow_until_full(way);
        tsp_heap_get_stats(&stats);
        TEST_ASSERT_GREATER_THAN_UINT(stats.size / 10u * 7u, length);
    }
}

static void test_prefix_that_several_texts_share_is_there_once(void) {
    static tsp_value shared[200];
    const struct tsp_string *prefix = tsp_string_repeat(text("prefix "), 150);
    struct tsp_array *array = tsp_array_new(200);
    for (uint32_t i = 0; i < 200; i++) {
        shared[i] = tsp_from_string(tsp_string_concat(prefix, tsp_string_repeat(text("s"), 1 + i % 40u)));
        TEST_ASSERT_TRUE(tsp_array_append(array, shared[i]));
    }
    for (int32_t i = 0; i < 200; i++) {
        const struct tsp_string *one = tsp_as_string(tsp_array_get(array, i));
        TEST_ASSERT_EQUAL_UINT(1050u + 1u + (unsigned)i % 40u, one->length);
        TEST_ASSERT_EQUAL_UINT16(' ', tsp_string_peek(one, 1049));
        TEST_ASSERT_EQUAL_UINT16('s', tsp_string_peek(one, one->length - 1));
    }
    TEST_ASSERT_LESS_THAN_UINT(200u * 160u, live_bytes((const struct tsp_string *)(const void *)array));
}

/* What a string was is not changed by what others add to it. */
static void test_strings_that_share_units_stay_what_they_were(void) {
    const struct tsp_string *first = tsp_string_concat(text("0123456789"), text("abcdefghijklmnopqrst"));
    first = tsp_string_concat(first, text("-"));
    const struct tsp_string *second = tsp_string_concat(first, text("second"));
    const struct tsp_string *third = tsp_string_concat(first, text("third"));
    const struct tsp_string *fourth = tsp_string_concat(second, &wide);
    const struct tsp_string *front = tsp_string_concat(text("<"), third);
    front = tsp_string_concat(text("<"), front);
    const struct tsp_string *other = tsp_string_concat(text(">"), front);
    front = tsp_string_concat(text("!"), front);
    assert_text("0123456789abcdefghijklmnopqrst-", first);
    assert_text("0123456789abcdefghijklmnopqrst-second", second);
    assert_text("0123456789abcdefghijklmnopqrst-third", third);
    assert_text("!<<0123456789abcdefghijklmnopqrst-third", front);
    assert_text("><<0123456789abcdefghijklmnopqrst-third", other);
    TEST_ASSERT_EQUAL_UINT(41, fourth->length);
    TEST_ASSERT_EQUAL_UINT16('d', tsp_string_unit(fourth, 36));
    TEST_ASSERT_EQUAL_UINT16(0x3B1, tsp_string_unit(fourth, 37));
}

/* Each is read after each piece: it is made flat again only when it has grown by a quarter. */
static void test_text_that_is_read_while_it_grows_is_seldom_copied(void) {
    struct tsp_heap_stats stats;
    const struct tsp_string *all = tsp_string_repeat(text("0123456789"), 400);
    for (uint32_t i = 0; i < LONG_TEXT / 3u; i++) {
        all = tsp_string_concat(all, text("z"));
        TEST_ASSERT_EQUAL_UINT16('z', tsp_string_unit(all, all->length - 1u));
    }
    tsp_heap_get_stats(&stats);
    TEST_ASSERT_LESS_THAN_UINT32(8, stats.collections);
}

static void test_console_prints_as_node(void) {
    tsp_value values[] = {tsp_from_string(&hello), tsp_from_double(-0.0), tsp_from_double(1.5), TSP_TRUE,
                          TSP_UNDEFINED};
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
    TEST_ASSERT_EQUAL_STRING(
        "Uncaught TypeError: Cannot read properties of undefined (reading 'size')\n    at unit.ts:12\n",
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
    RUN_TEST(test_text_that_cannot_be_made_flat_is_read);
    RUN_TEST(test_memory_is_linear_in_the_length_whatever_the_pieces);
    RUN_TEST(test_text_grows_until_it_does_not_fit);
    RUN_TEST(test_prefix_that_several_texts_share_is_there_once);
    RUN_TEST(test_strings_that_share_units_stay_what_they_were);
    RUN_TEST(test_text_that_is_read_while_it_grows_is_seldom_copied);
    RUN_TEST(test_console_prints_as_node);
    RUN_TEST(test_uncaught_error_names_file_and_line);
    RUN_TEST(test_stack_check_throws_before_the_end);
    RUN_TEST(test_tasks_run_in_order_and_once_per_post);
    return UNITY_END();
}
