/* Ropes: strings that are two others, one behind the other. */
#include "runtime/string_internal.h"

#include "runtime/copy.h"
#include "runtime/heap_internal.h"

/*
 * The larger part of a rope waits while the smaller one is written, so the depth is at most log2 of
 * the longest length.
 */
#define WRITE_DEPTH 30u

static void write_flat(struct tsp_string_target target, uint32_t at, const struct tsp_string *flat) {
    if (target.latin1 != NULL) {
        tsp_copy(target.latin1 + at, flat->u.latin1, flat->length);
    } else if (flat->storage == TSP_UTF16) {
        tsp_copy(target.utf16 + at, flat->u.utf16, (size_t)flat->length * 2u);
    } else {
        for (uint32_t i = 0; i < flat->length; i++) {
            target.utf16[at + i] = flat->u.latin1[i];
        }
    }
}

void tsp_string_write(struct tsp_string_target target, uint32_t at, const struct tsp_string *string) {
    struct {
        const struct tsp_string *string;
        uint32_t at;
    } waiting[WRITE_DEPTH];
    unsigned depth = 0;
    for (;;) {
        if (!tsp_string_is_rope(string)) {
            write_flat(target, at, string);
            if (depth == 0) {
                return;
            }
            depth--;
            string = waiting[depth].string;
            at = waiting[depth].at;
            continue;
        }
        const struct tsp_string *left = string->u.left;
        const struct tsp_string *right = string->right;
        uint32_t right_at = at + left->length;
        if (!tsp_string_is_rope(left)) {
            write_flat(target, at, left);
            string = right;
            at = right_at;
        } else if (!tsp_string_is_rope(right)) {
            write_flat(target, right_at, right);
            string = left;
        } else if (left->length < right->length) {
            waiting[depth].string = right;
            waiting[depth].at = right_at;
            depth++;
            string = left;
        } else {
            waiting[depth].string = left;
            waiting[depth].at = at;
            depth++;
            string = right;
            at = right_at;
        }
    }
}

/*
 * Most of it was flat before: a text that is read after each piece that is added. The next pieces
 * get room.
 */
static bool is_mostly_flat(const struct tsp_string *part, const struct tsp_string *rope) {
    return !tsp_string_is_rope(part) && part->length > rope->length - rope->length / 4u;
}

void tsp_string_flatten_rope(const struct tsp_string *string) {
    bool back = is_mostly_flat(string->u.left, string);
    bool front = is_mostly_flat(string->right, string);
    struct tsp_string_growth growth = {
        .length = string->length,
        .capacity = back || front ? string->length + string->length / 4u : string->length,
        .wide = string->storage == TSP_ROPE_WIDE,
        .front = front,
        .optional = true,
    };
    struct tsp_string_target target;
    struct tsp_string *flat = tsp_string_new_growing(growth, &target);
    if (flat == NULL) {
        return;
    }
    tsp_string_write(target, 0, string);
    /* ropes are heap objects, so writable */
    struct tsp_string *rope = (struct tsp_string *)(uintptr_t)string;
    rope->storage = flat->storage;
    rope->u = flat->u;
    rope->right = flat;
    if (front) {
        rope->own = 0;
    } else if (rope->own) {
        tsp_string_give_room(flat);
    }
}

const struct tsp_string *tsp_string_leaf(const struct tsp_string *string, uint32_t index, uint32_t *start) {
    *start = 0;
    while (tsp_string_is_rope(string)) {
        uint32_t middle = *start + string->u.left->length;
        if (index < middle) {
            string = string->u.left;
        } else {
            *start = middle;
            string = string->right;
        }
    }
    return string;
}

uint16_t tsp_string_peek_rope(const struct tsp_string *rope, uint32_t index) {
    uint32_t start;
    const struct tsp_string *leaf = tsp_string_leaf(rope, index, &start);
    return tsp_string_peek(leaf, index - start);
}
