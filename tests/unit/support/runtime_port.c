#include "runtime_port.h"

#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/loop.h"
#include "runtime/port.h"
#include "unity.h"

static uint32_t now;
static char output[512];
static unsigned output_used;

/* The highest address of the stack, from the runner of suites on a board or from the C library. */
#if defined(__arm__)
#include "unity_stack.h"
#define STACK_BASE ((uintptr_t)tsp_suite_stack + sizeof tsp_suite_stack)
#else
extern void *__libc_stack_end;
#define STACK_BASE ((uintptr_t)__libc_stack_end)
#endif

static uintptr_t stack_limit;

uint64_t tsp_port_random(void) {
    return UINT64_C(0x9E3779B97F4A7C15);
}

uint32_t tsp_port_now(void) {
    return now;
}

uint64_t tsp_port_microseconds(void) {
    return (uint64_t)now * 1000u;
}

int64_t tsp_port_clock(void) {
    return (int64_t)now;
}

void test_port_set_time(uint32_t milliseconds) {
    now = milliseconds;
}

void tsp_port_write(enum tsp_port_stream stream, const char *bytes, size_t length) {
    (void)stream;
    for (size_t i = 0; i < length && output_used < sizeof output - 1u; i++) {
        output[output_used++] = bytes[i];
    }
}

const char *test_port_take_output(void) {
    output[output_used] = 0;
    output_used = 0;
    return output;
}

uintptr_t tsp_port_stack_base(void) {
    return STACK_BASE;
}

uintptr_t tsp_port_stack_limit(void) {
    return stack_limit;
}

__attribute__((noinline)) void test_port_limit_stack(uintptr_t bytes) {
    tsp_stack_floor = UINTPTR_MAX;
    stack_limit = bytes == 0 ? 0 : (uintptr_t)__builtin_frame_address(0) - bytes;
}

void test_runtime_start(void) {
    if (tsp_exception_pending()) {
        tsp_catch();
    }
    tsp_heap_init(NULL);
    tsp_heap_fail_at(0);
    output_used = 0;
}

void test_runtime_end(void) {
    struct tsp_heap_stats stats;
    TEST_ASSERT_FALSE_MESSAGE(tsp_exception_pending(), "an exception is pending at the end of the test");
    tsp_collect();
    tsp_heap_get_stats(&stats);
    TEST_ASSERT_EQUAL_UINT_MESSAGE(0, stats.objects, "objects outlive the test");
    TEST_ASSERT_EQUAL_UINT_MESSAGE(0, stats.used, "bytes are in use after the test");
}
