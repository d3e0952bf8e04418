/* Methods of typed arrays that arrays have too (ECMA-262 23.2.3). */
#include "runtime/buffer_methods.h"

#include "runtime/arguments.h"
#include "runtime/copy.h"
#include "runtime/exception.h"
#include "runtime/number_operators.h"
#include "runtime/string_parts.h"

static const struct tsp_view_kind *kind_of(const struct tsp_view *view) {
    return tsp_view_shape_of(&view->header)->elements;
}

/* Of the elements from `from` on. */
static int32_t find(struct tsp_view *self, tsp_value search, uint32_t from) {
    const struct tsp_view_kind *kind = kind_of(self);
    for (uint32_t i = from; i < self->length; i++) {
        if (tsp_number_equals(kind->get(self->bytes, i), search)) {
            return (int32_t)i;
        }
    }
    return -1;
}

int32_t tsp_view_index_of(struct tsp_view *self, tsp_value search, tsp_value from) {
    const uint32_t first = tsp_argument_relative(from, self->length, 0);
    return tsp_is_number(search) ? find(self, search, first) : -1;
}

bool tsp_view_includes(struct tsp_view *self, tsp_value search, tsp_value from) {
    uint32_t at = tsp_argument_relative(from, self->length, 0);
    if (search != TSP_NAN_BITS) {
        return tsp_is_number(search) && find(self, search, at) >= 0;
    }
    const struct tsp_view_kind *kind = kind_of(self);
    while (at < self->length && kind->get(self->bytes, at) != TSP_NAN_BITS) {
        at++;
    }
    return at < self->length;
}

int32_t tsp_view_last_index_of(struct tsp_view *self, tsp_value search, tsp_value from) {
    const struct tsp_view_kind *kind = kind_of(self);
    const double last = from == TSP_ABSENT ? (double)self->length : tsp_integer_of(tsp_to_number(from));
    const double end = last < 0 ? (double)self->length + last + 1 : last + 1;
    uint32_t i = end <= 0 ? 0 : end < (double)self->length ? (uint32_t)end : self->length;
    while (tsp_is_number(search) && i-- > 0) {
        if (tsp_number_equals(kind->get(self->bytes, i), search)) {
            return (int32_t)i;
        }
    }
    return -1;
}

tsp_value tsp_view_at(struct tsp_view *self, int32_t position) {
    const int32_t at = tsp_argument_at(position, self->length);
    return at < 0 ? TSP_UNDEFINED : kind_of(self)->get(self->bytes, (uint32_t)at);
}

/* All in one block, which the heap may have no room for. */
const struct tsp_string *tsp_view_join(struct tsp_view *self, tsp_value separator) {
    static const struct tsp_string comma = TSP_LATIN1_LITERAL(",");
    const struct tsp_view_kind *kind = kind_of(self);
    const struct tsp_string *between = separator == TSP_UNDEFINED ? &comma : tsp_to_string(separator);
    if (between == NULL || self->length == 0) {
        return between == NULL ? NULL : &tsp_string_empty;
    }
    uint64_t length = (uint64_t)between->length * (self->length - 1u);
    for (uint32_t i = 0; i < self->length; i++) {
        length += tsp_digits_length(tsp_as_int32(kind->get(self->bytes, i)));
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
        const tsp_value parts[2] = {tsp_from_string(between), kind->get(self->bytes, i)};
        at = i == 0 ? tsp_parts_write(target, at, 1, parts + 1) : tsp_parts_write(target, at, 2, parts);
    }
    return result;
}

struct tsp_view *tsp_view_reverse(struct tsp_view *self) {
    const uint32_t size = 1u << kind_of(self)->shift;
    uint8_t *low = self->bytes;
    uint8_t *high = low + self->length * size;
    while (low + size < high) {
        high -= size;
        for (uint32_t i = 0; i < size; i++, low++) {
            const uint8_t byte = *low;
            *low = high[i];
            high[i] = byte;
        }
    }
    return self;
}

struct tsp_view *tsp_view_copy_within(struct tsp_view *self, double target, tsp_value start, tsp_value end) {
    const uint32_t length = self->length;
    const uint32_t shift = kind_of(self)->shift;
    const uint32_t to = tsp_argument_relative(tsp_from_double(target), length, 0);
    const uint32_t from = tsp_argument_relative(start, length, 0);
    const uint32_t stop = tsp_argument_relative(end, length, length);
    const uint32_t wanted = stop > from ? stop - from : 0;
    const uint32_t count = wanted < length - to ? wanted : length - to;
    memmove(self->bytes + (to << shift), self->bytes + (from << shift), count << shift);
    return self;
}

struct tsp_view *tsp_view_to_reversed(struct tsp_view *self) {
    struct tsp_view *copy = tsp_view_slice(self, TSP_UNDEFINED, TSP_UNDEFINED);
    return copy == NULL ? NULL : tsp_view_reverse(copy);
}

struct tsp_view *tsp_view_with(struct tsp_view *self, int32_t index, tsp_value value) {
    const int32_t at = tsp_argument_at(index, self->length);
    if (at < 0) {
        tsp_throw_range_error("Invalid typed array index");
        return NULL;
    }
    struct tsp_view *copy = tsp_view_slice(self, TSP_UNDEFINED, TSP_UNDEFINED);
    if (copy != NULL) {
        kind_of(copy)->set(copy->bytes, (uint32_t)at, tsp_number_of(value));
    }
    return copy;
}

struct tsp_view *tsp_view_of(const struct tsp_shape *shape, int count, const tsp_value *values) {
    const struct tsp_view_kind *kind = shape->elements;
    struct tsp_buffer *buffer = tsp_buffer_new((uint32_t)count << kind->shift);
    for (int i = 0; buffer != NULL && i < count; i++) {
        const bool is_number = tsp_is_number(values[i]);
        kind->set(buffer->bytes, (uint32_t)i, is_number ? values[i] : tsp_from_double(tsp_to_number(values[i])));
    }
    return buffer == NULL ? NULL : tsp_view_new_of(shape, buffer, 0, (uint32_t)count);
}
