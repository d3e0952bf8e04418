/*
 * The network interface of a board. One of links/<name>.c is linked, chosen by TSPICO_LINK; all lwIP calls of the program and
 * of the link happen on core 0, outside interrupts, which is the lock discipline of the SDK's poll architecture.
 */
#ifndef TSP_PORT_PICO_LINK_H
#define TSP_PORT_PICO_LINK_H

#include <stdbool.h>

#include "pico/async_context.h"

/*
 * Starts lwIP and the link; called once, before the program. Returns the context whose polling moves frames and timers, or
 * NULL when the hardware does not answer (a reason has been printed).
 */
async_context_t *tsp_link_start(void);

/* Moves frames that the context does not move by itself. Returns true when there is more to move at once. */
bool tsp_link_poll(void);

#endif
