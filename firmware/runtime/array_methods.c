#include "runtime/array_methods.h"

#include "runtime/arguments.h"
#include "runtime/exception.h"
#include "runtime/string_internal.h"

void tsp_array_assign_length(struct tsp_array *self, double length) {
    tsp_array_set_length(self, length);
}

static tsp_value without_hole(tsp_value value) {
    return value == TSP_ABSENT ? TSP_UNDEFINED : value;
}

/* Makes room for `count` elements before the element at `at`; they hold what was there. */
static bool open_gap(struct tsp_array *self, uint32_t at, uint32_t count) {
    uint32_t length = self->length;
    if (count == 0 || (at == 0 && tsp_array_take_back(self, count))) {
        return true;
    }
    if (!tsp_array_set_length(self, (double)length + (double)count)) {
        return false;
    }
    memmove(tsp_array_place(self, at + count), tsp_array_place(self, at), (length - at) * tsp_array_element_size(self));
    return true;
}

static void close_gap(struct tsp_array *self, uint32_t at, uint32_t count) {
    if (at == 0) {
        tsp_array_drop(self, count);
        return;
    }
    uint32_t rest = self->length - at - count;
    memmove(tsp_array_place(self, at), tsp_array_place(self, at + count), rest * tsp_array_element_size(self));
    tsp_array_resize(self, self->length - count); /* shrinking cannot fail */
}

static void copy_in(struct tsp_array *self, uint32_t at, int count, const tsp_value *values) {
    for (int i = 0; i < count; i++) {
        tsp_array_put(self, at + (uint32_t)i, values[i]);
    }
}

int32_t tsp_array_push(struct tsp_array *self, int count, const tsp_value *values) {
    for (int i = 0; i < count; i++) {
        if (!tsp_array_append(self, values[i])) {
            return 0;
        }
    }
    return (int32_t)self->length;
}

tsp_value tsp_array_pop(struct tsp_array *self) {
    if (self->length == 0) {
        return TSP_UNDEFINED;
    }
    tsp_value last = without_hole(tsp_array_element(self, --self->length));
    if (self->kind == TSP_VALUES || self->kind >= TSP_OBJECTS) {
        tsp_array_put(self, self->length, TSP_UNDEFINED); /* keeps nothing alive */
    }
    return last;
}

tsp_value tsp_array_shift(struct tsp_array *self) {
    if (self->length == 0) {
        return TSP_UNDEFINED;
    }
    tsp_value first = without_hole(tsp_array_element(self, 0));
    tsp_array_drop(self, 1);
    return first;
}

int32_t tsp_array_unshift(struct tsp_array *self, int count, const tsp_value *values) {
    if (!open_gap(self, 0, (uint32_t)count)) {
        return 0;
    }
    copy_in(self, 0, count, values);
    return (int32_t)self->length;
}

static struct tsp_array *copy_of(const struct tsp_array *array, uint32_t from, uint32_t to) {
    uint32_t count = to > from ? to - from : 0;
    struct tsp_array *copy = tsp_array_new_of(array->kind, count);
    if (copy != NULL && count > 0) {
        memcpy(copy->elements, tsp_array_place(array, from), count * tsp_array_element_size(array));
        copy->length = count;
    }
    return copy;
}

struct tsp_array *tsp_array_slice(struct tsp_array *self, tsp_value start, tsp_value end) {
    uint32_t from = tsp_argument_relative(start, self->length, 0);
    return copy_of(self, from, tsp_argument_relative(end, self->length, self->length));
}

struct tsp_array *tsp_array_splice(struct tsp_array *self, tsp_value start, tsp_value delete_count, int count,
                                   const tsp_value *values) {
    uint32_t from = start == TSP_ABSENT ? 0 : tsp_argument_relative(start, self->length, 0);
    uint32_t rest = self->length - from;
    /* ECMA-262 23.1.3.31: everything where no count is given, nothing where it is undefined. */
    uint32_t removed = start == TSP_ABSENT          ? 0
                       : delete_count == TSP_ABSENT ? rest
                                                    : tsp_argument_clamped(delete_count, rest, 0);
    uint32_t added = (uint32_t)count;
    struct tsp_array *result = copy_of(self, from, from + removed);
    if (result == NULL || (added > removed && !open_gap(self, from, added - removed))) {
        return NULL;
    }
    if (removed > added) {
        close_gap(self, from, removed - added);
    }
    copy_in(self, from, count, values);
    return result;
}

int32_t tsp_array_index_of(struct tsp_array *self, tsp_value search, tsp_value from) {
    for (uint32_t i = tsp_argument_relative(from, self->length, 0); i < self->length; i++) {
        tsp_value element = tsp_array_element(self, i);
        if (element != TSP_ABSENT && tsp_strict_equals(element, search)) {
            return (int32_t)i;
        }
    }
    return -1;
}

int32_t tsp_array_last_index_of(struct tsp_array *self, tsp_value search, tsp_value from) {
    double last = from == TSP_ABSENT ? (double)self->length : tsp_integer_of(tsp_to_number(from));
    double end = last < 0 ? (double)self->length + last + 1 : last + 1;
    tsp_value wanted = search == TSP_ABSENT ? TSP_UNDEFINED : search;
    for (uint32_t i = end <= 0 ? 0 : end < (double)self->length ? (uint32_t)end : self->length; i-- > 0;) {
        tsp_value element = tsp_array_element(self, i);
        if (element != TSP_ABSENT && tsp_strict_equals(element, wanted)) {
            return (int32_t)i;
        }
    }
    return -1;
}

static bool is_nan(tsp_value value) {
    return tsp_is_number(value) && tsp_as_double(value) != tsp_as_double(value);
}

bool tsp_array_includes(struct tsp_array *self, tsp_value search, tsp_value from) {
    for (uint32_t i = tsp_argument_relative(from, self->length, 0); i < self->length; i++) {
        tsp_value element = without_hole(tsp_array_element(self, i));
        if (tsp_strict_equals(element, search) || (is_nan(element) && is_nan(search))) {
            return true;
        }
    }
    return false;
}

struct tsp_array *tsp_array_reverse(struct tsp_array *self) {
    for (uint32_t i = 0, j = self->length; i + 1u < j; i++) {
        j--;
        tsp_value element = tsp_array_element(self, i);
        tsp_array_put(self, i, tsp_array_element(self, j));
        tsp_array_put(self, j, element);
    }
    return self;
}

static bool append_all(struct tsp_array *result, const struct tsp_array *source) {
    for (uint32_t i = 0; i < source->length; i++) {
        if (!tsp_array_append(result, tsp_array_element(source, i))) {
            return false;
        }
    }
    return true;
}

struct tsp_array *tsp_array_concat(struct tsp_array *self, int count, const tsp_value *values) {
    struct tsp_array *result = copy_of(self, 0, self->length);
    for (int i = 0; i < count && result != NULL; i++) {
        bool appended = tsp_array_is(values[i])
                            ? append_all(result, (const struct tsp_array *)tsp_as_object(values[i]))
                            : tsp_array_append(result, values[i]);
        if (!appended) {
            return NULL;
        }
    }
    return result;
}

struct tsp_array *tsp_array_fill(struct tsp_array *self, tsp_value value, tsp_value start, tsp_value end) {
    uint32_t to = tsp_argument_relative(end, self->length, self->length);
    for (uint32_t i = tsp_argument_relative(start, self->length, 0); i < to; i++) {
        tsp_array_put(self, i, value);
    }
    return self;
}

struct tsp_array *tsp_array_copy_within(struct tsp_array *self, double target, tsp_value start, tsp_value end) {
    const uint32_t length = self->length;
    const uint32_t to = tsp_argument_relative(tsp_from_double(target), length, 0);
    const uint32_t from = tsp_argument_relative(start, length, 0);
    const uint32_t stop = tsp_argument_relative(end, length, length);
    const uint32_t most = length - to;
    const uint32_t wanted = stop > from ? stop - from : 0;
    const uint32_t count = wanted < most ? wanted : most;
    if (count > 0) {
        memmove(tsp_array_place(self, to), tsp_array_place(self, from), count * tsp_array_element_size(self));
    }
    return self;
}

tsp_value tsp_array_at_relative(struct tsp_array *self, int32_t position) {
    return tsp_array_get(self, tsp_argument_at(position, self->length));
}

bool tsp_array_is(tsp_value value) {
    return tsp_value_instanceof(value, &tsp_array_shape);
}

void tsp_array_move_holes(struct tsp_array *array, int32_t count, int32_t length) {
    for (int32_t i = count; i < length && tsp_array_covers(array, i); i++) {
        tsp_array_put(array, (uint32_t)i, TSP_ABSENT);
    }
}
