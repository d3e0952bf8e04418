/* The typed arrays whose elements are wider than a byte, for code that serves several kinds. */
#include "runtime/view.h"

#include "runtime/buffer_methods.h"
#include "runtime/number_operators.h"

static const struct tsp_slot slots[] = {{offsetof(struct tsp_view, buffer), TSP_SLOT_POINTER}};

extern const volatile uint8_t tsp_buffer_shift;
/* Takes the place of buffer.c's: elements lie at multiples of their size, or at whole words. */
const volatile uint8_t tsp_buffer_shift = 0;

#define KIND(stem, class_name, width, sorted, number, tag, cut)                                                       \
    static tsp_value get_##stem(const uint8_t *bytes, uint32_t index) {                                               \
        return tag((number)((const tsp_lane_##stem *)(const void *)bytes)[index]);                                    \
    }                                                                                                                 \
    static void set_##stem(uint8_t *bytes, uint32_t index, tsp_value value) {                                         \
        ((tsp_lane_##stem *)(void *)bytes)[index] = (tsp_lane_##stem)cut(value);                                      \
    }                                                                                                                 \
    static const struct tsp_view_kind stem##_kind = {width, sorted, get_##stem, set_##stem};                          \
    const struct tsp_shape tsp_##stem##array_shape = {.name = class_name,                                             \
                                                      .size = sizeof(struct tsp_view),                                \
                                                      .kind = TSP_KIND_VIEW,                                          \
                                                      .slot_count = 1,                                                \
                                                      .slots = slots,                                                 \
                                                      .elements = &stem##_kind};                                      \
    struct tsp_view *tsp_##stem##array_of(int count, const tsp_value *values) {                                       \
        return tsp_view_of(&tsp_##stem##array_shape, count, values);                                                  \
    }

KIND(int16, "Int16Array", 1, TSP_ORDER_SIGNED, int32_t, tsp_from_int32, tsp_textless_to_int32)
KIND(uint16, "Uint16Array", 1, TSP_ORDER_UNSIGNED, int32_t, tsp_from_int32, tsp_textless_to_int32)
KIND(int32, "Int32Array", 2, TSP_ORDER_SIGNED, int32_t, tsp_from_int32, tsp_textless_to_int32)
KIND(uint32, "Uint32Array", 2, TSP_ORDER_UNSIGNED, uint32_t, tsp_from_uint32, tsp_textless_to_int32)
KIND(float32, "Float32Array", 2, TSP_ORDER_FLOAT, double, tsp_from_double, tsp_as_double)
KIND(float64, "Float64Array", 3, TSP_ORDER_FLOAT, double, tsp_from_double, tsp_as_double)
