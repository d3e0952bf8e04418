/*
 * The network interface of a board. One of links/<name>.c or links/<name>/ is linked, chosen by
 * TSPICO_LINK; all lwIP calls of the program and of the link happen on core 0, outside interrupts,
 * which is the lock discipline of the SDK's poll architecture.
 */
#ifndef TSP_PORT_PICO_LINK_H
#define TSP_PORT_PICO_LINK_H

#include <stdbool.h>

#include "lwip/netif.h"
#include "pico/async_context.h"

/*
 * Starts lwIP and the link; called once, before the program. Returns the context whose polling
 * moves frames and timers, or NULL when the hardware does not answer (a reason has been printed).
 */
async_context_t *tsp_link_start(void);

/*
 * Moves frames that the context does not move by itself. Returns true when there is more to move at
 * once.
 */
bool tsp_link_poll(void);

enum tsp_link_state {
    TSP_LINK_STATE_OFF,     /* no network is known, no cable is in */
    TSP_LINK_STATE_JOINING, /* on the way into the network */
    TSP_LINK_STATE_UP,
};

/* The state of now, for the LED. */
enum tsp_link_state tsp_link_state(void);

/*
 * True from when the program can use the network: the board has an address. Top-level code runs
 * then.
 */
bool tsp_link_ready(void);

/* The interface that others reach the board by, for messages. */
const struct netif *tsp_link_netif(void);

/* Whether somebody has opened the console's USB side. */
bool tsp_link_console_open(void);

/*
 * Runs a line that was typed on the console, as words; false when it is no command of the link's.
 * `argc` is at least 1. The words stay until the function returns.
 */
bool tsp_link_command(int argc, char *const *argv);

/* The link's commands, for `help`: lines with an end each, or "". */
extern const char tsp_link_help[];

#endif
