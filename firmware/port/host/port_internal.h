#ifndef TSP_PORT_HOST_PORT_INTERNAL_H
#define TSP_PORT_HOST_PORT_INTERNAL_H

#include <stdint.h>

/* Sets the bounds of the script's C stack; `base` is the frame of main. */
void tsp_port_init(uintptr_t base);

#endif
