/*
 * Methods of ArrayBuffer and Uint8Array (ECMA-262 25.1.6, 23.2.3). NULL with an exception pending
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
 * `source`: undefined, a number (length), an ArrayBuffer (with offset and length), a Uint8Array or
 * an array of numbers.
 */
void tsp_view_construct(struct tsp_view *self, tsp_value source, tsp_value offset, tsp_value length);
static inline int32_t tsp_view_get_length(const struct tsp_view *self) {
    return (int32_t)self->length;
}

int32_t tsp_view_get_byte_offset(const struct tsp_view *self);
struct tsp_buffer *tsp_view_get_buffer(const struct tsp_view *self);
/*
 * RangeError when `source` does not fit at `offset`. Overlapping views are copied as if through a
 * temporary.
 */
void tsp_view_set_from(struct tsp_view *self, tsp_value source, tsp_value offset);
struct tsp_view *tsp_view_subarray(struct tsp_view *self, tsp_value start, tsp_value end);
struct tsp_view *tsp_view_slice(struct tsp_view *self, tsp_value start, tsp_value end);
struct tsp_view *tsp_view_fill(struct tsp_view *self, uint32_t bits, tsp_value start, tsp_value end);
/* No byte equals a search that is no number. */
int32_t tsp_view_index_of(struct tsp_view *self, tsp_value search, tsp_value from);
bool tsp_view_includes(struct tsp_view *self, tsp_value search, tsp_value from);

/*
 * view_methods.c. TSP_ABSENT for a position that is not given, which is another thing than
 * undefined.
 */
int32_t tsp_view_last_index_of(struct tsp_view *self, tsp_value search, tsp_value from);
tsp_value tsp_view_at(struct tsp_view *self, int32_t position);
const struct tsp_string *tsp_view_join(struct tsp_view *self, tsp_value separator);
struct tsp_view *tsp_view_reverse(struct tsp_view *self);
struct tsp_view *tsp_view_copy_within(struct tsp_view *self, double target, tsp_value start, tsp_value end);
struct tsp_view *tsp_view_to_reversed(struct tsp_view *self);
/* RangeError when `index` is outside. */
struct tsp_view *tsp_view_with(struct tsp_view *self, int32_t index, uint32_t bits);
/* By the values of the bytes; allocates nothing. */
struct tsp_view *tsp_view_sort(struct tsp_view *self);
struct tsp_view *tsp_view_of(int count, const tsp_value *values);

#endif
