/*
 * Errors as ECMA-262 20.5 describes them, the pending exception, and the report of one that nobody
 * caught.
 */
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/operators.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

static const struct tsp_string empty = TSP_LATIN1_LITERAL("");
static const struct tsp_string broken = TSP_LATIN1_LITERAL("broken");
static const struct tsp_string own_name = TSP_LATIN1_LITERAL("MyError");

static const struct tsp_shape *const shapes[] = {&tsp_error_shape, &tsp_type_error_shape, &tsp_range_error_shape,
                                                 &tsp_reference_error_shape};

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static void assert_text(const char *expected, const struct tsp_string *actual) {
    TEST_ASSERT_NOT_NULL(actual);
    TEST_ASSERT_EQUAL_UINT(strlen(expected), actual->length);
    for (uint32_t i = 0; i < actual->length; i++) {
        TEST_ASSERT_EQUAL_HEX16((uint8_t)expected[i], tsp_string_unit(actual, i));
    }
}

static struct tsp_error *new_error(const struct tsp_shape *shape, tsp_value message) {
    struct tsp_error *error = tsp_new(shape);
    tsp_error_construct(error, message);
    return error;
}

/* The pending exception, which must be an instance of exactly this class. */
static struct tsp_error *caught(const struct tsp_shape *shape) {
    TEST_ASSERT_TRUE_MESSAGE(tsp_exception_pending(), "nothing was thrown");
    tsp_value value = tsp_catch();
    TEST_ASSERT_FALSE(tsp_exception_pending());
    TEST_ASSERT_TRUE(tsp_is_object(value));
    TEST_ASSERT_EQUAL_PTR(shape, tsp_as_object(value)->shape);
    return (struct tsp_error *)(void *)tsp_as_object(value);
}

/// Error objects ///

static void test_message_is_text_and_empty_by_default(void) {
    assert_text("", tsp_error_get_message(new_error(&tsp_error_shape, TSP_UNDEFINED)));
    assert_text("null", tsp_error_get_message(new_error(&tsp_error_shape, TSP_NULL)));
    assert_text("42", tsp_error_get_message(new_error(&tsp_error_shape, tsp_from_int32(42))));
    assert_text("broken", tsp_error_get_message(new_error(&tsp_error_shape, tsp_from_string(&broken))));
}

static void test_name_is_that_of_the_class_until_it_is_set(void) {
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct tsp_error *error = new_error(shapes[i], TSP_UNDEFINED);
        assert_text(shapes[i]->name, tsp_error_get_name(error));
        tsp_error_set_name(error, &own_name);
        assert_text("MyError", tsp_error_get_name(error));
    }
}

static void test_script_class_has_the_name_of_its_native_base(void) {
    static const struct tsp_shape derived = {
        .name = "Derived", .parent = &tsp_range_error_shape, .size = sizeof(struct tsp_error), .kind = TSP_KIND_ERROR};
    struct tsp_error *error = new_error(&derived, TSP_UNDEFINED);
    assert_text("RangeError", tsp_error_get_name(error));
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_from_object(error), &tsp_error_shape));
    TEST_ASSERT_FALSE(tsp_value_instanceof(tsp_from_object(error), &tsp_type_error_shape));
}

static void test_text_leaves_the_colon_out_where_a_part_is_empty(void) {
    struct tsp_error *error = new_error(&tsp_type_error_shape, TSP_UNDEFINED);
    assert_text("TypeError", tsp_error_to_string(error));
    tsp_error_set_message(error, &broken);
    assert_text("TypeError: broken", tsp_error_to_string(error));
    tsp_error_set_name(error, &empty);
    assert_text("broken", tsp_error_to_string(error));
    tsp_error_set_message(error, &empty);
    assert_text("", tsp_error_to_string(error));
}

static void test_every_allocation_of_the_text_may_fail(void) {
    struct tsp_error *error = new_error(&tsp_type_error_shape, tsp_from_string(&broken));
    uint32_t failing = 1;
    for (;; failing++) {
        tsp_heap_fail_at(failing);
        const struct tsp_string *text = tsp_error_to_string(error);
        tsp_heap_fail_at(0);
        if (!tsp_exception_pending()) {
            assert_text("TypeError: broken", text);
            break;
        }
        TEST_ASSERT_NULL(text);
        caught(&tsp_range_error_shape);
    }
    TEST_ASSERT_GREATER_THAN_UINT32(1, failing);
}

static void test_message_lives_as_long_as_its_error(void) {
    struct tsp_pin pin;
    struct tsp_error *error = new_error(&tsp_error_shape, tsp_from_double(0.5));
    tsp_pin(&pin, &error->header);
    tsp_collect();
    assert_text("0.5", tsp_error_get_message(error));
    tsp_unpin(&pin);
}

/// Throwing ///

static void test_thrown_value_is_caught_once(void) {
    tsp_throw(tsp_from_int32(7));
    TEST_ASSERT_TRUE(tsp_exception_pending());
    TEST_ASSERT_EQUAL_INT32(7, tsp_as_int32(tsp_catch()));
    TEST_ASSERT_FALSE(tsp_exception_pending());
}

static void test_pending_value_survives_a_collection(void) {
    tsp_throw(tsp_from_object(new_error(&tsp_error_shape, tsp_from_double(1.5))));
    tsp_collect();
    assert_text("1.5", tsp_error_get_message(caught(&tsp_error_shape)));
}

static void test_native_errors_have_their_class_and_words(void) {
    tsp_throw_error("one");
    assert_text("one", tsp_error_get_message(caught(&tsp_error_shape)));
    tsp_throw_type_error("two");
    assert_text("two", tsp_error_get_message(caught(&tsp_type_error_shape)));
    tsp_throw_range_error("three");
    assert_text("three", tsp_error_get_message(caught(&tsp_range_error_shape)));
    tsp_throw_reference_error("four");
    assert_text("four", tsp_error_get_message(caught(&tsp_reference_error_shape)));
    tsp_throw_nullish_read(TSP_UNDEFINED, "x");
    assert_text("Cannot read properties of undefined (reading 'x')",
                tsp_error_get_message(caught(&tsp_type_error_shape)));
    tsp_throw_nullish_read(TSP_NULL, "x");
    assert_text("Cannot read properties of null (reading 'x')", tsp_error_get_message(caught(&tsp_type_error_shape)));
    tsp_throw_nullish_write(TSP_UNDEFINED, "x");
    assert_text("Cannot set properties of undefined (setting 'x')",
                tsp_error_get_message(caught(&tsp_type_error_shape)));
    tsp_throw_nullish_write(TSP_NULL, "x");
    assert_text("Cannot set properties of null (setting 'x')", tsp_error_get_message(caught(&tsp_type_error_shape)));
    tsp_throw_not_callable("f");
    assert_text("f is not a function", tsp_error_get_message(caught(&tsp_type_error_shape)));
    tsp_throw_uninitialised("x");
    assert_text("Cannot access 'x' before initialization", tsp_error_get_message(caught(&tsp_reference_error_shape)));
}

static void test_error_without_room_is_out_of_memory_instead(void) {
    for (uint32_t failing = 1; failing <= 2; failing++) {
        tsp_heap_fail_at(failing);
        tsp_throw_type_error("never built");
        assert_text("out of memory", tsp_error_get_message(caught(&tsp_range_error_shape)));
    }
    tsp_throw_type_error("built");
    assert_text("built", tsp_error_get_message(caught(&tsp_type_error_shape)));
}

static void test_changed_out_of_memory_error_does_not_show_in_the_next(void) {
    tsp_heap_fail_at(1);
    tsp_new(&tsp_cell_shape);
    struct tsp_error *error = caught(&tsp_range_error_shape);
    tsp_error_set_message(error, &own_name);
    tsp_error_set_name(error, &own_name);
    tsp_heap_fail_at(1);
    tsp_new(&tsp_cell_shape);
    TEST_ASSERT_TRUE(tsp_exception_pending());
    tsp_report_uncaught();
    TEST_ASSERT_EQUAL_STRING("Uncaught RangeError: out of memory\n", test_port_take_output());
}

static void test_stack_guard_throws_a_new_error_each_time(void) {
    test_port_limit_stack(0);
    TEST_ASSERT_TRUE(tsp_stack_check());
    test_port_limit_stack(100);
    TEST_ASSERT_FALSE(tsp_stack_check());
    struct tsp_error *first = caught(&tsp_range_error_shape);
    TEST_ASSERT_FALSE(tsp_stack_check());
    struct tsp_error *second = caught(&tsp_range_error_shape);
    test_port_limit_stack(0);
    tsp_error_set_message(first, &broken);
    assert_text("Maximum call stack size exceeded", tsp_error_get_message(second));
}

/// Places and the report ///

static void test_report_names_class_message_and_place(void) {
    tsp_throw_type_error("broken");
    tsp_located(1);
    tsp_report_uncaught();
    TEST_ASSERT_FALSE(tsp_exception_pending());
    TEST_ASSERT_EQUAL_STRING("Uncaught TypeError: broken\n    at unit.ts:12\n", test_port_take_output());
}

static void test_report_without_a_place_is_one_line(void) {
    tsp_throw_error("broken");
    tsp_report_uncaught();
    TEST_ASSERT_EQUAL_STRING("Uncaught Error: broken\n", test_port_take_output());
}

static void test_report_of_other_values_prints_them(void) {
    tsp_throw(tsp_from_int32(7));
    tsp_report_uncaught();
    tsp_throw(tsp_from_string(&broken));
    tsp_report_uncaught();
    tsp_throw(TSP_UNDEFINED);
    tsp_report_uncaught();
    TEST_ASSERT_EQUAL_STRING("Uncaught 7\nUncaught broken\nUncaught undefined\n", test_port_take_output());
}

static void test_report_allocates_nothing(void) {
    tsp_throw_error("broken");
    tsp_heap_fail_at(1);
    tsp_report_uncaught();
    TEST_ASSERT_FALSE(tsp_exception_pending());
    TEST_ASSERT_NULL_MESSAGE(tsp_new(&tsp_cell_shape), "the failing allocation was used up");
    tsp_catch();
    TEST_ASSERT_EQUAL_STRING("Uncaught Error: broken\n", test_port_take_output());
}

static void test_first_place_stays_also_when_thrown_again(void) {
    tsp_throw_error("broken");
    tsp_located(1);
    tsp_located(0);
    tsp_value value = tsp_catch();
    tsp_throw(value);
    tsp_located(0);
    tsp_report_uncaught();
    TEST_ASSERT_EQUAL_STRING("Uncaught Error: broken\n    at unit.ts:12\n", test_port_take_output());
}

static void test_place_of_one_exception_is_not_that_of_the_next(void) {
    tsp_throw(tsp_from_int32(1));
    tsp_located(1);
    tsp_catch();
    tsp_throw(tsp_from_int32(2));
    tsp_report_uncaught();
    TEST_ASSERT_EQUAL_STRING("Uncaught 2\n", test_port_take_output());
}

static void report_number(int32_t number) {
    tsp_throw(tsp_from_int32(number));
    tsp_report_uncaught();
}

static void test_same_report_is_counted(void) {
    for (int i = 0; i < 12; i++) {
        report_number(1);
    }
    TEST_ASSERT_EQUAL_STRING("Uncaught 1\nUncaught again: 10 times\n", test_port_take_output());
    report_number(2);
    TEST_ASSERT_EQUAL_STRING("Uncaught again: 12 times\nUncaught 2\n", test_port_take_output());
    report_number(1);
    TEST_ASSERT_EQUAL_STRING("Uncaught 1\n", test_port_take_output());
}

static void test_report_from_another_place_is_another(void) {
    for (uint16_t place = 0; place < 2; place++) {
        tsp_throw_error("broken");
        tsp_located(place);
        tsp_report_uncaught();
    }
    TEST_ASSERT_EQUAL_STRING("Uncaught Error: broken\nUncaught Error: broken\n    at unit.ts:12\n",
                             test_port_take_output());
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_message_is_text_and_empty_by_default);
    RUN_TEST(test_name_is_that_of_the_class_until_it_is_set);
    RUN_TEST(test_script_class_has_the_name_of_its_native_base);
    RUN_TEST(test_text_leaves_the_colon_out_where_a_part_is_empty);
    RUN_TEST(test_every_allocation_of_the_text_may_fail);
    RUN_TEST(test_message_lives_as_long_as_its_error);
    RUN_TEST(test_thrown_value_is_caught_once);
    RUN_TEST(test_pending_value_survives_a_collection);
    RUN_TEST(test_native_errors_have_their_class_and_words);
    RUN_TEST(test_error_without_room_is_out_of_memory_instead);
    RUN_TEST(test_changed_out_of_memory_error_does_not_show_in_the_next);
    RUN_TEST(test_stack_guard_throws_a_new_error_each_time);
    RUN_TEST(test_report_names_class_message_and_place);
    RUN_TEST(test_report_without_a_place_is_one_line);
    RUN_TEST(test_report_of_other_values_prints_them);
    RUN_TEST(test_report_allocates_nothing);
    RUN_TEST(test_first_place_stays_also_when_thrown_again);
    RUN_TEST(test_place_of_one_exception_is_not_that_of_the_next);
    RUN_TEST(test_same_report_is_counted);
    RUN_TEST(test_report_from_another_place_is_another);
    return UNITY_END();
}
