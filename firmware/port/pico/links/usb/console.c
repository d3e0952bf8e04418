#include "console.h"

#include "hardware/sync.h"
#include "pico/bootrom.h"
#include "pico/error.h"
#include "pico/stdio/driver.h"
#include "pico/time.h"
#include "tusb.h"
#include "usb_lock.h"

/*
 * How long a writer waits for a host that has opened the port and does not read; then its bytes are
 * dropped until it does.
 */
#define PATIENCE_US 20000u
/*
 * All waiting for a host that reads slowly, between two turns of the loop; what does not fit then
 * is dropped until the next turn. A host decides how slowly it reads, and must not decide whether
 * the watchdog trips: a turn polls the link twice, and two seconds are its least.
 */
#define TURN_PATIENCE_US 500000u
/* Opening the port at this speed starts the boot loader, as with the SDK's own console. */
#define BOOTSEL_BAUD 1200u

static bool patient = true;
static uint64_t waited; /* in this turn */

void tsp_usb_console_turn(void) {
    waited = 0;
}

static void write_locked(const char *text, int length) {
    uint64_t began = time_us_64();
    uint64_t before = waited;
    uint64_t deadline = began + PATIENCE_US;
    while (length > 0 && tud_cdc_connected()) {
        uint32_t taken = tud_cdc_write(text, (uint32_t)length);
        text += taken;
        length -= (int)taken;
        (void)tud_cdc_write_flush();
        uint64_t now = time_us_64();
        waited = before + (now - began);
        if (taken > 0) {
            patient = true;
            deadline = now + PATIENCE_US;
        } else if (!patient || now >= deadline) {
            patient = false;
            return;
        }
        if (length > 0) {
            if (waited >= TURN_PATIENCE_US) {
                return;
            }
            tud_task();
        }
    }
}

static void usb_console_write(const char *text, int length) {
    /* Not in an interrupt: it may be the one that runs TinyUSB's task. */
    if (__get_current_exception() == 0) {
        tsp_usb_lock();
        write_locked(text, length);
        tsp_usb_unlock();
    }
}

static void usb_console_flush(void) {
    tsp_usb_lock();
    uint64_t deadline = time_us_64() + PATIENCE_US;
    while (tud_cdc_connected() && tud_cdc_write_available() < CFG_TUD_CDC_TX_BUFSIZE && time_us_64() < deadline) {
        (void)tud_cdc_write_flush();
        tud_task();
    }
    tsp_usb_unlock();
}

static int usb_console_read(char *text, int length) {
    tsp_usb_lock();
    uint32_t count = tud_cdc_connected() ? tud_cdc_read(text, (uint32_t)length) : 0;
    tsp_usb_unlock();
    return count > 0 ? (int)count : PICO_ERROR_NO_DATA;
}

static void (*heard)(void *);
static void *heard_argument;

static void set_listener(void (*callback)(void *), void *argument) {
    heard = callback;
    heard_argument = argument;
}

void tud_cdc_rx_cb(uint8_t port) {
    (void)port;
    if (heard != NULL) {
        heard(heard_argument);
    }
}

static stdio_driver_t driver = {
    .out_chars = usb_console_write,
    .out_flush = usb_console_flush,
    .in_chars = usb_console_read,
    .set_chars_available_callback = set_listener,
#if PICO_STDIO_ENABLE_CRLF_SUPPORT
    .crlf_enabled = PICO_STDIO_DEFAULT_CRLF,
#endif
};

void tsp_usb_console_start(void) {
    stdio_set_driver_enabled(&driver, true);
}

void tud_cdc_line_coding_cb(uint8_t port, cdc_line_coding_t const *coding) {
    (void)port;
    if (coding->bit_rate == BOOTSEL_BAUD) {
        reset_usb_boot(0, 0);
    }
}
