/*
 * What lwIP asks of the platform (lwip/arch.h), for Linux. Its defaults fit but for randomness and
 * failed assertions.
 */
#ifndef TSP_PORT_HOST_CC_H
#define TSP_PORT_HOST_CC_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

uint32_t tsp_host_random(void);
#define LWIP_RAND() tsp_host_random()

#define LWIP_PLATFORM_ASSERT(message)                                                                                  \
    do {                                                                                                               \
        (void)fprintf(stderr, "lwIP: %s (%s:%d)\n", message, __FILE__, __LINE__);                                      \
        abort();                                                                                                       \
    } while (0)

#endif
