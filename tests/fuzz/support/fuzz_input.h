/* Takes numbers and bytes off the front of an input; zeros where it has ended. */
#ifndef TESTS_FUZZ_SUPPORT_FUZZ_INPUT_H
#define TESTS_FUZZ_SUPPORT_FUZZ_INPUT_H

#include <stddef.h>
#include <stdint.h>

struct fuzz_input {
    const uint8_t *bytes;
    size_t left;
};

static inline uint8_t fuzz_take8(struct fuzz_input *input) {
    if (input->left == 0) {
        return 0;
    }
    input->left--;
    return *input->bytes++;
}

static inline uint16_t fuzz_take16(struct fuzz_input *input) {
    unsigned high = fuzz_take8(input);
    return (uint16_t)(high << 8 | fuzz_take8(input));
}

/* At most `length` bytes, in place. */
static inline size_t fuzz_take_bytes(struct fuzz_input *input, size_t length, const uint8_t **bytes) {
    size_t taken = length < input->left ? length : input->left;
    *bytes = input->bytes;
    input->bytes += taken;
    input->left -= taken;
    return taken;
}

#endif
