/*
 * Wraps a Unity suite so that every end of it can be told apart from outside. Link with
 * `-Wl,--wrap=main -Wl,--wrap=UnityDefaultTestRun`; the suite's own sources stay as they are.
 *
 * Lines on the console:
 *     tspico: test NAME                      before each test, so that a hang or a fault has a name
 *     tspico: suite ended with status N      after main returned N (Unity: the number of failures)
 *
 * A suite without the second line has not ended, whatever its tests printed. On a board,
 * unity_guard.h says what follows then.
 */
#include <stdint.h>
#include <stdio.h>

#ifdef PICO_ON_DEVICE
#include "hardware/sync.h"
#include "pico/stdlib.h"
#include "unity_guard.h"
#include "unity_stack.h"
#endif

#include "unity.h"

int __real_main(int argc, char **argv);
int __wrap_main(int argc, char **argv);
void __real_UnityDefaultTestRun(UnityTestFunction function, const char *name, int line);
void __wrap_UnityDefaultTestRun(UnityTestFunction function, const char *name, int line);

#ifdef PICO_ON_DEVICE
void tsp_unity_putchar(int character) {
    putchar_raw(character);
}

/* What a host on USB has not collected, a fault in the test would take away. */
#define COLLECT_MS 2

static void under_way(const char *name) {
    if (name != NULL) {
        stdio_flush();
        sleep_ms(COLLECT_MS);
    }
    tsp_suite_guard_test(name);
}
#else
static void under_way(const char *name) {
    (void)name;
}
#endif

void __wrap_UnityDefaultTestRun(UnityTestFunction function, const char *name, int line) {
    printf("tspico: test %s\n", name);
    fflush(stdout);
    under_way(name);
    __real_UnityDefaultTestRun(function, name, line);
    under_way(NULL);
}

static int run_suite(int argc, char **argv) {
    int status = __real_main(argc, argv);
    printf("tspico: suite ended with status %d\n", status);
    fflush(stdout);
    return status;
}

#ifdef PICO_ON_DEVICE
uint64_t tsp_suite_stack[TSP_SUITE_STACK_SIZE / sizeof(uint64_t)];

static void __attribute__((__noreturn__)) life(void) {
    tsp_suite_guard_start();
    (void)run_suite(0, NULL);
    tsp_suite_guard_end();
    /* There is nothing to return to, and a reset would run the suite again. */
    for (;;) {
        __wfi();
    }
}

int __wrap_main(int argc, char **argv) {
    (void)argc;
    (void)argv;
    stdio_init_all();
    uintptr_t top = (uintptr_t)tsp_suite_stack + sizeof tsp_suite_stack;
    __asm volatile("msr msp, %0\n\tisb\n\tbx %1" : : "r"(top), "r"(life) : "memory");
    __builtin_unreachable();
}
#else
int __wrap_main(int argc, char **argv) {
    return run_suite(argc, argv);
}
#endif
