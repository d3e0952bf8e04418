/* setTimeout and setInterval with the clock of the tests, which goes on while the loop waits. */
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/loop.h"
#include "runtime/operators.h"
#include "runtime/port.h"
#include "runtime/timer.h"
#include "runtime_port.h"
#include "unity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static char log_text[256];
static void (*program)(void);
static uint32_t longest_wait;

void tsp_program_main(void) {
    program();
}

void tsp_port_poll(uint32_t timeout_ms) {
    longest_wait = timeout_ms > longest_wait ? timeout_ms : longest_wait;
    test_port_set_time(tsp_port_now() + timeout_ms);
}

struct named_function {
    struct tsp_function function;
    const char *name;
    void (*more)(void);
};

/* Notes the name and the time since the start of the test. */
static uint32_t started;

static tsp_value call_named(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv) {
    const struct named_function *named = (const struct named_function *)(void *)function;
    (void)argv;
    TEST_ASSERT_TRUE(self == TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_INT(0, argc);
    size_t length = strlen(log_text);
    TEST_ASSERT_LESS_THAN_UINT(sizeof log_text - 20, length);
    snprintf(log_text + length, sizeof log_text - length, "%s%lu ", named->name,
             (unsigned long)(tsp_port_now() - started));
    if (named->more != NULL) {
        named->more();
    }
    return TSP_UNDEFINED;
}

static const struct tsp_shape named_shape = {
    .name = "", .size = sizeof(struct named_function), .kind = TSP_KIND_FUNCTION, .call = call_named};

static struct named_function a = {{{&named_shape}}, "a", NULL};
static struct named_function b = {{{&named_shape}}, "b", NULL};
static struct named_function c = {{{&named_shape}}, "c", NULL};
static int32_t interval;
static int rounds;

static int32_t timeout(struct named_function *function, double delay) {
    return tsp_set_timeout(tsp_from_object(function), tsp_from_double(delay));
}

static void run(void (*main_function)(void)) {
    program = main_function;
    TEST_ASSERT_EQUAL_INT(0, tsp_loop_main());
}

void setUp(void) {
    test_runtime_start();
    log_text[0] = '\0';
    longest_wait = 0;
    started = tsp_port_now();
    rounds = 0;
    a.more = b.more = c.more = NULL;
}

void tearDown(void) {
    TEST_ASSERT_FALSE_MESSAGE(tsp_loop_alive(), "a timer is left");
    test_runtime_end();
}

static void set_three(void) {
    timeout(&a, 300);
    timeout(&b, 100);
    timeout(&c, 300);
}

static void test_timers_fire_when_due_and_equal_ones_in_the_order_of_setting(void) {
    run(set_three);
    TEST_ASSERT_EQUAL_STRING("b100 a300 c300 ", log_text);
    TEST_ASSERT_EQUAL_UINT32_MESSAGE(200, longest_wait, "no longer than to the next timer");
}

static void set_odd_delays(void) {
    timeout(&a, 0);
    timeout(&b, -5);
    timeout(&c, 1.9);
    timeout(&a, (double)NAN);
    timeout(&b, 3e9);
    tsp_set_timeout(tsp_from_object(&c), TSP_UNDEFINED);
}

static void test_delays_are_converted_as_in_node(void) {
    run(set_odd_delays);
    TEST_ASSERT_EQUAL_STRING("a1 b1 c1 a1 b1 c1 ", log_text);
}

static void set_another(void) {
    tsp_set_immediate(tsp_from_object(&b));
}

static void set_immediates(void) {
    a.more = set_another;
    timeout(&c, 1);
    tsp_set_immediate(tsp_from_object(&a));
    tsp_clear_timer(tsp_from_int32(tsp_set_immediate(tsp_from_object(&c))));
    tsp_set_immediate(tsp_from_object(&b));
}

static void test_immediates_come_at_once_in_their_order(void) {
    run(set_immediates);
    TEST_ASSERT_EQUAL_STRING("a0 b0 b0 c1 ", log_text);
}

static void stop_after_three(void) {
    if (++rounds == 3) {
        tsp_clear_timer(tsp_from_int32(interval));
    }
    test_port_set_time(tsp_port_now() + 7); /* the call takes its time */
}

static void set_interval(void) {
    a.more = stop_after_three;
    interval = tsp_set_interval(tsp_from_object(&a), tsp_from_int32(50));
}

static void test_an_interval_counts_from_the_end_of_each_call_and_can_end_itself(void) {
    run(set_interval);
    TEST_ASSERT_EQUAL_STRING("a50 a107 a164 ", log_text);
}

static void clear_second(void) {
    tsp_clear_timer(tsp_from_int32(interval));
}

static void set_two_at_once(void) {
    a.more = clear_second;
    timeout(&a, 10);
    interval = timeout(&b, 10);
    timeout(&c, 10);
}

static void test_a_timer_that_is_due_can_still_be_cleared(void) {
    run(set_two_at_once);
    TEST_ASSERT_EQUAL_STRING("a10 c10 ", log_text);
}

static void clear_itself_and_collect(void) {
    tsp_clear_timer(tsp_from_int32(interval));
    tsp_clear_timer(tsp_from_int32(interval));
    tsp_collect();
    timeout(&b, 5);
}

static void set_and_collect(void) {
    a.more = clear_itself_and_collect;
    interval = tsp_set_interval(tsp_from_object(&a), tsp_from_int32(20));
}

static void test_a_timer_is_there_until_its_call_is_over(void) {
    run(set_and_collect);
    TEST_ASSERT_EQUAL_STRING("a20 b25 ", log_text);
}

static void set_from_heap(void) {
    struct named_function *function = tsp_new(&named_shape);
    function->name = "n";
    timeout(function, 10);
    function = NULL;
    tsp_collect();
}

static void test_a_timers_function_is_kept_alive(void) {
    run(set_from_heap);
    TEST_ASSERT_EQUAL_STRING("n10 ", log_text);
}

static void fail(void) {
    tsp_throw_error("thrown by the test");
}

static void set_failing(void) {
    a.more = fail;
    timeout(&a, 10);
    timeout(&b, 20);
}

static void test_an_exception_of_a_timer_ends_nothing(void) {
    run(set_failing);
    TEST_ASSERT_EQUAL_STRING("a10 b20 ", log_text);
    TEST_ASSERT_EQUAL_STRING("Uncaught Error: thrown by the test\n", test_port_take_output());
}

static void test_the_clock_may_wrap_between_setting_and_firing(void) {
    test_port_set_time(UINT32_MAX - 50);
    started = tsp_port_now();
    run(set_three);
    TEST_ASSERT_EQUAL_STRING("b100 a300 c300 ", log_text);
    test_port_set_time(0);
}

static void set_longest_beside_an_overdue_one(void) {
    a.more = clear_second;
    timeout(&a, 1);
    test_port_set_time(tsp_port_now() + 5);
    interval = timeout(&b, 2147483647);
}

static void test_the_longest_delay_does_not_hide_a_timer_that_is_overdue(void) {
    run(set_longest_beside_an_overdue_one);
    TEST_ASSERT_EQUAL_STRING("a5 ", log_text);
}

static void clear_nothing(void) {
    tsp_clear_timer(TSP_UNDEFINED);
    tsp_clear_timer(tsp_from_int32(123456));
    tsp_clear_timer(tsp_from_double((double)NAN));
}

static void test_numbers_of_no_timer_are_ignored(void) {
    run(clear_nothing);
}

static void test_only_functions_can_be_set(void) {
    TEST_ASSERT_EQUAL_INT32(0, tsp_set_timeout(TSP_UNDEFINED, tsp_from_int32(1)));
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_type_error_shape));
    TEST_ASSERT_EQUAL_INT32(0, tsp_set_interval(tsp_from_int32(5), tsp_from_int32(1)));
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_type_error_shape));
}

static void set_until_full(void) {
    int count = 0;
    while (timeout(&a, 1) != 0) {
        count++;
    }
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
    TEST_ASSERT_GREATER_THAN_INT(50, count);
    a.name = "";
    for (int32_t number = 1; number <= 200000; number++) {
        tsp_clear_timer(tsp_from_int32(number));
    }
}

static void test_timers_are_bounded_by_the_heap(void) {
    run(set_until_full);
    a.name = "a";
    TEST_ASSERT_EQUAL_STRING("", log_text);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_timers_fire_when_due_and_equal_ones_in_the_order_of_setting);
    RUN_TEST(test_delays_are_converted_as_in_node);
    RUN_TEST(test_immediates_come_at_once_in_their_order);
    RUN_TEST(test_an_interval_counts_from_the_end_of_each_call_and_can_end_itself);
    RUN_TEST(test_a_timer_that_is_due_can_still_be_cleared);
    RUN_TEST(test_a_timer_is_there_until_its_call_is_over);
    RUN_TEST(test_a_timers_function_is_kept_alive);
    RUN_TEST(test_an_exception_of_a_timer_ends_nothing);
    RUN_TEST(test_the_clock_may_wrap_between_setting_and_firing);
    RUN_TEST(test_the_longest_delay_does_not_hide_a_timer_that_is_overdue);
    RUN_TEST(test_numbers_of_no_timer_are_ignored);
    RUN_TEST(test_only_functions_can_be_set);
    RUN_TEST(test_timers_are_bounded_by_the_heap);
    return UNITY_END();
}
