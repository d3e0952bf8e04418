/*
 * FNV-1a of one kibibyte. Math.imul is C's product of words; the bytes are a view of a buffer, and
 * the index is tested.
 */
#include "../../javascript.h"
#include "yardstick.h"

static uint8_t bytes[1024];
static const struct js_buffer buffer = {sizeof bytes, bytes};
static const struct js_view data = {&buffer, 0, sizeof bytes};

static __attribute__((constructor)) void prepare(void) {
    for (uint32_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(i * 31u + 7u);
    }
}

static JS_APART uint32_t fnv1a(const struct js_view *view) {
    uint32_t hash = 0x811c9dc5u;
    for (int32_t i = 0; i < (int32_t)view->length; i++) {
        uint32_t byte = (uint32_t)i < view->length ? view->buffer->bytes[view->offset + (uint32_t)i] : 0;
        hash = (hash ^ byte) * 0x01000193u;
    }
    return hash;
}

uint32_t same_run(void) {
    return fnv1a(&data);
}
