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

/*
 * Turns a rope into a flat string in place, if there is room: reading its units is faster then, but
 * a rope can be read too.
 */
void tsp_string_flatten_rope(const struct tsp_string *rope);
static inline void tsp_string_flatten(const struct tsp_string *string) {
    if (tsp_string_is_rope(string)) {
        tsp_string_flatten_rope(string);
    }
}

uint16_t tsp_string_peek_rope(const struct tsp_string *rope, uint32_t index);

/* The unit of any string; never allocates. */
static inline uint16_t tsp_string_peek(const struct tsp_string *string, uint32_t index) {
    if (string->storage == TSP_LATIN1) {
        return string->u.latin1[index];
    }
    return string->storage == TSP_UTF16 ? string->u.utf16[index] : tsp_string_peek_rope(string, index);
}

/* Where units of strings are copied to: one of the two. */
struct tsp_string_target {
    uint8_t *latin1;
    uint16_t *utf16;
};
/*
 * Writes all units of any string; never allocates. A target of Latin-1 takes only strings that are
 * not wide.
 */
void tsp_string_write(struct tsp_string_target target, uint32_t at, const struct tsp_string *string);

/*
 * A new flat string with unwritten units, all of which the caller writes, of which *latin1 or
 * *utf16 is set. NULL with an exception pending.
 */
struct tsp_string *tsp_string_new_latin1(uint32_t length, uint8_t **latin1);
struct tsp_string *tsp_string_new_utf16(uint32_t length, uint16_t **utf16);
/* Copies; ASCII or Latin-1 bytes. */
const struct tsp_string *tsp_string_from_latin1(const char *bytes, size_t length);
/* Narrows to Latin-1 when every unit fits. */
const struct tsp_string *tsp_string_from_units(const uint16_t *units, uint32_t length);
/* The first place of `search` at or behind `from`, or -1; faster where both are flat. */
int32_t tsp_string_find(const struct tsp_string *string, const struct tsp_string *search, uint32_t from);
/* string[from, to) with from <= to <= length. */
const struct tsp_string *tsp_string_sub(const struct tsp_string *string, uint32_t from, uint32_t to);

/*
 * A flat string with room for more units behind its own, or in front of them, that strings made
 * from it may take: string_concat.c. As near to `capacity` units as there is room for, at least
 * `length`. NULL when there is none, with an exception pending unless it is `optional`.
 */
struct tsp_string_growth {
    uint32_t length;
    uint32_t capacity;
    bool wide;
    bool front;
    bool optional;
};
struct tsp_string *tsp_string_new_growing(struct tsp_string_growth growth, struct tsp_string_target *target);

/*
 * string_grow.c: the new block of a text of its own, of which it is no more than that: its length
 * is the room for units.
 */
void tsp_string_give_room(struct tsp_string *block);

extern const struct tsp_string tsp_string_empty;

/*
 * The flat part of `string` that contains unit `index`, and in *start its first unit's position.
 * Costs the depth of the rope.
 */
const struct tsp_string *tsp_string_leaf(const struct tsp_string *string, uint32_t index, uint32_t *start);

#endif
