/*
 * SHA-256 of 200 bytes. Only the lower 32 bits of sums and words matter, so that all are words as
 * in natural C; the constants, state and words are arrays that know their length, the padded
 * message is a new buffer with a view for each block, and each index is tested.
 */
#include "../../javascript.h"
#include "yardstick.h"

bool js_pending;

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

struct words {
    uint32_t *elements;
    uint32_t length;
};

static const struct words k = {(uint32_t *)(uintptr_t)constants, 64};
static uint8_t message_bytes[200];
static const struct js_buffer message_buffer = {sizeof message_bytes, message_bytes};
static const struct js_view message = {&message_buffer, 0, sizeof message_bytes};

static __attribute__((constructor)) void prepare(void) {
    for (uint32_t i = 0; i < sizeof message_bytes; i++) {
        message_bytes[i] = (uint8_t)(i * 13u + 5u);
    }
}

static inline uint32_t get(const struct words *array, uint32_t index) {
    return index < array->length ? array->elements[index] : 0;
}

static inline void set(const struct words *array, uint32_t index, uint32_t word) {
    if (index < array->length) {
        array->elements[index] = word;
    }
}

static inline uint32_t byte_at(const struct js_view *view, uint32_t index) {
    return index < view->length ? view->buffer->bytes[view->offset + index] : 0;
}

static inline void set_byte(const struct js_view *view, uint32_t index, uint32_t value) {
    if (index < view->length) {
        view->buffer->bytes[view->offset + index] = (uint8_t)value;
    }
}

static uint32_t rotate(uint32_t word, unsigned bits) {
    return word >> bits | word << (32 - bits);
}

static JS_APART void compress(const struct words *state, const struct js_view *block, const struct words *words) {
    for (uint32_t i = 0; i < 16; i++) {
        uint32_t word = byte_at(block, i * 4) << 24 | byte_at(block, i * 4 + 1) << 16 | byte_at(block, i * 4 + 2) << 8 |
                        byte_at(block, i * 4 + 3);
        set(words, i, word);
    }
    for (uint32_t i = 16; i < 64; i++) {
        uint32_t w15 = get(words, i - 15);
        uint32_t w2 = get(words, i - 2);
        uint32_t s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ w15 >> 3;
        uint32_t s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ w2 >> 10;
        set(words, i, get(words, i - 16) + s0 + get(words, i - 7) + s1);
    }
    uint32_t a = get(state, 0), b = get(state, 1), c = get(state, 2), d = get(state, 3);
    uint32_t e = get(state, 4), f = get(state, 5), g = get(state, 6), h = get(state, 7);
    for (uint32_t i = 0; i < 64; i++) {
        uint32_t s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
        uint32_t first = h + s1 + ((e & f) ^ (~e & g)) + get(&k, i) + get(words, i);
        uint32_t s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
        uint32_t second = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + second;
    }
    const uint32_t sums[8] = {a, b, c, d, e, f, g, h};
    for (uint32_t i = 0; i < 8; i++) {
        set(state, i, get(state, i) + sums[i]);
    }
}

uint32_t same_run(void) {
    static const uint32_t first[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint32_t blocks = ((message.length + 8) >> 6) + 1;
    struct words state = {js_allocate(sizeof first), 8};
    struct words words = {js_allocate(64 * sizeof(uint32_t)), 64};
    struct js_buffer buffer = {blocks * 64, js_allocate(blocks * 64)};
    uint32_t sum = 0;
    if (!js_pending) {
        const struct js_view padded = {&buffer, 0, buffer.length};
        memcpy(state.elements, first, sizeof first);
        memset(buffer.bytes, 0, buffer.length);
        memcpy(buffer.bytes, message_bytes + message.offset, message.length);
        set_byte(&padded, message.length, 0x80);
        for (uint32_t i = 0; i < 4; i++) {
            set_byte(&padded, padded.length - 1 - i, message.length * 8 >> (i * 8));
        }
        for (uint32_t i = 0; i < blocks; i++) {
            const struct js_view block = {&buffer, i * 64, 64};
            compress(&state, &block, &words);
        }
        for (uint32_t i = 0; i < state.length; i++) {
            sum ^= get(&state, i);
        }
    }
    free(state.elements);
    free(words.elements);
    free(buffer.bytes);
    return sum;
}
