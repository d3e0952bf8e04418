/* The time of day, which Date shows. */
#ifndef TSP_RUNTIME_CLOCK_H
#define TSP_RUNTIME_CLOCK_H

#include <stdint.h>

/*
 * Milliseconds since 1970-01-01T00:00:00Z, from the port (port.h): this machine's clock on the
 * host; on a board the time at which its firmware was built, plus what has passed since it started.
 */
int64_t tsp_clock_now(void);

/* performance.now(): milliseconds since the program started, in steps of a microsecond. */
double tsp_performance_now(void);

#endif
