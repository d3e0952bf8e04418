/* The typed arrays whose elements are bytes, for code that serves several kinds. */
#include "runtime/view.h"

#include "runtime/buffer_methods.h"
#include "runtime/number_operators.h"

static const struct tsp_slot slots[] = {{offsetof(struct tsp_view, buffer), TSP_SLOT_POINTER}};

#define SHAPE(symbol, text, what)                                                                                      \
    const struct tsp_shape symbol = {.name = text,                                                                     \
                                     .size = sizeof(struct tsp_view),                                                  \
                                     .kind = TSP_KIND_VIEW,                                                            \
                                     .slot_count = 1,                                                                  \
                                     .slots = slots,                                                                   \
                                     .elements = &what}

static tsp_value get_uint8(const uint8_t *bytes, uint32_t index) {
    return tsp_from_int32(bytes[index]);
}

static tsp_value get_int8(const uint8_t *bytes, uint32_t index) {
    return tsp_from_int32((int8_t)bytes[index]);
}

static void set_low(uint8_t *bytes, uint32_t index, tsp_value number) {
    bytes[index] = (uint8_t)tsp_textless_to_int32(number);
}

static void set_clamped(uint8_t *bytes, uint32_t index, tsp_value number) {
    bytes[index] = (uint8_t)(tsp_is_int32(number) ? tsp_clamp_int32(tsp_as_int32(number))
                                                  : tsp_clamp_double(tsp_as_double(number)));
}

static const struct tsp_view_kind uint8_kind = {0, TSP_ORDER_UNSIGNED, get_uint8, set_low};
static const struct tsp_view_kind int8_kind = {0, TSP_ORDER_SIGNED, get_int8, set_low};
static const struct tsp_view_kind clamped_kind = {0, TSP_ORDER_UNSIGNED, get_uint8, set_clamped};

SHAPE(tsp_uint8array_shape, "Uint8Array", uint8_kind);
SHAPE(tsp_int8array_shape, "Int8Array", int8_kind);
SHAPE(tsp_uint8clampedarray_shape, "Uint8ClampedArray", clamped_kind);

uint32_t tsp_clamp_double(double number) {
    if (!(number > 0)) {
        return 0;
    }
    if (number >= 255) {
        return 255;
    }
    const uint32_t floor = (uint32_t)number;
    const double rest = number - floor;
    return rest < 0.5 || (rest == 0.5 && (floor & 1u) == 0) ? floor : floor + 1u;
}

struct tsp_view *tsp_view_new(struct tsp_buffer *buffer, uint32_t offset, uint32_t length) {
    return tsp_view_new_of(&tsp_uint8array_shape, buffer, offset, length);
}

struct tsp_view *tsp_uint8array_of(int count, const tsp_value *values) {
    return tsp_view_of(&tsp_uint8array_shape, count, values);
}

struct tsp_view *tsp_int8array_of(int count, const tsp_value *values) {
    return tsp_view_of(&tsp_int8array_shape, count, values);
}

struct tsp_view *tsp_uint8clampedarray_of(int count, const tsp_value *values) {
    return tsp_view_of(&tsp_uint8clampedarray_shape, count, values);
}
