/*
 * The time of day on the boards, which have no clock that outlives a reset: from TSP_CLOCK_START on
 * (cmake/pico.cmake), in seconds since 1970, it is counted since the board started.
 */
#include "runtime/port.h"

#include "pico/time.h"

uint64_t tsp_port_microseconds(void) {
    return time_us_64();
}

int64_t tsp_port_clock(void) {
    return INT64_C(TSP_CLOCK_START) * 1000 + (int64_t)(time_us_64() / 1000u);
}
