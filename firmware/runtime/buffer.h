/* ArrayBuffer and Uint8Array (ECMA-262 25.1, 23.2): a view holds its buffer. */
#ifndef TSP_RUNTIME_BUFFER_H
#define TSP_RUNTIME_BUFFER_H

#include "runtime/bits.h"
#include "runtime/string.h"

struct tsp_buffer {
    struct tsp_object header;
    uint32_t length; /* bytes */
    uint8_t *bytes;  /* behind the header, or a block of its own when script made the instance */
};

struct tsp_view {
    struct tsp_object header;
    struct tsp_buffer *buffer;
    uint8_t *bytes; /* of the buffer; a buffer's bytes never move */
    uint32_t length;
};

extern const struct tsp_shape tsp_buffer_shape;
extern const struct tsp_shape tsp_uint8array_shape;

/*
 * `text` is a C string literal of the bytes. For use as an initialiser of a const struct
 * tsp_buffer, which nobody may write to.
 */
#define TSP_BUFFER_LITERAL(text)                                                                                       \
    { {&tsp_buffer_shape}, sizeof(text) - 1u, (uint8_t *)(uintptr_t)(text) }

/* Zero-filled. NULL with a RangeError pending when the heap is full. */
struct tsp_buffer *tsp_buffer_new(uint32_t length);
/*
 * The same for a copy of the bytes at `from`: not filled, and aligned as they are, so that whole
 * words can be copied.
 */
struct tsp_buffer *tsp_buffer_for(const void *from, uint32_t length);
struct tsp_view *tsp_view_new(struct tsp_buffer *buffer, uint32_t offset, uint32_t length);
/*
 * view[index]: the byte or undefined; view[index] = number: ToUint8 of the number's low bits,
 * ignored outside (ECMA-262 10.4.5).
 */
static inline tsp_value tsp_view_get(const struct tsp_view *view, int32_t index) {
    return tsp_is_below(index, view->length) ? tsp_from_int32(view->bytes[index]) : TSP_UNDEFINED;
}

/* ToInt32 of the same, and that with whether it is NaN. */
static inline int32_t tsp_view_low(const struct tsp_view *view, int32_t index) {
    return tsp_is_below(index, view->length) ? view->bytes[index] : 0;
}

static inline struct tsp_bits tsp_view_bits(const struct tsp_view *view, int32_t index) {
    return tsp_is_below(index, view->length) ? tsp_bits_of_int32(view->bytes[index]) : tsp_bits_of_nan();
}

static inline void tsp_view_set(struct tsp_view *view, int32_t index, uint32_t bits) {
    if (tsp_is_below(index, view->length)) {
        view->bytes[index] = (uint8_t)bits;
    }
}

/* UTF-8 of the string, lone surrogates as U+FFFD. */
struct tsp_buffer *tsp_buffer_from_string(const struct tsp_string *string);

/*
 * The bytes of an ArrayBuffer or Uint8Array; false (nothing pending) for any other value. The
 * pointer is valid until the next allocation that could free the object, i.e. as long as `value` is
 * live.
 */
bool tsp_bytes_of(tsp_value value, uint8_t **bytes, uint32_t *length);

#endif
