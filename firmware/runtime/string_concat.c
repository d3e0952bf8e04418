/*
 * Concatenation. The shorter part is copied into room that lies behind the longer one, or in front
 * of it, in the block of the string that owns the units; the result is a header of one granule. The
 * owner knows how far its block is taken: only the string that ends (or begins) there can take
 * more, any other is a shared prefix, of which a rope is made. When a block is full, the next piece
 * starts another, half as large as the whole text, beside it in a rope; nothing that is long is
 * copied. So a text of n units that was put together from pieces of any size, at either end, takes
 * O(n) time and at most n and a half units, and fewer when the heap is nearly full.
 */
#include "runtime/assert.h"
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/string_parts.h"

/* Shorter results are copied: a rope would be larger. */
#define ROPE_MIN_LENGTH 24u

/// Owners of units ///

/*
 * How far an owner's block is taken: units from its start, or, for one that grows at its front,
 * units that are free there. No address is negative.
 */
static const struct tsp_string *taken_mark(uint32_t position, bool front) {
    return (const struct tsp_string *)(uintptr_t)~((uintptr_t)position << 1 | front);
}

static bool is_owner(const struct tsp_string *flat) {
    return (intptr_t)flat->right < 0;
}

static uint32_t taken(const struct tsp_string *owner) {
    return (uint32_t)(~(uintptr_t)owner->right >> 1);
}

static bool grows_at_front(const struct tsp_string *owner) {
    return (~(uintptr_t)owner->right & 1u) != 0;
}

uint32_t tsp_string_capacity(const struct tsp_string *owner) {
    size_t bytes = tsp_block_size(owner) - sizeof *owner;
    return (uint32_t)(owner->storage == TSP_UTF16 ? bytes / 2u : bytes);
}

static uint32_t units_before(const struct tsp_string *owner, const struct tsp_string *flat) {
    size_t bytes = (size_t)(flat->u.latin1 - (const uint8_t *)(owner + 1));
    return (uint32_t)(owner->storage == TSP_UTF16 ? bytes / 2u : bytes);
}

struct tsp_string *tsp_string_new_growing(struct tsp_string_growth growth, struct tsp_string_target *target) {
    size_t unit = growth.wide ? 2u : 1u;
    size_t least = sizeof(struct tsp_string) + growth.length * unit;
    size_t wanted = sizeof(struct tsp_string) + growth.capacity * unit;
    struct tsp_string *owner = growth.optional ? tsp_try_new(&tsp_string_shape, least, wanted)
                                               : tsp_new_between(&tsp_string_shape, least, wanted);
    if (owner == NULL) {
        return NULL;
    }
    owner->length = growth.length & TSP_STRING_MAX_LENGTH;
    owner->own = 0;
    owner->storage = growth.wide ? TSP_UTF16 : TSP_LATIN1;
    uint32_t before = growth.front ? tsp_string_capacity(owner) - growth.length : 0;
    uint8_t *units = (uint8_t *)(owner + 1) + before * unit;
    owner->u.latin1 = units;
    owner->right = taken_mark(growth.front ? before : growth.length, growth.front);
    target->latin1 = growth.wide ? NULL : units;
    target->utf16 = growth.wide ? (uint16_t *)(void *)units : NULL;
    return owner;
}

/* Whose block a flat string's units lie in, if that can take more of them. */
static struct tsp_string *owner_of(const struct tsp_string *flat) {
    if (is_owner(flat)) {
        return (struct tsp_string *)(uintptr_t)flat;
    }
    return flat->right != NULL && is_owner(flat->right) ? (struct tsp_string *)(uintptr_t)flat->right : NULL;
}

/* The block can take more of them at this end of the string, or could until it was full. */
static bool is_open(const struct tsp_string *owner, const struct tsp_string *flat, bool front) {
    if (owner == NULL || grows_at_front(owner) != front) {
        return false;
    }
    uint32_t from = units_before(owner, flat);
    return taken(owner) == (front ? from : from + flat->length);
}

/*
 * Writes the pieces at an end of a flat string that is open there; a NULL without an exception says
 * that there is no room.
 */
static const struct tsp_string *extend(const struct tsp_string *flat, int count, const tsp_value *pieces, bool front) {
    struct tsp_string *owner = owner_of(flat);
    bool wide;
    uint32_t length = tsp_parts_length(count, pieces, &wide);
    if (!is_open(owner, flat, front) || (owner->storage == TSP_LATIN1 && wide)) {
        return NULL;
    }
    uint32_t room = front ? taken(owner) : tsp_string_capacity(owner) - taken(owner);
    if (room < length) {
        return NULL;
    }
    struct tsp_string *result = tsp_new_unfilled(&tsp_string_shape, sizeof *result);
    if (result == NULL) {
        return NULL;
    }
    uint32_t at = front ? taken(owner) - length : taken(owner);
    uint8_t *units = (uint8_t *)(owner + 1);
    struct tsp_string_target target = {owner->storage == TSP_LATIN1 ? units : NULL,
                                       owner->storage == TSP_LATIN1 ? NULL : (uint16_t *)(void *)units};
    tsp_parts_write(target, at, count, pieces);
    owner->right = taken_mark(front ? at : at + length, front);
    result->length = (flat->length + length) & TSP_STRING_MAX_LENGTH;
    result->own = 0;
    result->storage = owner->storage;
    result->right = owner;
    if (!front) {
        result->u = flat->u;
    } else if (owner->storage == TSP_LATIN1) {
        result->u.latin1 = units + at;
    } else {
        result->u.utf16 = (uint16_t *)(void *)units + at;
    }
    return result;
}

/// Joining two parts ///

static bool check_length(uint64_t length) {
    if (length > TSP_STRING_MAX_LENGTH) {
        tsp_throw_range_error("Invalid string length");
        return false;
    }
    return true;
}

struct tsp_string *tsp_string_new_rope(const struct tsp_string *left, const struct tsp_string *right) {
    struct tsp_string *rope = tsp_new_unfilled(&tsp_string_shape, sizeof *rope);
    if (rope != NULL) {
        rope->length = (left->length + right->length) & TSP_STRING_MAX_LENGTH;
        rope->own = 0;
        rope->storage = tsp_string_is_wide(left) || tsp_string_is_wide(right) ? TSP_ROPE_WIDE : TSP_ROPE;
        rope->u.left = left;
        rope->right = right;
    }
    return rope;
}

static const struct tsp_string *copy_measured(int count, const tsp_value *parts, struct tsp_string_growth growth) {
    growth.capacity = growth.capacity < growth.length ? growth.length : growth.capacity;
    struct tsp_string_target target;
    struct tsp_string *flat = tsp_string_new_growing(growth, &target);
    if (flat != NULL) {
        tsp_parts_write(target, 0, count, parts);
    }
    return flat;
}

/* A flat string of all of them, with room up to `capacity` units. */
static const struct tsp_string *copy_all(int count, const tsp_value *parts, uint32_t capacity, bool front) {
    struct tsp_string_growth growth = {.capacity = capacity, .front = front};
    growth.length = tsp_parts_length(count, parts, &growth.wide);
    return copy_measured(count, parts, growth);
}

/* Parts in the order in which they stand: `base` and, at its front or its back, `piece`. */
static const struct tsp_string *copy_both(const struct tsp_string *base, const struct tsp_string *piece,
                                          uint32_t capacity, bool front) {
    const tsp_value parts[2] = {tsp_from_string(front ? piece : base), tsp_from_string(front ? base : piece)};
    return copy_all(2, parts, capacity, front);
}

static const struct tsp_string *rope_of(const struct tsp_string *base, const struct tsp_string *piece, bool front) {
    return front ? tsp_string_new_rope(piece, base) : tsp_string_new_rope(base, piece);
}

/* The piece in a block of its own with room for those that follow. */
static const struct tsp_string *start_chunk(const struct tsp_string *base, const struct tsp_string *piece, bool front) {
    const tsp_value part = tsp_from_string(piece);
    const struct tsp_string *chunk = copy_all(1, &part, tsp_string_chunk(base), front);
    return chunk == NULL ? NULL : rope_of(base, chunk, front);
}

/* A NULL without an exception says that the two should become a rope. */
static const struct tsp_string *add_to_flat(const struct tsp_string *flat, const struct tsp_string *piece, bool front) {
    const tsp_value part = tsp_from_string(piece);
    const struct tsp_string *result = extend(flat, 1, &part, front);
    if (result != NULL || tsp_exception_pending() || flat->length >= 2u * TSP_COPIED_MAX_LENGTH) {
        return result;
    }
    uint32_t length = flat->length + piece->length;
    if (is_open(owner_of(flat), flat, front)) {
        return copy_both(flat, piece, 2u * length, front); /* it has grown before, and will again */
    }
    return flat->length < TSP_COPIED_MAX_LENGTH ? copy_both(flat, piece, length, front) : NULL;
}

static const struct tsp_string *end_of(const struct tsp_string *rope, bool front) {
    return front ? rope->u.left : rope->right;
}

/* Pieces have been added at this end of it. */
static bool has_grown(const struct tsp_string *string, bool front) {
    const struct tsp_string *end = tsp_string_is_rope(string) ? end_of(string, front) : string;
    return !tsp_string_is_rope(end) && is_open(owner_of(end), end, front);
}

/*
 * A text that grows at both ends is a rope of two parts, of which each grows at its own end. So the
 * end of a rope is looked at, and the end of that, but no further.
 */
static const struct tsp_string *add_to_rope(const struct tsp_string *rope, const struct tsp_string *piece, bool front,
                                            bool inner) {
    const struct tsp_string *end = end_of(rope, front);
    const struct tsp_string *rest = end_of(rope, !front);
    bool of_two_parts = !inner && has_grown(rest, !front);
    const struct tsp_string *longer_end = NULL;
    if (!tsp_string_is_rope(end)) {
        longer_end = add_to_flat(end, piece, front);
        if (longer_end == NULL && of_two_parts && !tsp_exception_pending()) {
            longer_end = start_chunk(end, piece, front);
        }
    } else if (of_two_parts || (!inner && has_grown(end, front))) {
        longer_end = add_to_rope(end, piece, front, true);
    }
    if (longer_end != NULL) {
        return rope_of(rest, longer_end, front);
    }
    return tsp_exception_pending() ? NULL : start_chunk(rope, piece, front);
}

/* `piece` is the shorter of the two. */
static const struct tsp_string *add(const struct tsp_string *base, const struct tsp_string *piece, bool front) {
    if (tsp_string_is_rope(base)) {
        return add_to_rope(base, piece, front, false);
    }
    const struct tsp_string *result = add_to_flat(base, piece, front);
    if (result != NULL || tsp_exception_pending()) {
        return result;
    }
    return has_grown(base, front) ? start_chunk(base, piece, front) : rope_of(base, piece, front);
}

const struct tsp_string *tsp_string_concat(const struct tsp_string *left, const struct tsp_string *right) {
    if (left->length == 0) {
        return right;
    }
    if (right->length == 0) {
        return left;
    }
    if (!check_length((uint64_t)left->length + right->length)) {
        return NULL;
    }
    bool front = left->length < right->length;
    const struct tsp_string *base = front ? right : left;
    const struct tsp_string *piece = front ? left : right;
    if (piece->length > TSP_PIECE_MAX_LENGTH) {
        return tsp_string_new_rope(left, right);
    }
    if (left->length + right->length < ROPE_MIN_LENGTH && tsp_string_is_rope(base)) {
        return copy_both(base, piece, 0, front);
    }
    return add(base, piece, front);
}

/// Joining several ///

/* How many parts from the first on are short enough to be copied together; at least one. */
static int count_run(int count, const tsp_value *parts) {
    uint32_t length = tsp_part_length(parts[0]);
    int run = 1;
    for (; length < TSP_COPIED_MAX_LENGTH && run < count; run++) {
        uint32_t next = tsp_part_length(parts[run]);
        if (next >= TSP_COPIED_MAX_LENGTH || length + next > TSP_PIECE_MAX_LENGTH) {
            break;
        }
        length += next;
    }
    return run;
}

/*
 * The pieces, which are short, behind a text that has grown so before: without a copy of their own.
 * NULL without an exception says that this cannot be done.
 */
static const struct tsp_string *append_run(const struct tsp_string *text, int count, const tsp_value *pieces) {
    if (text->length + TSP_PIECE_MAX_LENGTH + TSP_COPIED_MAX_LENGTH > TSP_STRING_MAX_LENGTH) {
        return NULL;
    }
    if (!tsp_string_is_rope(text)) {
        return extend(text, count, pieces, false);
    }
    if (tsp_string_is_rope(text->right)) {
        return NULL;
    }
    const struct tsp_string *longer = extend(text->right, count, pieces, false);
    return longer == NULL ? NULL : tsp_string_new_rope(text->u.left, longer);
}

static const struct tsp_string *one_part(tsp_value part) {
    return tsp_is_int32(part) ? tsp_int32_to_string(tsp_as_int32(part)) : tsp_as_string(part);
}

const struct tsp_string *tsp_string_join_short(int count, const tsp_value *parts) {
    struct tsp_string_growth all = {.capacity = 0};
    all.length = tsp_parts_length(count, parts, &all.wide);
    TSP_ASSERT(all.length <= TSP_SHORT_TEXT);
    return all.length == 0 ? &tsp_string_empty : copy_measured(count, parts, all);
}

const struct tsp_string *tsp_string_join(int count, const tsp_value *parts) {
    const struct tsp_string *joined = &tsp_string_empty;
    if (count > 1 && tsp_part_length(parts[0]) < TSP_COPIED_MAX_LENGTH) {
        struct tsp_string_growth all = {.capacity = 0};
        all.length = tsp_parts_length(count, parts, &all.wide);
        if (all.length > 0 && all.length <= TSP_PIECE_MAX_LENGTH) {
            return copy_measured(count, parts, all);
        }
    }
    for (int i = 0; i < count && joined != NULL;) {
        int run = count_run(count - i, parts + i);
        const struct tsp_string *longer = i == 0 || run == 1 ? NULL : append_run(joined, run, parts + i);
        if (longer == NULL && tsp_exception_pending()) {
            return NULL;
        }
        if (longer == NULL) {
            const struct tsp_string *part = run == 1 ? one_part(parts[i]) : copy_all(run, parts + i, 0, false);
            longer = part == NULL ? NULL : tsp_string_concat(joined, part);
        }
        joined = longer;
        i += run;
    }
    return joined;
}
