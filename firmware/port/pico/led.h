/*
 * The board's LED: it shows the state of the link, until a program takes it. On a Pico W it hangs
 * on the radio chip, so it needs the Wi-Fi link; with another link such a board has none.
 */
#ifndef TSP_PORT_PICO_LED_H
#define TSP_PORT_PICO_LED_H

#include <stdbool.h>

#include "link.h"

/* Whether this firmware can drive an LED. */
bool tsp_led_exists(void);

/*
 * Shows the state: short flashes without a network, blinking on the way into one, on when the board
 * is reachable. Called at every turn.
 */
void tsp_led_show(enum tsp_link_state state);

/* From now on (`taken`) the LED is the program's, and off; or the link's again. */
void tsp_led_take(bool taken);

/* Lights or darkens the LED of a program that has taken it. */
void tsp_led_write(bool on);

#endif
