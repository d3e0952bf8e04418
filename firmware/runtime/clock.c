#include "runtime/clock.h"

#include "runtime/port.h"

int64_t tsp_clock_now(void) {
    return tsp_port_clock();
}

double tsp_performance_now(void) {
    return (double)tsp_port_microseconds() / 1000.0;
}
