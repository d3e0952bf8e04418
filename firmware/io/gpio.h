/*
 * The pins of a board, which a port gives to the class Digital: firmware/port/pico/gpio.c, and a
 * stand-in on the host.
 */
#ifndef TSP_IO_GPIO_H
#define TSP_IO_GPIO_H

#include <stdbool.h>

struct tsp_object;

/* The values that programs see as Digital.Input and so on. */
enum tsp_gpio_mode {
    TSP_GPIO_INPUT = 0,
    TSP_GPIO_INPUT_PULL_UP = 1,
    TSP_GPIO_INPUT_PULL_DOWN = 2,
    TSP_GPIO_INPUT_PULL_UP_DOWN = 3,
    TSP_GPIO_OUTPUT = 8,
    TSP_GPIO_OUTPUT_OPEN_DRAIN = 9,
};
enum tsp_gpio_edge { TSP_GPIO_RISING = 1, TSP_GPIO_FALLING = 2 };

/* Pins are 0 to TSP_GPIO_PINS - 1. The last one is for an LED that is no GPIO of the processor. */
#define TSP_GPIO_PINS 49u

/* The pin of the board's LED, or -1. */
int tsp_gpio_led(void);

/*
 * Whether a program may have this pin in this mode; not so for those of the console and the radio.
 */
bool tsp_gpio_allows(unsigned pin, enum tsp_gpio_mode mode);

/*
 * Which object owns each pin: a pin that a program has opened serves that object alone, whatever
 * its class. Each class of pins claims what it opens and gives it back when it closes. These three
 * are implemented in gpio_owners.c, for all ports.
 */
/* Returns false when another object owns the pin. The caller has asked tsp_gpio_allows(). */
bool tsp_gpio_claim(unsigned pin, struct tsp_object *owner);
void tsp_gpio_release(unsigned pin);
/* The owner, or NULL; also NULL for a number that is no pin. */
struct tsp_object *tsp_gpio_owner(unsigned pin);

/*
 * Prepares a pin that is allowed and not open. An output has the level `high` from its first
 * moment; an output with open drain that is high is released.
 */
void tsp_gpio_open(unsigned pin, enum tsp_gpio_mode mode, bool high);
/* Gives the pin back: an input without pull that nobody watches. */
void tsp_gpio_close(unsigned pin);

/* The level of an open input; sets the level of an open output. */
bool tsp_gpio_read(unsigned pin);
void tsp_gpio_write(unsigned pin, bool high);

/*
 * Calls tsp_digital_changed(pin) after each of these edges (several edges of one moment may be one
 * call), outside interrupts and scripts. Returns whether that can happen at all: a stand-in's
 * inputs never change.
 */
bool tsp_gpio_watch(unsigned pin, unsigned edges);

/* The class Digital's, for ports. */
void tsp_digital_changed(unsigned pin);

#endif
