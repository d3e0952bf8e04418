/* Base64: 192 bytes encoded to text, and the text decoded, in buffers of the caller's. */
#include <stddef.h>

#include "yardstick.h"

#define COUNT 192

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static uint8_t values[128];
static uint8_t data[COUNT];
static char text[COUNT / 3 * 4];
static uint8_t decoded[COUNT];

static __attribute__((constructor)) void prepare(void) {
    for (size_t i = 0; i < sizeof alphabet - 1; i++) {
        values[(uint8_t)alphabet[i]] = (uint8_t)i;
    }
    for (size_t i = 0; i < COUNT; i++) {
        data[i] = (uint8_t)(i * 37u + 11u);
    }
}

static __attribute__((noinline)) size_t encode(char *to, const uint8_t *bytes, size_t length) {
    size_t written = 0;
    for (size_t i = 0; i < length; i += 3) {
        uint32_t group = (uint32_t)bytes[i] << 16 | (uint32_t)bytes[i + 1] << 8 | bytes[i + 2];
        to[written++] = alphabet[group >> 18];
        to[written++] = alphabet[(group >> 12) & 63u];
        to[written++] = alphabet[(group >> 6) & 63u];
        to[written++] = alphabet[group & 63u];
    }
    return written;
}

static __attribute__((noinline)) size_t decode(uint8_t *to, const char *from, size_t length) {
    size_t written = 0;
    for (size_t i = 0; i < length; i += 4) {
        uint32_t group = (uint32_t)values[(uint8_t)from[i]] << 18 | (uint32_t)values[(uint8_t)from[i + 1]] << 12 |
                         (uint32_t)values[(uint8_t)from[i + 2]] << 6 | values[(uint8_t)from[i + 3]];
        to[written++] = (uint8_t)(group >> 16);
        to[written++] = (uint8_t)(group >> 8);
        to[written++] = (uint8_t)group;
    }
    return written;
}

uint32_t natural_run(void) {
    size_t length = decode(decoded, text, encode(text, data, sizeof data));
    uint32_t sum = 0;
    for (size_t i = 0; i < length; i++) {
        sum = (sum * 31u + decoded[i]) & 0xffffffu;
    }
    return sum;
}
