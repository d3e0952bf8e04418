#include "runtime/copy.h"
#include "unity.h"

#include <stdint.h>

#define SIZE 80
#define FENCE 8

static _Alignas(8) uint8_t source[SIZE + 2 * FENCE];
static _Alignas(8) uint8_t target[SIZE + 2 * FENCE];

void setUp(void) {
    for (unsigned i = 0; i < sizeof source; i++) {
        source[i] = (uint8_t)(i * 37u + 1u);
    }
}

void tearDown(void) {
}

static void copy_and_check(unsigned to, unsigned from, unsigned length) {
    memset(target, 0xEE, sizeof target);
    TEST_ASSERT_EQUAL_PTR(target + FENCE + to, tsp_copy(target + FENCE + to, source + FENCE + from, length));
    for (unsigned i = 0; i < sizeof target; i++) {
        unsigned offset = i - FENCE - to;
        TEST_ASSERT_EQUAL_HEX8(offset < length ? source[FENCE + from + offset] : 0xEE, target[i]);
    }
}

static void test_every_length_at_every_alignment_is_copied_and_nothing_else_is_written(void) {
    for (unsigned to = 0; to < 4; to++) {
        for (unsigned from = 0; from < 4; from++) {
            for (unsigned length = 0; length <= SIZE - 4; length++) {
                copy_and_check(to, from, length);
            }
        }
    }
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_every_length_at_every_alignment_is_copied_and_nothing_else_is_written);
    return UNITY_END();
}
