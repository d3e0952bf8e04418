/* The port of the fuzz targets: a virtual clock, and a console that nobody reads. */
#include "fuzz_port.h"

#include <stdio.h>
#include <stdlib.h>

#include "lwip/sys.h"
#include "runtime/port.h"

/* A script's part of the stack; the rest is libFuzzer's and native code's. */
#define STACK_SIZE (1024u * 1024u)

extern void *__libc_stack_end;

uint32_t fuzz_now;

uint64_t tsp_port_random(void) {
    return UINT64_C(0x9E3779B97F4A7C15);
}

uint32_t tsp_port_now(void) {
    return fuzz_now;
}

uint64_t tsp_port_microseconds(void) {
    return (uint64_t)fuzz_now * 1000u;
}

int64_t tsp_port_clock(void) {
    return (int64_t)fuzz_now;
}

u32_t sys_now(void) {
    return fuzz_now;
}

/* The same numbers for the same input. */
static uint32_t random_state = 1;

void fuzz_reset_random(void) {
    random_state = 1;
}

uint32_t tsp_host_random(void);
uint32_t tsp_host_random(void) {
    random_state = random_state * 1664525u + 1013904223u;
    return random_state;
}

void tsp_port_write(enum tsp_port_stream stream, const char *bytes, size_t length) {
    (void)stream;
    (void)bytes;
    (void)length;
}

void tsp_port_poll(uint32_t timeout_ms) {
    (void)timeout_ms;
    fuzz_fail("a target polls for itself");
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

uintptr_t tsp_port_stack_base(void) {
    return (uintptr_t)__libc_stack_end;
}

uintptr_t tsp_port_stack_limit(void) {
    return (uintptr_t)__libc_stack_end - STACK_SIZE;
}

void fuzz_fail(const char *what) {
    (void)fprintf(stderr, "fuzz: %s\n", what);
    abort();
}
