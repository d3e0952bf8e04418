/* The module `timer` of the reference implementation, with the clock of the tests. */
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/loop.h"
#include "runtime/module_timer.h"
#include "runtime/operators.h"
#include "runtime/port.h"
#include "runtime_port.h"
#include "unity.h"

static uint32_t times[8];
static unsigned count;
static void (*program)(void);
static uint32_t started;
static unsigned last;

void setUp(void) {
    test_runtime_start();
    count = 0;
    started = tsp_port_now();
}

void tearDown(void) {
    test_runtime_end();
}

void tsp_program_main(void) {
    program();
}

void tsp_port_poll(uint32_t timeout_ms) {
    test_port_set_time(tsp_port_now() + timeout_ms);
}

/* Notes the time; the timer ends after `last` calls. */
static tsp_value note(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv) {
    (void)function;
    TEST_ASSERT_TRUE(self == TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_INT(1, argc);
    TEST_ASSERT_TRUE(tsp_value_instanceof(argv[0], &tsp_module_timer_shape));
    TEST_ASSERT_LESS_THAN_UINT(8, count);
    times[count++] = tsp_port_now() - started;
    tsp_collect(); /* the timer stays */
    if (count == last) {
        tsp_module_timer_clear(argv[0]);
    }
    return TSP_UNDEFINED;
}

static const struct tsp_shape note_shape = {
    .name = "", .size = sizeof(struct tsp_function), .kind = TSP_KIND_FUNCTION, .call = note};
static struct tsp_function callback = {{&note_shape}};

static struct tsp_module_timer *set(int32_t delay, tsp_value interval) {
    return tsp_module_timer_set(tsp_from_object(&callback), tsp_from_int32(delay), interval);
}

static void run(void (*main_function)(void), unsigned calls) {
    program = main_function;
    last = calls;
    TEST_ASSERT_EQUAL_INT(0, tsp_loop_main());
    TEST_ASSERT_EQUAL_UINT(calls, count);
}

static void with_delay_and_interval(void) {
    TEST_ASSERT_NOT_NULL(set(50, tsp_from_int32(20)));
}

static void test_the_delay_comes_first_then_the_intervals(void) {
    run(with_delay_and_interval, 3);
    TEST_ASSERT_EQUAL_UINT32(50, times[0]);
    TEST_ASSERT_EQUAL_UINT32(70, times[1]);
    TEST_ASSERT_EQUAL_UINT32(90, times[2]);
}

static void rescheduled(void) {
    struct tsp_module_timer *timer = set(50, tsp_from_int32(20));
    tsp_module_timer_schedule(timer, TSP_UNDEFINED, TSP_UNDEFINED);
    tsp_module_timer_schedule(timer, tsp_from_int32(5), TSP_UNDEFINED);
    struct tsp_module_timer *resting = set(1, TSP_UNDEFINED);
    tsp_module_timer_schedule(resting, TSP_UNDEFINED, TSP_UNDEFINED);
}

static void test_a_timer_that_is_scheduled_starts_anew_or_rests(void) {
    run(rescheduled, 1);
    TEST_ASSERT_EQUAL_UINT32(5, times[0]);
}

static void cleared(void) {
    struct tsp_module_timer *timer = set(5, TSP_UNDEFINED);
    tsp_module_timer_clear(tsp_from_object(timer));
    tsp_module_timer_clear(tsp_from_object(timer));
    tsp_module_timer_clear(TSP_NULL);
    tsp_module_timer_schedule(timer, tsp_from_int32(5), TSP_UNDEFINED);
    TEST_ASSERT_TRUE(tsp_exception_pending());
    (void)tsp_catch();
    TEST_ASSERT_NULL(tsp_module_timer_set(TSP_UNDEFINED, TSP_UNDEFINED, TSP_UNDEFINED));
    (void)tsp_catch();
}

static void test_a_cleared_timer_never_calls_and_cannot_be_scheduled(void) {
    run(cleared, 0);
}

static void test_delay_waits(void) {
    tsp_module_timer_delay(0);
    tsp_module_timer_delay(-5);
    TEST_ASSERT_EQUAL_UINT32(started, tsp_port_now());
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_the_delay_comes_first_then_the_intervals);
    RUN_TEST(test_a_timer_that_is_scheduled_starts_anew_or_rests);
    RUN_TEST(test_a_cleared_timer_never_calls_and_cannot_be_scheduled);
    RUN_TEST(test_delay_waits);
    return UNITY_END();
}
