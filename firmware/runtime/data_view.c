#include "runtime/data_view.h"

#include "runtime/arguments.h"
#include "runtime/exception.h"

const struct tsp_shape tsp_data_view_shape = {
    .name = "DataView",
    .size = sizeof(struct tsp_view),
    .kind = TSP_KIND_VIEW,
    .slot_count = 1,
    .slots = (const struct tsp_slot[]){{offsetof(struct tsp_view, buffer), TSP_SLOT_POINTER}},
};

void tsp_data_view_construct(struct tsp_view *self, struct tsp_buffer *buffer, tsp_value offset, tsp_value length) {
    const uint32_t from = (uint32_t)tsp_argument_position(offset, 0);
    if (from > buffer->length) {
        tsp_throw_range_error("Start offset is outside the bounds of the buffer");
        return;
    }
    const uint32_t rest = buffer->length - from;
    const uint32_t count = (uint32_t)tsp_argument_position(length, (int32_t)rest);
    if (count > rest) {
        tsp_throw_range_error("Invalid DataView length");
        return;
    }
    self->buffer = buffer;
    self->bytes = buffer->bytes + from;
    self->length = count;
}

/* The bytes of a number of `size` bytes; NULL with a RangeError pending outside. */
static uint8_t *bytes_at(const struct tsp_view *self, int32_t place, uint32_t size) {
    if (place < 0 || size > self->length || (uint32_t)place > self->length - size) {
        tsp_throw_range_error("Offset is outside the bounds of the DataView");
        return NULL;
    }
    return self->bytes + place;
}

static bool is_little(tsp_value little) {
    return little != TSP_UNDEFINED && tsp_to_boolean(little);
}

static uint32_t low_first(const uint8_t *bytes, uint32_t size) {
    uint32_t bits = 0;
    while (size-- > 0) {
        bits = bits << 8 | bytes[size];
    }
    return bits;
}

static uint32_t high_first(const uint8_t *bytes, uint32_t size) {
    uint32_t bits = 0;
    for (uint32_t i = 0; i < size; i++) {
        bits = bits << 8 | bytes[i];
    }
    return bits;
}

static uint32_t get(const struct tsp_view *self, int32_t place, tsp_value little, uint32_t size) {
    const uint8_t *bytes = bytes_at(self, place, size);
    return bytes == NULL ? 0 : is_little(little) ? low_first(bytes, size) : high_first(bytes, size);
}

int32_t tsp_data_view_get_int8(struct tsp_view *self, int32_t place) {
    return (int8_t)tsp_data_view_get_uint8(self, place);
}

int32_t tsp_data_view_get_uint8(struct tsp_view *self, int32_t place) {
    const uint8_t *bytes = bytes_at(self, place, 1);
    return bytes == NULL ? 0 : *bytes;
}

int32_t tsp_data_view_get_int16(struct tsp_view *self, int32_t place, tsp_value little) {
    return (int16_t)get(self, place, little, 2);
}

int32_t tsp_data_view_get_uint16(struct tsp_view *self, int32_t place, tsp_value little) {
    return (int32_t)get(self, place, little, 2);
}

int32_t tsp_data_view_get_int32(struct tsp_view *self, int32_t place, tsp_value little) {
    return (int32_t)get(self, place, little, 4);
}

uint32_t tsp_data_view_get_uint32(struct tsp_view *self, int32_t place, tsp_value little) {
    return get(self, place, little, 4);
}

double tsp_data_view_get_float32(struct tsp_view *self, int32_t place, tsp_value little) {
    const uint32_t bits = get(self, place, little, 4);
    float number;
    memcpy(&number, &bits, sizeof number);
    return (double)number;
}

double tsp_data_view_get_float64(struct tsp_view *self, int32_t place, tsp_value little) {
    const uint8_t *bytes = bytes_at(self, place, 8);
    double number = 0;
    if (bytes != NULL) {
        const uint64_t bits = is_little(little) ? (uint64_t)low_first(bytes + 4, 4) << 32 | low_first(bytes, 4)
                                                : (uint64_t)high_first(bytes, 4) << 32 | high_first(bytes + 4, 4);
        memcpy(&number, &bits, sizeof number);
    }
    return number;
}

static void put_low_first(uint8_t *bytes, uint32_t bits, uint32_t size) {
    for (uint32_t i = 0; i < size; i++) {
        bytes[i] = (uint8_t)bits;
        bits >>= 8;
    }
}

static void put_high_first(uint8_t *bytes, uint32_t bits, uint32_t size) {
    while (size-- > 0) {
        bytes[size] = (uint8_t)bits;
        bits >>= 8;
    }
}

static void set(struct tsp_view *self, int32_t place, uint32_t bits, tsp_value little, uint32_t size) {
    uint8_t *bytes = bytes_at(self, place, size);
    if (bytes == NULL) {
        return;
    }
    if (is_little(little)) {
        put_low_first(bytes, bits, size);
    } else {
        put_high_first(bytes, bits, size);
    }
}

void tsp_data_view_set_int8(struct tsp_view *self, int32_t place, uint32_t bits) {
    uint8_t *bytes = bytes_at(self, place, 1);
    if (bytes != NULL) {
        *bytes = (uint8_t)bits;
    }
}

void tsp_data_view_set_int16(struct tsp_view *self, int32_t place, uint32_t bits, tsp_value little) {
    set(self, place, bits, little, 2);
}

void tsp_data_view_set_int32(struct tsp_view *self, int32_t place, uint32_t bits, tsp_value little) {
    set(self, place, bits, little, 4);
}

void tsp_data_view_set_float32(struct tsp_view *self, int32_t place, double number, tsp_value little) {
    const float narrow = (float)number;
    uint32_t bits;
    memcpy(&bits, &narrow, sizeof bits);
    set(self, place, bits, little, 4);
}

void tsp_data_view_set_float64(struct tsp_view *self, int32_t place, double number, tsp_value little) {
    uint8_t *bytes = bytes_at(self, place, 8);
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    if (bytes == NULL) {
        return;
    }
    if (is_little(little)) {
        put_low_first(bytes, (uint32_t)bits, 4);
        put_low_first(bytes + 4, (uint32_t)(bits >> 32), 4);
    } else {
        put_high_first(bytes, (uint32_t)(bits >> 32), 4);
        put_high_first(bytes + 4, (uint32_t)bits, 4);
    }
}
