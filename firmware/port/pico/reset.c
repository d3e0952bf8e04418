#include "reset.h"

#include <stdio.h>

#include "board.h"
#include "chip_reset.h"
#include "hardware/watchdog.h"
#include "pico/stdlib.h"
#include "tsp_network_settings.h"

_Static_assert(TSP_WATCHDOG_MS == 0 || (TSP_WATCHDOG_MS >= 2000 && TSP_WATCHDOG_MS <= 8388),
        "the loop comes back every second when idle, and the counter has 24 bits of half microseconds");

/*
 * Scratch registers 4 to 7 are the boot ROM's, 3 is chip_reset.c's. The magic number tells a reason
 * from what power-on leaves.
 */
#define REASON 0
#define ADDRESS 1
#define CALLER 2
#define MAGIC 0x74737000u

/* chip_reset.h says why it may be both. */
#if PICO_RP2040
#define POWER_ON "power-on, or after the supply was too low (brown-out)"
#else
#define POWER_ON "power-on"
#endif

static enum tsp_reset_reason last;
static uint32_t last_address;
static uint32_t last_caller;

void tsp_reset_take_reason(void) {
    uint32_t kept = watchdog_hw->scratch[REASON];
    enum tsp_reset_reason told = tsp_chip_reset_take();
    if ((kept & ~0xffu) == MAGIC && (kept & 0xff) < TSP_RESET_KEPT) {
        last = (enum tsp_reset_reason)(kept & 0xff);
    } else if (watchdog_enable_caused_reboot()) {
        last = TSP_RESET_STUCK;
    } else {
        last = told;
    }
    last_address = watchdog_hw->scratch[ADDRESS];
    last_caller = watchdog_hw->scratch[CALLER];
    watchdog_hw->scratch[REASON] = 0;
}

enum tsp_reset_reason tsp_reset_reason(void) {
    return last;
}

void tsp_reset_print_reason(void) {
    switch (last) {
        case TSP_RESET_STUCK:
            printf("tspico: reset by the watchdog: the program did not return to its loop for %d ms\n",
                   TSP_WATCHDOG_MS);
            break;
        case TSP_RESET_UNCAUGHT_ERROR:
            printf("tspico: reset after an uncaught error\n");
            break;
        case TSP_RESET_HARD_FAULT:
            printf("tspico: reset after a hard fault at 0x%08lx, called from 0x%08lx (build %s)\n",
                    (unsigned long)last_address, (unsigned long)last_caller, tsp_build_id);
            break;
        case TSP_RESET_NO_HARDWARE:
            printf("tspico: reset because the hardware of the network did not answer\n");
            break;
        case TSP_RESET_COMMAND:
            printf("tspico: reset by a command\n");
            break;
        case TSP_RESET_STACK:
            printf("tspico: reset because the C stack overflowed (build %s)\n", tsp_build_id);
            break;
        case TSP_RESET_POWER_ON:
            printf("tspico: started at " POWER_ON "\n");
            break;
        case TSP_RESET_BROWN_OUT:
            printf("tspico: reset because the supply was too low for a moment (brown-out)\n");
            break;
        case TSP_RESET_RUN_PIN:
            printf("tspico: reset by the RUN pin\n");
            break;
        case TSP_RESET_DEBUGGER:
            printf("tspico: reset by a debugger\n");
            break;
        case TSP_RESET_NONE:
        case TSP_RESET_KEPT:
        default:
            break;
    }
}

void tsp_reset_now(enum tsp_reset_reason reason, uint32_t address, uint32_t caller) {
    watchdog_hw->scratch[ADDRESS] = address;
    watchdog_hw->scratch[CALLER] = caller;
    watchdog_hw->scratch[REASON] = MAGIC | reason;
    watchdog_reboot(0, 0, 0);
    for (;;) {
        tight_loop_contents();
    }
}

void tsp_reset_suspect(enum tsp_reset_reason reason) {
    watchdog_hw->scratch[REASON] = reason == TSP_RESET_NONE ? 0 : MAGIC | reason;
}

void tsp_watchdog_start(void) {
#if TSP_WATCHDOG_MS > 0
    watchdog_enable(TSP_WATCHDOG_MS, true);
#endif
}

void tsp_watchdog_feed(void) {
#if TSP_WATCHDOG_MS > 0
    watchdog_update();
#endif
}
