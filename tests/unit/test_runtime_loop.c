/* Turns: the order of tasks, callbacks with their microtasks, and the life of a program. */
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/loop.h"
#include "runtime/microtask.h"
#include "runtime/operators.h"
#include "runtime/port.h"
#include "runtime_port.h"
#include "unity.h"

#include <string.h>

static char log_text[256];

static void note(const char *text) {
    TEST_ASSERT_LESS_THAN_UINT(sizeof log_text, strlen(log_text) + strlen(text) + 1);
    strcat(log_text, text);
}

/// The program of a test, and its port ///

static void (*program)(void);
static void (*when_polled)(void);
static uint32_t polls;
static uint32_t longest_wait;
static bool stopping;

void tsp_program_main(void) {
    if (program != NULL) {
        program();
    }
}

void tsp_port_poll(uint32_t timeout_ms) {
    polls++;
    longest_wait = timeout_ms > longest_wait ? timeout_ms : longest_wait;
    TEST_ASSERT_LESS_THAN_UINT32_MESSAGE(1000, polls, "the loop does not end");
    if (when_polled != NULL) {
        when_polled();
    }
}

bool tsp_port_stopping(void) {
    return stopping;
}

/// Tasks and functions that say that they run ///

struct named_task {
    struct tsp_task task;
    const char *name;
    void (*more)(void);
};

static void run_named(struct tsp_task *task) {
    const struct named_task *named = (const struct named_task *)(void *)task;
    note(named->name);
    if (named->more != NULL) {
        named->more();
    }
}

static struct named_task a = {{.run = run_named}, "a", NULL};
static struct named_task b = {{.run = run_named}, "b", NULL};
static struct named_task c = {{.run = run_named}, "c", NULL};

struct named_function {
    struct tsp_function function;
    const char *name;
    void (*more)(void);
};

static int calls;
static tsp_value seen_self;
static tsp_value seen_argument;

static tsp_value call_named(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv) {
    const struct named_function *named = (const struct named_function *)(void *)function;
    calls++;
    seen_self = self;
    seen_argument = argc > 0 ? argv[0] : TSP_ABSENT;
    note(named->name);
    if (named->more != NULL) {
        named->more();
    }
    return TSP_UNDEFINED;
}

static const struct tsp_shape named_shape = {
    .name = "", .size = sizeof(struct named_function), .kind = TSP_KIND_FUNCTION, .call = call_named};

static struct named_function callback = {{{&named_shape}}, "C", NULL};
static struct named_function first = {{{&named_shape}}, "1", NULL};
static struct named_function second = {{{&named_shape}}, "2", NULL};

static tsp_value function_of(struct named_function *function) {
    return tsp_from_object(function);
}

static void fail(void) {
    tsp_throw_error("thrown by the test");
}

void setUp(void) {
    test_runtime_start();
    log_text[0] = '\0';
    program = when_polled = NULL;
    polls = longest_wait = 0;
    stopping = false;
    calls = 0;
    a.more = b.more = c.more = NULL;
    callback.more = first.more = second.more = NULL;
}

void tearDown(void) {
    tsp_loop_cancel(&a.task);
    tsp_loop_cancel(&b.task);
    tsp_loop_cancel(&c.task);
    while (tsp_loop_alive()) {
        tsp_loop_unref();
    }
    test_runtime_end();
}

/// Tasks ///

static void test_tasks_run_once_each_in_the_order_of_posting(void) {
    tsp_loop_post(&b.task);
    tsp_loop_post(&a.task);
    tsp_loop_post(&b.task);
    TEST_ASSERT_EQUAL_INT(2, tsp_loop_run(100));
    TEST_ASSERT_EQUAL_STRING("ba", log_text);
    TEST_ASSERT_EQUAL_INT(0, tsp_loop_run(100));
}

static void test_limit_leaves_the_rest_queued(void) {
    tsp_loop_post(&a.task);
    tsp_loop_post(&b.task);
    TEST_ASSERT_EQUAL_INT(1, tsp_loop_run(1));
    TEST_ASSERT_EQUAL_STRING("a", log_text);
    tsp_loop_run(1);
    TEST_ASSERT_EQUAL_STRING("ab", log_text);
}

static void post_a_again(void) {
    a.more = NULL;
    tsp_loop_post(&a.task);
}

static void test_task_posted_by_itself_comes_after_those_that_wait(void) {
    a.more = post_a_again;
    tsp_loop_post(&a.task);
    tsp_loop_post(&b.task);
    tsp_loop_run(100);
    TEST_ASSERT_EQUAL_STRING("aba", log_text);
}

/*
 * Each task in turn is cancelled out of three, and a fourth post must still find the end of the
 * queue.
 */
static void test_cancelled_task_does_not_run_and_the_queue_stays_whole(void) {
    static const char *const expected[] = {"bca", "acb", "abc"};
    struct tsp_task *tasks[] = {&a.task, &b.task, &c.task};
    for (int cancelled = 0; cancelled < 3; cancelled++) {
        log_text[0] = '\0';
        for (int i = 0; i < 3; i++) {
            tsp_loop_post(tasks[i]);
        }
        tsp_loop_cancel(tasks[cancelled]);
        tsp_loop_cancel(tasks[cancelled]);
        tsp_loop_post(tasks[cancelled]);
        TEST_ASSERT_EQUAL_INT(3, tsp_loop_run(100));
        TEST_ASSERT_EQUAL_STRING(expected[cancelled], log_text);
    }
}

static void cancel_b(void) {
    tsp_loop_cancel(&b.task);
}

static void test_task_may_cancel_the_next_one(void) {
    a.more = cancel_b;
    tsp_loop_post(&a.task);
    tsp_loop_post(&b.task);
    TEST_ASSERT_EQUAL_INT(1, tsp_loop_run(100));
    TEST_ASSERT_EQUAL_STRING("a", log_text);
    tsp_loop_post(&c.task);
    TEST_ASSERT_EQUAL_INT(1, tsp_loop_run(100));
}

static void make_garbage(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    for (size_t made = 0; made <= stats.size / 2 + 1000; made += 1000) {
        TEST_ASSERT_NOT_NULL(tsp_new_sized(&tsp_cell_shape, 1000));
    }
}

static void test_much_garbage_is_collected_at_the_end_of_the_turn(void) {
    struct tsp_heap_stats stats;
    a.more = make_garbage;
    tsp_loop_post(&a.task);
    tsp_loop_post(&b.task);
    tsp_loop_run(1);
    tsp_heap_get_stats(&stats);
    TEST_ASSERT_EQUAL_UINT32(1, stats.collections);
    tsp_loop_run(1);
    tsp_heap_get_stats(&stats);
    TEST_ASSERT_EQUAL_UINT32(1, stats.collections);
}

/// Callbacks and microtasks ///

static void test_callback_gets_its_self_and_arguments(void) {
    tsp_value argument = tsp_from_int32(7);
    TEST_ASSERT_TRUE(tsp_loop_callback(function_of(&callback), tsp_from_int32(5), 1, &argument));
    TEST_ASSERT_EQUAL_INT32(5, tsp_as_int32(seen_self));
    TEST_ASSERT_EQUAL_INT32(7, tsp_as_int32(seen_argument));
}

static void test_no_function_is_no_callback(void) {
    TEST_ASSERT_TRUE(tsp_loop_callback(TSP_NULL, TSP_UNDEFINED, 0, NULL));
    TEST_ASSERT_TRUE(tsp_loop_callback(TSP_UNDEFINED, TSP_UNDEFINED, 0, NULL));
    TEST_ASSERT_EQUAL_INT(0, calls);
}

static void test_exception_of_a_callback_is_reported_and_taken(void) {
    callback.more = fail;
    TEST_ASSERT_FALSE(tsp_loop_callback(function_of(&callback), TSP_UNDEFINED, 0, NULL));
    TEST_ASSERT_FALSE(tsp_exception_pending());
    TEST_ASSERT_EQUAL_STRING("Uncaught Error: thrown by the test\n", test_port_take_output());
}

static void queue_both(void) {
    tsp_microtask_enqueue(function_of(&first));
    tsp_microtask_enqueue(function_of(&second));
}

static void queue_second(void) {
    tsp_microtask_enqueue(function_of(&second));
}

static void test_microtasks_run_after_the_callback_in_order(void) {
    callback.more = queue_both;
    TEST_ASSERT_TRUE(tsp_loop_callback(function_of(&callback), tsp_from_int32(5), 0, NULL));
    TEST_ASSERT_EQUAL_STRING("C12", log_text);
    TEST_ASSERT_TRUE(seen_self == TSP_UNDEFINED);
    TEST_ASSERT_TRUE(seen_argument == TSP_ABSENT);
}

static void test_microtask_of_a_microtask_comes_after_those_that_wait(void) {
    callback.more = queue_both;
    first.more = queue_second;
    tsp_loop_callback(function_of(&callback), TSP_UNDEFINED, 0, NULL);
    TEST_ASSERT_EQUAL_STRING("C122", log_text);
}

static void test_exception_of_a_microtask_is_its_callbacks_and_stops_no_other(void) {
    callback.more = queue_both;
    first.more = fail;
    TEST_ASSERT_FALSE(tsp_loop_callback(function_of(&callback), TSP_UNDEFINED, 0, NULL));
    TEST_ASSERT_EQUAL_STRING("C12", log_text);
    TEST_ASSERT_EQUAL_STRING("Uncaught Error: thrown by the test\n", test_port_take_output());
    first.more = NULL;
    TEST_ASSERT_TRUE(tsp_loop_callback(function_of(&callback), TSP_UNDEFINED, 0, NULL));
}

static void queue_and_fail(void) {
    queue_both();
    fail();
}

static void test_microtasks_of_a_callback_that_threw_still_run(void) {
    callback.more = queue_and_fail;
    TEST_ASSERT_FALSE(tsp_loop_callback(function_of(&callback), TSP_UNDEFINED, 0, NULL));
    TEST_ASSERT_EQUAL_STRING("C12", log_text);
}

static void test_only_functions_can_be_queued(void) {
    tsp_microtask_enqueue(TSP_UNDEFINED);
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_type_error_shape));
    tsp_microtask_enqueue(tsp_from_object(tsp_new(&tsp_cell_shape)));
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_type_error_shape));
    TEST_ASSERT_TRUE(tsp_microtasks_run(false));
}

static void test_queue_is_bounded_by_the_heap_and_survives_its_end(void) {
    int queued = 0;
    for (;; queued++) {
        tsp_microtask_enqueue(function_of(&first));
        if (tsp_exception_pending()) {
            break;
        }
        log_text[0] = '\0';
    }
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
    TEST_ASSERT_GREATER_THAN_INT(100, queued);
    first.name = "";
    TEST_ASSERT_TRUE(tsp_microtasks_run(false));
    first.name = "1";
    TEST_ASSERT_EQUAL_INT(queued, calls);
    tsp_microtask_enqueue(function_of(&second));
    tsp_microtasks_run(false);
    TEST_ASSERT_EQUAL_STRING("2", log_text);
}

static void test_queued_function_is_kept_alive(void) {
    struct named_function *function = tsp_new(&named_shape);
    function->name = "n";
    tsp_microtask_enqueue(tsp_from_object(function));
    struct tsp_heap_stats stats;
    tsp_collect();
    tsp_heap_get_stats(&stats);
    TEST_ASSERT_EQUAL_UINT_MESSAGE(2, stats.objects, "the function and its place in the queue");
    tsp_microtasks_run(false);
    TEST_ASSERT_EQUAL_STRING("n", log_text);
}

/// The life of a program ///

static void top_level(void) {
    note("main ");
}

static void test_program_that_opened_nothing_ends_without_waiting(void) {
    program = top_level;
    TEST_ASSERT_EQUAL_INT(0, tsp_loop_main());
    TEST_ASSERT_EQUAL_STRING("main ", log_text);
    TEST_ASSERT_EQUAL_UINT32(0, polls);
}

static void test_uncaught_exception_at_top_level_is_status_1(void) {
    program = fail;
    TEST_ASSERT_EQUAL_INT(1, tsp_loop_main());
    TEST_ASSERT_EQUAL_STRING("Uncaught Error: thrown by the test\n", test_port_take_output());
    TEST_ASSERT_EQUAL_UINT32(0, polls);
}

static void queue_and_post(void) {
    tsp_loop_post(&a.task);
    queue_both();
}

static void test_microtasks_of_the_top_level_run_before_any_task(void) {
    program = queue_and_post;
    TEST_ASSERT_EQUAL_INT(0, tsp_loop_main());
    TEST_ASSERT_EQUAL_STRING("12a", log_text);
}

static void test_exception_of_a_microtask_of_the_top_level_ends_the_program_with_status_1(void) {
    program = queue_both;
    first.more = fail;
    TEST_ASSERT_EQUAL_INT(1, tsp_loop_main());
    TEST_ASSERT_EQUAL_STRING("1", log_text);
}

static void open_something(void) {
    tsp_loop_ref();
}

static void close_at_the_third_poll(void) {
    note(".");
    if (polls == 2) {
        tsp_loop_post(&a.task);
    }
    if (polls == 3) {
        tsp_loop_unref();
    }
}

static void test_program_lives_while_something_can_wake_it(void) {
    program = open_something;
    when_polled = close_at_the_third_poll;
    TEST_ASSERT_EQUAL_INT(0, tsp_loop_main());
    TEST_ASSERT_EQUAL_STRING("..a.", log_text);
    TEST_ASSERT_EQUAL_UINT32(1000, longest_wait);
}

static void stop_at_the_second_poll(void) {
    stopping = polls == 2;
}

static void test_stop_ends_a_program_that_waits(void) {
    program = open_something;
    when_polled = stop_at_the_second_poll;
    TEST_ASSERT_EQUAL_INT(0, tsp_loop_main());
    TEST_ASSERT_EQUAL_UINT32(2, polls);
}

static void post_a_for_ever(void) {
    log_text[0] = '\0';
    tsp_loop_post(&a.task);
}

static void test_endless_work_does_not_shut_out_the_network(void) {
    program = post_a_for_ever;
    a.more = post_a_for_ever;
    when_polled = stop_at_the_second_poll;
    TEST_ASSERT_EQUAL_INT(0, tsp_loop_main());
    TEST_ASSERT_EQUAL_UINT32_MESSAGE(0, longest_wait, "waits although a task is queued");
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_tasks_run_once_each_in_the_order_of_posting);
    RUN_TEST(test_limit_leaves_the_rest_queued);
    RUN_TEST(test_task_posted_by_itself_comes_after_those_that_wait);
    RUN_TEST(test_cancelled_task_does_not_run_and_the_queue_stays_whole);
    RUN_TEST(test_task_may_cancel_the_next_one);
    RUN_TEST(test_much_garbage_is_collected_at_the_end_of_the_turn);
    RUN_TEST(test_callback_gets_its_self_and_arguments);
    RUN_TEST(test_no_function_is_no_callback);
    RUN_TEST(test_exception_of_a_callback_is_reported_and_taken);
    RUN_TEST(test_microtasks_run_after_the_callback_in_order);
    RUN_TEST(test_microtask_of_a_microtask_comes_after_those_that_wait);
    RUN_TEST(test_exception_of_a_microtask_is_its_callbacks_and_stops_no_other);
    RUN_TEST(test_microtasks_of_a_callback_that_threw_still_run);
    RUN_TEST(test_only_functions_can_be_queued);
    RUN_TEST(test_queue_is_bounded_by_the_heap_and_survives_its_end);
    RUN_TEST(test_queued_function_is_kept_alive);
    RUN_TEST(test_program_that_opened_nothing_ends_without_waiting);
    RUN_TEST(test_uncaught_exception_at_top_level_is_status_1);
    RUN_TEST(test_microtasks_of_the_top_level_run_before_any_task);
    RUN_TEST(test_exception_of_a_microtask_of_the_top_level_ends_the_program_with_status_1);
    RUN_TEST(test_program_lives_while_something_can_wake_it);
    RUN_TEST(test_stop_ends_a_program_that_waits);
    RUN_TEST(test_endless_work_does_not_shut_out_the_network);
    return UNITY_END();
}
