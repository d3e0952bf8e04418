/*
 * Start of a program on a board, and what follows its end: idle after a normal one, a reset after
 * an uncaught error.
 */
#include <stdio.h>

#include "board.h"
#include "commands.h"
#include "hardware/sync.h"
#include "pico/stdlib.h"
#include "runtime/loop.h"
#include "runtime/port.h"
#include "stack_guard.h"
#include "uart_console.h"

/* Milliseconds for the console on USB to drain before the reset: hosts fetch every millisecond. */
#define DRAIN_MS 50u
/*
 * Milliseconds that a board without its network's hardware stays, and between two lines about it.
 */
#define SHOW_MS 10000u
#define REPEAT_MS 2000u
#define LOOK_MS 50u

void tsp_board_reset(enum tsp_reset_reason reason) {
    stdio_flush();
    tsp_uart_console_drain();
    sleep_ms(DRAIN_MS);
    tsp_reset_now(reason, 0, 0);
}

/*
 * Without the network's hardware: starts again, but not before somebody has had the time to open
 * the console, read why, and type a command.
 */
static void __attribute__((noreturn)) give_up(void) {
    for (uint32_t passed = 0; passed < SHOW_MS; passed += LOOK_MS) {
        if (passed % REPEAT_MS == 0) {
            printf("tspico: the hardware of the network does not answer, starting again in %lu s\n",
                    (unsigned long)(SHOW_MS - passed) / 1000);
        }
        tsp_watchdog_feed();
        tsp_commands_poll();
        sleep_ms(LOOK_MS);
    }
    tsp_board_reset(TSP_RESET_NO_HARDWARE);
}

static void __attribute__((noreturn)) life(void) {
    tsp_reset_print_reason();
    tsp_watchdog_start();
    if (!tsp_board_start_link()) {
        give_up();
    }
    tsp_board_wait_for_network();
    int status = tsp_loop_main();
    if (status != 0) {
        printf("tspico: the program ended by an uncaught error (build %s), resetting\n", tsp_build_id);
        tsp_board_reset(TSP_RESET_UNCAUGHT_ERROR);
    }
    for (;;) {
        tsp_port_poll(1000);
    }
}

int main(void) {
    stdio_init_all();
    tsp_uart_console_start();
    tsp_reset_take_reason();
    tsp_stack_guard(tsp_port_stack_limit() - TSP_STACK_GUARD_SIZE);
    /*
     * Onto the program's own stack; nothing of this one is needed again. Interrupts share it, as
     * they share the SDK's.
     */
    __asm volatile("msr msp, %0\n\tisb\n\tbx %1" : : "r"(tsp_port_stack_base()), "r"(life) : "memory");
    __builtin_unreachable();
}
