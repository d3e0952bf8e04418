/* FNV-1a of one kibibyte. */
#include <stddef.h>

#include "yardstick.h"

static uint8_t data[1024];

static __attribute__((constructor)) void prepare(void) {
    for (size_t i = 0; i < sizeof data; i++) {
        data[i] = (uint8_t)(i * 31u + 7u);
    }
}

static __attribute__((noinline)) uint32_t fnv1a(const uint8_t *bytes, size_t length) {
    uint32_t hash = 0x811c9dc5u;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ bytes[i]) * 0x01000193u;
    }
    return hash;
}

uint32_t natural_run(void) {
    return fnv1a(data, sizeof data);
}
