#include "uart_console.h"

#include "pico/stdlib.h"

#if TSP_UART_BAUD > 0 && defined(uart_default) && defined(PICO_DEFAULT_UART_TX_PIN) && \
        defined(PICO_DEFAULT_UART_RX_PIN)

#include "command_line.h"
#include "hardware/irq.h"
#include "hardware/sync.h"
#include "hardware/uart.h"
#include "pico/error.h"
#include "pico/stdio/driver.h"
#include "pico/time.h"
#include "reset.h"

/* Ten lines of a log; 90 ms of them at 115200 baud. Powers of two, for the indexes run through. */
#define RING_SIZE 1024u
/* What is typed while the program is busy. */
#define TYPED_SIZE 128u
/*
 * All waiting for the ring in one turn that counts as work: a program that prints for ever in one
 * callback is stuck in the end.
 */
#define TURN_PATIENCE_US 60000000u

/* Ends of the queues; interrupts move `sent` and `heard`. */
static uint8_t ring[RING_SIZE];
static volatile uint32_t written;
static volatile uint32_t sent;
static uint8_t typed[TYPED_SIZE];
static volatile uint32_t heard;
static uint32_t taken;
static bool gap; /* characters were lost, and the reader has not been told */

static void (*listener)(void *);
static void *listener_argument;
static uint64_t waited; /* in this turn */

/*
 * Fills the FIFO from the ring. The interrupt comes when the FIFO falls to its level, never for one
 * that is below it: so it is wanted only behind a full FIFO. Not to be interrupted by itself.
 */
static void pump(void) {
    uart_hw_t *hardware = uart_get_hw(uart_default);
    while (sent != written && uart_is_writable(uart_default)) {
        hardware->dr = ring[sent % RING_SIZE];
        sent++;
    }
    if (sent == written) {
        hw_clear_bits(&hardware->imsc, UART_UARTIMSC_TXIM_BITS);
    } else {
        hw_set_bits(&hardware->imsc, UART_UARTIMSC_TXIM_BITS);
    }
}

static void pump_alone(void) {
    uint32_t interrupts = save_and_disable_interrupts();
    pump();
    restore_interrupts(interrupts);
}

/*
 * Sleeps until the FIFO asks for more; an interrupt that is due wakes also while it is shut out. In
 * an interrupt or a fault nothing would wake, so the caller asks again and again.
 */
static void pump_and_sleep(void) {
    uint32_t interrupts = save_and_disable_interrupts();
    pump();
    if (sent != written && __get_current_exception() == 0) {
        __wfi();
    }
    restore_interrupts(interrupts);
}

static void keep(uint8_t character) {
    typed[heard % TYPED_SIZE] = character;
    heard++;
}

/* The character that comes after lost ones has their overrun bit. */
static void keep_or_lose(uint32_t character) {
    uint32_t room = TYPED_SIZE - (heard - taken);
    gap = gap || (character & UART_UARTDR_OE_BITS) != 0;
    if (room < (gap ? 2 : 1)) {
        gap = true;
        return;
    }
    if (gap) {
        keep(TSP_COMMAND_GAP);
        gap = false;
    }
    keep((uint8_t)character);
}

/* In an interrupt. A line that is low for long is a cable that comes or goes, and no character. */
static void hear(void) {
    uint32_t before = heard;
    while (uart_is_readable(uart_default)) {
        uint32_t character = uart_get_hw(uart_default)->dr;
        bool broken = (character & (UART_UARTDR_BE_BITS | UART_UARTDR_FE_BITS)) != 0;
        if (!broken) {
            keep_or_lose(character);
        }
    }
    if (heard != before && listener != NULL) {
        listener(listener_argument);
    }
}

static void uart_console_interrupt(void) {
    hear();
    pump();
}

static void wait_for_room(void) {
    uint64_t began = time_us_64();
    uint64_t before = waited;
    while (written - sent == RING_SIZE) {
        pump_and_sleep();
        waited = before + (time_us_64() - began);
        if (waited < TURN_PATIENCE_US) {
            tsp_watchdog_feed();
        }
    }
}

static void uart_console_write(const char *text, int length) {
    for (int i = 0; i < length; i++) {
        if (written - sent == RING_SIZE) {
            wait_for_room();
        }
        ring[written % RING_SIZE] = (uint8_t)text[i];
        written++;
    }
    pump_alone();
}

static int uart_console_read(char *text, int length) {
    int count = 0;
    while (count < length && taken != heard) {
        text[count++] = (char)typed[taken % TYPED_SIZE];
        taken++;
    }
    return count > 0 ? count : PICO_ERROR_NO_DATA;
}

static void set_uart_listener(void (*callback)(void *), void *argument) {
    uint32_t interrupts = save_and_disable_interrupts();
    listener = callback;
    listener_argument = argument;
    restore_interrupts(interrupts);
}

/* No out_flush: printf would call it, and wait for the wire each time. */
static stdio_driver_t driver = {
    .out_chars = uart_console_write,
    .in_chars = uart_console_read,
    .set_chars_available_callback = set_uart_listener,
#if PICO_STDIO_ENABLE_CRLF_SUPPORT
    .crlf_enabled = PICO_STDIO_DEFAULT_CRLF,
#endif
};

void tsp_uart_console_start(void) {
    gpio_set_function(PICO_DEFAULT_UART_TX_PIN, UART_FUNCSEL_NUM(uart_default, PICO_DEFAULT_UART_TX_PIN));
    /* Where nothing is connected, the pin would be low: a break. */
    gpio_pull_up(PICO_DEFAULT_UART_RX_PIN);
    gpio_set_function(PICO_DEFAULT_UART_RX_PIN, UART_FUNCSEL_NUM(uart_default, PICO_DEFAULT_UART_RX_PIN));
    uart_init(uart_default, TSP_UART_BAUD);
    irq_set_exclusive_handler(UART_IRQ_NUM(uart_default), uart_console_interrupt);
    irq_set_enabled(UART_IRQ_NUM(uart_default), true);
    hw_set_bits(&uart_get_hw(uart_default)->imsc, UART_UARTIMSC_RXIM_BITS | UART_UARTIMSC_RTIM_BITS);
    stdio_set_driver_enabled(&driver, true);
}

void tsp_uart_console_turn(void) {
    waited = 0;
}

void tsp_uart_console_drain(void) {
    while (written != sent) {
        pump_and_sleep();
    }
    uart_tx_wait_blocking(uart_default);
}

void tsp_uart_console_write_now(const char *text) {
    for (; *text != '\0'; text++) {
        uart_putc_raw(uart_default, *text);
    }
}

bool tsp_uart_console_has(unsigned pin) {
    return pin == PICO_DEFAULT_UART_TX_PIN || pin == PICO_DEFAULT_UART_RX_PIN;
}

#else

void tsp_uart_console_start(void) {}

void tsp_uart_console_turn(void) {}

void tsp_uart_console_drain(void) {}

void tsp_uart_console_write_now(const char *text) {
    (void)text;
}

bool tsp_uart_console_has(unsigned pin) {
    (void)pin;
    return false;
}

#endif
