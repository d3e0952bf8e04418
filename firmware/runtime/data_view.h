/*
 * DataView (ECMA-262 25.3): numbers at any place of a buffer. Its struct is that of a typed array,
 * with a length in bytes.
 *
 * Places are converted by ToIndex: the caller has made an integer of them. A number that does not
 * lie within the view is a RangeError, and nothing is written. `little` is any value, which stands
 * for a boolean: high bytes come first where it is false.
 */
#ifndef TSP_RUNTIME_DATA_VIEW_H
#define TSP_RUNTIME_DATA_VIEW_H

#include "runtime/buffer_methods.h"

extern const struct tsp_shape tsp_data_view_shape;

/* RangeError when place or length do not fit. */
void tsp_data_view_construct(struct tsp_view *self, struct tsp_buffer *buffer, tsp_value offset, tsp_value length);

int32_t tsp_data_view_get_int8(struct tsp_view *self, int32_t place);
int32_t tsp_data_view_get_uint8(struct tsp_view *self, int32_t place);
int32_t tsp_data_view_get_int16(struct tsp_view *self, int32_t place, tsp_value little);
int32_t tsp_data_view_get_uint16(struct tsp_view *self, int32_t place, tsp_value little);
int32_t tsp_data_view_get_int32(struct tsp_view *self, int32_t place, tsp_value little);
uint32_t tsp_data_view_get_uint32(struct tsp_view *self, int32_t place, tsp_value little);
double tsp_data_view_get_float32(struct tsp_view *self, int32_t place, tsp_value little);
double tsp_data_view_get_float64(struct tsp_view *self, int32_t place, tsp_value little);

/* The low bits of the number; signed and unsigned are stored alike. */
void tsp_data_view_set_int8(struct tsp_view *self, int32_t place, uint32_t bits);
void tsp_data_view_set_int16(struct tsp_view *self, int32_t place, uint32_t bits, tsp_value little);
void tsp_data_view_set_int32(struct tsp_view *self, int32_t place, uint32_t bits, tsp_value little);
void tsp_data_view_set_float32(struct tsp_view *self, int32_t place, double number, tsp_value little);
void tsp_data_view_set_float64(struct tsp_view *self, int32_t place, double number, tsp_value little);

#endif
