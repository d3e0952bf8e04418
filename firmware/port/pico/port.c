/* firmware/runtime/port.h on the boards: clock, console on UART and USB, waiting, and the C stack of the program. */
#include "runtime/port.h"

#include "board.h"
#include "link.h"
#include "pico/stdio.h"
#include "pico/time.h"

/*
 * The SDK's stack is a 4 KiB bank, too little for a script; the program runs on this one. 8 KiB holds lwIP's deepest input path
 * and leaves the rest to the script, whose functions check the limit.
 */
#ifndef TSP_STACK_SIZE
#define TSP_STACK_SIZE 8192
#endif

static uint64_t stack[TSP_STACK_SIZE / sizeof(uint64_t)];
static async_context_t *context;

uintptr_t tsp_port_stack_limit(void) {
    return (uintptr_t)stack;
}

uintptr_t tsp_port_stack_base(void) {
    return (uintptr_t)stack + sizeof(stack);
}

bool tsp_board_start_link(void) {
    context = tsp_link_start();
    return context != NULL;
}

uint32_t tsp_port_now(void) {
    return to_ms_since_boot(get_absolute_time());
}

void tsp_port_write(enum tsp_port_stream stream, const char *bytes, size_t length) {
    (void)stream; /* A board has one console. */
    stdio_put_string(bytes, (int)length, false, true);
}

void tsp_port_poll(uint32_t timeout_ms) {
    async_context_poll(context);
    bool more = tsp_link_poll();
    if (timeout_ms > 0 && !more) {
        async_context_wait_for_work_until(context, make_timeout_time_ms(timeout_ms));
        async_context_poll(context);
        (void)tsp_link_poll(); /* What it leaves is moved by the next call. */
    }
}

void tsp_port_listening(uint16_t port) {
    (void)port; /* The board's own address answers. */
}

void tsp_port_unlistening(uint16_t port) {
    (void)port;
}

bool tsp_port_stopping(void) {
    return false;
}
