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

struct tsp_view *tsp_get_random_values(struct tsp_view *view) {
    static const struct tsp_string name = TSP_LATIN1_LITERAL("QuotaExceededError");
    static const struct tsp_string message = TSP_LATIN1_LITERAL("The requested length exceeds 65,536 bytes");
    if (view->length > MOST) {
        tsp_throw_named_error(&name, &message);
        return NULL;
    }
    fill(view->bytes, view->length);
    return view;
}
