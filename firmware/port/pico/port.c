/*
 * firmware/runtime/port.h on the boards: clock, console on UART and USB, waiting, and the C stack
 * of the program.
 */
#include "runtime/port.h"

#include <stdio.h>

#include "board.h"
#include "commands.h"
#include "edges.h"
#include "led.h"
#include "link.h"
#include "pico/rand.h"
#include "pico/stdio.h"
#include "pico/time.h"
#include "stack_guard.h"
#include "uart_console.h"

/*
 * The SDK's stack is a 4 KiB bank, too little for a script; the program runs on this one. 8 KiB
 * holds lwIP's deepest input path and leaves the rest to the script, whose functions check the
 * limit.
 */
#ifndef TSP_STACK_SIZE
#define TSP_STACK_SIZE 8192
#endif

static uint64_t stack[(TSP_STACK_GUARD_SIZE + TSP_STACK_SIZE) / sizeof(uint64_t)]
        __attribute__((aligned(TSP_STACK_GUARD_SIZE)));
static async_context_t *context;

uintptr_t tsp_port_stack_limit(void) {
    return (uintptr_t)stack + TSP_STACK_GUARD_SIZE;
}

uintptr_t tsp_port_stack_base(void) {
    return (uintptr_t)stack + sizeof(stack);
}

static void typed_wakes(async_context_t *self, async_when_pending_worker_t *worker) {
    (void)self;
    (void)worker;
}

static async_when_pending_worker_t typed_worker = {.do_work = typed_wakes};

/* Whether something may have been typed since the last look; interrupts set it. */
static volatile bool typed = true;

/* In an interrupt: what was typed ends the waiting. */
static void note_typed(void *arg) {
    (void)arg;
    typed = true;
    async_context_set_work_pending(context, &typed_worker);
}

bool tsp_board_start_link(void) {
    context = tsp_link_start();
    if (context == NULL) {
        return false;
    }
    async_context_add_when_pending_worker(context, &typed_worker);
    tsp_edges_start(context);
    stdio_set_chars_available_callback(note_typed, NULL);
    return true;
}

uint64_t tsp_port_random(void) {
    return get_rand_64();
}

uint32_t tsp_port_now(void) {
    return to_ms_since_boot(get_absolute_time());
}

void tsp_port_write(enum tsp_port_stream stream, const char *bytes, size_t length) {
    (void)stream; /* A board has one console. */
    stdio_put_string(bytes, (int)length, false, true);
}

/*
 * Milliseconds between two looks at the network before the program starts, so that the LED blinks.
 */
#define LOOK_EVERY 100

/* Whoever opens the console on USB has missed why the board was reset. */
static void greet(void) {
    static bool open;
    bool now_open = tsp_link_console_open();
    if (now_open && !open) {
        tsp_reset_print_reason();
        /* what came before the port was opened waits, and a full buffer takes no more */
        typed = true;
    }
    open = now_open;
}

void tsp_port_poll(uint32_t timeout_ms) {
    tsp_watchdog_feed();
    tsp_uart_console_turn();
    async_context_poll(context);
    bool more = tsp_link_poll();
    if (timeout_ms > 0 && !more) {
        async_context_wait_for_work_until(context, make_timeout_time_ms(timeout_ms));
        async_context_poll(context);
        (void)tsp_link_poll(); /* What it leaves is moved by the next call. */
    }
    tsp_edges_poll();
    tsp_led_show(tsp_link_state());
    greet();
    if (typed) {
        typed = false;
        tsp_commands_poll();
    }
    tsp_watchdog_feed();
}

void tsp_board_wait_for_network(void) {
    while (!tsp_link_ready()) {
        tsp_port_poll(LOOK_EVERY);
    }
}

bool tsp_port_listening(uint16_t port, bool any_will_do) {
    (void)any_will_do;
    const struct netif *netif = tsp_link_netif();
    const ip4_addr_t *address = netif_ip4_addr(netif);
    printf("tspico: listening on %u.%u.%u.%u port %u, %lu ms after the start\n", ip4_addr1(address), ip4_addr2(address),
            ip4_addr3(address), ip4_addr4(address), port, (unsigned long)tsp_port_now());
    return true;
}

void tsp_port_unlistening(uint16_t port) {
    (void)port;
}

bool tsp_port_stopping(void) {
    return false;
}
