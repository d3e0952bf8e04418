/* General objects: properties that are found by name. */
#include "runtime/beside.h"
#include "runtime/buffer.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/general.h"
#include "runtime/hash.h"
#include "runtime/heap_internal.h"
#include "runtime/integrity.h"
#include "runtime/object_attributes.h"
#include "runtime/object_methods.h"
#include "runtime/operators.h"
#include "runtime/property.h"
#include "runtime/string_internal.h"
#include "runtime_port.h"
#include "text_units.h"
#include "unity.h"

void setUp(void) {
    test_runtime_start();
}

void tearDown(void) {
    test_runtime_end();
}

static tsp_value text_of(const char *text) {
    return tsp_from_string(tsp_string_from_latin1(text, strlen(text)));
}

/* A name that is another object at each call. */
static tsp_value name_of(int number) {
    char text[16];
    uint32_t length = 0;
    text[length++] = 'n';
    for (int rest = number; rest > 0; rest /= 7) {
        text[length++] = (char)('a' + rest % 7);
    }
    return tsp_from_string(tsp_string_from_latin1(text, length));
}

static void set(struct tsp_general *object, tsp_value name, int32_t value) {
    TEST_ASSERT_TRUE(tsp_general_set_at(object, name, tsp_from_int32(value)));
}

static void assert_is(const struct tsp_general *object, tsp_value name, tsp_value value) {
    TEST_ASSERT_TRUE(tsp_general_get_at(object, name) == value);
}

static void assert_key(const struct tsp_array *keys, uint32_t index, const char *text) {
    const struct tsp_string *key = tsp_key_text(tsp_array_get(keys, (int32_t)index));
    TEST_ASSERT_TRUE(tsp_string_equals(key, tsp_string_from_latin1(text, strlen(text))));
}

static void test_names_are_found_by_their_text(void) {
    struct tsp_general *object = tsp_general_new(0);
    set(object, text_of("first"), 1);
    set(object, text_of("second"), 2);
    set(object, text_of("first"), 3);
    assert_is(object, text_of("first"), tsp_from_int32(3));
    assert_is(object, text_of("second"), tsp_from_int32(2));
    assert_is(object, text_of("third"), TSP_UNDEFINED);
    TEST_ASSERT_EQUAL_UINT(2, object->count);
    TEST_ASSERT_FALSE(tsp_general_has_at(object, text_of("third")));
    TEST_ASSERT_TRUE(tsp_general_has_at(object, text_of("second")));
}

static void test_numbers_and_their_texts_are_one_name(void) {
    struct tsp_general *object = tsp_general_new(2);
    set(object, tsp_from_int32(7), 1);
    assert_is(object, text_of("7"), tsp_from_int32(1));
    assert_is(object, tsp_from_double(7.0), tsp_from_int32(1));
    assert_is(object, text_of("07"), TSP_UNDEFINED);
    set(object, tsp_from_double(-0.0), 2);
    assert_is(object, text_of("0"), tsp_from_int32(2));
    assert_is(object, text_of("-0"), TSP_UNDEFINED);
    set(object, tsp_from_double(1.5), 3);
    assert_is(object, text_of("1.5"), tsp_from_int32(3));
    set(object, TSP_TRUE, 4);
    assert_is(object, text_of("true"), tsp_from_int32(4));
    set(object, text_of("2147483648"), 5);
    assert_is(object, tsp_from_double(2147483648.0), tsp_from_int32(5));
    set(object, tsp_from_string(TEXT(0x41, 0x3b1)), 6);
    assert_is(object, tsp_from_string(TEXT(0x41, 0x3b1)), tsp_from_int32(6));
}

static void test_many_names_are_found_and_deleted(void) {
    struct tsp_general *object = tsp_general_new(0);
    for (int32_t i = 0; i < 300; i++) {
        set(object, name_of(i), i);
        set(object, tsp_from_int32(i * 1000), -i);
    }
    for (int32_t i = 0; i < 300; i += 2) {
        TEST_ASSERT_TRUE(tsp_general_delete_at(object, name_of(i)));
        TEST_ASSERT_TRUE(tsp_general_delete_at(object, name_of(i)));
    }
    TEST_ASSERT_EQUAL_UINT(450, object->count);
    for (int32_t i = 0; i < 300; i++) {
        assert_is(object, name_of(i), i % 2 == 0 ? TSP_UNDEFINED : tsp_from_int32(i));
        assert_is(object, tsp_from_int32(i * 1000), tsp_from_int32(-i));
    }
    for (int32_t i = 0; i < 300; i++) {
        set(object, name_of(i), i + 1);
    }
    for (int32_t i = 0; i < 300; i++) {
        assert_is(object, name_of(i), tsp_from_int32(i + 1));
    }
}

/* What is deleted leaves room for what comes: the object does not grow. */
static void test_coming_and_going_needs_no_more_room(void) {
    struct tsp_general *object = tsp_general_new(4);
    for (int32_t i = 0; i < 2000; i++) {
        set(object, name_of(i), i);
        if (i >= 3) {
            TEST_ASSERT_TRUE(tsp_general_delete_at(object, name_of(i - 3)));
        }
    }
    TEST_ASSERT_EQUAL_UINT(3, object->count);
    TEST_ASSERT_LESS_OR_EQUAL_UINT(16, object->room);
}

static void test_keys_are_indexes_first_then_the_order_of_adding(void) {
    struct tsp_general *object = tsp_general_new(0);
    const char *const names[] = {"b", "10", "a", "9", "2147483648", "4294967295", "0", "-1", "4294967294", "1e3"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        set(object, text_of(names[i]), (int32_t)i);
    }
    TEST_ASSERT_TRUE(tsp_general_delete_at(object, text_of("b")));
    set(object, text_of("b"), 0);
    const char *const expected[] = {"0", "9", "10", "2147483648", "4294967294", "a", "4294967295", "-1", "1e3", "b"};
    const struct tsp_array *keys = tsp_general_keys(object);
    TEST_ASSERT_EQUAL_UINT(sizeof expected / sizeof expected[0], keys->length);
    for (uint32_t i = 0; i < keys->length; i++) {
        assert_key(keys, i, expected[i]);
    }
}

static void test_copies_have_the_properties_in_the_order_of_keys(void) {
    struct tsp_general *source = tsp_general_new(0);
    set(source, text_of("x"), 1);
    set(source, text_of("1"), 2);
    struct tsp_general *copy = tsp_general_new(0);
    set(copy, text_of("x"), 9);
    TEST_ASSERT_TRUE(tsp_general_copy(copy, source));
    uint32_t at = 0;
    tsp_value key;
    tsp_value value;
    TEST_ASSERT_TRUE(tsp_general_next(copy, &at, &key, &value));
    TEST_ASSERT_TRUE(value == tsp_from_int32(1));
    TEST_ASSERT_TRUE(tsp_general_next(copy, &at, &key, &value));
    TEST_ASSERT_TRUE(key == tsp_from_int32(1));
    TEST_ASSERT_FALSE(tsp_general_next(copy, &at, &key, &value));
}

static void test_elements_become_properties(void) {
    struct tsp_array *array = tsp_array_new(0);
    TEST_ASSERT_TRUE(tsp_array_append(array, TSP_TRUE));
    TEST_ASSERT_TRUE(tsp_array_append(array, TSP_ABSENT));
    TEST_ASSERT_TRUE(tsp_array_append(array, TSP_NULL));
    struct tsp_general *object = tsp_general_new(0);
    TEST_ASSERT_TRUE(tsp_general_copy_elements(object, tsp_from_object(array)));
    TEST_ASSERT_EQUAL_UINT(2, object->count);
    assert_is(object, text_of("2"), TSP_NULL);
    TEST_ASSERT_TRUE(tsp_general_copy_elements(object, text_of("hi")));
    TEST_ASSERT_EQUAL_UINT(3, object->count);
    TEST_ASSERT_TRUE(tsp_string_equals(tsp_as_string(tsp_general_get(object, tsp_from_int32(1))), &tsp_unit_strings['i']));
}

static void test_names_of_object_prototype_are_no_properties(void) {
    struct tsp_general *object = tsp_general_new(0);
    TEST_ASSERT_TRUE(tsp_general_has_at(object, text_of("toString")));
    (void)tsp_general_get_at(object, text_of("constructor"));
    TEST_ASSERT_TRUE(tsp_exception_pending());
    (void)tsp_catch();
    set(object, text_of("constructor"), 1);
    assert_is(object, text_of("constructor"), tsp_from_int32(1));
    /* The setter passes over what is no object; a prototype is refused. */
    set(object, text_of("__proto__"), 1);
    TEST_ASSERT_EQUAL_UINT(1, object->count);
    TEST_ASSERT_FALSE(tsp_general_set_at(object, text_of("__proto__"), TSP_NULL));
    (void)tsp_catch();
    TEST_ASSERT_TRUE(tsp_general_define_at(object, text_of("__proto__"), TSP_NULL));
    assert_is(object, text_of("__proto__"), TSP_NULL);
}

/* Each allocation fails once: the object is as it was, and the next try succeeds. */
static void test_object_is_whole_after_a_failed_allocation(void) {
    for (uint32_t fail = 1; fail < 12; fail++) {
        struct tsp_general *object = tsp_general_new(0);
        tsp_value names[20];
        for (int32_t i = 0; i < 20; i++) {
            names[i] = name_of(i);
        }
        tsp_heap_fail_at(fail);
        int32_t done = 0;
        while (done < 20 && tsp_general_set_at(object, names[done], tsp_from_int32(done))) {
            done++;
        }
        tsp_heap_fail_at(0);
        if (done < 20) {
            TEST_ASSERT_TRUE(tsp_exception_pending());
            (void)tsp_catch();
        }
        TEST_ASSERT_EQUAL_UINT(done, object->count);
        for (int32_t i = 0; i < 20; i++) {
            assert_is(object, names[i], i < done ? tsp_from_int32(i) : TSP_UNDEFINED);
        }
        for (int32_t i = done; i < 20; i++) {
            set(object, names[i], i);
        }
        TEST_ASSERT_EQUAL_UINT(20, object->count);
    }
}

static void test_contents_live_as_long_as_the_object(void) {
    struct tsp_general *object = tsp_general_new(0);
    struct tsp_pin pin = {0};
    tsp_pin(&pin, &object->header);
    for (int32_t i = 0; i < 100; i++) {
        TEST_ASSERT_TRUE(tsp_general_set(object, name_of(i), tsp_from_object(tsp_general_new(1))));
    }
    tsp_collect();
    for (int32_t i = 0; i < 100; i++) {
        tsp_value held = tsp_general_get_at(object, name_of(i));
        TEST_ASSERT_TRUE(tsp_value_instanceof(held, &tsp_general_shape));
        TEST_ASSERT_EQUAL_UINT(0, ((const struct tsp_general *)tsp_as_object(held))->count);
    }
    tsp_unpin(&pin);
}

static void test_hash_depends_on_all_of_a_text(void) {
    TEST_ASSERT_EQUAL_HEX32(tsp_hash_string(tsp_as_string(text_of("abc"))), tsp_hash_string(tsp_as_string(text_of("abc"))));
    uint32_t seen[64] = {0};
    uint32_t count = 0;
    for (int length = 0; length < 8; length++) {
        for (int at = 0; at < 8; at++) {
            char text[9] = "aaaaaaaa";
            text[at] = 'b';
            text[length] = '\0';
            uint32_t hash = tsp_hash_string(tsp_as_string(text_of(text)));
            bool is_known = false;
            for (uint32_t i = 0; i < count; i++) {
                is_known = is_known || seen[i] == hash;
            }
            if (at < length) {
                TEST_ASSERT_FALSE(is_known);
            }
            seen[count++] = hash;
        }
    }
}

/* A function that counts its calls and keeps what it is given. */
static int calls;
static tsp_value self_given;
static tsp_value argument_given;

static tsp_value count_call(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv) {
    (void)function;
    calls++;
    self_given = self;
    argument_given = argc > 0 ? argv[0] : TSP_ABSENT;
    return tsp_from_int32(calls);
}

static const struct tsp_shape counter_shape = {
    .name = "counter", .size = sizeof(struct tsp_function), .kind = TSP_KIND_FUNCTION, .call = count_call};
static const struct tsp_function counter = {{&counter_shape}};

static void test_accessors_run(void) {
    struct tsp_general *object = tsp_general_new(0);
    tsp_value key = text_of("key");
    calls = 0;
    TEST_ASSERT_TRUE(tsp_general_accessor(object, key, tsp_from_object(&counter), TSP_ABSENT));
    TEST_ASSERT_TRUE(tsp_general_read(object, key) == tsp_from_int32(1));
    TEST_ASSERT_TRUE(self_given == tsp_from_object(object));
    TEST_ASSERT_FALSE(tsp_general_write(object, key, TSP_NULL));
    TEST_ASSERT_TRUE(tsp_exception_pending());
    (void)tsp_catch();
    TEST_ASSERT_TRUE(tsp_general_accessor_at(object, key, TSP_ABSENT, tsp_from_object(&counter)));
    TEST_ASSERT_TRUE(tsp_general_write_at(object, key, TSP_NULL));
    TEST_ASSERT_TRUE(argument_given == TSP_NULL);
    TEST_ASSERT_TRUE(tsp_general_get_at(object, key) == tsp_from_int32(3));
    TEST_ASSERT_EQUAL_UINT(1, object->count);
    TEST_ASSERT_TRUE(tsp_general_set(object, key, TSP_TRUE));
    TEST_ASSERT_TRUE(tsp_general_read(object, key) == TSP_TRUE);
    TEST_ASSERT_EQUAL_INT(3, calls);
}

static void test_copies_have_what_getters_give(void) {
    struct tsp_general *source = tsp_general_new(0);
    struct tsp_general *copy = tsp_general_new(0);
    calls = 0;
    set(source, text_of("plain"), 7);
    TEST_ASSERT_TRUE(tsp_general_accessor(source, text_of("got"), tsp_from_object(&counter), TSP_ABSENT));
    TEST_ASSERT_TRUE(tsp_general_copy(copy, source));
    TEST_ASSERT_TRUE(tsp_general_find(copy, text_of("got")) == tsp_from_int32(1));
    struct tsp_general *others = tsp_general_new(0);
    set(others, text_of("got"), 0);
    TEST_ASSERT_TRUE(tsp_general_copy_others(others, source));
    TEST_ASSERT_EQUAL_INT(1, calls);
    assert_is(others, text_of("got"), tsp_from_int32(0));
    assert_is(others, text_of("plain"), tsp_from_int32(7));
}

static void test_object_is_whole_after_an_accessor_that_had_no_room(void) {
    for (uint32_t at = 1; at < 4; at++) {
        struct tsp_general *object = tsp_general_new(0);
        tsp_heap_fail_at(at);
        bool is_done = tsp_general_accessor(object, tsp_from_int32(1), tsp_from_object(&counter), TSP_ABSENT);
        tsp_heap_fail_at(0);
        if (!is_done) {
            (void)tsp_catch();
        }
        TEST_ASSERT_EQUAL_UINT(is_done ? 1 : 0, object->count);
        TEST_ASSERT_TRUE(tsp_is_property(tsp_general_find(object, tsp_from_int32(1))) == is_done);
    }
}

static tsp_value descriptor_of(const char *name, tsp_value value) {
    struct tsp_general *descriptor = tsp_general_new(0);
    TEST_ASSERT_TRUE(tsp_general_set_at(descriptor, text_of(name), value));
    return tsp_from_object(descriptor);
}

static void test_attributes_are_kept(void) {
    struct tsp_general *object = tsp_general_new(0);
    tsp_value key = text_of("key");
    (void)tsp_object_define(tsp_from_object(object), key, descriptor_of("value", TSP_TRUE));
    TEST_ASSERT_TRUE(tsp_general_read(object, key) == TSP_TRUE);
    TEST_ASSERT_FALSE(tsp_general_write(object, key, TSP_NULL));
    (void)tsp_catch();
    TEST_ASSERT_FALSE(tsp_general_remove(object, key));
    (void)tsp_catch();
    (void)tsp_object_define(tsp_from_object(object), key, descriptor_of("value", TSP_NULL));
    TEST_ASSERT_TRUE(tsp_exception_pending());
    (void)tsp_catch();
    TEST_ASSERT_EQUAL_UINT(0, tsp_object_keys(tsp_from_object(object))->length);
    TEST_ASSERT_EQUAL_UINT(1, tsp_object_own_names(tsp_from_object(object))->length);
    tsp_value described = tsp_object_describe(tsp_from_object(object), key);
    const struct tsp_general *description = (const struct tsp_general *)(const void *)tsp_as_object(described);
    assert_is(description, text_of("writable"), TSP_FALSE);
    assert_is(description, text_of("value"), TSP_TRUE);
}

static void test_definition_leaves_the_object_whole_without_room(void) {
    for (uint32_t at = 1; at < 4; at++) {
        struct tsp_general *object = tsp_general_new(0);
        tsp_value key = text_of("key");
        tsp_value descriptor = descriptor_of("value", TSP_TRUE);
        tsp_heap_fail_at(at);
        (void)tsp_object_define(tsp_from_object(object), key, descriptor);
        tsp_heap_fail_at(0);
        bool is_done = !tsp_exception_pending();
        if (!is_done) {
            (void)tsp_catch();
        }
        TEST_ASSERT_EQUAL_UINT(is_done ? 1 : 0, object->count);
    }
}

static void test_frozen_objects_stay_as_they_are(void) {
    struct tsp_array *array = tsp_array_new(0);
    struct tsp_general *object = tsp_general_new(0);
    set(object, text_of("key"), 1);
    TEST_ASSERT_TRUE(tsp_array_append(array, TSP_TRUE));
    TEST_ASSERT_TRUE(tsp_may_set_element(array, 0));
    (void)tsp_object_freeze(tsp_from_object(array));
    (void)tsp_object_freeze(tsp_from_object(object));
    TEST_ASSERT_TRUE(tsp_object_is_frozen(tsp_from_object(array)));
    TEST_ASSERT_FALSE(tsp_may_set_element(array, 0));
    (void)tsp_catch();
    TEST_ASSERT_FALSE(tsp_may_change(array, TSP_ARRAY_ADD));
    (void)tsp_catch();
    TEST_ASSERT_FALSE(tsp_set_key(tsp_from_object(array), tsp_from_int32(1), TSP_TRUE));
    (void)tsp_catch();
    TEST_ASSERT_FALSE(tsp_general_write(object, text_of("other"), TSP_TRUE));
    (void)tsp_catch();
    TEST_ASSERT_FALSE(tsp_object_is_frozen(tsp_from_object(tsp_general_new(0))));
    TEST_ASSERT_FALSE(tsp_object_is_frozen(tsp_from_object(tsp_array_new(0))));
    tsp_integrity_forget();
}

static void test_prototypes_are_asked(void) {
    struct tsp_general *base = tsp_general_new(0);
    set(base, text_of("inherited"), 4);
    tsp_value made = tsp_object_create(tsp_from_object(base), TSP_UNDEFINED);
    struct tsp_general *object = (struct tsp_general *)(void *)tsp_as_object(made);
    assert_is(object, text_of("inherited"), tsp_from_int32(4));
    TEST_ASSERT_TRUE(tsp_general_write(object, text_of("inherited"), tsp_from_int32(5)));
    assert_is(base, text_of("inherited"), tsp_from_int32(4));
    TEST_ASSERT_EQUAL_UINT(1, tsp_object_names(made)->length);
    (void)tsp_object_set_prototype(tsp_from_object(base), made);
    TEST_ASSERT_TRUE(tsp_exception_pending());
    (void)tsp_catch();
    TEST_ASSERT_TRUE(tsp_object_is_prototype(tsp_from_object(base), made));
    TEST_ASSERT_TRUE(tsp_object_get_prototype(tsp_object_create(TSP_NULL, TSP_UNDEFINED)) == TSP_NULL);
}

static void test_functions_have_properties_beside_them(void) {
    static struct tsp_function function = {{&counter_shape}};
    struct tsp_general *properties = tsp_beside(&function.header, true);
    TEST_ASSERT_EQUAL_PTR(properties, tsp_beside(&function.header, true));
    struct tsp_general *made = tsp_constructed(&function.header);
    TEST_ASSERT_TRUE(tsp_general_get_at(made, text_of("constructor")) == tsp_from_object(&function));
    TEST_ASSERT_TRUE(tsp_is_made_by(tsp_from_object(made), &function.header));
    TEST_ASSERT_FALSE(tsp_is_made_by(tsp_from_object(properties), &function.header));
    TEST_ASSERT_FALSE(tsp_is_made_by(TSP_NULL, &function.header));
    TEST_ASSERT_EQUAL_UINT(0, tsp_object_keys(tsp_from_object(&function))->length);
    TEST_ASSERT_TRUE(tsp_general_write(properties, text_of("prototype"), TSP_NULL));
    TEST_ASSERT_FALSE(tsp_is_made_by(tsp_from_object(made), &function.header));
    TEST_ASSERT_TRUE(tsp_exception_pending());
    (void)tsp_catch();
    tsp_beside_forget();
}

static void test_functions_have_all_properties_or_none(void) {
    for (uint32_t at = 1; at < 10; at++) {
        static struct tsp_function function = {{&counter_shape}};
        tsp_heap_fail_at(at);
        const struct tsp_general *properties = tsp_beside(&function.header, true);
        tsp_heap_fail_at(0);
        if (properties == NULL) {
            (void)tsp_catch();
            properties = tsp_beside(&function.header, true);
        }
        TEST_ASSERT_TRUE(tsp_is_object(tsp_general_get_at(properties, text_of("prototype"))));
        tsp_beside_forget();
    }
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_names_are_found_by_their_text);
    RUN_TEST(test_numbers_and_their_texts_are_one_name);
    RUN_TEST(test_many_names_are_found_and_deleted);
    RUN_TEST(test_coming_and_going_needs_no_more_room);
    RUN_TEST(test_keys_are_indexes_first_then_the_order_of_adding);
    RUN_TEST(test_copies_have_the_properties_in_the_order_of_keys);
    RUN_TEST(test_elements_become_properties);
    RUN_TEST(test_names_of_object_prototype_are_no_properties);
    RUN_TEST(test_object_is_whole_after_a_failed_allocation);
    RUN_TEST(test_contents_live_as_long_as_the_object);
    RUN_TEST(test_hash_depends_on_all_of_a_text);
    RUN_TEST(test_accessors_run);
    RUN_TEST(test_attributes_are_kept);
    RUN_TEST(test_definition_leaves_the_object_whole_without_room);
    RUN_TEST(test_frozen_objects_stay_as_they_are);
    RUN_TEST(test_prototypes_are_asked);
    RUN_TEST(test_functions_have_properties_beside_them);
    RUN_TEST(test_functions_have_all_properties_or_none);
    RUN_TEST(test_copies_have_what_getters_give);
    RUN_TEST(test_object_is_whole_after_an_accessor_that_had_no_room);
    return UNITY_END();
}
