/* The console on USB: the SDK's own, with a bound on how long it holds up the loop. */
#ifndef TSP_WIFI_BOUNDED_CONSOLE_H
#define TSP_WIFI_BOUNDED_CONSOLE_H

/* After stdio_init_all(). */
void tsp_bounded_console_start(void);

/* A turn of the loop begins: writers may wait for the host again. */
void tsp_bounded_console_turn(void);

#endif
