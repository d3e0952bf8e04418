#include "runtime/buffer.h"

#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/operators.h"

static const struct tsp_slot buffer_slots[] = {{offsetof(struct tsp_buffer, bytes), TSP_SLOT_BODY}};
const struct tsp_shape tsp_buffer_shape = {.name = "ArrayBuffer",
                                           .size = sizeof(struct tsp_buffer),
                                           .kind = TSP_KIND_BUFFER,
                                           .slot_count = 1,
                                           .slots = buffer_slots};
const struct tsp_shape tsp_uint8array_shape = {
    .name = "Uint8Array",
    .size = sizeof(struct tsp_view),
    .kind = TSP_KIND_VIEW,
    .slot_count = 1,
    .slots = (const struct tsp_slot[]){{offsetof(struct tsp_view, buffer), TSP_SLOT_POINTER}},
};

struct tsp_buffer *tsp_buffer_new(uint32_t length) {
    struct tsp_buffer *buffer = tsp_buffer_for(NULL, length);
    if (buffer != NULL && length > 0) {
        memset(buffer->bytes, 0, length);
    }
    return buffer;
}

struct tsp_buffer *tsp_buffer_for(const void *from, uint32_t length) {
    size_t shift = (uintptr_t)from & (sizeof(uint32_t) - 1u);
    if (length > 0x0FFFFFFFu) {
        tsp_throw_range_error("Array buffer allocation failed");
        return NULL;
    }
    struct tsp_buffer *buffer = tsp_new_unfilled(&tsp_buffer_shape, sizeof *buffer + shift + length);
    if (buffer != NULL) {
        buffer->length = length;
        buffer->bytes = (uint8_t *)(buffer + 1) + shift;
    }
    return buffer;
}

struct tsp_view *tsp_view_new(struct tsp_buffer *buffer, uint32_t offset, uint32_t length) {
    struct tsp_view *view = tsp_new(&tsp_uint8array_shape);
    if (view != NULL) {
        view->buffer = buffer;
        view->bytes = buffer->bytes + offset;
        view->length = length;
    }
    return view;
}

bool tsp_bytes_of(tsp_value value, uint8_t **bytes, uint32_t *length) {
    if (!tsp_is_object(value)) {
        return false;
    }
    if (tsp_is_instance(tsp_as_object(value), &tsp_buffer_shape)) {
        struct tsp_buffer *buffer = (struct tsp_buffer *)tsp_as_object(value);
        *bytes = buffer->bytes;
        *length = buffer->length;
        return true;
    }
    if (tsp_is_instance(tsp_as_object(value), &tsp_uint8array_shape)) {
        struct tsp_view *view = (struct tsp_view *)tsp_as_object(value);
        *bytes = view->bytes;
        *length = view->length;
        return true;
    }
    return false;
}
