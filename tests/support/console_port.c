/*
 * A port without a network: compiled programs that only compute and print, for tests that run
 * thousands of them.
 */
#include "runtime/port.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "runtime/heap.h"
#include "runtime/loop.h"

/* Bytes of the C stack that stay for native code when a script reaches its limit. */
#define STACK_RESERVE (512u * 1024u)
#define STACK_SIZE (8u * 1024u * 1024u)

static uintptr_t stack_base;

/* Time passes only while the program waits: timers fire in their order, at once. */
static uint32_t now;

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

void tsp_port_write(enum tsp_port_stream stream, const char *bytes, size_t length) {
    FILE *file = stream == TSP_PORT_ERR ? stderr : stdout;
    if (fwrite(bytes, 1, length, file) != length) {
        abort();
    }
}

void tsp_port_poll(uint32_t timeout_ms) {
    now += timeout_ms;
}

bool tsp_port_stopping(void) {
    return false;
}

bool tsp_port_listening(uint16_t port, bool any_will_do) {
    (void)port;
    (void)any_will_do;
    return true;
}

void tsp_port_unlistening(uint16_t port) {
    (void)port;
}

uintptr_t tsp_port_stack_limit(void) {
    return stack_base - (STACK_SIZE - STACK_RESERVE);
}

uintptr_t tsp_port_stack_base(void) {
    return stack_base;
}

int main(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) != 0 || (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < STACK_SIZE)) {
        (void)fprintf(stderr, "the stack is smaller than this port promises\n");
        return 2;
    }
    stack_base = (uintptr_t)__builtin_frame_address(0);
#ifdef TSP_TEST
    const char *failing = getenv("TSP_FAIL_AT");
    tsp_heap_fail_at(failing == NULL ? 0 : (uint32_t)strtoul(failing, NULL, 10));
    int status = tsp_loop_main();
    (void)fprintf(stderr, "allocations %lu\n", (unsigned long)tsp_heap_allocations());
    return status;
#else
    return tsp_loop_main();
#endif
}
