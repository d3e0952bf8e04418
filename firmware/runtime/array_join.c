/* Array.prototype.join (ECMA-262 23.1.3.18). */
#include "runtime/array_methods.h"

#include "runtime/operators.h"
#include "runtime/string_parts.h"

/* The element as a part of a text; what is undefined, null or a hole is empty. */
static tsp_value part_at(const struct tsp_array *array, uint32_t index) {
    tsp_value element = tsp_array_element(array, index);
    return element == TSP_ABSENT || tsp_is_nullish(element) ? tsp_from_string(&tsp_string_empty) : element;
}

/* Whether all is text or stands for its digits; then how long it is together. */
static bool measure(const struct tsp_array *array, const struct tsp_string *between, struct tsp_string_growth *all) {
    uint64_t length = (uint64_t)between->length * (array->length - 1u);
    bool wide = array->length > 1 && tsp_string_is_wide(between);
    for (uint32_t i = 0; i < array->length; i++) {
        const tsp_value part = part_at(array, i);
        if (!tsp_is_int32(part) && !tsp_is_string(part)) {
            return false;
        }
        length += tsp_part_length(part);
        wide = wide || (!tsp_is_int32(part) && tsp_string_is_wide(tsp_as_string(part)));
    }
    all->length = (uint32_t)length;
    all->capacity = (uint32_t)length;
    all->wide = wide;
    return length <= TSP_STRING_MAX_LENGTH;
}

static void write(struct tsp_string_target target, const struct tsp_array *array, const struct tsp_string *between) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < array->length; i++) {
        const tsp_value parts[2] = {tsp_from_string(between), part_at(array, i)};
        at = i == 0 ? tsp_parts_write(target, at, 1, parts + 1) : tsp_parts_write(target, at, 2, parts);
    }
}

/* Piece by piece: what is no text yet, and what has no room in one block. */
static const struct tsp_string *join_slowly(const struct tsp_array *array, const struct tsp_string *between) {
    const struct tsp_string *result = &tsp_string_empty;
    for (uint32_t i = 0; i < array->length && result != NULL; i++) {
        if (i > 0) {
            result = tsp_string_concat(result, between);
        }
        const struct tsp_string *text = result == NULL ? NULL : tsp_to_string(part_at(array, i));
        result = text == NULL ? NULL : tsp_string_concat(result, text);
    }
    return result;
}

const struct tsp_string *tsp_array_join(struct tsp_array *self, tsp_value separator) {
    static const struct tsp_string comma = TSP_LATIN1_LITERAL(",");
    const struct tsp_string *between = separator == TSP_UNDEFINED ? &comma : tsp_to_string(separator);
    if (between == NULL || self->length == 0) {
        return between == NULL ? NULL : &tsp_string_empty;
    }
    struct tsp_string_growth all = {.optional = true};
    struct tsp_string_target target;
    struct tsp_string *flat = NULL;
    if (self->length > 1 && measure(self, between, &all) && all.length > 0) {
        flat = tsp_string_new_growing(all, &target);
    }
    if (flat == NULL) {
        return join_slowly(self, between);
    }
    write(target, self, between);
    return flat;
}
