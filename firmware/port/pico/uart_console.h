/*
 * The console's UART. What is printed waits in a ring that the transmit interrupt empties, so that
 * a line costs the program the time to copy it and not the time on the wire. When the ring is full,
 * the writer waits, and feeds the watchdog as it does.
 */
#ifndef TSP_PORT_PICO_UART_CONSOLE_H
#define TSP_PORT_PICO_UART_CONSOLE_H

#include <stdbool.h>

#include "tsp_network_settings.h"

/* Starts the UART at TSP_UART_BAUD and adds it to the SDK's stdio; 0 leaves its pins alone. */
void tsp_uart_console_start(void);

/* Between two turns of the loop: what the last one waited is forgotten. */
void tsp_uart_console_turn(void);

/* Waits until everything is on the wire, without interrupts: also from a fault's handler. */
void tsp_uart_console_drain(void);

/* Past the ring, for a fault's handler. */
void tsp_uart_console_write_now(const char *text);

/* Whether the console holds this pin. */
bool tsp_uart_console_has(unsigned pin);

#endif
