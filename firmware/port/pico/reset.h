/*
 * Resets: the watchdog that a stuck script trips, and the reason of a reset, printed by the next
 * start. A reason of ours is kept where the watchdog's reset leaves it, in its scratch registers;
 * the chip says what else reset it.
 */
#ifndef TSP_PORT_PICO_RESET_H
#define TSP_PORT_PICO_RESET_H

#include <stdbool.h>
#include <stdint.h>

enum tsp_reset_reason {
    TSP_RESET_NONE, /* a flash tool, or the boot loader */
    TSP_RESET_STUCK,
    TSP_RESET_UNCAUGHT_ERROR,
    TSP_RESET_HARD_FAULT,
    TSP_RESET_NO_HARDWARE,
    TSP_RESET_COMMAND,
    TSP_RESET_STACK,
    TSP_RESET_KEPT, /* those before it are kept in a scratch register; the chip tells the others */
    TSP_RESET_POWER_ON,
    TSP_RESET_BROWN_OUT,
    TSP_RESET_RUN_PIN,
    TSP_RESET_DEBUGGER,
};

/* Reads and forgets why the last run ended; called once, before tsp_watchdog_start(). */
void tsp_reset_take_reason(void);

enum tsp_reset_reason tsp_reset_reason(void);

/* Prints that reason in one line on the console; nothing for TSP_RESET_NONE. */
void tsp_reset_print_reason(void);

/*
 * Resets the chip now. `address` and `caller` are kept for the next start's line
 * (TSP_RESET_HARD_FAULT; otherwise 0).
 */
void tsp_reset_now(enum tsp_reset_reason reason, uint32_t address, uint32_t caller) __attribute__((noreturn));

/*
 * What a reset by the watchdog is to be called from now on, because of what is being waited for.
 * TSP_RESET_NONE: the program did not return.
 */
void tsp_reset_suspect(enum tsp_reset_reason reason);

/*
 * Starts the watchdog: the board is reset when tsp_watchdog_feed() is not called for
 * TSP_WATCHDOG_MS milliseconds (build option TSPICO_WATCHDOG_MS; 0: never; at most 8388, which is
 * what the RP2040's counter holds). The loop feeds it at every turn, so it is a script that does
 * not return that trips it. It stands still while a debugger holds the processor.
 */
void tsp_watchdog_start(void);
void tsp_watchdog_feed(void);

#endif
