#include "runtime/random_values.h"

#include "runtime/named_error.h"
#include "runtime/port.h"

#define MOST 65536u

static void fill(uint8_t *bytes, uint32_t length) {
    for (uint32_t i = 0; i < length; i += 8) {
        const uint64_t random = tsp_port_random();
        memcpy(bytes + i, &random, length - i < 8 ? length - i : 8);
    }
}

void tsp_fill_with_random_values(tsp_value view) {
    static const struct tsp_string name = TSP_LATIN1_LITERAL("QuotaExceededError");
    static const struct tsp_string message = TSP_LATIN1_LITERAL("The requested length exceeds 65,536 bytes");
    uint8_t *bytes;
    uint32_t length;
    if (!tsp_bytes_of(view, &bytes, &length)) {
        return;
    }
    if (length > MOST) {
        tsp_throw_named_error(&name, &message);
        return;
    }
    fill(bytes, length);
}
