/* Pseudo-random numbers of a seed, so that a failure can be repeated. */
#ifndef TESTS_UNIT_SUPPORT_RANDOM_H
#define TESTS_UNIT_SUPPORT_RANDOM_H

#include <stdint.h>

void random_seed(uint32_t seed);
/* 0 to limit - 1; the limit must not be 0. */
uint32_t random_below(uint32_t limit);

#endif
