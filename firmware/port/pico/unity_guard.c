#include "unity_guard.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "hardware/sync.h"
#include "pico/stdlib.h"
#include "reset.h"
#include "tsp_network_settings.h"

/* The watchdog is fed by a timer, four times in its own time: tests need not know of it. */
#define FEED_MS (TSP_WATCHDOG_MS / 4)
#define PATIENCE (TSP_SUITE_SECONDS * 1000 / FEED_MS)
#define MAGIC 0x73756974u

/* What a reset leaves. It is the suite's own only after the magic number. */
struct left {
    uint32_t magic;
    char test[64];
};
static struct left __uninitialized_ram(left);

static repeating_timer_t timer;
static volatile bool ended;
static volatile uint32_t feeds; /* in this test */

/* In an interrupt, which a test that hangs may have shut out: then the watchdog is not fed. */
static bool feed(repeating_timer_t *unused) {
    (void)unused;
    if (!ended && ++feeds > PATIENCE) {
        tsp_reset_now(TSP_RESET_STUCK, 0, 0);
    }
    tsp_watchdog_feed();
    return true;
}

static void __attribute__((noreturn)) tell_stop(void) {
    /* The console may have lost the end of a line. */
    printf("\n");
    if (tsp_reset_reason() == TSP_RESET_STUCK) {
        printf("tspico: reset by the watchdog: the test did not end\n");
    } else {
        tsp_reset_print_reason();
    }
    printf("tspico: suite stopped in %s\n", left.test);
    fflush(stdout);
    for (;;) {
        __wfi();
    }
}

void tsp_suite_guard_start(void) {
    tsp_reset_take_reason();
    enum tsp_reset_reason reason = tsp_reset_reason();
    bool was_running = left.magic == MAGIC;
    left.magic = 0;
    if (was_running && (reason == TSP_RESET_STUCK || reason == TSP_RESET_HARD_FAULT || reason == TSP_RESET_STACK)) {
        tell_stop();
    }
    tsp_suite_guard_test(NULL);
    left.magic = MAGIC;
    tsp_watchdog_start();
    (void)add_repeating_timer_ms(FEED_MS, feed, NULL, &timer);
}

void tsp_suite_guard_test(const char *name) {
    feeds = 0;
    (void)snprintf(left.test, sizeof(left.test), "%s", name == NULL ? "main" : name);
}

void tsp_suite_guard_end(void) {
    ended = true;
}
