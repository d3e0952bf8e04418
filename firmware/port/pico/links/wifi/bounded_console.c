#include "bounded_console.h"

#include <stddef.h>

#include "pico/stdio.h"
#include "pico/stdio/driver.h"
#include "pico/stdio_usb.h"
#include "pico/time.h"

/*
 * All waiting for a host that reads slowly, between two turns of the loop; what does not fit then
 * is dropped until the next turn. The SDK's driver bounds the wait for a host that stands still
 * (PICO_STDIO_USB_STDOUT_TIMEOUT_US), and not that for one that takes a packet now and then.
 */
#define TURN_PATIENCE_US 500000u
/* A packet: the longest wait between two looks at the clock is that for one. */
#define PIECE 64

static uint64_t waited; /* in this turn */

void tsp_bounded_console_turn(void) {
    waited = 0;
}

static void write_bounded(const char *text, int length) {
    while (length > 0 && waited < TURN_PATIENCE_US) {
        int piece = length < PIECE ? length : PIECE;
        uint64_t began = time_us_64();
        stdio_usb.out_chars(text, piece);
        waited += time_us_64() - began;
        text += piece;
        length -= piece;
    }
}

static stdio_driver_t bounded;

void tsp_bounded_console_start(void) {
    bounded = stdio_usb;
    bounded.out_chars = write_bounded;
    bounded.next = NULL;
    stdio_set_driver_enabled(&stdio_usb, false);
    stdio_set_driver_enabled(&bounded, true);
}
