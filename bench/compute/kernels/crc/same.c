/*
 * CRC-32 of one kibibyte. The table is an array of numbers: half of them are beyond int32, so all
 * are doubles, which the operator makes words of. Indexes are tested.
 */
#include "../../javascript.h"
#include "yardstick.h"

static double elements[256];
static uint8_t bytes[1024];
static const struct js_doubles table = {elements, 256};
static const struct js_buffer buffer = {sizeof bytes, bytes};
static const struct js_view data = {&buffer, 0, sizeof bytes};

static __attribute__((constructor)) void prepare(void) {
    for (uint32_t n = 0; n < 256; n++) {
        uint32_t c = n;
        for (int k = 0; k < 8; k++) {
            c = (c & 1u) != 0 ? 0xedb88320u ^ (c >> 1) : c >> 1;
        }
        elements[n] = c;
    }
    for (uint32_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(i * 31u + 7u);
    }
}

static JS_APART uint32_t crc32(const struct js_view *view, const struct js_doubles *numbers) {
    uint32_t crc = 0xffffffffu;
    for (int32_t i = 0; i < (int32_t)view->length; i++) {
        uint32_t byte = (uint32_t)i < view->length ? view->buffer->bytes[view->offset + (uint32_t)i] : 0;
        uint32_t index = (crc ^ byte) & 255u;
        uint32_t word = index < numbers->length ? js_to_uint32(numbers->elements[index]) : 0;
        crc = word ^ (crc >> 8);
    }
    return crc ^ 0xffffffffu;
}

uint32_t same_run(void) {
    return crc32(&data, &table);
}
