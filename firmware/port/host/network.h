/* lwIP's network interface on the bridge: frames in both directions, timers, waiting. */
#ifndef TSP_PORT_HOST_NETWORK_H
#define TSP_PORT_HOST_NETWORK_H

#include <stdbool.h>
#include <stdint.h>

#include "bridge.h"

/* Initialises lwIP, without an interface. Once, before the program. */
void tsp_network_init(void);

/*
 * The bridge, started at the first call together with the interface and its addresses. Ends the
 * process with a message if it cannot.
 */
struct bridge *tsp_network_bridge(void);

/*
 * Waits at most `timeout_ms` for a frame, a timer or a stop signal, then hands frames to lwIP and
 * runs its timers. Before the bridge has been started it only waits.
 */
void tsp_network_poll(uint32_t timeout_ms);

/*
 * Keeps polling until what the program has written is with its peers, or a stop signal; closed
 * connections end here as they would in Node.
 */
void tsp_network_drain(void);

/* Closes the bridge if it runs. */
void tsp_network_close(void);

#endif
