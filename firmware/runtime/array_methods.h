/*
 * Methods of Array (ECMA-262 23.1.3). Those that allocate return NULL or false, or leave the array
 * as it was, with an exception pending when the heap is full. Arrays made by a method are new
 * objects.
 */
#ifndef TSP_RUNTIME_ARRAY_METHODS_H
#define TSP_RUNTIME_ARRAY_METHODS_H

#include "runtime/array.h"

static inline int32_t tsp_array_get_length(const struct tsp_array *self) {
    return (int32_t)self->length;
}

/* self.length = length; RangeError when it is no array length. */
void tsp_array_assign_length(struct tsp_array *self, double length);
int32_t tsp_array_push(struct tsp_array *self, int count, const tsp_value *values);
tsp_value tsp_array_pop(struct tsp_array *self);
tsp_value tsp_array_shift(struct tsp_array *self);

/* Takes the first element out of more than one, in line: the others stay where they are. */
static inline void tsp_array_begin_later(struct tsp_array *self, uint32_t bytes) {
    self->elements = (tsp_value *)(void *)((uint8_t *)self->elements + bytes);
    self->length--;
    self->capacity--;
    self->shifted = true;
}

/* What an array of integers gives. */
static inline tsp_value tsp_int32_or_undefined(tsp_value value) {
    return value == TSP_UNDEFINED ? TSP_UNDEFINED : tsp_from_int32(tsp_as_int32(value));
}

static inline tsp_value tsp_values_shift(struct tsp_array *self) {
    if (self->length > 1) {
        tsp_value first = self->elements[0];
        self->elements[0] = TSP_UNDEFINED; /* keeps nothing alive */
        tsp_array_begin_later(self, sizeof(tsp_value));
        return first == TSP_ABSENT ? TSP_UNDEFINED : first;
    }
    return tsp_array_shift(self);
}

static inline tsp_value tsp_numbers_shift(struct tsp_array *self) {
    if (self->length > 1) {
        tsp_value first = self->elements[0];
        tsp_array_begin_later(self, sizeof(tsp_value));
        return first == TSP_ABSENT ? TSP_UNDEFINED : first;
    }
    return tsp_array_shift(self);
}

static inline tsp_value tsp_int32s_shift(struct tsp_array *self) {
    if (self->length > 1) {
        int32_t first = self->int32s[0];
        tsp_array_begin_later(self, sizeof(int32_t));
        return first == INT32_MIN ? TSP_UNDEFINED : tsp_from_int32(first);
    }
    return tsp_int32_or_undefined(tsp_array_shift(self));
}

static inline tsp_value tsp_dense_int32s_shift(struct tsp_array *self) {
    if (self->length > 1) {
        int32_t first = self->int32s[0];
        tsp_array_begin_later(self, sizeof(int32_t));
        return tsp_from_int32(first);
    }
    return tsp_int32_or_undefined(tsp_array_shift(self));
}

static inline tsp_value tsp_uint32s_shift(struct tsp_array *self) {
    if (self->length > 1) {
        uint32_t first = self->uint32s[0];
        tsp_array_begin_later(self, sizeof(uint32_t));
        return tsp_from_uint32(first);
    }
    return tsp_array_shift(self);
}

static inline tsp_value tsp_values_pop(struct tsp_array *self) {
    if (self->length == 0) {
        return TSP_UNDEFINED;
    }
    tsp_value last = self->elements[--self->length];
    self->elements[self->length] = TSP_UNDEFINED;
    return last == TSP_ABSENT ? TSP_UNDEFINED : last;
}

static inline tsp_value tsp_numbers_pop(struct tsp_array *self) {
    tsp_value last = self->length == 0 ? TSP_UNDEFINED : self->elements[--self->length];
    return last == TSP_ABSENT ? TSP_UNDEFINED : last;
}

static inline tsp_value tsp_int32s_pop(struct tsp_array *self) {
    int32_t last = self->length == 0 ? INT32_MIN : self->int32s[--self->length];
    return last == INT32_MIN ? TSP_UNDEFINED : tsp_from_int32(last);
}

static inline tsp_value tsp_dense_int32s_pop(struct tsp_array *self) {
    return self->length == 0 ? TSP_UNDEFINED : tsp_from_int32(self->int32s[--self->length]);
}

static inline tsp_value tsp_uint32s_pop(struct tsp_array *self) {
    return self->length == 0 ? TSP_UNDEFINED : tsp_from_uint32(self->uint32s[--self->length]);
}

int32_t tsp_array_unshift(struct tsp_array *self, int count, const tsp_value *values);
struct tsp_array *tsp_array_slice(struct tsp_array *self, tsp_value start, tsp_value end);
/*
 * TSP_ABSENT for an argument that is not given, which is another thing than undefined (ECMA-262
 * 23.1.3.31).
 */
struct tsp_array *tsp_array_splice(struct tsp_array *self, tsp_value start, tsp_value delete_count, int count,
                                   const tsp_value *values);
int32_t tsp_array_index_of(struct tsp_array *self, tsp_value search, tsp_value from);
int32_t tsp_array_last_index_of(struct tsp_array *self, tsp_value search, tsp_value from);
bool tsp_array_includes(struct tsp_array *self, tsp_value search, tsp_value from);
const struct tsp_string *tsp_array_join(struct tsp_array *self, tsp_value separator);
/* The same of an array with objects in it: object_text.h. */
const struct tsp_string *tsp_array_join_objects(struct tsp_array *self, tsp_value separator);
struct tsp_array *tsp_array_reverse(struct tsp_array *self);
/* Copies, in which holes are undefined: array_copies.c. */
struct tsp_array *tsp_array_to_reversed(struct tsp_array *self);
/* RangeError when `index` is outside. */
struct tsp_array *tsp_array_with(struct tsp_array *self, int32_t index, tsp_value value);
struct tsp_array *tsp_array_to_spliced(struct tsp_array *self, tsp_value start, tsp_value skip_count, int count,
                                       const tsp_value *values);
struct tsp_array *tsp_array_concat(struct tsp_array *self, int count, const tsp_value *values);
struct tsp_array *tsp_array_fill(struct tsp_array *self, tsp_value value, tsp_value start, tsp_value end);
/* Holes are copied as holes. */
struct tsp_array *tsp_array_copy_within(struct tsp_array *self, double target, tsp_value start, tsp_value end);
tsp_value tsp_array_at_relative(struct tsp_array *self, int32_t position);
bool tsp_array_is(tsp_value value);
static inline bool tsp_array_has(const struct tsp_array *array, int32_t index) {
    if (!tsp_array_covers(array, index)) {
        return false;
    }
    switch (array->kind) {
    case TSP_INT32S:
        return array->int32s[index] != INT32_MIN;
    case TSP_DENSE_INT32S:
    case TSP_UINT32S:
        return true;
    default:
        return tsp_array_element(array, (uint32_t)index) != TSP_ABSENT;
    }
}
/* The elements from the `count`-th on become holes. */
void tsp_array_move_holes(struct tsp_array *array, int32_t count, int32_t length);

/* delete array[key]: an element leaves a hole. False with a TypeError pending for the length. */
bool tsp_array_remove_at(struct tsp_array *array, tsp_value key);

#endif
