#include "random.h"

/* Marsaglia's xorshift, whose state is never 0. */
static uint32_t state = 1;

void random_seed(uint32_t seed) {
    state = seed * 2654435761u | 1u;
}

uint32_t random_below(uint32_t limit) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % limit;
}
