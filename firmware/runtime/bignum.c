#include "runtime/bignum.h"

#include <string.h>

static void trim(struct tsp_bignum *number) {
    while (number->count > 0 && number->words[number->count - 1u] == 0) {
        number->count--;
    }
}

void tsp_bignum_set(struct tsp_bignum *number, uint64_t value) {
    number->words[0] = (uint32_t)value;
    number->words[1] = (uint32_t)(value >> 32);
    number->count = 2;
    trim(number);
}

void tsp_bignum_multiply_add(struct tsp_bignum *number, uint32_t factor, uint32_t addend) {
    uint64_t carry = addend;
    for (unsigned i = 0; i < number->count; i++) {
        carry += (uint64_t)number->words[i] * factor;
        number->words[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0) {
        number->words[number->count++] = (uint32_t)carry;
    }
}

void tsp_bignum_multiply_power_of_ten(struct tsp_bignum *number, unsigned exponent) {
    for (; exponent >= 9; exponent -= 9) {
        tsp_bignum_multiply_add(number, 1000000000u, 0);
    }
    for (; exponent > 0; exponent--) {
        tsp_bignum_multiply_add(number, 10u, 0);
    }
}

void tsp_bignum_shift_left(struct tsp_bignum *number, unsigned bits) {
    unsigned words = bits / 32u;
    unsigned rest = bits % 32u;
    if (number->count == 0) {
        return;
    }
    if (words > 0) {
        memmove(number->words + words, number->words, number->count * sizeof(uint32_t));
        memset(number->words, 0, words * sizeof(uint32_t));
        number->count = (uint16_t)(number->count + words);
    }
    if (rest > 0) {
        tsp_bignum_multiply_add(number, 1u << rest, 0);
    }
}

int tsp_bignum_compare(const struct tsp_bignum *left, const struct tsp_bignum *right) {
    if (left->count != right->count) {
        return left->count < right->count ? -1 : 1;
    }
    for (unsigned i = left->count; i-- > 0;) {
        if (left->words[i] != right->words[i]) {
            return left->words[i] < right->words[i] ? -1 : 1;
        }
    }
    return 0;
}

void tsp_bignum_add(struct tsp_bignum *left, const struct tsp_bignum *right) {
    uint64_t carry = 0;
    unsigned count = left->count > right->count ? left->count : right->count;
    for (unsigned i = 0; i < count; i++) {
        carry += i < left->count ? left->words[i] : 0u;
        carry += i < right->count ? right->words[i] : 0u;
        left->words[i] = (uint32_t)carry;
        carry >>= 32;
    }
    left->count = (uint16_t)count;
    if (carry != 0) {
        left->words[left->count++] = (uint32_t)carry;
    }
}

void tsp_bignum_subtract(struct tsp_bignum *left, const struct tsp_bignum *right) {
    uint32_t borrow = 0;
    for (unsigned i = 0; i < left->count; i++) {
        uint64_t take = (uint64_t)borrow + (i < right->count ? right->words[i] : 0u);
        borrow = left->words[i] < take;
        left->words[i] = (uint32_t)(left->words[i] - take);
    }
    trim(left);
}

uint32_t tsp_bignum_divide(struct tsp_bignum *number, uint32_t divisor) {
    uint64_t remainder = 0;
    for (unsigned i = number->count; i-- > 0;) {
        remainder = (remainder << 32) | number->words[i];
        number->words[i] = (uint32_t)(remainder / divisor);
        remainder %= divisor;
    }
    trim(number);
    return (uint32_t)remainder;
}

unsigned tsp_bignum_bit_length(const struct tsp_bignum *number) {
    if (number->count == 0) {
        return 0;
    }
    return number->count * 32u - (unsigned)__builtin_clz(number->words[number->count - 1u]);
}

void tsp_bignum_shift_right_rounded(struct tsp_bignum *number, unsigned bits) {
    if (bits == 0) {
        return;
    }
    if (bits > tsp_bignum_bit_length(number)) {
        number->count = 0;
        return;
    }
    bool half = (number->words[(bits - 1u) / 32u] >> ((bits - 1u) % 32u) & 1u) != 0;
    unsigned words = bits / 32u;
    unsigned rest = bits % 32u;
    number->count = (uint16_t)(number->count - words);
    for (unsigned i = 0; i < number->count; i++) {
        uint32_t low = number->words[i + words];
        uint32_t high = i + 1u < number->count ? number->words[i + words + 1u] : 0u;
        number->words[i] = rest == 0 ? low : low >> rest | high << (32u - rest);
    }
    trim(number);
    if (half) {
        struct tsp_bignum one;
        tsp_bignum_set(&one, 1);
        tsp_bignum_add(number, &one);
    }
}
