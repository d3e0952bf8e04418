/*
 * A stand-in for a board's pins: outputs keep their level and say so on standard error, inputs read
 * what their pull gives.
 */
#include "io/gpio.h"

#include <stdio.h>

/* As on a Pico W: thirty pins, and an LED that is none of them. */
#define PROCESSOR_PINS 30u
#define LED (TSP_GPIO_PINS - 1)

static enum tsp_gpio_mode modes[TSP_GPIO_PINS];

int tsp_gpio_led(void) {
    return LED;
}

bool tsp_gpio_allows(unsigned pin, enum tsp_gpio_mode mode) {
    return pin == LED ? mode == TSP_GPIO_OUTPUT : pin < PROCESSOR_PINS;
}

void tsp_gpio_open(unsigned pin, enum tsp_gpio_mode mode, bool high) {
    modes[pin] = mode;
    if (mode == TSP_GPIO_OUTPUT && high) {
        tsp_gpio_write(pin, true);
    }
}

void tsp_gpio_close(unsigned pin) {
    modes[pin] = TSP_GPIO_INPUT;
}

bool tsp_gpio_read(unsigned pin) {
    return modes[pin] == TSP_GPIO_INPUT_PULL_UP;
}

void tsp_gpio_write(unsigned pin, bool high) {
    if (pin == LED) {
        (void)fprintf(stderr, "pin LED: %d\n", high);
    } else {
        (void)fprintf(stderr, "pin %u: %d\n", pin, high);
    }
}

bool tsp_gpio_watch(unsigned pin, unsigned edges) {
    (void)pin;
    (void)edges;
    return false;
}
