/* Methods of Uint8Array that arrays have too (ECMA-262 23.2.3). */
#include "runtime/buffer_methods.h"

#include "runtime/arguments.h"
#include "runtime/copy.h"
#include "runtime/exception.h"
#include "runtime/string_parts.h"

int32_t tsp_view_last_index_of(struct tsp_view *self, tsp_value search, tsp_value from) {
    const double last = from == TSP_ABSENT ? (double)self->length : tsp_integer_of(tsp_to_number(from));
    const double end = last < 0 ? (double)self->length + last + 1 : last + 1;
    uint32_t i = end <= 0 ? 0 : end < (double)self->length ? (uint32_t)end : self->length;
    while (tsp_is_number(search) && i-- > 0) {
        if ((double)self->bytes[i] == tsp_as_double(search)) {
            return (int32_t)i;
        }
    }
    return -1;
}

tsp_value tsp_view_at(struct tsp_view *self, int32_t position) {
    return tsp_view_get(self, tsp_argument_at(position, self->length));
}

/* All in one block, which the heap may have no room for. */
const struct tsp_string *tsp_view_join(struct tsp_view *self, tsp_value separator) {
    static const struct tsp_string comma = TSP_LATIN1_LITERAL(",");
    const struct tsp_string *between = separator == TSP_UNDEFINED ? &comma : tsp_to_string(separator);
    if (between == NULL || self->length == 0) {
        return between == NULL ? NULL : &tsp_string_empty;
    }
    uint64_t length = (uint64_t)between->length * (self->length - 1u);
    for (uint32_t i = 0; i < self->length; i++) {
        length += tsp_digits_length(self->bytes[i]);
    }
    if (length > TSP_STRING_MAX_LENGTH) {
        tsp_throw_range_error("Invalid string length");
        return NULL;
    }
    struct tsp_string_target target = {NULL, NULL};
    const bool wide = self->length > 1 && tsp_string_is_wide(between);
    const struct tsp_string *result = wide ? tsp_string_new_utf16((uint32_t)length, &target.utf16)
                                           : tsp_string_new_latin1((uint32_t)length, &target.latin1);
    for (uint32_t i = 0, at = 0; result != NULL && i < self->length; i++) {
        const tsp_value parts[2] = {tsp_from_string(between), tsp_from_int32(self->bytes[i])};
        at = i == 0 ? tsp_parts_write(target, at, 1, parts + 1) : tsp_parts_write(target, at, 2, parts);
    }
    return result;
}

struct tsp_view *tsp_view_reverse(struct tsp_view *self) {
    for (uint32_t i = 0, j = self->length; i + 1u < j; i++) {
        j--;
        const uint8_t byte = self->bytes[i];
        self->bytes[i] = self->bytes[j];
        self->bytes[j] = byte;
    }
    return self;
}

struct tsp_view *tsp_view_copy_within(struct tsp_view *self, double target, tsp_value start, tsp_value end) {
    const uint32_t length = self->length;
    const uint32_t to = tsp_argument_relative(tsp_from_double(target), length, 0);
    const uint32_t from = tsp_argument_relative(start, length, 0);
    const uint32_t stop = tsp_argument_relative(end, length, length);
    const uint32_t wanted = stop > from ? stop - from : 0;
    memmove(self->bytes + to, self->bytes + from, wanted < length - to ? wanted : length - to);
    return self;
}

static struct tsp_view *copy_of(const struct tsp_view *self) {
    struct tsp_buffer *buffer = tsp_buffer_for(self->bytes, self->length);
    if (buffer == NULL) {
        return NULL;
    }
    tsp_copy(buffer->bytes, self->bytes, self->length);
    return tsp_view_new(buffer, 0, self->length);
}

struct tsp_view *tsp_view_to_reversed(struct tsp_view *self) {
    struct tsp_view *copy = copy_of(self);
    return copy == NULL ? NULL : tsp_view_reverse(copy);
}

struct tsp_view *tsp_view_with(struct tsp_view *self, int32_t index, uint32_t bits) {
    const int32_t at = tsp_argument_at(index, self->length);
    if (at < 0) {
        tsp_throw_range_error("Invalid typed array index");
        return NULL;
    }
    struct tsp_view *copy = copy_of(self);
    if (copy != NULL) {
        tsp_view_set(copy, at, bits);
    }
    return copy;
}

/* Moves the byte at `root` down until none below it is larger. */
static void sift_down(uint8_t *bytes, uint32_t root, uint32_t count) {
    const uint8_t byte = bytes[root];
    for (uint32_t child = 2u * root + 1u; child < count; child = 2u * root + 1u) {
        child += child + 1u < count && bytes[child + 1u] > bytes[child];
        if (bytes[child] <= byte) {
            break;
        }
        bytes[root] = bytes[child];
        root = child;
    }
    bytes[root] = byte;
}

struct tsp_view *tsp_view_sort(struct tsp_view *self) {
    uint8_t *bytes = self->bytes;
    for (uint32_t root = self->length / 2u; root-- > 0;) {
        sift_down(bytes, root, self->length);
    }
    for (uint32_t count = self->length; count-- > 1u;) {
        const uint8_t largest = bytes[0];
        bytes[0] = bytes[count];
        bytes[count] = largest;
        sift_down(bytes, 0, count);
    }
    return self;
}

struct tsp_view *tsp_view_of(int count, const tsp_value *values) {
    struct tsp_buffer *buffer = tsp_buffer_new((uint32_t)count);
    for (int i = 0; buffer != NULL && i < count; i++) {
        buffer->bytes[i] = (uint8_t)tsp_to_int32(values[i]);
    }
    return buffer == NULL ? NULL : tsp_view_new(buffer, 0, (uint32_t)count);
}
