/* CRC-32 of one kibibyte, with a table of 32-bit words. */
#include <stddef.h>

#include "yardstick.h"

static uint32_t table[256];
static uint8_t data[1024];

static __attribute__((constructor)) void prepare(void) {
    for (uint32_t n = 0; n < 256; n++) {
        uint32_t c = n;
        for (int k = 0; k < 8; k++) {
            c = (c & 1u) != 0 ? 0xedb88320u ^ (c >> 1) : c >> 1;
        }
        table[n] = c;
    }
    for (size_t i = 0; i < sizeof data; i++) {
        data[i] = (uint8_t)(i * 31u + 7u);
    }
}

static __attribute__((noinline)) uint32_t crc32(const uint8_t *bytes, size_t length) {
    uint32_t crc = 0xffffffffu;
    for (size_t i = 0; i < length; i++) {
        crc = table[(crc ^ bytes[i]) & 255u] ^ (crc >> 8);
    }
    return crc ^ 0xffffffffu;
}

uint32_t natural_run(void) {
    return crc32(data, sizeof data);
}
