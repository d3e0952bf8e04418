/*
 * Texts that a variable builds up piece by piece, where the compiler has shown that nobody else has
 * the text when the next piece comes: its header then grows too, and not only its units.
 *
 * The first piece makes the header and marks it as `own`. The mark stays when the text is handed
 * on, which is harmless: from then on the compiler no longer says that nobody else has it.
 */
#ifndef TSP_RUNTIME_STRING_GROW_H
#define TSP_RUNTIME_STRING_GROW_H

#include "runtime/string.h"

/*
 * `text` with the parts behind it (tsp_string_join()). NULL when the heap is full, with an exception
 * pending; `text` is as it was then.
 */
const struct tsp_string *tsp_text_grow(const struct tsp_string *text, int count, const tsp_value *parts);

/* Of the block that a text of its own grows in: the room's end, and how much of it is taken. */
static inline uint32_t tsp_text_taken(const struct tsp_string *block) {
    return (uint32_t)(~(uintptr_t)block->right >> 1);
}

/* Where Latin-1 units can be written behind a text of its own; NULL where there is no room. */
static inline uint8_t *tsp_text_room(const struct tsp_string *text, uint32_t count) {
    if (!text->own || text->storage != TSP_LATIN1) {
        return NULL;
    }
    const struct tsp_string *block = text->right;
    uint32_t taken = tsp_text_taken(block);
    return block->length - taken < count ? NULL : (uint8_t *)(uintptr_t)(block + 1) + taken;
}

/* They have been written. */
static inline void tsp_text_took(const struct tsp_string *text, uint32_t count) {
    struct tsp_string *own = (struct tsp_string *)(uintptr_t)text; /* on the heap, so writable */
    struct tsp_string *block = (struct tsp_string *)(uintptr_t)own->right;
    own->word += count; /* of which the length is the low end */
    block->right = (const struct tsp_string *)((uintptr_t)block->right - 2u * count);
}

static inline bool tsp_are_unit_strings(int count, const struct tsp_string *const *strings) {
    for (int i = 0; i < count; i++) {
        if ((uintptr_t)strings[i] - (uintptr_t)tsp_unit_strings >= sizeof tsp_unit_strings) {
            return false;
        }
    }
    return true;
}

/* tsp_text_grow() by few strings that are units most often: in line where they are and fit. */
#define TSP_FEW_UNITS 4
const struct tsp_string *tsp_text_grow_few(const struct tsp_string *text, int count,
                                           const struct tsp_string *const *strings);
static inline const struct tsp_string *tsp_text_grow_units(const struct tsp_string *text, int count,
                                                           const struct tsp_string *const *units) {
    uint8_t *at = tsp_are_unit_strings(count, units) ? tsp_text_room(text, (uint32_t)count) : NULL;
    if (at == NULL) {
        return tsp_text_grow_few(text, count, units);
    }
    for (int i = 0; i < count; i++) {
        at[i] = (uint8_t)(units[i] - tsp_unit_strings);
    }
    tsp_text_took(text, (uint32_t)count);
    return text;
}

#endif
