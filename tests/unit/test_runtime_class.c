/* Classes in general form: what they inherit, their members, and what 'super' finds. */
#include "runtime/class.h"

#include "runtime/beside.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap_internal.h"
#include "runtime/object_attributes.h"
#include "runtime/string_internal.h"
#include "runtime_port.h"
#include "unity.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    tsp_beside_forget();
    test_runtime_end();
}

/* Gives its `this`, or keeps what it is given. */
static tsp_value kept;

static tsp_value call(struct tsp_object *function, tsp_value self, int count, const tsp_value *values) {
    (void)function;
    kept = count > 0 ? values[0] : kept;
    return self;
}

static const struct tsp_shape base_shape = {
    .name = "\1class Base", .size = sizeof(struct tsp_function), .kind = TSP_KIND_FUNCTION, .call = call};
static const struct tsp_shape derived_shape = {
    .name = "\1class Derived", .size = sizeof(struct tsp_function), .kind = TSP_KIND_FUNCTION, .call = call};
static const struct tsp_shape plain_shape = {
    .name = "self", .size = sizeof(struct tsp_function), .kind = TSP_KIND_FUNCTION, .call = call};
static struct tsp_function base_class = {{&base_shape}};
static struct tsp_function derived_class = {{&derived_shape}};
static struct tsp_function plain = {{&plain_shape}};

static tsp_value text_of(const char *text) {
    return tsp_from_string(tsp_string_from_latin1(text, strlen(text)));
}

static void assert_throws(const char *message) {
    TEST_ASSERT_TRUE(tsp_exception_pending());
    const struct tsp_error *error = (const struct tsp_error *)(const void *)tsp_as_object(tsp_catch());
    TEST_ASSERT_TRUE(tsp_string_equals(error->message, tsp_string_from_latin1(message, strlen(message))));
}

static tsp_value make(struct tsp_function *class_value, tsp_value base, const char *name) {
    tsp_value prototype = base == TSP_UNDEFINED ? tsp_from_object(tsp_general_new(0)) : tsp_class_extend(base);
    tsp_class_link(tsp_from_object(class_value), prototype, base, text_of(name), tsp_from_int32(1));
    TEST_ASSERT_FALSE(tsp_exception_pending());
    return prototype;
}

static tsp_value static_of(struct tsp_function *class_value, const char *name) {
    return tsp_general_read_as(tsp_from_object(class_value), tsp_beside(&class_value->header, true), text_of(name));
}

static void test_a_class_inherits_members_and_statics(void) {
    tsp_value above = make(&base_class, TSP_UNDEFINED, "Base");
    tsp_value below = make(&derived_class, tsp_from_object(&base_class), "Derived");
    tsp_class_method(above, text_of("own"), tsp_from_object(&plain));
    tsp_class_field(tsp_from_object(&base_class), text_of("shared"), tsp_from_int32(7));
    TEST_ASSERT_TRUE(static_of(&derived_class, "shared") == tsp_from_int32(7));
    TEST_ASSERT_TRUE(static_of(&derived_class, "prototype") == below);
    const struct tsp_string *name = tsp_as_string(static_of(&derived_class, "name"));
    TEST_ASSERT_TRUE(tsp_string_equals(name, tsp_as_string(text_of("Derived"))));
    struct tsp_general *made = tsp_constructed(&derived_class.header);
    TEST_ASSERT_TRUE(tsp_general_read(made, text_of("own")) == tsp_from_object(&plain));
    TEST_ASSERT_TRUE(tsp_general_read(made, text_of("constructor")) == tsp_from_object(&derived_class));
    TEST_ASSERT_TRUE(tsp_is_made_by(tsp_from_object(made), &base_class.header));
    TEST_ASSERT_EQUAL_STRING("Derived", tsp_general_name(made));
    TEST_ASSERT_FALSE(tsp_object_is_enumerable(above, text_of("own")));
}

static void test_what_can_be_extended(void) {
    TEST_ASSERT_TRUE(tsp_general_of(tsp_class_extend(TSP_NULL))->flags == TSP_GENERAL_BARE);
    (void)tsp_class_extend(tsp_from_int32(5));
    assert_throws("Class extends value 5 is not a constructor or null");
    struct tsp_general *statics = tsp_beside(&plain.header, true);
    TEST_ASSERT_TRUE(tsp_general_write(statics, text_of("prototype"), tsp_from_int32(3)));
    (void)tsp_class_extend(tsp_from_object(&plain));
    assert_throws("Class extends value does not have valid prototype property 3");
}

static void test_accessors_run_on_the_class(void) {
    (void)make(&base_class, TSP_UNDEFINED, "Base");
    (void)make(&derived_class, tsp_from_object(&base_class), "Derived");
    tsp_class_getter(tsp_from_object(&base_class), text_of("it"), tsp_from_object(&plain));
    TEST_ASSERT_TRUE(static_of(&derived_class, "it") == tsp_from_object(&derived_class));
    tsp_class_setter(tsp_from_object(&base_class), text_of("it"), tsp_from_object(&plain));
    struct tsp_general *statics = tsp_beside(&derived_class.header, true);
    TEST_ASSERT_TRUE(
        tsp_general_write_as(tsp_from_object(&derived_class), statics, text_of("it"), tsp_from_int32(4)));
    TEST_ASSERT_TRUE(kept == tsp_from_int32(4));
    TEST_ASSERT_TRUE(tsp_general_find(statics, text_of("it")) == TSP_ABSENT);
}

static void test_fixed_properties_stay(void) {
    (void)make(&base_class, TSP_UNDEFINED, "Base");
    tsp_class_method(tsp_from_object(&base_class), text_of("prototype"), tsp_from_object(&plain));
    assert_throws("Cannot redefine property: prototype");
    struct tsp_general *made = tsp_constructed(&base_class.header);
    (void)tsp_object_freeze(tsp_from_object(made));
    tsp_class_field(tsp_from_object(made), text_of("x"), tsp_from_int32(1));
    assert_throws("Cannot define property x, object is not extensible");
    TEST_ASSERT_FALSE(tsp_general_write(made, text_of("x"), tsp_from_int32(1)));
    assert_throws("Cannot add property x, object is not extensible");
}

static void test_super_looks_above_the_home(void) {
    tsp_value above = make(&base_class, TSP_UNDEFINED, "Base");
    tsp_value below = make(&derived_class, tsp_from_object(&base_class), "Derived");
    tsp_value self = tsp_from_object(tsp_constructed(&derived_class.header));
    tsp_class_getter(above, text_of("it"), tsp_from_object(&plain));
    tsp_class_method(below, text_of("it"), tsp_from_int32(1));
    TEST_ASSERT_TRUE(tsp_super_read(below, text_of("it"), self) == self);
    TEST_ASSERT_TRUE(tsp_super_read(below, text_of("none"), self) == TSP_UNDEFINED);
    tsp_super_write(below, text_of("set"), self, tsp_from_int32(9));
    TEST_ASSERT_TRUE(tsp_general_read(tsp_general_of(self), text_of("set")) == tsp_from_int32(9));
    TEST_ASSERT_TRUE(tsp_general_find(tsp_general_of(above), text_of("set")) == TSP_ABSENT);
    tsp_super_write(below, text_of("it"), self, tsp_from_int32(9));
    assert_throws("Cannot set property it of #<Derived> which has only a getter");
    (void)tsp_super_read(above, text_of("toString"), self);
    assert_throws("The properties of Object.prototype are not supported as values");
}

static void test_members_are_whole_or_not_there(void) {
    for (uint32_t at = 1; at < 8; at++) {
        tsp_value prototype = make(&base_class, TSP_UNDEFINED, "Base");
        tsp_value key = text_of("it");
        tsp_heap_fail_at(at);
        tsp_class_getter(prototype, key, tsp_from_object(&plain));
        tsp_class_method(prototype, key, tsp_from_object(&plain));
        tsp_heap_fail_at(0);
        tsp_value found = tsp_general_find(tsp_general_of(prototype), key);
        TEST_ASSERT_TRUE(found == TSP_ABSENT || tsp_as_property(found)->value == tsp_from_object(&plain));
        if (tsp_exception_pending()) {
            (void)tsp_catch();
        }
        tsp_beside_forget();
    }
}

static void test_new_target_is_taken_once(void) {
    tsp_new_target = tsp_from_object(&base_class);
    TEST_ASSERT_TRUE(tsp_take_new_target() == tsp_from_object(&base_class));
    TEST_ASSERT_TRUE(tsp_take_new_target() == TSP_UNDEFINED);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_a_class_inherits_members_and_statics);
    RUN_TEST(test_what_can_be_extended);
    RUN_TEST(test_accessors_run_on_the_class);
    RUN_TEST(test_fixed_properties_stay);
    RUN_TEST(test_super_looks_above_the_home);
    RUN_TEST(test_members_are_whole_or_not_there);
    RUN_TEST(test_new_target_is_taken_once);
    return UNITY_END();
}
