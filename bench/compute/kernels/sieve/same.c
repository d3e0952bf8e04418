/* The sieve of Eratosthenes up to 4096. The flags are a view of a buffer; each index is tested. */
#include "../../javascript.h"
#include "yardstick.h"

#define SIZE 4096

static uint8_t bytes[SIZE];
static const struct js_buffer buffer = {sizeof bytes, bytes};
static const struct js_view composite = {&buffer, 0, sizeof bytes};

static JS_APART uint32_t count_primes(const struct js_view *flags) {
    /* A buffer's bytes never move, and a view never changes. */
    uint8_t *const all = flags->buffer->bytes;
    uint32_t offset = flags->offset;
    uint32_t count = 0;
    memset(all + offset, 0, flags->length);
    for (int32_t i = 2; i < SIZE; i++) {
        if ((uint32_t)i < flags->length && all[offset + (uint32_t)i] == 0) {
            count++;
            for (int32_t j = i + i; j < SIZE; j += i) {
                if ((uint32_t)j < flags->length) {
                    all[offset + (uint32_t)j] = 1;
                }
            }
        }
    }
    return count;
}

uint32_t same_run(void) {
    return count_primes(&composite);
}
