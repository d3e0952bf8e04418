#include "runtime/string_grow.h"

#include "runtime/assert.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/string_parts.h"

/* Units that the first block of a text has room for at least. */
#define LEAST_ROOM 32u
/*
 * Units that are copied to a larger block at most: all appends together copy each less than twice.
 * A longer text becomes a rope, since two blocks of its size might not fit.
 */
#define MOST_COPIED 512u

static uint32_t capacity_for(uint32_t length) {
    return 2u * length < LEAST_ROOM ? LEAST_ROOM : 2u * length;
}

static struct tsp_string *writable(const struct tsp_string *string) {
    return (struct tsp_string *)(uintptr_t)string;
}

/* What becomes a part of something else no longer grows by itself. A constant never does. */
static void disown(const struct tsp_string *string) {
    if (string->own) {
        writable(string)->own = 0;
    }
}

void tsp_string_give_room(struct tsp_string *block) {
    block->length = tsp_string_capacity(block) & TSP_STRING_MAX_LENGTH;
    block->own = 1;
}

/* A text in a new block: with the header of the shorter `before`, if that is of its own. */
static struct tsp_string *in_block(const struct tsp_string *before, struct tsp_string *block) {
    const bool has_header = before->own && !tsp_string_is_rope(before);
    struct tsp_string *text = has_header ? writable(before) : tsp_new_unfilled(&tsp_string_shape, sizeof *text);
    if (text != NULL) {
        text->length = block->length;
        text->own = 1;
        text->storage = block->storage;
        text->u = block->u;
        text->right = block;
        tsp_string_give_room(block);
    }
    return text;
}

/* What `text` is, most often nothing, and behind it the parts, in a block with room for more. */
static struct tsp_string *copy_with_room(const struct tsp_string *text, struct tsp_string_growth growth, int count,
                                         const tsp_value *parts) {
    struct tsp_string_target target;
    struct tsp_string *block = tsp_string_new_growing(growth, &target);
    if (block == NULL) {
        return NULL;
    }
    tsp_string_write(target, 0, text);
    tsp_parts_write(target, text->length, count, parts);
    return in_block(text, block);
}

/* A rope that grows at its right part, if that has a block of its own. */
static struct tsp_string *rope_of(const struct tsp_string *text, const struct tsp_string *end) {
    struct tsp_string *rope = end == NULL ? NULL : tsp_string_new_rope(text, end);
    if (rope != NULL) {
        disown(text);
        rope->own = 1;
    }
    return rope;
}

/* What is long is not copied. */
static const struct tsp_string *with_long_part(const struct tsp_string *text, int count, const tsp_value *parts) {
    const struct tsp_string *part = tsp_string_join(count, parts);
    if (part == NULL) {
        return NULL;
    }
    disown(part);
    return text->length == 0 ? part : rope_of(text, part);
}

/* The text where there is no room behind it. */
static const struct tsp_string *start_block(const struct tsp_string *text, struct tsp_string_growth added, int count,
                                            const tsp_value *parts) {
    if (added.length > TSP_STRING_MAX_LENGTH - text->length) {
        tsp_throw_range_error("Invalid string length");
        return NULL;
    }
    if (added.length > TSP_PIECE_MAX_LENGTH) {
        return with_long_part(text, count, parts);
    }
    if (text->length >= MOST_COPIED) {
        uint32_t chunk = tsp_string_chunk(text);
        added.capacity = added.length < chunk ? chunk : added.length;
        return rope_of(text, copy_with_room(&tsp_string_empty, added, count, parts));
    }
    struct tsp_string_growth both = {.length = text->length + added.length,
                                     .wide = added.wide || tsp_string_is_wide(text)};
    both.capacity = capacity_for(both.length);
    return copy_with_room(text, both, count, parts);
}

/* The part of the text whose block the next piece goes to: itself, or the end of a rope. */
static struct tsp_string *growing_end(const struct tsp_string *text) {
    if (!text->own) {
        return NULL;
    }
    const struct tsp_string *end = tsp_string_is_rope(text) ? text->right : text;
    TSP_ASSERT(!end->own || tsp_string_is_rope(end) ||
               (end->right->own && (size_t)(end->u.latin1 - (const uint8_t *)(end->right + 1)) +
                                           (size_t)end->length * (end->storage == TSP_UTF16 ? 2u : 1u) ==
                                       (size_t)tsp_text_taken(end->right) * (end->storage == TSP_UTF16 ? 2u : 1u)));
    return end->own && !tsp_string_is_rope(end) ? writable(end) : NULL;
}

/* Whether the end of a text has room for so many units. */
static bool has_room(const struct tsp_string *end, uint32_t length, bool wide) {
    return end != NULL && !(wide && end->storage == TSP_LATIN1) &&
           end->right->length - tsp_text_taken(end->right) >= length;
}

static const struct tsp_string *grow_slowly(const struct tsp_string *text, int count, const tsp_value *parts) {
    struct tsp_string_growth added = {.capacity = 0};
    added.length = tsp_parts_length(count, parts, &added.wide);
    return added.length == 0 ? text : start_block(text, added, count, parts);
}

/* They have been written to the end of the text. */
static const struct tsp_string *longer_by(const struct tsp_string *text, struct tsp_string *end, uint32_t added) {
    tsp_text_took(end, added);
    if (end != text) {
        writable(text)->length = (text->length + added) & TSP_STRING_MAX_LENGTH;
    }
    return text;
}

static void write_units(uint8_t *at, int count, const struct tsp_string *const *units) {
    for (int i = 0; i < count; i++) {
        at[i] = units[i]->u.latin1[0];
    }
}

/* A short text with units behind it, in a block with room for more; NULL: it has to be a rope. */
static struct tsp_string *with_units(const struct tsp_string *text, int count, const struct tsp_string *const *units) {
    if (text->length >= MOST_COPIED || tsp_string_is_wide(text)) {
        return NULL;
    }
    struct tsp_string_growth growth = {.length = text->length + (uint32_t)count};
    growth.capacity = capacity_for(growth.length);
    struct tsp_string_target target;
    struct tsp_string *block = tsp_string_new_growing(growth, &target);
    if (block == NULL) {
        return NULL;
    }
    tsp_string_write(target, 0, text);
    write_units(target.latin1 + text->length, count, units);
    return in_block(text, block);
}

static const struct tsp_string *grow_by_strings(const struct tsp_string *text, int count,
                                                const struct tsp_string *const *strings) {
    tsp_value parts[TSP_FEW_UNITS];
    for (int i = 0; i < count; i++) {
        parts[i] = tsp_from_string(strings[i]);
    }
    return tsp_text_grow(text, count, parts);
}

const struct tsp_string *tsp_text_grow_few(const struct tsp_string *text, int count,
                                           const struct tsp_string *const *strings) {
    if (!tsp_are_unit_strings(count, strings)) {
        return grow_by_strings(text, count, strings);
    }
    struct tsp_string *end = growing_end(text);
    uint8_t *at = end == NULL ? NULL : tsp_text_room(end, (uint32_t)count);
    if (at != NULL) {
        write_units(at, count, strings);
        return longer_by(text, end, (uint32_t)count);
    }
    const struct tsp_string *longer = with_units(text, count, strings);
    return longer != NULL || tsp_exception_pending() ? longer : grow_by_strings(text, count, strings);
}

const struct tsp_string *tsp_text_grow(const struct tsp_string *text, int count, const tsp_value *parts) {
    bool wide;
    uint32_t most = tsp_parts_bound(count, parts, &wide);
    struct tsp_string *end = growing_end(text);
    if (!has_room(end, most, wide)) {
        return grow_slowly(text, count, parts);
    }
    uint8_t *units = (uint8_t *)(uintptr_t)(end->right + 1);
    bool latin1 = end->storage == TSP_LATIN1;
    struct tsp_string_target target = {latin1 ? units : NULL, latin1 ? NULL : (uint16_t *)(void *)units};
    uint32_t taken = tsp_text_taken(end->right);
    return longer_by(text, end, tsp_parts_write(target, taken, count, parts) - taken);
}
