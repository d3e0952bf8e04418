#include "runtime/collections.h"
#include "runtime/operators.h"
#include "runtime/string_internal.h"
#include "runtime_port.h"
#include "unity.h"
#include "text_units.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static void test_a_number_has_one_hash_however_it_is_stored(void) {
    const int32_t integers[] = {0, 1, -1, 1000, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof integers / sizeof *integers; i++) {
        TEST_ASSERT_EQUAL_HEX32(tsp_hash_key(tsp_from_int32(integers[i])), tsp_hash_key(tsp_from_double(integers[i])));
    }
    TEST_ASSERT_EQUAL_HEX32(tsp_hash_key(tsp_from_int32(0)), tsp_hash_key(tsp_from_double(-0.0)));
    TEST_ASSERT_EQUAL_HEX32(tsp_hash_key(tsp_from_double(TSP_NAN)), tsp_hash_key(tsp_from_double(-TSP_NAN)));
    TEST_ASSERT_NOT_EQUAL_HEX32(tsp_hash_key(tsp_from_double(0.5)), tsp_hash_key(tsp_from_double(1.5)));
    TEST_ASSERT_NOT_EQUAL_HEX32(tsp_hash_key(tsp_from_double(4294967296.0)), tsp_hash_key(tsp_from_int32(0)));
}

static void test_a_text_has_the_hash_of_its_units(void) {
    const struct tsp_string *flat = TEXT('a', 'b', 'c', 'd', 'e');
    const struct tsp_string *joined = tsp_string_concat(TEXT('a', 'b'), TEXT('c', 'd', 'e'));
    TEST_ASSERT_EQUAL_HEX32(tsp_hash_key(tsp_from_string(flat)), tsp_hash_key(tsp_from_string(joined)));
    TEST_ASSERT_NOT_EQUAL_HEX32(tsp_hash_key(tsp_from_string(flat)), tsp_hash_key(tsp_from_string(TEXT('a', 'b', 'c', 'd'))));
    TEST_ASSERT_NOT_EQUAL_HEX32(tsp_hash_key(tsp_from_string(TEXT('a'))), tsp_hash_key(tsp_from_string(TEXT('a', 0))));
    const struct tsp_string *wide = TEXT(0x20AC, 'x', 0xD83D);
    TEST_ASSERT_EQUAL_HEX32(tsp_hash_key(tsp_from_string(wide)),
                            tsp_hash_key(tsp_from_string(tsp_string_concat(TEXT(0x20AC), TEXT('x', 0xD83D)))));
}

/* Buckets by the upper bits, of keys that a table without a secret would put into one. */
static void test_keys_spread_over_the_buckets(void) {
    unsigned most = 0;
    for (unsigned stride = 1; stride <= 1u << 20; stride *= 4u) {
        unsigned buckets[64] = {0};
        for (unsigned i = 0; i < 256; i++) {
            unsigned bucket = tsp_hash_key(tsp_from_int32((int32_t)(i * stride))) >> 26;
            buckets[bucket]++;
        }
        for (unsigned bucket = 0; bucket < 64; bucket++) {
            most = buckets[bucket] > most ? buckets[bucket] : most;
        }
    }
    /* Four each on average; one bucket with a quarter of all keys would be no table. */
    TEST_ASSERT_LESS_THAN_UINT(64, most);
}

static void test_an_element_that_is_forgotten_keeps_nothing(void) {
    struct tsp_array *array = tsp_array_new_of(TSP_STRINGS, 1);
    TEST_ASSERT_TRUE(tsp_array_append(array, tsp_from_string(TEXT('a', 0x20AC))));
    tsp_array_forget(array, 0);
    TEST_ASSERT_NULL(array->strings[0]);
    struct tsp_array *values = tsp_array_new(1);
    TEST_ASSERT_TRUE(tsp_array_append(values, tsp_from_object(array)));
    tsp_array_forget(values, 0);
    TEST_ASSERT_TRUE(values->elements[0] == TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_UINT32(1, values->length);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_a_number_has_one_hash_however_it_is_stored);
    RUN_TEST(test_a_text_has_the_hash_of_its_units);
    RUN_TEST(test_keys_spread_over_the_buckets);
    RUN_TEST(test_an_element_that_is_forgotten_keeps_nothing);
    return UNITY_END();
}
