/* Texts that are put together: their parts, and the blocks that take them. */
#ifndef TSP_RUNTIME_STRING_PARTS_H
#define TSP_RUNTIME_STRING_PARTS_H

#include "runtime/string_internal.h"

/* Longer parts are not copied, but become part of a rope. */
#define TSP_PIECE_MAX_LENGTH TSP_SHORT_TEXT
/* Shorter texts that have no room are copied to get some. */
#define TSP_COPIED_MAX_LENGTH 64u

/* Units of the digits of an integer, its sign included. */
uint32_t tsp_digits_length(int32_t number);

/* A part is a string, or an integer that stands for its digits. */
static inline uint32_t tsp_part_length(tsp_value part) {
    return tsp_is_int32(part) ? tsp_digits_length(tsp_as_int32(part)) : tsp_as_string(part)->length;
}

/*
 * The units of all parts, or more than a string can have; in *wide whether one of them is above
 * 255.
 */
uint32_t tsp_parts_length(int count, const tsp_value *parts, bool *wide);
/* At least as many, at most eleven for an integer; for less. */
uint32_t tsp_parts_bound(int count, const tsp_value *parts, bool *wide);
/*
 * Writes them, one behind the other, and returns where they end. A target of Latin-1 takes only
 * parts that are not wide.
 */
uint32_t tsp_parts_write(struct tsp_string_target target, uint32_t at, int count, const tsp_value *parts);

/* string_concat.c: units that an owner's block has room for, the taken ones included. */
uint32_t tsp_string_capacity(const struct tsp_string *owner);
struct tsp_string *tsp_string_new_rope(const struct tsp_string *left, const struct tsp_string *right);

/* Units of the block that a text's next pieces get, when there is no room in its last one. */
static inline uint32_t tsp_string_chunk(const struct tsp_string *text) {
    uint32_t half = text->length / 2u;
    return half < 64u ? 64u : half > 4096u ? 4096u : half;
}

#endif
