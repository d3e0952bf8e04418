#include "led.h"

#include <stdint.h>

#include "pico/stdlib.h"
#include "runtime/port.h"

#if TSP_LINK_WIFI
#include "pico/cyw43_arch.h"
#endif

/* Milliseconds. */
#define BLINK 250u
#define FLASH 100u
#define FLASH_EVERY 2000u

static bool is_on;
static bool taken;

#if TSP_LINK_WIFI && defined(CYW43_WL_GPIO_LED_PIN)

bool tsp_led_exists(void) {
    return true;
}

static void drive(bool on) {
    cyw43_arch_gpio_put(CYW43_WL_GPIO_LED_PIN, on);
}

#elif defined(PICO_DEFAULT_LED_PIN)

bool tsp_led_exists(void) {
    return true;
}

static void drive(bool on) {
    /* Every time: a program that had the pin has given it back as an input. */
    gpio_init(PICO_DEFAULT_LED_PIN);
    gpio_put(PICO_DEFAULT_LED_PIN, on);
    gpio_set_dir(PICO_DEFAULT_LED_PIN, GPIO_OUT);
}

#else

bool tsp_led_exists(void) {
    return false;
}

static void drive(bool on) {
    (void)on;
}

#endif

/* A command to the radio costs, so only changes are sent. */
static void light(bool on) {
    if (on != is_on) {
        is_on = on;
        drive(on);
    }
}

void tsp_led_show(enum tsp_link_state state) {
    if (taken) {
        return;
    }
    switch (state) {
        case TSP_LINK_STATE_UP:
            light(true);
            break;
        case TSP_LINK_STATE_JOINING:
            light(tsp_port_now() / BLINK % 2 == 0);
            break;
        case TSP_LINK_STATE_OFF:
        default:
            light(tsp_port_now() % FLASH_EVERY < FLASH);
            break;
    }
}

void tsp_led_take(bool by_program) {
    taken = by_program;
    if (taken) {
        light(false);
    }
}

void tsp_led_write(bool on) {
    light(on);
}
