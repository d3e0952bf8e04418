/*
 * Concatenation. The shorter part is copied into room that lies behind the longer one, or in front
 * of it, in the block of the string that owns the units; the result is a header of one granule. The
 * owner knows how far its block is taken: only the string that ends (or begins) there can take
 * more, any other is a shared prefix, of which a rope is made. When a block is full, the next piece
 * starts another, half as large as the whole text, beside it in a rope; nothing that is long is
 * copied. So a text of n units that was put together from pieces of any size, at either end, takes
 * O(n) time and at most n and a half units, and fewer when the heap is nearly full.
 */
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/string_internal.h"

/* Shorter results are copied: a rope would be larger. */
#define ROPE_MIN_LENGTH 24u
/* Longer parts are not copied, but become part of a rope. */
#define PIECE_MAX_LENGTH 256u
/* Shorter parts that have no room are copied to get some. */
#define COPIED_MAX_LENGTH 64u
#define CHUNK_MIN 64u
#define CHUNK_MAX 4096u

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

static uint32_t capacity_of(const struct tsp_string *owner) {
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
    owner->storage = growth.wide ? TSP_UTF16 : TSP_LATIN1;
    uint32_t before = growth.front ? capacity_of(owner) - growth.length : 0;
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

/* The units of several strings; in *wide whether one of them is above 255. */
static uint32_t length_of(int count, const struct tsp_string *const *strings, bool *wide) {
    uint32_t length = 0;
    *wide = false;
    for (int i = 0; i < count; i++) {
        length += strings[i]->length;
        *wide = *wide || tsp_string_is_wide(strings[i]);
    }
    return length;
}

/* A few units cost less in a loop than the call of a copy. */
#define WRITTEN_IN_LINE 4u

static void write_all(struct tsp_string_target target, uint32_t at, int count,
        const struct tsp_string *const *strings) {
    for (int i = 0; i < count; i++) {
        const struct tsp_string *string = strings[i];
        const uint32_t length = string->length;
        if (target.latin1 != NULL && string->storage == TSP_LATIN1 && length <= WRITTEN_IN_LINE) {
            for (uint32_t j = 0; j < length; j++) {
                target.latin1[at + j] = string->u.latin1[j];
            }
        } else {
            tsp_string_write(target, at, string);
        }
        at += length;
    }
}

/*
 * Writes the pieces at an end of a flat string that is open there; a NULL without an exception says
 * that there is no room.
 */
static const struct tsp_string *extend(const struct tsp_string *flat, int count,
        const struct tsp_string *const *pieces, bool front) {
    struct tsp_string *owner = owner_of(flat);
    bool wide;
    uint32_t length = length_of(count, pieces, &wide);
    if (!is_open(owner, flat, front) || (owner->storage == TSP_LATIN1 && wide)) {
        return NULL;
    }
    uint32_t room = front ? taken(owner) : capacity_of(owner) - taken(owner);
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
    write_all(target, at, count, pieces);
    owner->right = taken_mark(front ? at : at + length, front);
    result->length = (flat->length + length) & TSP_STRING_MAX_LENGTH;
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

static const struct tsp_string *new_rope(const struct tsp_string *left, const struct tsp_string *right) {
    struct tsp_string *rope = tsp_new_unfilled(&tsp_string_shape, sizeof *rope);
    if (rope != NULL) {
        rope->length = (left->length + right->length) & TSP_STRING_MAX_LENGTH;
        rope->storage = tsp_string_is_wide(left) || tsp_string_is_wide(right) ? TSP_ROPE_WIDE : TSP_ROPE;
        rope->u.left = left;
        rope->right = right;
    }
    return rope;
}

/* A flat string of all of them, with room up to `capacity` units. */
static const struct tsp_string *copy_all(int count, const struct tsp_string *const *strings, uint32_t capacity, bool front) {
    struct tsp_string_growth growth = {.capacity = capacity, .front = front};
    growth.length = length_of(count, strings, &growth.wide);
    growth.capacity = capacity < growth.length ? growth.length : capacity;
    struct tsp_string_target target;
    struct tsp_string *flat = tsp_string_new_growing(growth, &target);
    if (flat != NULL) {
        write_all(target, 0, count, strings);
    }
    return flat;
}

/* Parts in the order in which they stand: `base` and, at its front or its back, `piece`. */
static const struct tsp_string *copy_both(const struct tsp_string *base, const struct tsp_string *piece, uint32_t capacity, bool front) {
    const struct tsp_string *parts[2] = {front ? piece : base, front ? base : piece};
    return copy_all(2, parts, capacity, front);
}

static const struct tsp_string *rope_of(const struct tsp_string *base, const struct tsp_string *piece, bool front) {
    return front ? new_rope(piece, base) : new_rope(base, piece);
}

/* The piece in a block of its own with room for those that follow. */
static const struct tsp_string *start_chunk(const struct tsp_string *base, const struct tsp_string *piece, bool front) {
    uint32_t capacity = base->length / 2u;
    capacity = capacity < CHUNK_MIN ? CHUNK_MIN : capacity > CHUNK_MAX ? CHUNK_MAX : capacity;
    const struct tsp_string *chunk = copy_all(1, &piece, capacity, front);
    return chunk == NULL ? NULL : rope_of(base, chunk, front);
}

/* A NULL without an exception says that the two should become a rope. */
static const struct tsp_string *add_to_flat(const struct tsp_string *flat, const struct tsp_string *piece, bool front) {
    const struct tsp_string *result = extend(flat, 1, &piece, front);
    if (result != NULL || tsp_exception_pending() || flat->length >= 2u * COPIED_MAX_LENGTH) {
        return result;
    }
    uint32_t length = flat->length + piece->length;
    if (is_open(owner_of(flat), flat, front)) {
        return copy_both(flat, piece, 2u * length, front); /* it has grown before, and will again */
    }
    return flat->length < COPIED_MAX_LENGTH ? copy_both(flat, piece, length, front) : NULL;
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
static const struct tsp_string *add_to_rope(const struct tsp_string *rope, const struct tsp_string *piece, bool front, bool inner) {
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
    if (piece->length > PIECE_MAX_LENGTH) {
        return new_rope(left, right);
    }
    if (left->length + right->length < ROPE_MIN_LENGTH && tsp_string_is_rope(base)) {
        return copy_both(base, piece, 0, front);
    }
    return add(base, piece, front);
}

/// Joining several ///

/* How many strings from the first on are short enough to be copied together; at least one. */
static int count_run(int count, const struct tsp_string *const *strings) {
    uint32_t length = strings[0]->length;
    int run = 1;
    while (length < COPIED_MAX_LENGTH && run < count && strings[run]->length < COPIED_MAX_LENGTH &&
           length + strings[run]->length <= PIECE_MAX_LENGTH) {
        length += strings[run++]->length;
    }
    return run;
}

/*
 * The pieces, which are short, behind a text that has grown so before: without a copy of their own.
 * NULL without an exception says that this cannot be done.
 */
static const struct tsp_string *append_run(const struct tsp_string *text, int count,
        const struct tsp_string *const *pieces) {
    if (text->length + PIECE_MAX_LENGTH + COPIED_MAX_LENGTH > TSP_STRING_MAX_LENGTH) {
        return NULL;
    }
    if (!tsp_string_is_rope(text)) {
        return extend(text, count, pieces, false);
    }
    if (tsp_string_is_rope(text->right)) {
        return NULL;
    }
    const struct tsp_string *longer = extend(text->right, count, pieces, false);
    return longer == NULL ? NULL : new_rope(text->u.left, longer);
}

const struct tsp_string *tsp_string_join(int count, const struct tsp_string *const *strings) {
    const struct tsp_string *joined = &tsp_string_empty;
    for (int i = 0; i < count && joined != NULL;) {
        int run = count_run(count - i, strings + i);
        const struct tsp_string *longer = i == 0 || run == 1 ? NULL : append_run(joined, run, strings + i);
        if (longer == NULL && tsp_exception_pending()) {
            return NULL;
        }
        if (longer == NULL) {
            const struct tsp_string *part = run == 1 ? strings[i] : copy_all(run, strings + i, 0, false);
            longer = part == NULL ? NULL : tsp_string_concat(joined, part);
        }
        joined = longer;
        i += run;
    }
    return joined;
}
