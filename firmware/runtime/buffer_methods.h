/*
 * Methods of ArrayBuffer and of typed arrays of every kind (ECMA-262 25.1.6, 23.2.3). What is given
 * anew is of the receiver's kind. NULL with an exception pending
 * when the heap is full.
 */
#ifndef TSP_RUNTIME_BUFFER_METHODS_H
#define TSP_RUNTIME_BUFFER_METHODS_H

#include "runtime/array.h"
#include "runtime/buffer.h"

/* RangeError when the length is no index or the heap is full. */
void tsp_buffer_construct(struct tsp_buffer *self, int32_t length);
static inline int32_t tsp_buffer_get_byte_length(const struct tsp_buffer *self) {
    return (int32_t)self->length;
}

struct tsp_buffer *tsp_buffer_slice(struct tsp_buffer *self, tsp_value start, tsp_value end);
bool tsp_buffer_is_view(tsp_value value);
/*
 * The reference implementation's: the bytes of this buffer and of the parts, buffers and views.
 * TypeError for any other part, RangeError when the heap is full.
 */
struct tsp_buffer *tsp_buffer_concat(struct tsp_buffer *self, int count, const tsp_value *parts);

/*
 * `source`: undefined, a number (length), an ArrayBuffer (with offset and length), a typed array or
 * an array of what converts to numbers. RangeError when offset or length do not fit, or the heap
 * is full.
 */
void tsp_view_construct(struct tsp_view *self, tsp_value source, tsp_value offset, tsp_value length);
static inline int32_t tsp_view_get_length(const struct tsp_view *self) {
    return (int32_t)self->length;
}

int32_t tsp_view_get_byte_offset(const struct tsp_view *self);
int32_t tsp_view_get_byte_length(const struct tsp_view *self);
int32_t tsp_view_get_element_size(const struct tsp_view *self);
struct tsp_buffer *tsp_view_get_buffer(const struct tsp_view *self);
/*
 * RangeError when `source` does not fit at `offset`. Overlapping views are copied as if through a
 * temporary; where the kinds differ there is one, and a RangeError when the heap has no room.
 */
void tsp_view_set_from(struct tsp_view *self, tsp_value source, tsp_value offset);
struct tsp_view *tsp_view_subarray(struct tsp_view *self, tsp_value start, tsp_value end);
struct tsp_view *tsp_view_slice(struct tsp_view *self, tsp_value start, tsp_value end);
struct tsp_view *tsp_view_fill(struct tsp_view *self, tsp_value value, tsp_value start, tsp_value end);

/*
 * view_methods.c. No element equals a search that is no number; NaN is found by includes() alone.
 * TSP_ABSENT for a position that is not given, which is another thing than undefined.
 */
int32_t tsp_view_index_of(struct tsp_view *self, tsp_value search, tsp_value from);
bool tsp_view_includes(struct tsp_view *self, tsp_value search, tsp_value from);
int32_t tsp_view_last_index_of(struct tsp_view *self, tsp_value search, tsp_value from);
tsp_value tsp_view_at(struct tsp_view *self, int32_t position);
/* Of elements that are int32: longer numbers would need the digits of doubles. */
const struct tsp_string *tsp_view_join(struct tsp_view *self, tsp_value separator);
struct tsp_view *tsp_view_reverse(struct tsp_view *self);
struct tsp_view *tsp_view_copy_within(struct tsp_view *self, double target, tsp_value start, tsp_value end);
struct tsp_view *tsp_view_to_reversed(struct tsp_view *self);
/* RangeError when `index` is outside. */
struct tsp_view *tsp_view_with(struct tsp_view *self, int32_t index, tsp_value value);
/* view_sort.c: by the values, -0 before 0 and NaN last; allocates nothing. */
struct tsp_view *tsp_view_sort(struct tsp_view *self);
static inline void tsp_view_sort_any(tsp_value view) {
    tsp_view_sort((struct tsp_view *)(void *)tsp_as_object(view));
}
/* Of a shape of TSP_KIND_VIEW; the values convert to numbers. */
struct tsp_view *tsp_view_of(const struct tsp_shape *shape, int count, const tsp_value *values);

extern const struct tsp_shape tsp_int8array_shape;
extern const struct tsp_shape tsp_uint8clampedarray_shape;
extern const struct tsp_shape tsp_int16array_shape;
extern const struct tsp_shape tsp_uint16array_shape;
extern const struct tsp_shape tsp_int32array_shape;
extern const struct tsp_shape tsp_uint32array_shape;
extern const struct tsp_shape tsp_float32array_shape;
extern const struct tsp_shape tsp_float64array_shape;

/* `X.of(...)` for each kind. NULL with a RangeError pending when the heap is full. */
struct tsp_view *tsp_int8array_of(int count, const tsp_value *values);
struct tsp_view *tsp_uint8array_of(int count, const tsp_value *values);
struct tsp_view *tsp_uint8clampedarray_of(int count, const tsp_value *values);
struct tsp_view *tsp_int16array_of(int count, const tsp_value *values);
struct tsp_view *tsp_uint16array_of(int count, const tsp_value *values);
struct tsp_view *tsp_int32array_of(int count, const tsp_value *values);
struct tsp_view *tsp_uint32array_of(int count, const tsp_value *values);
struct tsp_view *tsp_float32array_of(int count, const tsp_value *values);
struct tsp_view *tsp_float64array_of(int count, const tsp_value *values);

#endif
