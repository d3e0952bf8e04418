/* Texts that a variable builds up: string_grow.h. */
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/string_grow.h"
#include "runtime/string_internal.h"
#include "runtime/string_methods.h"
#include "runtime_port.h"
#include "unity.h"

#include <stdio.h>

static const uint16_t wide_units[] = {0x3B1, 0xD83D, 0xDE00, 0xD800};
static const struct tsp_string wide = TSP_UTF16_LITERAL(wide_units);

#if defined(__arm__)
#define LONG_TEXT 1500u
#else
#define LONG_TEXT 6000u
#endif

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static tsp_value latin1(const char *bytes) {
    return tsp_from_string(tsp_string_from_latin1(bytes, strlen(bytes)));
}

static const struct tsp_string *add(const struct tsp_string *text, tsp_value part) {
    return tsp_text_grow(text, 1, &part);
}

/* What a text should be, unit by unit. */
#define EXPECTED_MOST (LONG_TEXT + 1300u)
static uint16_t expected[EXPECTED_MOST];
static uint32_t expected_length;

static void expect_unit(uint16_t unit) {
    TEST_ASSERT_LESS_THAN_UINT32(EXPECTED_MOST, expected_length);
    expected[expected_length++] = unit;
}

static void expect(tsp_value part) {
    char digits[16];
    const struct tsp_string *string = tsp_is_int32(part) ? NULL : tsp_as_string(part);
    if (string == NULL) {
        unsigned length = (unsigned)snprintf(digits, sizeof digits, "%ld", (long)tsp_as_int32(part));
        for (unsigned i = 0; i < length; i++) {
            expect_unit((uint8_t)digits[i]);
        }
        return;
    }
    for (uint32_t i = 0; i < string->length; i++) {
        expect_unit(tsp_string_peek(string, i));
    }
}

static void assert_expected(const struct tsp_string *text) {
    TEST_ASSERT_EQUAL_UINT(expected_length, text->length);
    for (uint32_t i = 0; i < expected_length; i++) {
        TEST_ASSERT_EQUAL_UINT16(expected[i], tsp_string_peek(text, i));
    }
}

static const struct tsp_string *build(const struct tsp_string *text, uint32_t seed, bool with_wide, uint32_t length) {
    tsp_value pieces[] = {latin1("a"),
                          latin1(""),
                          latin1("hello, world"),
                          tsp_from_int32(0),
                          tsp_from_int32(-7),
                          tsp_from_int32(INT32_MIN),
                          tsp_from_int32(INT32_MAX),
                          tsp_from_string(tsp_string_repeat(tsp_as_string(latin1("0123456789")), 27)),
                          tsp_from_string(with_wide ? &wide : &tsp_unit_strings[233])};
    while (text->length < length) {
        seed = seed * 1664525u + 1013904223u;
        tsp_value parts[3];
        int count = (int)((seed >> 8) % 3u) + 1;
        for (int i = 0; i < count; i++) {
            uint32_t choice = (seed >> (12 + 4 * i)) % 16u;
            parts[i] = pieces[choice < 9u ? choice : 0u];
            expect(parts[i]);
        }
        text = tsp_text_grow(text, count, parts);
        TEST_ASSERT_FALSE(tsp_exception_pending());
        if (seed >> 28 == 3u) {
            tsp_string_flatten(text);
        }
    }
    return text;
}

static void test_pieces_of_all_kinds_stand_in_their_order(void) {
    for (uint32_t seed = 1; seed <= 8; seed++) {
        expected_length = 0;
        assert_expected(build(&tsp_string_empty, seed, seed % 2u == 0, LONG_TEXT));
    }
}

static void test_units_are_written_in_line(void) {
    expected_length = 0;
    const struct tsp_string *text = &tsp_string_empty;
    for (uint32_t i = 0; text->length < LONG_TEXT; i++) {
        const struct tsp_string *units[] = {&tsp_unit_strings[i % 256u], i % 100u == 9u ? &wide : &tsp_unit_strings[65],
                                            &tsp_unit_strings[66]};
        for (int j = 0; j < 3; j++) {
            expect(tsp_from_string(units[j]));
        }
        text = tsp_text_grow_units(text, 3, units);
    }
    assert_expected(text);
}

static void test_text_that_nobody_else_has_keeps_its_header(void) {
    const struct tsp_string *text = add(&tsp_string_empty, latin1("start"));
    const struct tsp_string *first = text;
    for (int i = 0; i < 20; i++) {
        text = add(text, latin1("1"));
    }
    TEST_ASSERT_EQUAL_PTR(first, text);
    TEST_ASSERT_EQUAL_UINT(25, text->length);
}

/* As when the program hands the text on: the compiler then uses the ordinary ways. */
static void test_text_that_was_handed_on_stays_what_it_was(void) {
    const struct tsp_string *kept = add(add(&tsp_string_empty, latin1("kept")), tsp_from_int32(1));
    const struct tsp_string *longer = tsp_string_concat(kept, tsp_as_string(latin1("other")));
    const struct tsp_string *again = tsp_string_concat(kept, tsp_as_string(latin1("third")));
    const struct tsp_string *of_it = add(&tsp_string_empty, tsp_from_string(kept));
    for (int i = 0; i < 90; i++) {
        of_it = add(of_it, tsp_from_string(kept));
    }
    TEST_ASSERT_TRUE(tsp_string_equals(kept, tsp_as_string(latin1("kept1"))));
    TEST_ASSERT_TRUE(tsp_string_equals(longer, tsp_as_string(latin1("kept1other"))));
    TEST_ASSERT_TRUE(tsp_string_equals(again, tsp_as_string(latin1("kept1third"))));
    TEST_ASSERT_EQUAL_UINT(455, of_it->length);
}

/*
 * A text that is its own piece, or that long pieces are parts of, which have a header of their own.
 */
static void test_parts_do_not_grow_with_the_whole(void) {
    expected_length = 0;
    const struct tsp_string *piece = build(&tsp_string_empty, 3, false, 700);
    const struct tsp_string *text = &tsp_string_empty;
    expected_length = 0;
    for (int i = 0; i < 3; i++) {
        expect(tsp_from_string(piece));
        text = add(text, tsp_from_string(piece));
        expect(tsp_from_int32(i));
        text = add(text, tsp_from_int32(i));
    }
    assert_expected(text);
    uint32_t length = piece->length;
    text = add(text, latin1("!"));
    TEST_ASSERT_EQUAL_UINT(length, piece->length);
    text = add(add(&tsp_string_empty, latin1("ab")), latin1("c"));
    for (int i = 0; i < 8; i++) {
        text = add(text, tsp_from_string(text));
        text = add(text, latin1("-"));
    }
    TEST_ASSERT_EQUAL_UINT(3u * 256u + 255u, text->length);
    TEST_ASSERT_EQUAL_UINT16('c', tsp_string_peek(text, 2));
    TEST_ASSERT_EQUAL_UINT16('a', tsp_string_peek(text, 3));
}

static void test_memory_is_linear_in_the_length(void) {
    for (uint32_t size = 1; size <= 300; size = size * 3u + 1u) {
        const tsp_value piece = tsp_from_string(tsp_string_repeat(&tsp_unit_strings['x'], size));
        const struct tsp_string *text = &tsp_string_empty;
        while (text->length < LONG_TEXT) {
            text = add(text, piece);
        }
        struct tsp_pin pin;
        struct tsp_heap_stats stats;
        tsp_pin(&pin, (struct tsp_object *)(uintptr_t)text);
        tsp_collect();
        tsp_heap_get_stats(&stats);
        tsp_unpin(&pin);
        TEST_ASSERT_LESS_THAN_UINT(text->length * 7u / 4u + 1200u, stats.used);
    }
}

static void test_text_stays_when_the_heap_is_full(void) {
    const tsp_value piece = tsp_from_string(tsp_string_repeat(&tsp_unit_strings['x'], 200));
    for (uint32_t at = 1; at <= 3; at++) {
        for (uint32_t length = 1; length < 600; length += 190) {
            expected_length = 0;
            const struct tsp_string *text = build(&tsp_string_empty, length, false, length);
            for (int i = 0; i < 4; i++) {
                tsp_heap_fail_at(at);
                const struct tsp_string *longer = add(text, piece);
                tsp_heap_fail_at(0);
                if (tsp_exception_pending()) {
                    tsp_catch();
                    TEST_ASSERT_NULL(longer);
                } else {
                    expect(piece);
                    text = longer;
                }
                assert_expected(text);
            }
        }
    }
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_pieces_of_all_kinds_stand_in_their_order);
    RUN_TEST(test_units_are_written_in_line);
    RUN_TEST(test_text_that_nobody_else_has_keeps_its_header);
    RUN_TEST(test_text_that_was_handed_on_stays_what_it_was);
    RUN_TEST(test_parts_do_not_grow_with_the_whole);
    RUN_TEST(test_memory_is_linear_in_the_length);
    RUN_TEST(test_text_stays_when_the_heap_is_full);
    return UNITY_END();
}
