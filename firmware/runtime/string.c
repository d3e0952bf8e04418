#include "runtime/string_internal.h"

#include "runtime/exception.h"
#include "runtime/heap.h"

/* Shorter results of a concatenation are copied: a rope node would be larger. */
#define ROPE_MIN_LENGTH 24u
/* The larger part of a rope waits while the smaller one is written, so the depth is at most log2 of the longest length. */
#define FLATTEN_DEPTH 30u

static const struct tsp_slot string_slots[] = {{offsetof(struct tsp_string, u.left), TSP_SLOT_ROPE},
                                               {offsetof(struct tsp_string, right), TSP_SLOT_POINTER}};
const struct tsp_shape tsp_string_shape = {.name = "String",
                                           .size = sizeof(struct tsp_string),
                                           .kind = TSP_KIND_STRING,
                                           .slot_count = 2,
                                           .slots = string_slots};
const struct tsp_string tsp_string_empty = TSP_LATIN1_LITERAL("");

static bool check_length(uint64_t length) {
    if (length > TSP_STRING_MAX_LENGTH) {
        tsp_throw_range_error("Invalid string length");
        return false;
    }
    return true;
}

struct tsp_string *tsp_string_new_latin1(uint32_t length, uint8_t **latin1) {
    struct tsp_string *string = tsp_new_unfilled(&tsp_string_shape, sizeof *string + length);
    if (string != NULL) {
        *latin1 = (uint8_t *)(string + 1);
        string->length = length & TSP_STRING_MAX_LENGTH;
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
        memcpy(to, bytes, length);
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

/* Ropes */

struct flatten_target {
    uint8_t *latin1; /* one of the two */
    uint16_t *utf16;
};

static void write_leaf(const struct flatten_target *target, uint32_t at, const struct tsp_string *leaf) {
    if (target->latin1 != NULL) {
        memcpy(target->latin1 + at, leaf->u.latin1, leaf->length);
    } else if (leaf->storage == TSP_UTF16) {
        memcpy(target->utf16 + at, leaf->u.utf16, (size_t)leaf->length * 2u);
    } else {
        for (uint32_t i = 0; i < leaf->length; i++) {
            target->utf16[at + i] = leaf->u.latin1[i];
        }
    }
}

static void write_rope(const struct flatten_target *target, const struct tsp_string *string) {
    struct {
        const struct tsp_string *string;
        uint32_t at;
    } waiting[FLATTEN_DEPTH];
    unsigned depth = 0;
    uint32_t at = 0;
    for (;;) {
        if (!tsp_string_is_rope(string)) {
            write_leaf(target, at, string);
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
            write_leaf(target, at, left);
            string = right;
            at = right_at;
        } else if (!tsp_string_is_rope(right)) {
            write_leaf(target, right_at, right);
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

bool tsp_string_flatten(const struct tsp_string *string) {
    if (!tsp_string_is_rope(string)) {
        return true;
    }
    struct flatten_target target = {NULL, NULL};
    bool wide = string->storage == TSP_ROPE_WIDE;
    struct tsp_string *flat = wide ? tsp_string_new_utf16(string->length, &target.utf16)
                                   : tsp_string_new_latin1(string->length, &target.latin1);
    if (flat == NULL) {
        return false;
    }
    write_rope(&target, string);
    struct tsp_string *rope = (struct tsp_string *)(uintptr_t)string; /* ropes are heap objects, so writable */
    rope->storage = flat->storage;
    rope->u = flat->u;
    rope->right = flat;
    return true;
}

static void append_flat(const struct flatten_target *target, uint32_t at, const struct tsp_string *string) {
    if (tsp_string_is_rope(string)) {
        struct flatten_target part = {target->latin1 == NULL ? NULL : target->latin1 + at,
                                      target->utf16 == NULL ? NULL : target->utf16 + at};
        write_rope(&part, string);
    } else {
        write_leaf(target, at, string);
    }
}

/* A flat string of all of them; `wide` when one is. */
static const struct tsp_string *copy_all(int count, const struct tsp_string *const *strings, uint32_t length, bool wide) {
    struct flatten_target target = {NULL, NULL};
    struct tsp_string *flat =
        wide ? tsp_string_new_utf16(length, &target.utf16) : tsp_string_new_latin1(length, &target.latin1);
    uint32_t at = 0;
    for (int i = 0; i < count && flat != NULL; i++) {
        append_flat(&target, at, strings[i]);
        at += strings[i]->length;
    }
    return flat;
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
    uint32_t length = left->length + right->length;
    bool wide = tsp_string_is_wide(left) || tsp_string_is_wide(right);
    if (length < ROPE_MIN_LENGTH) {
        return copy_all(2, (const struct tsp_string *const[]){left, right}, length, wide);
    }
    struct tsp_string *rope = tsp_new(&tsp_string_shape);
    if (rope != NULL) {
        rope->length = length & TSP_STRING_MAX_LENGTH;
        rope->storage = wide ? TSP_ROPE_WIDE : TSP_ROPE;
        rope->u.left = left;
        rope->right = right;
    }
    return rope;
}

const struct tsp_string *tsp_string_join(int count, const struct tsp_string *const *strings) {
    uint32_t length = 0;
    bool wide = false;
    for (int i = 0; i < count && length < ROPE_MIN_LENGTH; i++) {
        length += strings[i]->length;
        wide = wide || tsp_string_is_wide(strings[i]);
    }
    if (length < ROPE_MIN_LENGTH) {
        return copy_all(count, strings, length, wide);
    }
    const struct tsp_string *joined = strings[0];
    for (int i = 1; i < count && joined != NULL; i++) {
        joined = tsp_string_concat(joined, strings[i]);
    }
    return joined;
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

/* Reading */

bool tsp_string_equals(const struct tsp_string *left, const struct tsp_string *right) {
    if (left == right) {
        return true;
    }
    if (left->length != right->length || tsp_string_is_wide(left) != tsp_string_is_wide(right) ||
        !tsp_string_flatten(left) || !tsp_string_flatten(right)) {
        return false;
    }
    size_t unit = left->storage == TSP_UTF16 ? 2u : 1u;
    return memcmp(left->u.latin1, right->u.latin1, (size_t)left->length * unit) == 0;
}

int tsp_string_compare(const struct tsp_string *left, const struct tsp_string *right) {
    if (left == right || !tsp_string_flatten(left) || !tsp_string_flatten(right)) {
        return 0;
    }
    uint32_t common = left->length < right->length ? left->length : right->length;
    for (uint32_t i = 0; i < common; i++) {
        uint16_t a = tsp_string_flat_unit(left, i);
        uint16_t b = tsp_string_flat_unit(right, i);
        if (a != b) {
            return a < b ? -1 : 1;
        }
    }
    return left->length == right->length ? 0 : left->length < right->length ? -1 : 1;
}

uint16_t tsp_string_unit(const struct tsp_string *string, uint32_t index) {
    if (tsp_string_is_rope(string) && !tsp_string_flatten(string)) {
        return 0;
    }
    return tsp_string_flat_unit(string, index);
}

const struct tsp_string *tsp_string_sub(const struct tsp_string *string, uint32_t from, uint32_t to) {
    if (from == 0 && to == string->length) {
        return string;
    }
    if (!tsp_string_flatten(string)) {
        return NULL;
    }
    if (string->storage == TSP_LATIN1) {
        if (to - from == 1) {
            return tsp_string_at(string, from);
        }
        return tsp_string_from_latin1((const char *)string->u.latin1 + from, to - from);
    }
    return tsp_string_from_units(string->u.utf16 + from, to - from);
}

const struct tsp_string *tsp_string_next(const struct tsp_string *string, uint32_t *index) {
    if (!tsp_string_flatten(string)) {
        return NULL;
    }
    uint32_t from = *index;
    uint16_t first = tsp_string_flat_unit(string, from);
    *index = from + 1;
    if (first >= 0xD800 && first < 0xDC00 && from + 1 < string->length) {
        uint16_t second = tsp_string_flat_unit(string, from + 1);
        if (second >= 0xDC00 && second < 0xE000) {
            *index = from + 2;
            return tsp_string_sub(string, from, from + 2);
        }
    }
    return tsp_string_at(string, from);
}
