/* The SDK's clock: fake_cdc.c's, which runs while the code under test waits. */
#ifndef TESTS_FAKES_TIME_H
#define TESTS_FAKES_TIME_H

#include <stdint.h>

uint64_t time_us_64(void);

#endif
