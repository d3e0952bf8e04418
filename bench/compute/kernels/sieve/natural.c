/* The sieve of Eratosthenes up to 4096. */
#include <stddef.h>
#include <string.h>

#include "yardstick.h"

static uint8_t composite[4096];

static __attribute__((noinline)) uint32_t count_primes(uint8_t *flags, size_t size) {
    uint32_t count = 0;
    memset(flags, 0, size);
    for (size_t i = 2; i < size; i++) {
        if (flags[i] == 0) {
            count++;
            for (size_t j = i + i; j < size; j += i) {
                flags[j] = 1;
            }
        }
    }
    return count;
}

uint32_t natural_run(void) {
    return count_primes(composite, sizeof composite);
}
