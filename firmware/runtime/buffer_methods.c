#include "runtime/buffer_methods.h"

#include "runtime/arguments.h"
#include "runtime/array_methods.h"
#include "runtime/copy.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/number_operators.h"

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
    return tsp_is_object(value) && tsp_view_shape_of(tsp_as_object(value)) != NULL;
}

struct tsp_buffer *tsp_buffer_concat(struct tsp_buffer *self, int count, const tsp_value *parts) {
    uint64_t length = self->length;
    uint8_t *bytes;
    uint32_t more;
    for (int i = 0; i < count; i++) {
        if (!tsp_bytes_of(parts[i], &bytes, &more)) {
            tsp_throw_type_error("argument is no buffer");
            return NULL;
        }
        length += more;
    }
    struct tsp_buffer *all = tsp_buffer_for(NULL, length < UINT32_MAX ? (uint32_t)length : UINT32_MAX);
    if (all == NULL) {
        return NULL;
    }
    tsp_copy(all->bytes, self->bytes, self->length);
    uint32_t at = self->length;
    for (int i = 0; i < count && tsp_bytes_of(parts[i], &bytes, &more); i++, at += more) {
        tsp_copy(all->bytes + at, bytes, more);
    }
    return all;
}

static uint32_t shift_of(const struct tsp_view *view) {
    return tsp_view_shape_of(&view->header)->elements->shift;
}

/* Whether the number of bytes is one of whole elements. */
static bool is_whole(uint32_t bytes, uint32_t shift) {
    return (bytes & ((1u << shift) - 1u)) == 0;
}

static void view_on_buffer(struct tsp_view *self, struct tsp_buffer *buffer, tsp_value offset, tsp_value length) {
    const uint32_t shift = shift_of(self);
    const int32_t from = tsp_argument_position(offset, 0);
    if (from >= 0 && !is_whole((uint32_t)from, shift)) {
        tsp_throw_range_error("start offset should be a multiple of the size of an element");
        return;
    }
    if (length == TSP_UNDEFINED && !is_whole(buffer->length, shift)) {
        tsp_throw_range_error("byte length should be a multiple of the size of an element");
        return;
    }
    if ((uint32_t)from > buffer->length) {
        tsp_throw_range_error("Start offset is outside the bounds of the buffer");
        return;
    }
    const uint32_t rest = (buffer->length - (uint32_t)from) >> shift;
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
    const uint32_t shift = shift_of(self);
    if (length > MAX_LENGTH >> shift) {
        tsp_throw_range_error("Invalid typed array length");
        return;
    }
    self->buffer = tsp_buffer_new(length << shift);
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

int32_t tsp_view_get_byte_length(const struct tsp_view *self) {
    return (int32_t)(self->length << shift_of(self));
}

int32_t tsp_view_get_element_size(const struct tsp_view *self) {
    return 1 << shift_of(self);
}

struct tsp_buffer *tsp_view_get_buffer(const struct tsp_view *self) {
    return self->buffer;
}

/* ToNumber, where an int32 stays one. */
static tsp_value number_of(tsp_value value) {
    return tsp_is_number(value) ? value : tsp_from_double(tsp_to_number(value));
}

static void set_from_array(struct tsp_view *self, uint32_t offset, const struct tsp_array *array) {
    const struct tsp_view_kind *kind = tsp_view_shape_of(&self->header)->elements;
    for (uint32_t i = 0; i < array->length; i++) {
        kind->set(self->bytes, offset + i, number_of(tsp_array_get(array, (int32_t)i)));
    }
}

/* Elements of another kind; of the same buffer they are read from a copy. */
static void set_converted(struct tsp_view *self, uint32_t offset, const struct tsp_view *view) {
    const struct tsp_view_kind *to = tsp_view_shape_of(&self->header)->elements;
    const struct tsp_view_kind *from = tsp_view_shape_of(&view->header)->elements;
    const uint8_t *bytes = view->bytes;
    if (view->buffer == self->buffer) {
        const struct tsp_buffer *copy = copy_bytes(bytes, view->length << from->shift);
        if (copy == NULL) {
            return;
        }
        bytes = copy->bytes;
    }
    for (uint32_t i = 0; i < view->length; i++) {
        to->set(self->bytes, offset + i, from->get(bytes, i));
    }
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
    const struct tsp_view_kind *kind = tsp_view_kind_of(source);
    const struct tsp_array *array = (const struct tsp_array *)tsp_as_object(source);
    const struct tsp_view *view = (const struct tsp_view *)tsp_as_object(source);
    const uint32_t count = kind == NULL ? array->length : view->length;
    if (offset > self->length || count > self->length - offset) {
        tsp_throw_range_error("offset is out of bounds");
    } else if (kind == NULL) {
        set_from_array(self, offset, array);
    } else if (kind == tsp_view_shape_of(&self->header)->elements) {
        memmove(self->bytes + (offset << kind->shift), view->bytes, count << kind->shift);
    } else {
        set_converted(self, offset, view);
    }
}

static uint32_t span(struct tsp_view *self, tsp_value start, tsp_value end, uint32_t *from) {
    *from = tsp_argument_relative(start, self->length, 0);
    uint32_t to = tsp_argument_relative(end, self->length, self->length);
    return to > *from ? to - *from : 0;
}

struct tsp_view *tsp_view_subarray(struct tsp_view *self, tsp_value start, tsp_value end) {
    uint32_t from;
    const uint32_t count = span(self, start, end, &from);
    const uint32_t offset = (uint32_t)(self->bytes - self->buffer->bytes) + (from << shift_of(self));
    return tsp_view_new_of(tsp_view_shape_of(&self->header), self->buffer, offset, count);
}

struct tsp_view *tsp_view_slice(struct tsp_view *self, tsp_value start, tsp_value end) {
    uint32_t from;
    const uint32_t count = span(self, start, end, &from);
    const uint32_t shift = shift_of(self);
    struct tsp_buffer *copy = copy_bytes(self->bytes + (from << shift), count << shift);
    return copy == NULL ? NULL : tsp_view_new_of(tsp_view_shape_of(&self->header), copy, 0, count);
}

struct tsp_view *tsp_view_fill(struct tsp_view *self, tsp_value value, tsp_value start, tsp_value end) {
    uint32_t from;
    const uint32_t count = span(self, start, end, &from);
    const struct tsp_view_kind *kind = tsp_view_shape_of(&self->header)->elements;
    uint8_t *bytes = self->bytes + (from << kind->shift);
    if (count == 0) {
        return self;
    }
    kind->set(bytes, 0, tsp_number_of(value));
    if (kind->shift == 0) {
        memset(bytes, bytes[0], count);
        return self;
    }
    /* What is filled is copied behind itself. */
    const uint32_t all = count << kind->shift;
    for (uint32_t done = 1u << kind->shift; done < all; done += done) {
        memcpy(bytes + done, bytes, done < all - done ? done : all - done);
    }
    return self;
}
