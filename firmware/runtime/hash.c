/*
 * HalfSipHash-1-3 (Aumasson and Bernstein), which works on words of 32 bits: a unit of a text is
 * taken as one byte, or as two where the text is wide. The last word has the length too.
 */
#include "runtime/hash.h"

#include "runtime/port.h"
#include "runtime/string_internal.h"

struct state {
    uint32_t v0, v1, v2, v3;
};

static uint32_t rotated(uint32_t word, unsigned by) {
    return word << by | word >> (32u - by);
}

static void stir(struct state *s) {
    s->v0 += s->v1;
    s->v1 = rotated(s->v1, 5) ^ s->v0;
    s->v0 = rotated(s->v0, 16);
    s->v2 += s->v3;
    s->v3 = rotated(s->v3, 8) ^ s->v2;
    s->v0 += s->v3;
    s->v3 = rotated(s->v3, 7) ^ s->v0;
    s->v2 += s->v1;
    s->v1 = rotated(s->v1, 13) ^ s->v2;
    s->v2 = rotated(s->v2, 16);
}

static void take(struct state *s, uint32_t word) {
    s->v3 ^= word;
    stir(s);
    s->v0 ^= word;
}

static struct state begin(void) {
    static uint32_t key[2];
    if ((key[0] | key[1]) == 0) {
        uint64_t random = tsp_port_random();
        key[0] = (uint32_t)random | 1u;
        key[1] = (uint32_t)(random >> 32);
    }
    return (struct state){key[0], key[1], 0x6c796765u ^ key[0], 0x74656462u ^ key[1]};
}

static uint32_t end(struct state *s) {
    s->v2 ^= 0xFFu;
    stir(s);
    stir(s);
    stir(s);
    return s->v1 ^ s->v3;
}

uint32_t tsp_hash_word(uint32_t word) {
    struct state s = begin();
    take(&s, word);
    return end(&s);
}

uint32_t tsp_hash_string(const struct tsp_string *string) {
    tsp_string_flatten(string);
    struct state s = begin();
    unsigned bits = tsp_string_is_wide(string) ? 16u : 8u;
    unsigned filled = 0;
    uint32_t word = 0;
    uint32_t i = 0;
    if (string->storage == TSP_LATIN1) {
        for (; i + 4u <= string->length; i += 4u) {
            const uint8_t *at = string->u.latin1 + i;
            take(&s, at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24);
        }
    }
    for (; i < string->length; i++) {
        word |= (uint32_t)tsp_string_peek(string, i) << filled;
        filled += bits;
        if (filled == 32u) {
            take(&s, word);
            filled = 0;
            word = 0;
        }
    }
    take(&s, word | (uint32_t)string->length << 24);
    return end(&s);
}
