#include "heap_fixture.h"
#include "runtime/ephemerons.h"
#include "runtime/exception.h"
#include "unity.h"

static struct tsp_ephemerons *table(void) {
    return (struct tsp_ephemerons *)(void *)tsp_as_object(kept);
}

static tsp_value new_node(void) {
    return tsp_from_object(tsp_new(&node_shape));
}

static size_t objects(void) {
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    return stats.objects;
}

static tsp_value kept_key(void) {
    return tsp_from_object(kept_pointer);
}

void setUp(void) {
    heap_fixture_start();
    kept = tsp_from_object(tsp_new(&tsp_ephemerons_shape));
    tsp_ephemerons_construct(table());
    kept_pointer = tsp_new(&node_shape);
}

void tearDown(void) {
    heap_fixture_end();
}

static void test_entry_lives_as_long_as_its_key(void) {
    tsp_ephemerons_set(table(), kept_key(), new_node());
    tsp_ephemerons_set(table(), new_node(), new_node());
    TEST_ASSERT_EQUAL_UINT32(2, table()->count);
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT32(1, table()->count);
    TEST_ASSERT_TRUE(tsp_is_object(tsp_ephemerons_get(table(), kept_key())));
    /* The table, its places, the key and the value. */
    TEST_ASSERT_EQUAL_UINT(4, objects());
    kept_pointer = NULL;
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT32(0, table()->count);
    TEST_ASSERT_EQUAL_UINT(2, objects());
}

static void test_value_that_refers_to_its_key_does_not_keep_it(void) {
    tsp_value key = new_node();
    tsp_value value = new_node();
    ((struct node *)(void *)tsp_as_object(value))->other = key;
    tsp_ephemerons_set(table(), key, value);
    key = value = TSP_UNDEFINED;
    tsp_collect();
    TEST_ASSERT_EQUAL_UINT32(0, table()->count);
}

/* Each value is the key of the next entry, put in from the far end and from the near one. */
static void test_chain_of_keys_is_followed(void) {
    for (int order = 0; order < 2; order++) {
        tsp_value chain[40] = {kept_key()};
        for (int i = 1; i < 40; i++) {
            chain[i] = new_node();
        }
        for (int i = 0; i < 39; i++) {
            int at = order == 0 ? i : 38 - i;
            tsp_ephemerons_set(table(), chain[at], chain[at + 1]);
        }
        tsp_collect();
        tsp_value at = kept_key();
        int length = 0;
        while (tsp_ephemerons_has(table(), at)) {
            at = tsp_ephemerons_get(table(), at);
            length++;
        }
        TEST_ASSERT_EQUAL_INT(39, length);
    }
}

static void test_deleted_entries_make_room(void) {
    tsp_ephemerons_set(table(), kept_key(), TSP_TRUE);
    for (int i = 0; i < 500; i++) {
        tsp_value key = new_node();
        tsp_ephemerons_set(table(), key, tsp_from_int32(i));
        TEST_ASSERT_TRUE(tsp_ephemerons_get(table(), key) == tsp_from_int32(i));
        TEST_ASSERT_TRUE(tsp_ephemerons_delete(table(), key));
        TEST_ASSERT_FALSE(tsp_ephemerons_has(table(), key));
    }
    TEST_ASSERT_EQUAL_UINT32(1, table()->count);
    TEST_ASSERT_EQUAL_UINT32(8, table()->capacity);
    TEST_ASSERT_TRUE(tsp_ephemerons_get(table(), kept_key()) == TSP_TRUE);
}

static void test_full_heap_leaves_the_table(void) {
    tsp_value keys[6];
    for (int i = 0; i < 6; i++) {
        keys[i] = new_node();
        tsp_ephemerons_set(table(), keys[i], tsp_from_int32(i));
    }
    for (uint32_t n = 1; n <= 2; n++) {
        tsp_heap_fail_at(n);
        tsp_ephemerons_set(table(), kept_key(), TSP_TRUE);
        if (tsp_exception_pending()) {
            tsp_catch();
        }
    }
    tsp_heap_fail_at(0);
    for (int i = 0; i < 6; i++) {
        TEST_ASSERT_TRUE(tsp_ephemerons_get(table(), keys[i]) == tsp_from_int32(i));
    }
    tsp_ephemerons_set(table(), kept_key(), TSP_TRUE);
    TEST_ASSERT_TRUE(tsp_ephemerons_get(table(), kept_key()) == TSP_TRUE);
}

static void test_what_is_no_object_is_never_there(void) {
    tsp_ephemerons_set(table(), kept_key(), TSP_TRUE);
    TEST_ASSERT_FALSE(tsp_ephemerons_has(table(), tsp_from_int32(1)));
    TEST_ASSERT_TRUE(tsp_ephemerons_get(table(), TSP_NULL) == TSP_UNDEFINED);
    TEST_ASSERT_FALSE(tsp_ephemerons_delete(table(), TSP_UNDEFINED));
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_entry_lives_as_long_as_its_key);
    RUN_TEST(test_value_that_refers_to_its_key_does_not_keep_it);
    RUN_TEST(test_chain_of_keys_is_followed);
    RUN_TEST(test_deleted_entries_make_room);
    RUN_TEST(test_full_heap_leaves_the_table);
    RUN_TEST(test_what_is_no_object_is_never_there);
    return UNITY_END();
}
