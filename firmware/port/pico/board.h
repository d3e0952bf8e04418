/* What the files of this port share. */
#ifndef TSP_PORT_PICO_BOARD_H
#define TSP_PORT_PICO_BOARD_H

#include <stdbool.h>
#include <stdint.h>

#include "reset.h"

/* Starts lwIP and the link. False when the hardware does not answer (printed). */
bool tsp_board_start_link(void);

/* Runs the network and the console until the program can use the network. */
void tsp_board_wait_for_network(void);

/*
 * Waits until the console has taken everything, then resets the board by the watchdog; the next
 * start prints the reason.
 */
void tsp_board_reset(enum tsp_reset_reason reason) __attribute__((noreturn));

/* Sixteen hexadecimal digits that name the inputs of this build; the fault report prints them. */
extern const char tsp_build_id[];

#endif
