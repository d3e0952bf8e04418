/*
 * firmware/io/gpio.h on the boards: the processor's pins, and the LED where it hangs on the radio
 * chip.
 */
#include "io/gpio.h"

#include "edges.h"
#include "hardware/gpio.h"
#include "led.h"
#include "pico/stdlib.h"
#include "uart_console.h"

/* The LED of a board whose LED is no GPIO of the processor. */
#define RADIO_LED (TSP_GPIO_PINS - 1)

int tsp_gpio_led(void) {
    if (!tsp_led_exists()) {
        return -1;
    }
#ifdef PICO_DEFAULT_LED_PIN
    return PICO_DEFAULT_LED_PIN;
#else
    return RADIO_LED;
#endif
}

/*
 * Pins that the firmware itself uses: the console's UART, and the bus of a radio that is running.
 */
static bool reserved(unsigned pin) {
    if (tsp_uart_console_has(pin)) {
        return true;
    }
#if PICO_RP2040_USB_DEVICE_ENUMERATION_FIX
    /* The SDK drives it for a millisecond at each reset of the bus. */
    if (pin == 15) {
        return true;
    }
#endif
#if TSP_LINK_WIFI && defined(CYW43_DEFAULT_PIN_WL_REG_ON)
    if (pin == CYW43_DEFAULT_PIN_WL_REG_ON || pin == CYW43_DEFAULT_PIN_WL_DATA_OUT ||
            pin == CYW43_DEFAULT_PIN_WL_CLOCK || pin == CYW43_DEFAULT_PIN_WL_CS) {
        return true;
    }
#endif
    return false;
}

bool tsp_gpio_allows(unsigned pin, enum tsp_gpio_mode mode) {
    if (pin == RADIO_LED) {
        return tsp_gpio_led() == (int)RADIO_LED && mode == TSP_GPIO_OUTPUT;
    }
    return pin < NUM_BANK0_GPIOS && !reserved(pin);
}

static bool is_led(unsigned pin) {
    return (int)pin == tsp_gpio_led();
}

static bool open_drain[NUM_BANK0_GPIOS];

void tsp_gpio_open(unsigned pin, enum tsp_gpio_mode mode, bool high) {
    if (is_led(pin)) {
        tsp_led_take(true);
    }
    if (pin == RADIO_LED) {
        tsp_led_write(high);
        return;
    }
    gpio_init(pin); /* an input: nothing is driven before the level is known */
    bool up = mode == TSP_GPIO_INPUT_PULL_UP || mode == TSP_GPIO_INPUT_PULL_UP_DOWN ||
              mode == TSP_GPIO_OUTPUT_OPEN_DRAIN;
    bool down = mode == TSP_GPIO_INPUT_PULL_DOWN || mode == TSP_GPIO_INPUT_PULL_UP_DOWN;
    gpio_set_pulls(pin, up, down);
    open_drain[pin] = mode == TSP_GPIO_OUTPUT_OPEN_DRAIN;
    gpio_put(pin, high && !open_drain[pin]);
    gpio_set_dir(pin, mode == TSP_GPIO_OUTPUT || (open_drain[pin] && !high));
}

void tsp_gpio_close(unsigned pin) {
    if (pin != RADIO_LED) {
        tsp_edges_unwatch(pin);
        gpio_deinit(pin);
        gpio_disable_pulls(pin);
    }
    if (is_led(pin)) {
        tsp_led_take(false);
    }
}

bool tsp_gpio_read(unsigned pin) {
    return gpio_get(pin);
}

void tsp_gpio_write(unsigned pin, bool high) {
    if (pin == RADIO_LED) {
        tsp_led_write(high);
    } else if (open_drain[pin]) {
        gpio_set_dir(pin, !high); /* the output latch stays 0 */
    } else {
        gpio_put(pin, high);
    }
}

bool tsp_gpio_watch(unsigned pin, unsigned edges) {
    tsp_edges_watch(pin, edges & TSP_GPIO_RISING, edges & TSP_GPIO_FALLING, tsp_digital_changed);
    return true;
}
