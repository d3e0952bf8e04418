/* Texts of objects: what Object.prototype gives, and joins that the library does. */
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/object_text.h"
#include "runtime/property.h"
#include "runtime/string_internal.h"
#include "runtime_port.h"
#include "unity.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static const struct tsp_string to_string = TSP_LATIN1_LITERAL("toString");

static void test_an_object_without_to_string_is_the_text_of_object(void) {
    struct tsp_general *object = tsp_general_new(0);
    const tsp_value text = tsp_text_or_self(object);
    TEST_ASSERT_TRUE(tsp_is_string(text));
    TEST_ASSERT_EQUAL_UINT32(15, tsp_as_string(text)->length);
}

static void test_an_object_with_another_to_string_is_itself(void) {
    struct tsp_general *object = tsp_general_new(1);
    TEST_ASSERT_TRUE(tsp_general_set(object, tsp_from_string(&to_string), tsp_from_int32(5)));
    TEST_ASSERT_TRUE(tsp_text_or_self(object) == tsp_from_object(object));
}

static void test_an_object_without_prototype_is_itself(void) {
    struct tsp_general *bare = tsp_general_new(0);
    bare->flags = TSP_GENERAL_BARE;
    struct tsp_general *object = tsp_general_new(0);
    object->prototype = bare;
    TEST_ASSERT_TRUE(tsp_text_or_self(object) == tsp_from_object(object));
}

static void test_an_array_is_joined_once_at_a_time(void) {
    struct tsp_array *outer = tsp_array_new(0);
    struct tsp_array *inner = tsp_array_new(0);
    TEST_ASSERT_TRUE(tsp_join_begin(outer));
    TEST_ASSERT_TRUE(tsp_join_begin(inner));
    TEST_ASSERT_FALSE(tsp_join_begin(outer));
    TEST_ASSERT_FALSE(tsp_exception_pending());
    tsp_join_end();
    TEST_ASSERT_FALSE(tsp_join_begin(outer));
    TEST_ASSERT_TRUE(tsp_join_begin(inner));
    tsp_join_end();
    tsp_join_end();
    TEST_ASSERT_TRUE(tsp_join_begin(outer));
    tsp_join_end();
}

static void test_a_join_without_room_leaves_an_exception(void) {
    struct tsp_array *array = tsp_array_new(0);
    tsp_heap_fail_at(1);
    TEST_ASSERT_FALSE(tsp_join_begin(array));
    TEST_ASSERT_TRUE(tsp_exception_pending());
    (void)tsp_catch();
    TEST_ASSERT_TRUE(tsp_join_begin(array));
    tsp_join_end();
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_an_object_without_to_string_is_the_text_of_object);
    RUN_TEST(test_an_object_with_another_to_string_is_itself);
    RUN_TEST(test_an_object_without_prototype_is_itself);
    RUN_TEST(test_an_array_is_joined_once_at_a_time);
    RUN_TEST(test_a_join_without_room_leaves_an_exception);
    return UNITY_END();
}
