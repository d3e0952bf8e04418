/* Edges of watched pins, from their interrupt to the loop. */
#ifndef TSP_PORT_PICO_EDGES_H
#define TSP_PORT_PICO_EDGES_H

#include <stdbool.h>

#include "pico/async_context.h"

/* Edges wake this context from now on. */
void tsp_edges_start(async_context_t *context);

/*
 * Calls `handler` with the pin after each of these edges, several edges of one moment perhaps as
 * one, from tsp_edges_poll(). There is one handler for all pins, that of the last call. It is
 * handed over so that a program without digital inputs does not carry the class that has them.
 */
void tsp_edges_watch(unsigned pin, bool rising, bool falling, void (*handler)(unsigned pin));

/* No call about this pin follows. */
void tsp_edges_unwatch(unsigned pin);

/* Hands on the edges since the last call. Called at every turn. */
void tsp_edges_poll(void);

#endif
