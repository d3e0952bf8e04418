/*
 * Iteration and spread of the built-in iterables (arrays, strings, Uint8Array), and the forms of
 * element access whose operand is known only by its tag.
 */
#ifndef TSP_RUNTIME_ITERATION_H
#define TSP_RUNTIME_ITERATION_H

#include "runtime/array.h"
#include "runtime/string.h"

bool tsp_is_iterable(tsp_value value);
/* TypeError "value is not iterable". */
void tsp_throw_not_iterable(tsp_value value);

/*
 * One step of an iteration (ECMA-262 23.1.5, 22.1.5): the element at *position, which moves past
 * it; false at the end. The length is read anew at each step, as an array iterator does. May leave
 * a RangeError pending (a rope that has to be flattened), then false.
 */
bool tsp_iterate(tsp_value iterable, int32_t *position, tsp_value *element);

/*
 * Appends everything that iterating `iterable` gives; false with an exception pending (not
 * iterable, heap full).
 */
bool tsp_array_append_all(struct tsp_array *array, tsp_value iterable);
/*
 * The elements of `iterable` from the `from`-th on, as a new array. NULL with an exception pending.
 */
struct tsp_array *tsp_array_rest(enum tsp_element_kind kind, tsp_value iterable, uint32_t from);

/*
 * string[index]: a one-unit string, or undefined outside. May leave a RangeError pending. In line
 * where the text is flat and Latin-1.
 */
tsp_value tsp_string_wide_index(const struct tsp_string *string, int32_t index);
static inline tsp_value tsp_string_index(const struct tsp_string *string, int32_t index) {
    if (string->storage == TSP_LATIN1 && (uint32_t)index < string->length) {
        return tsp_from_string(&tsp_unit_strings[string->u.latin1[index]]);
    }
    return tsp_string_wide_index(string, index);
}

/* string[index] === other, without a string of one unit: for a known unit, and for any string. */
bool tsp_string_slow_has_unit(const struct tsp_string *string, int32_t index, uint16_t unit);
bool tsp_string_slow_unit_is(const struct tsp_string *string, int32_t index, const struct tsp_string *other);
static inline bool tsp_string_has_unit(const struct tsp_string *string, int32_t index, uint16_t unit) {
    if (string->storage != TSP_LATIN1) {
        return tsp_string_slow_has_unit(string, index, unit);
    }
    return tsp_is_below(index, string->length) && string->u.latin1[index] == unit;
}

static inline bool tsp_string_unit_is(const struct tsp_string *string, int32_t index, const struct tsp_string *other) {
    if (string->storage != TSP_LATIN1 || other->storage != TSP_LATIN1) {
        return tsp_string_slow_unit_is(string, index, other);
    }
    return other->length == 1 && tsp_is_below(index, string->length) && string->u.latin1[index] == other->u.latin1[0];
}

/* TypeError of reading or writing an element of undefined or null. */
void tsp_throw_nullish_read_at(tsp_value value, tsp_value key);
void tsp_throw_nullish_write_at(tsp_value value, tsp_value key);

#endif
