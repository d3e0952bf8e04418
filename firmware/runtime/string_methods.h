/*
 * Methods of String (ECMA-262 22.1.3). Positions are UTF-16 units. Whatever reads a rope flattens
 * it, so all may leave a RangeError pending when the heap is full; results are then NULL, false, -1
 * or NaN.
 */
#ifndef TSP_RUNTIME_STRING_METHODS_H
#define TSP_RUNTIME_STRING_METHODS_H

#include "runtime/array.h"
#include "runtime/string.h"

static inline int32_t tsp_string_get_length(const struct tsp_string *self) {
    return (int32_t)self->length;
}

const struct tsp_string *tsp_string_self(const struct tsp_string *self);
/* The unit, or NaN outside: in line where the text is flat and Latin-1. */
uint64_t tsp_string_slow_code_at(const struct tsp_string *self, uint32_t position);
static inline struct tsp_bits tsp_string_char_code_at(const struct tsp_string *self, int32_t position) {
    const uint32_t at = (uint32_t)position;
    if (self->storage != TSP_LATIN1) {
        return tsp_bits_unpack(tsp_string_slow_code_at(self, at));
    }
    return tsp_is_below(position, self->length) ? tsp_bits_of_int32(self->u.latin1[at]) : tsp_bits_of_nan();
}
/* undefined outside. */
tsp_value tsp_string_code_point_at(const struct tsp_string *self, int32_t position);
const struct tsp_string *tsp_string_char_at(const struct tsp_string *self, int32_t position);
tsp_value tsp_string_at_relative(const struct tsp_string *self, int32_t position);
int32_t tsp_string_index_of(const struct tsp_string *self, const struct tsp_string *search, tsp_value position);
int32_t tsp_string_last_index_of(const struct tsp_string *self, const struct tsp_string *search, tsp_value position);
bool tsp_string_includes(const struct tsp_string *self, const struct tsp_string *search, tsp_value position);
bool tsp_string_starts_with(const struct tsp_string *self, const struct tsp_string *search, tsp_value position);
bool tsp_string_ends_with(const struct tsp_string *self, const struct tsp_string *search, tsp_value end);
const struct tsp_string *tsp_string_slice(const struct tsp_string *self, tsp_value start, tsp_value end);
const struct tsp_string *tsp_string_substring(const struct tsp_string *self, double start, tsp_value end);
const struct tsp_string *tsp_string_trim(const struct tsp_string *self);
const struct tsp_string *tsp_string_trim_start(const struct tsp_string *self);
const struct tsp_string *tsp_string_trim_end(const struct tsp_string *self);
/* string_points.c: whether, and so that, no surrogate stands alone. */
bool tsp_string_is_well_formed(const struct tsp_string *self);
const struct tsp_string *tsp_string_to_well_formed(const struct tsp_string *self);
/* Default case conversion of Unicode, full mappings included: string_case.c. */
const struct tsp_string *tsp_string_to_lower_case(const struct tsp_string *self);
const struct tsp_string *tsp_string_to_upper_case(const struct tsp_string *self);
const struct tsp_string *tsp_string_pad_start(const struct tsp_string *self, double length, tsp_value fill);
const struct tsp_string *tsp_string_pad_end(const struct tsp_string *self, double length, tsp_value fill);
const struct tsp_string *tsp_string_repeat(const struct tsp_string *self, double count);
/* An undefined separator leaves the string whole (ECMA-262 22.1.3.23). */
struct tsp_array *tsp_string_split(const struct tsp_string *self, tsp_value separator, tsp_value limit);
const struct tsp_string *tsp_string_replace(const struct tsp_string *self, const struct tsp_string *search,
                                            const struct tsp_string *replacement);
const struct tsp_string *tsp_string_replace_all(const struct tsp_string *self, const struct tsp_string *search,
                                                const struct tsp_string *replacement);
const struct tsp_string *tsp_string_concat_all(const struct tsp_string *self, int count, const tsp_value *values);

/*
 * String(value), String.fromCharCode, String.fromCodePoint (RangeError for what is no code point),
 * String.fromArrayBuffer (TypeError when the bytes are not UTF-8).
 */
const struct tsp_string *tsp_string_convert(tsp_value value);
const struct tsp_string *tsp_string_from_char_code(int count, const tsp_value *values);
const struct tsp_string *tsp_string_from_code_point(int count, const tsp_value *values);
const struct tsp_string *tsp_string_from_array_buffer(tsp_value bytes);

#endif
