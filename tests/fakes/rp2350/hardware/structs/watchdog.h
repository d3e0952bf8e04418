/* The registers of the watchdog that tell a restart's reason; the test has them. */
#ifndef TESTS_FAKES_WATCHDOG_H
#define TESTS_FAKES_WATCHDOG_H

#include <stdint.h>

struct fake_watchdog {
    uint32_t reason;
    uint32_t scratch[8];
};
extern struct fake_watchdog *watchdog_hw;

#endif
