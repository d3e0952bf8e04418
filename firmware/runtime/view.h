/*
 * Elements of typed arrays as generated code reads and writes them (ECMA-262 10.4.5): one access
 * for each kind, in line. Those of Uint8Array are in buffer.h.
 *
 * `tsp_<kind>_get` gives the number, or undefined outside; `_low` ToInt32 of that, `_bits` that
 * with whether it is NaN; `_at` the element at an index below the length. `tsp_<kind>_set` passes
 * over an index that is outside.
 */
#ifndef TSP_RUNTIME_VIEW_H
#define TSP_RUNTIME_VIEW_H

#include "runtime/buffer.h"

/*
 * Several views of other kinds can lie over the same bytes. Buffers start at whole words, so that a
 * double may lie at half of its size.
 */
typedef int8_t __attribute__((may_alias)) tsp_lane_int8;
typedef int16_t __attribute__((may_alias)) tsp_lane_int16;
typedef uint16_t __attribute__((may_alias)) tsp_lane_uint16;
typedef int32_t __attribute__((may_alias)) tsp_lane_int32;
typedef uint32_t __attribute__((may_alias)) tsp_lane_uint32;
typedef float __attribute__((may_alias)) tsp_lane_float32;
typedef double __attribute__((may_alias, aligned(4))) tsp_lane_float64;

#define TSP_VIEW_READ(name, type, tag)                                                                                 \
    static inline type tsp_##name##_at(const struct tsp_view *view, int32_t index) {                                   \
        return (type)((const tsp_lane_##name *)(const void *)view->bytes)[index];                                       \
    }                                                                                                                  \
    static inline tsp_value tsp_##name##_get(const struct tsp_view *view, int32_t index) {                             \
        return tsp_is_below(index, view->length) ? tag(tsp_##name##_at(view, index)) : TSP_UNDEFINED;                  \
    }

#define TSP_VIEW_READ_INTEGER(name, type, tag)                                                                         \
    TSP_VIEW_READ(name, type, tag)                                                                                     \
    static inline int32_t tsp_##name##_low(const struct tsp_view *view, int32_t index) {                               \
        return tsp_is_below(index, view->length) ? (int32_t)tsp_##name##_at(view, index) : 0;                          \
    }                                                                                                                  \
    static inline struct tsp_bits tsp_##name##_bits(const struct tsp_view *view, int32_t index) {                      \
        return tsp_is_below(index, view->length) ? tsp_bits_of_int32((int32_t)tsp_##name##_at(view, index))            \
                                                 : tsp_bits_of_nan();                                                  \
    }

#define TSP_VIEW_WRITE(name, type)                                                                                     \
    static inline void tsp_##name##_set(struct tsp_view *view, int32_t index, type value) {                            \
        if (tsp_is_below(index, view->length)) {                                                                       \
            ((tsp_lane_##name *)(void *)view->bytes)[index] = (tsp_lane_##name)value;                                  \
        }                                                                                                              \
    }

TSP_VIEW_READ_INTEGER(int8, int32_t, tsp_from_int32)
TSP_VIEW_READ_INTEGER(int16, int32_t, tsp_from_int32)
TSP_VIEW_READ_INTEGER(uint16, int32_t, tsp_from_int32)
TSP_VIEW_READ_INTEGER(int32, int32_t, tsp_from_int32)
TSP_VIEW_READ_INTEGER(uint32, uint32_t, tsp_from_uint32)
TSP_VIEW_READ(float32, double, tsp_from_double)
TSP_VIEW_READ(float64, double, tsp_from_double)

/* Of an integer the low bits are stored; Uint8Array's tsp_view_set() serves all of one byte. */
TSP_VIEW_WRITE(uint16, uint32_t)
TSP_VIEW_WRITE(uint32, uint32_t)
TSP_VIEW_WRITE(float32, double)
TSP_VIEW_WRITE(float64, double)

/* ToUint8Clamp (ECMA-262 7.1.12): halves become even. */
static inline uint32_t tsp_clamp_int32(int32_t number) {
    return number < 0 ? 0u : number > 255 ? 255u : (uint32_t)number;
}

uint32_t tsp_clamp_double(double number);

#endif
