/*
 * The methods of ES2023 that leave the array as it is (ECMA-262 23.1.3.33 to 39). A hole is
 * undefined in the copy, for which the kind of an array with holes has room: the compiler knows
 * that undefined comes from there.
 */
#include "runtime/array_methods.h"

#include "runtime/arguments.h"
#include "runtime/exception.h"
#include "runtime/string.h"

static bool append_range(struct tsp_array *copy, const struct tsp_array *source, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (!tsp_array_append(copy, tsp_array_get(source, (int32_t)i))) {
            return false;
        }
    }
    return true;
}

struct tsp_array *tsp_array_to_reversed(struct tsp_array *self) {
    struct tsp_array *copy = tsp_array_new_of(self->kind, self->length);
    return copy != NULL && append_range(copy, self, 0, self->length) ? tsp_array_reverse(copy) : NULL;
}

struct tsp_array *tsp_array_with(struct tsp_array *self, int32_t index, tsp_value value) {
    const int32_t at = tsp_argument_at(index, self->length);
    if (at < 0) {
        tsp_throw_range_error("Invalid index");
        return NULL;
    }
    struct tsp_array *copy = tsp_array_new_of(self->kind, self->length);
    if (copy == NULL || !append_range(copy, self, 0, self->length)) {
        return NULL;
    }
    tsp_array_put(copy, (uint32_t)at, value);
    return copy;
}

struct tsp_array *tsp_array_to_spliced(struct tsp_array *self, tsp_value start, tsp_value skip_count, int count,
                                       const tsp_value *values) {
    const uint32_t length = self->length;
    const uint32_t from = start == TSP_ABSENT ? 0 : tsp_argument_relative(start, length, 0);
    const uint32_t rest = length - from;
    /* As for splice: everything where no count is given, nothing where it is undefined. */
    const uint32_t skipped = start == TSP_ABSENT        ? 0
                             : skip_count == TSP_ABSENT ? rest
                                                        : tsp_argument_clamped(skip_count, rest, 0);
    struct tsp_array *copy = tsp_array_new_of(self->kind, length - skipped + (uint32_t)count);
    if (copy == NULL || !append_range(copy, self, 0, from)) {
        return NULL;
    }
    for (int i = 0; i < count; i++) {
        if (!tsp_array_append(copy, values[i])) {
            return NULL;
        }
    }
    return append_range(copy, self, from + skipped, length) ? copy : NULL;
}
