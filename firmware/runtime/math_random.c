/* Marsaglia's xorshift64, seeded from the clock at the first call. */
#include "runtime/math.h"
#include "runtime/port.h"

double tsp_math_random(void) {
    static uint64_t state;
    if (state == 0) {
        state = ((uint64_t)tsp_port_now() << 20) ^ UINT64_C(0x9E3779B97F4A7C15);
    }
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (double)(state >> 11) * (1.0 / 9007199254740992.0);
}
