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

/*
 * The bits of an address that bytes of a buffer keep from what they are copied from. The linker
 * takes the 0 of view_kinds.c for a program with elements that are wider than a byte; without
 * `volatile` GCC would take this number at once.
 */
__attribute__((weak)) const volatile uint8_t tsp_buffer_shift = sizeof(uint32_t) - 1u;

struct tsp_buffer *tsp_buffer_new(uint32_t length) {
    struct tsp_buffer *buffer = tsp_buffer_for(NULL, length);
    if (buffer != NULL && length > 0) {
        memset(buffer->bytes, 0, length);
    }
    return buffer;
}

struct tsp_buffer *tsp_buffer_for(const void *from, uint32_t length) {
    size_t shift = (uintptr_t)from & tsp_buffer_shift;
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

struct tsp_view *tsp_view_new_of(const struct tsp_shape *shape, struct tsp_buffer *buffer, uint32_t offset,
                                 uint32_t length) {
    struct tsp_view *view = tsp_new(shape);
    if (view != NULL) {
        view->buffer = buffer;
        view->bytes = buffer->bytes + offset;
        view->length = length;
    }
    return view;
}

const struct tsp_shape *tsp_view_shape_of(const struct tsp_object *object) {
    const struct tsp_shape *shape = object->shape;
    while (shape != NULL && shape->kind != TSP_KIND_VIEW) {
        shape = shape->parent;
    }
    return shape;
}

const struct tsp_view_kind *tsp_view_kind_of(tsp_value value) {
    const struct tsp_shape *shape = tsp_is_object(value) ? tsp_view_shape_of(tsp_as_object(value)) : NULL;
    return shape == NULL ? NULL : shape->elements;
}

tsp_value tsp_view_element(const struct tsp_view *view, uint32_t index) {
    return tsp_view_shape_of(&view->header)->elements->get(view->bytes, index);
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
    const struct tsp_shape *shape = tsp_view_shape_of(tsp_as_object(value));
    if (shape == NULL) {
        return false;
    }
    struct tsp_view *view = (struct tsp_view *)tsp_as_object(value);
    *bytes = view->bytes;
    *length = view->length << (shape->elements == NULL ? 0u : shape->elements->shift);
    return true;
}
