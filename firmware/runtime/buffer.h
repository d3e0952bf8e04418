/*
 * ArrayBuffer, and what all typed arrays and DataView are (ECMA-262 25.1, 23.2, 25.3): a view holds
 * its buffer. Bytes are read and written here, wider elements in view.h.
 */
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
    uint8_t *bytes;  /* of the buffer; a buffer's bytes never move */
    uint32_t length; /* elements; bytes of a DataView */
};

/* In what order sort() puts the elements, by their bits. */
enum tsp_view_order { TSP_ORDER_UNSIGNED, TSP_ORDER_SIGNED, TSP_ORDER_FLOAT };

/* What the elements of a typed array are, for code that serves several kinds. */
struct tsp_view_kind {
    uint8_t shift; /* an element has 1 << shift bytes */
    uint8_t order; /* enum tsp_view_order */
    /* The element as a number: an int32 where it is one, but for floats. */
    tsp_value (*get)(const uint8_t *bytes, uint32_t index);
    /* `number` is a number, converted as ECMA-262 7.1 has it for the kind. */
    void (*set)(uint8_t *bytes, uint32_t index, tsp_value number);
};

extern const struct tsp_shape tsp_buffer_shape;
extern const struct tsp_shape tsp_uint8array_shape;

/*
 * The shape of the typed array or DataView that the object is, or that its class extends; NULL for
 * any other object.
 */
const struct tsp_shape *tsp_view_shape_of(const struct tsp_object *object);
/* The kind of a typed array's elements; NULL for any other value. */
const struct tsp_view_kind *tsp_view_kind_of(tsp_value value);
/* The element at an index below the length of a typed array of any kind. */
tsp_value tsp_view_element(const struct tsp_view *view, uint32_t index);

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
 * words can be copied. A program with elements wider than a byte has all buffers at whole words.
 */
struct tsp_buffer *tsp_buffer_for(const void *from, uint32_t length);
/* A Uint8Array. */
struct tsp_view *tsp_view_new(struct tsp_buffer *buffer, uint32_t offset, uint32_t length);
/* One of a shape of TSP_KIND_VIEW; `offset` in bytes, `length` in elements. Both fit. */
struct tsp_view *tsp_view_new_of(const struct tsp_shape *shape, struct tsp_buffer *buffer, uint32_t offset,
                                 uint32_t length);
/*
 * Of a Uint8Array, view[index]: the byte or undefined; view[index] = number: ToUint8 of the low
 * bits of the number, ignored outside (ECMA-262 10.4.5).
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
 * The bytes of an ArrayBuffer, typed array or DataView; false (nothing pending) for any other
 * value. The pointer is valid until the next allocation that could free the object, i.e. as long as
 * `value` is live.
 */
bool tsp_bytes_of(tsp_value value, uint8_t **bytes, uint32_t *length);

#endif
