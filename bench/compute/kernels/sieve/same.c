/*
 * The sieve of Eratosthenes up to 4096. The flags are bytes that know their length; each index is
 * tested.
 */
#include "../../javascript.h"
#include "yardstick.h"

/* A Uint8Array of its own bytes. */
struct flags {
    const char *const *class;
    uint8_t *bytes;
    uint32_t length;
};

static const char *const class = "Uint8Array";
static uint8_t storage[4096];
static struct flags composite = {&class, storage, sizeof storage};

static JS_APART uint32_t count_primes(const struct flags *flags) {
    uint32_t count = 0;
    memset(flags->bytes, 0, flags->length);
    for (int32_t i = 2; i < (int32_t)flags->length; i++) {
        if ((uint32_t)i < flags->length && flags->bytes[i] == 0) {
            count++;
            for (int32_t j = i + i; j < (int32_t)flags->length; j += i) {
                if ((uint32_t)j < flags->length) {
                    flags->bytes[j] = 1;
                }
            }
        }
    }
    return count;
}

uint32_t same_run(void) {
    return count_primes(&composite);
}
