#include "text_units.h"

#include "unity.h"

void test_assert_units(const struct tsp_string *actual, const uint16_t *expected, uint32_t length) {
    TEST_ASSERT_NOT_NULL(actual);
    TEST_ASSERT_EQUAL_UINT32(length, actual->length);
    uint16_t all = 0;
    for (uint32_t i = 0; i < length; i++) {
        TEST_ASSERT_EQUAL_HEX16(expected[i], tsp_string_unit(actual, i));
        all |= expected[i];
    }
    /* Equal texts must have equal storage. */
    TEST_ASSERT_EQUAL_INT(all < 256 ? TSP_LATIN1 : TSP_UTF16, actual->storage);
}
