/* Objects of the library, and what functions have of their own. */
#include "runtime/beside.h"
#include "runtime/exception.h"
#include "runtime/function_details.h"
#include "runtime/heap_internal.h"
#include "runtime/intrinsic.h"
#include "runtime/object_attributes.h"
#include "runtime/object_methods.h"
#include "runtime/own.h"
#include "runtime/property.h"
#include "runtime/string_internal.h"
#include "runtime_port.h"
#include "unity.h"

static const struct tsp_shape first_shape = {.name = "first", .size = sizeof(struct tsp_function),
                                             .kind = TSP_KIND_FUNCTION};
static const struct tsp_shape maker_shape = {.name = "maker", .size = sizeof(struct tsp_function),
                                             .kind = TSP_KIND_FUNCTION};
static const struct tsp_shape other_shape = {.name = "other", .size = sizeof(struct tsp_function),
                                             .kind = TSP_KIND_FUNCTION};
static struct tsp_function first = {{&first_shape}};
static struct tsp_function maker = {{&maker_shape}};
static struct tsp_function other = {{&other_shape}};

static const struct tsp_string first_name = TSP_LATIN1_LITERAL("first");
static const struct tsp_string maker_name = TSP_LATIN1_LITERAL("maker");
static const struct tsp_string name = TSP_LATIN1_LITERAL("name");
static const struct tsp_string length = TSP_LATIN1_LITERAL("length");
static const struct tsp_string prototype = TSP_LATIN1_LITERAL("prototype");
static const struct tsp_string pi = TSP_LATIN1_LITERAL("PI");

static const struct tsp_function_detail details[] = {{&first_shape, &first_name, 2, false},
                                                     {&maker_shape, &maker_name, 0, true}};

void setUp(void) {
    test_runtime_start();
    tsp_function_details(details, 2);
}

void tearDown(void) {
    tsp_function_details(NULL, 0);
    tsp_beside_forget();
    test_runtime_end();
}

static tsp_value key(const struct tsp_string *text) {
    return tsp_from_string(text);
}

static void test_functions_have_length_and_name(void) {
    tsp_value function = tsp_from_object(&first);
    TEST_ASSERT_TRUE(tsp_object_has_own(function, key(&name)));
    TEST_ASSERT_TRUE(tsp_object_has_own(function, key(&length)));
    TEST_ASSERT_FALSE(tsp_object_has_own(function, key(&prototype)));
    TEST_ASSERT_TRUE(tsp_get_key(function, key(&name)) == key(&first_name));
    TEST_ASSERT_TRUE(tsp_get_key(function, key(&length)) == tsp_from_int32(2));
    const struct tsp_array *names = tsp_object_own_names(function);
    TEST_ASSERT_EQUAL_UINT(2, names->length);
    TEST_ASSERT_TRUE(tsp_string_equals(tsp_as_string(tsp_array_get(names, 0)), &length));
    TEST_ASSERT_EQUAL_UINT(0, tsp_object_keys(function)->length);
    TEST_ASSERT_TRUE(tsp_object_has_own(tsp_from_object(&maker), key(&prototype)));
}

static void test_they_can_be_deleted_but_not_written(void) {
    tsp_value function = tsp_from_object(&first);
    TEST_ASSERT_FALSE(tsp_set_key(function, key(&name), TSP_TRUE));
    tsp_catch();
    TEST_ASSERT_TRUE(tsp_beside_remove_at(&first.header, key(&name)));
    TEST_ASSERT_TRUE(tsp_beside_remove_at(&first.header, key(&length)));
    TEST_ASSERT_FALSE(tsp_object_has_own(function, key(&name)));
    TEST_ASSERT_EQUAL_UINT(0, tsp_as_string(tsp_get_key(function, key(&name)))->length);
    TEST_ASSERT_TRUE(tsp_get_key(function, key(&length)) == tsp_from_int32(0));
    TEST_ASSERT_TRUE(tsp_set_key(tsp_from_object(&maker), tsp_from_int32(1), TSP_TRUE));
    TEST_ASSERT_TRUE(tsp_get_key(tsp_from_object(&maker), tsp_from_int32(1)) == TSP_TRUE);
}

static void test_other_functions_have_what_was_asked_for(void) {
    TEST_ASSERT_NULL(tsp_own_general(tsp_from_object(&other)));
    struct tsp_general *beside = tsp_beside(&other.header, false);
    TEST_ASSERT_EQUAL_PTR(beside, tsp_own_general(tsp_from_object(&other)));
    TEST_ASSERT_EQUAL_UINT(0, beside->count);
}

static void test_intrinsics_have_functions_and_numbers(void) {
    const struct tsp_intrinsic_property properties[] = {
        {&first_name, &first, TSP_PROPERTY_HIDDEN, 0},
        {&pi, NULL, TSP_PROPERTY_HIDDEN | TSP_PROPERTY_READ_ONLY | TSP_PROPERTY_FIXED, 3.5}};
    struct tsp_general *object = tsp_intrinsic_new(properties, 2);
    TEST_ASSERT_TRUE(tsp_general_read(object, key(&first_name)) == tsp_from_object(&first));
    TEST_ASSERT_TRUE(tsp_general_read(object, key(&pi)) == tsp_from_double(3.5));
    TEST_ASSERT_EQUAL_UINT(0, tsp_object_keys(tsp_from_object(object))->length);
    TEST_ASSERT_FALSE(tsp_general_remove(object, key(&pi)));
    tsp_catch();
    TEST_ASSERT_TRUE(tsp_general_remove(object, key(&first_name)));
    TEST_ASSERT_EQUAL_UINT(1, object->count);
}

static void test_nothing_is_there_without_room(void) {
    const struct tsp_intrinsic_property properties[] = {{&first_name, &first, TSP_PROPERTY_HIDDEN, 0}};
    for (uint32_t n = 1; n <= 3; n++) {
        tsp_heap_fail_at(n);
        TEST_ASSERT_NULL(tsp_intrinsic_new(properties, 1));
        tsp_catch();
    }
    uint32_t failed = 0;
    for (uint32_t n = 1; n < 20; n++) {
        tsp_heap_fail_at(n);
        bool has = tsp_object_has_own(tsp_from_object(&first), key(&name));
        tsp_heap_fail_at(0);
        failed += tsp_exception_pending() ? 1 : 0;
        TEST_ASSERT_TRUE(has != tsp_exception_pending());
        tsp_catch();
        tsp_beside_forget();
        tsp_function_details(details, 2);
    }
    TEST_ASSERT_GREATER_THAN_UINT(4, failed);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_functions_have_length_and_name);
    RUN_TEST(test_they_can_be_deleted_but_not_written);
    RUN_TEST(test_other_functions_have_what_was_asked_for);
    RUN_TEST(test_intrinsics_have_functions_and_numbers);
    RUN_TEST(test_nothing_is_there_without_room);
    return UNITY_END();
}
