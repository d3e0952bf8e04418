/* Access to the units of strings, for the runtime's own files. */
#ifndef TSP_RUNTIME_STRING_INTERNAL_H
#define TSP_RUNTIME_STRING_INTERNAL_H

#include "runtime/string.h"

#define TSP_STRING_MAX_LENGTH 0x0FFFFFFFu

static inline bool tsp_string_is_rope(const struct tsp_string *string) {
    return string->storage >= TSP_ROPE;
}

/* Some unit is above 255. */
static inline bool tsp_string_is_wide(const struct tsp_string *string) {
    return string->storage == TSP_UTF16 || string->storage == TSP_ROPE_WIDE;
}

/* Turns a rope into a flat string in place. false with an exception pending when the heap is full. */
bool tsp_string_flatten(const struct tsp_string *string);

/* The unit of a flat string. */
static inline uint16_t tsp_string_flat_unit(const struct tsp_string *string, uint32_t index) {
    return string->storage == TSP_LATIN1 ? string->u.latin1[index] : string->u.utf16[index];
}

/* A new flat string with unwritten units, all of which the caller writes, of which *latin1 or *utf16 is set. NULL with an exception pending. */
struct tsp_string *tsp_string_new_latin1(uint32_t length, uint8_t **latin1);
struct tsp_string *tsp_string_new_utf16(uint32_t length, uint16_t **utf16);
/* Copies; ASCII or Latin-1 bytes. */
const struct tsp_string *tsp_string_from_latin1(const char *bytes, size_t length);
/* Narrows to Latin-1 when every unit fits. */
const struct tsp_string *tsp_string_from_units(const uint16_t *units, uint32_t length);
/* string[from, to) with from <= to <= length. Flattens. */
const struct tsp_string *tsp_string_sub(const struct tsp_string *string, uint32_t from, uint32_t to);

extern const struct tsp_string tsp_string_empty;

/*
 * The flat part of `string` that contains unit `index`, and in *start its first unit's position; never allocates. For output when the
 * heap may be full; costs the depth of the rope.
 */
const struct tsp_string *tsp_string_leaf(const struct tsp_string *string, uint32_t index, uint32_t *start);

#endif
