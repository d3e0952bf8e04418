#include "runtime/string_internal.h"

#include "runtime/copy.h"
#include "runtime/exception.h"
#include "runtime/heap.h"

static const struct tsp_slot string_slots[] = {{offsetof(struct tsp_string, u.left), TSP_SLOT_ROPE},
                                               {offsetof(struct tsp_string, right), TSP_SLOT_POINTER}};
const struct tsp_shape tsp_string_shape = {.name = "String",
                                           .size = sizeof(struct tsp_string),
                                           .kind = TSP_KIND_STRING,
                                           .slot_count = 2,
                                           .slots = string_slots};
const struct tsp_string tsp_string_empty = TSP_LATIN1_LITERAL("");

struct tsp_string *tsp_string_new_latin1(uint32_t length, uint8_t **latin1) {
    struct tsp_string *string = tsp_new_unfilled(&tsp_string_shape, sizeof *string + length);
    if (string != NULL) {
        *latin1 = (uint8_t *)(string + 1);
        string->length = length & TSP_STRING_MAX_LENGTH;
        string->own = 0;
        string->storage = TSP_LATIN1;
        string->u.latin1 = *latin1;
        string->right = NULL;
    }
    return string;
}

struct tsp_string *tsp_string_new_utf16(uint32_t length, uint16_t **utf16) {
    struct tsp_string *string = tsp_new_unfilled(&tsp_string_shape, sizeof *string + (size_t)length * 2u);
    if (string != NULL) {
        *utf16 = (uint16_t *)(void *)(string + 1);
        string->length = length & TSP_STRING_MAX_LENGTH;
        string->own = 0;
        string->storage = TSP_UTF16;
        string->u.utf16 = *utf16;
        string->right = NULL;
    }
    return string;
}

const struct tsp_string *tsp_string_from_latin1(const char *bytes, size_t length) {
    uint8_t *to;
    if (length == 0) {
        return &tsp_string_empty;
    }
    struct tsp_string *string = tsp_string_new_latin1((uint32_t)length, &to);
    if (string != NULL) {
        tsp_copy_few(to, (const uint8_t *)bytes, length);
    }
    return string;
}

const struct tsp_string *tsp_string_from_units(const uint16_t *units, uint32_t length) {
    uint16_t all = 0;
    for (uint32_t i = 0; i < length; i++) {
        all |= units[i];
    }
    if (length == 0) {
        return &tsp_string_empty;
    }
    if (all < 256) {
        uint8_t *latin1;
        struct tsp_string *string = tsp_string_new_latin1(length, &latin1);
        for (uint32_t i = 0; string != NULL && i < length; i++) {
            latin1[i] = (uint8_t)units[i];
        }
        return string;
    }
    uint16_t *utf16;
    struct tsp_string *string = tsp_string_new_utf16(length, &utf16);
    if (string != NULL) {
        memcpy(utf16, units, (size_t)length * 2u);
    }
    return string;
}

/// Reading ///

/* Words where both are aligned, as the units of literals and of strings of their own are. */
static bool same_bytes(const uint8_t *left, const uint8_t *right, size_t length) {
    if ((((uintptr_t)left | (uintptr_t)right) & 3u) == 0) {
        for (; length >= 4u; length -= 4u, left += 4, right += 4) {
            uint32_t a;
            uint32_t b;
            memcpy(&a, __builtin_assume_aligned(left, 4), sizeof a);
            memcpy(&b, __builtin_assume_aligned(right, 4), sizeof b);
            if (a != b) {
                return false;
            }
        }
    }
    for (; length > 0; length--) {
        if (*left++ != *right++) {
            return false;
        }
    }
    return true;
}

/* Both have one length. */
bool tsp_string_same_units(const struct tsp_string *left, const struct tsp_string *right) {
    if (left->storage == TSP_LATIN1 && right->storage == TSP_LATIN1) {
        return same_bytes(left->u.latin1, right->u.latin1, left->length);
    }
    if (tsp_string_is_wide(left) != tsp_string_is_wide(right)) {
        return false;
    }
    tsp_string_flatten(left);
    tsp_string_flatten(right);
    if (!tsp_string_is_rope(left) && !tsp_string_is_rope(right)) {
        size_t unit = left->storage == TSP_UTF16 ? 2u : 1u;
        return same_bytes(left->u.latin1, right->u.latin1, (size_t)left->length * unit);
    }
    return tsp_string_compare(left, right) == 0;
}

int tsp_string_compare(const struct tsp_string *left, const struct tsp_string *right) {
    if (left == right) {
        return 0;
    }
    tsp_string_flatten(left);
    tsp_string_flatten(right);
    uint32_t common = left->length < right->length ? left->length : right->length;
    for (uint32_t i = 0; i < common; i++) {
        uint16_t a = tsp_string_peek(left, i);
        uint16_t b = tsp_string_peek(right, i);
        if (a != b) {
            return a < b ? -1 : 1;
        }
    }
    return left->length == right->length ? 0 : left->length < right->length ? -1 : 1;
}

uint16_t tsp_string_unit(const struct tsp_string *string, uint32_t index) {
    tsp_string_flatten(string);
    return tsp_string_peek(string, index);
}

/* Of a rope that there is no room to make flat. */
static const struct tsp_string *sub_of_rope(const struct tsp_string *rope, uint32_t from, uint32_t to) {
    uint8_t *latin1 = NULL;
    uint16_t *utf16 = NULL;
    uint16_t all = 0;
    for (uint32_t i = from; i < to; i++) {
        all |= tsp_string_peek(rope, i);
    }
    struct tsp_string *part =
        all < 256 ? tsp_string_new_latin1(to - from, &latin1) : tsp_string_new_utf16(to - from, &utf16);
    for (uint32_t i = from; part != NULL && i < to; i++) {
        if (utf16 == NULL) {
            latin1[i - from] = (uint8_t)tsp_string_peek(rope, i);
        } else {
            utf16[i - from] = tsp_string_peek(rope, i);
        }
    }
    return part;
}

const struct tsp_string *tsp_string_sub(const struct tsp_string *string, uint32_t from, uint32_t to) {
    if (from == 0 && to == string->length) {
        return string;
    }
    if (from == to) {
        return &tsp_string_empty;
    }
    tsp_string_flatten(string);
    if (to - from == 1) {
        return tsp_string_at(string, from);
    }
    if (string->storage == TSP_LATIN1) {
        return tsp_string_from_latin1((const char *)string->u.latin1 + from, to - from);
    }
    if (string->storage == TSP_UTF16) {
        return tsp_string_from_units(string->u.utf16 + from, to - from);
    }
    return sub_of_rope(string, from, to);
}

const struct tsp_string *tsp_string_next(const struct tsp_string *string, uint32_t *index) {
    tsp_string_flatten(string);
    uint32_t from = *index;
    uint16_t first = tsp_string_peek(string, from);
    *index = from + 1;
    if (first >= 0xD800 && first < 0xDC00 && from + 1 < string->length) {
        uint16_t second = tsp_string_peek(string, from + 1);
        if (second >= 0xDC00 && second < 0xE000) {
            *index = from + 2;
            return tsp_string_sub(string, from, from + 2);
        }
    }
    return tsp_string_at(string, from);
}
