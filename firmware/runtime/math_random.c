/* Marsaglia's xorshift64, seeded from the port at the first call. */
#include "runtime/math.h"
#include "runtime/port.h"

double tsp_math_random(void) {
    static uint64_t state;
    while (state == 0) { /* from which the generator would not come away */
        state = tsp_port_random();
    }
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (double)(state >> 11) * (1.0 / 9007199254740992.0);
}
