/* What reset the chip when it was not the watchdog: its supply, the RUN pin or a debugger. */
#ifndef TSP_PORT_PICO_CHIP_RESET_H
#define TSP_PORT_PICO_CHIP_RESET_H

#include "reset.h"

/*
 * One of the reasons from TSP_RESET_POWER_ON on, or TSP_RESET_NONE after a reset by the watchdog,
 * which flash tools and the boot loader use too. Called once in each start. The RP2040 has one bit
 * for power-on and brown-out: it was a brown-out where RAM still holds what the last run left; what
 * lost its RAM too, which is TSP_RESET_POWER_ON, may have been either.
 */
enum tsp_reset_reason tsp_chip_reset_take(void);

#endif
