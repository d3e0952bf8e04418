/* What the files of this port share. */
#ifndef TSP_PORT_PICO_BOARD_H
#define TSP_PORT_PICO_BOARD_H

#include <stdbool.h>
#include <stdint.h>

/* Starts lwIP and the link. False when the hardware does not answer (printed). */
bool tsp_board_start_link(void);

/* Waits until the console has taken everything, then resets the board by the watchdog. */
void tsp_board_reset(void) __attribute__((noreturn));

/* Sixteen hexadecimal digits that name the inputs of this build; the fault report prints them. CMake writes the definition. */
extern const char tsp_build_id[];

#endif
