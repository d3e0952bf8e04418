#include "runtime/buffer_methods.h"

#include "runtime/arguments.h"
#include "runtime/array_methods.h"
#include "runtime/copy.h"
#include "runtime/exception.h"
#include "runtime/heap.h"

#define MAX_LENGTH 0x0FFFFFFFu

static const struct tsp_shape bytes_shape = {.name = "", .size = sizeof(struct tsp_object), .kind = TSP_KIND_NATIVE};

void tsp_buffer_construct(struct tsp_buffer *self, int32_t length) {
    if ((uint32_t)length > MAX_LENGTH) {
        tsp_throw_range_error("Array buffer allocation failed");
        return;
    }
    uint8_t *block = tsp_new_sized(&bytes_shape, TSP_BODY_OFFSET + (size_t)length);
    if (block != NULL) {
        self->bytes = block + TSP_BODY_OFFSET;
        self->length = (uint32_t)length;
    }
}

static struct tsp_buffer *copy_bytes(const uint8_t *bytes, uint32_t length) {
    struct tsp_buffer *copy = tsp_buffer_for(bytes, length);
    if (copy != NULL && length > 0) {
        tsp_copy(copy->bytes, bytes, length);
    }
    return copy;
}

struct tsp_buffer *tsp_buffer_slice(struct tsp_buffer *self, tsp_value start, tsp_value end) {
    uint32_t from = tsp_argument_relative(start, self->length, 0);
    uint32_t to = tsp_argument_relative(end, self->length, self->length);
    return copy_bytes(self->bytes + from, to > from ? to - from : 0);
}

bool tsp_buffer_is_view(tsp_value value) {
    return tsp_value_instanceof(value, &tsp_uint8array_shape);
}

static void view_on_buffer(struct tsp_view *self, struct tsp_buffer *buffer, tsp_value offset, tsp_value length) {
    const uint32_t from = (uint32_t)tsp_argument_position(offset, 0);
    if (from > buffer->length) {
        tsp_throw_range_error("Start offset is outside the bounds of the buffer");
        return;
    }
    const uint32_t rest = buffer->length - from;
    const uint32_t count = (uint32_t)tsp_argument_position(length, (int32_t)rest);
    if (count > rest) {
        tsp_throw_range_error("Invalid typed array length");
        return;
    }
    self->buffer = buffer;
    self->bytes = buffer->bytes + from;
    self->length = count;
}

static void view_of_new_buffer(struct tsp_view *self, uint32_t length) {
    if (length > MAX_LENGTH) {
        tsp_throw_range_error("Invalid typed array length");
        return;
    }
    self->buffer = tsp_buffer_new(length);
    if (self->buffer != NULL) {
        self->bytes = self->buffer->bytes;
        self->length = length;
    }
}

void tsp_view_construct(struct tsp_view *self, tsp_value source, tsp_value offset, tsp_value length) {
    if (tsp_value_instanceof(source, &tsp_buffer_shape)) {
        view_on_buffer(self, (struct tsp_buffer *)tsp_as_object(source), offset, length);
    } else if (tsp_is_object(source)) {
        uint32_t count = tsp_array_is(source) ? ((struct tsp_array *)tsp_as_object(source))->length
                                              : ((struct tsp_view *)tsp_as_object(source))->length;
        view_of_new_buffer(self, count);
        if (self->buffer != NULL) {
            tsp_view_set_from(self, source, TSP_UNDEFINED);
        }
    } else {
        view_of_new_buffer(self, (uint32_t)tsp_argument_position(source, 0));
    }
}

int32_t tsp_view_get_byte_offset(const struct tsp_view *self) {
    return (int32_t)(self->bytes - self->buffer->bytes);
}

struct tsp_buffer *tsp_view_get_buffer(const struct tsp_view *self) {
    return self->buffer;
}

void tsp_view_set_from(struct tsp_view *self, tsp_value source, tsp_value offset_value) {
    const uint32_t offset = (uint32_t)tsp_argument_position(offset_value, 0);
    if (!tsp_is_object(source)) {
        /*
         * A number or boolean is an object without elements; the compiler lets no other primitive
         * through but these two.
         */
        if (source == TSP_UNDEFINED || source == TSP_NULL) {
            tsp_throw_type_error("Cannot convert undefined or null to object");
        } else if (offset > self->length) {
            tsp_throw_range_error("offset is out of bounds");
        }
        return;
    }
    bool is_array = tsp_array_is(source);
    const struct tsp_array *array = (const struct tsp_array *)tsp_as_object(source);
    const struct tsp_view *view = (const struct tsp_view *)tsp_as_object(source);
    uint32_t count = is_array ? array->length : view->length;
    if (offset > self->length || count > self->length - offset) {
        tsp_throw_range_error("offset is out of bounds");
        return;
    }
    uint8_t *to = self->bytes + offset;
    if (!is_array) {
        memmove(to, view->bytes, count);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        to[i] = (uint8_t)tsp_to_int32(tsp_array_get(array, (int32_t)i));
    }
}

static uint32_t span(struct tsp_view *self, tsp_value start, tsp_value end, uint32_t *from) {
    *from = tsp_argument_relative(start, self->length, 0);
    uint32_t to = tsp_argument_relative(end, self->length, self->length);
    return to > *from ? to - *from : 0;
}

struct tsp_view *tsp_view_subarray(struct tsp_view *self, tsp_value start, tsp_value end) {
    uint32_t from;
    uint32_t count = span(self, start, end, &from);
    return tsp_view_new(self->buffer, (uint32_t)(self->bytes - self->buffer->bytes) + from, count);
}

struct tsp_view *tsp_view_slice(struct tsp_view *self, tsp_value start, tsp_value end) {
    uint32_t from;
    uint32_t count = span(self, start, end, &from);
    struct tsp_buffer *copy = copy_bytes(self->bytes + from, count);
    return copy == NULL ? NULL : tsp_view_new(copy, 0, count);
}

struct tsp_view *tsp_view_fill(struct tsp_view *self, uint32_t bits, tsp_value start, tsp_value end) {
    uint32_t from;
    uint32_t count = span(self, start, end, &from);
    memset(self->bytes + from, (uint8_t)bits, count);
    return self;
}

int32_t tsp_view_index_of(struct tsp_view *self, tsp_value search, tsp_value from) {
    for (uint32_t i = tsp_argument_relative(from, self->length, 0); tsp_is_number(search) && i < self->length; i++) {
        if ((double)self->bytes[i] == tsp_as_double(search)) {
            return (int32_t)i;
        }
    }
    return -1;
}

bool tsp_view_includes(struct tsp_view *self, tsp_value search, tsp_value from) {
    return tsp_view_index_of(self, search, from) >= 0;
}
