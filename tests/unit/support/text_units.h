/* Texts by their UTF-16 units, whatever these are. */
#ifndef TESTS_UNIT_SUPPORT_TEXT_UNITS_H
#define TESTS_UNIT_SUPPORT_TEXT_UNITS_H

#include <stdint.h>

#include "runtime/string_internal.h"

#define UNITS(...) ((const uint16_t[]){__VA_ARGS__})
#define TEXT(...) tsp_string_from_units(UNITS(__VA_ARGS__), sizeof UNITS(__VA_ARGS__) / sizeof(uint16_t))
#define ASSERT_UNITS(actual, ...) test_assert_units(actual, UNITS(__VA_ARGS__), sizeof UNITS(__VA_ARGS__) / sizeof(uint16_t))

/* Also that it is stored as all texts of such units are. */
void test_assert_units(const struct tsp_string *actual, const uint16_t *expected, uint32_t length);

#endif
