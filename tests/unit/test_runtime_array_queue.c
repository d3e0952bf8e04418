/* Arrays as queues: what is taken out in front leaves room there, which is used again. */
#include "runtime/array_methods.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/operators.h"
#include "runtime/string.h"
#include "runtime_port.h"
#include "unity.h"

static struct tsp_pin pin;
static struct tsp_array *array;

/* What the array should hold. */
#define MODEL_SIZE 400
static int32_t model[MODEL_SIZE];
static int model_length;

static void begin(enum tsp_element_kind kind) {
    test_runtime_start();
    model_length = 0;
    array = tsp_array_new_of(kind, 0);
    TEST_ASSERT_NOT_NULL(array);
    tsp_pin(&pin, &array->header);
}

static void end(void) {
    tsp_unpin(&pin);
    test_runtime_end();
}

void setUp(void) {
}

void tearDown(void) {
}

/* An element that stands for a number: an object where the kind holds references. */
static tsp_value element_of(int32_t number) {
    switch (array->kind) {
    case TSP_BOOLEANS:
        return tsp_from_bool(number % 3 == 0);
    case TSP_VALUES: {
        const struct tsp_string *text = tsp_int32_to_string(number);
        TEST_ASSERT_NOT_NULL(text);
        return tsp_from_string(text);
    }
    case TSP_UINT32S:
        return tsp_from_uint32((uint32_t)number * 65536u);
    default:
        return tsp_from_int32(number);
    }
}

static void assert_is(int32_t number, tsp_value value) {
    if (array->kind == TSP_VALUES) {
        TEST_ASSERT_TRUE(tsp_is_string(value));
        TEST_ASSERT_EQUAL_DOUBLE(number, tsp_string_to_number(tsp_as_string(value)));
    } else {
        TEST_ASSERT_TRUE(tsp_strict_equals(value, element_of(number)));
    }
}

static void assert_as_the_model(void) {
    TEST_ASSERT_EQUAL_INT(model_length, array->length);
    TEST_ASSERT_TRUE(array->length <= array->capacity);
    for (int i = 0; i < model_length; i++) {
        assert_is(model[i], tsp_array_get(array, i));
    }
}

static void model_insert(int at, int32_t number) {
    memmove(model + at + 1, model + at, (size_t)(model_length - at) * sizeof *model);
    model[at] = number;
    model_length++;
}

static void model_remove(int at, int count) {
    model_length -= count;
    memmove(model + at, model + at + count, (size_t)(model_length - at) * sizeof *model);
}

static uint32_t seed;
static int chance(int sides) {
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 16) % (uint32_t)sides);
}

static void step(int32_t number) {
    if (model_length > MODEL_SIZE - 8) {
        TEST_ASSERT_TRUE(tsp_array_set_length(array, 5));
        model_length = 5;
    }
    const tsp_value value = element_of(number);
    switch (chance(12)) {
    case 0: {
        const tsp_value two[] = {value, value};
        TEST_ASSERT_EQUAL_INT(model_length + 2, tsp_array_unshift(array, 2, two));
        model_insert(0, number);
        model_insert(0, number);
        break;
    }
    case 1: {
        int count = model_length < 3 ? model_length : 3;
        TEST_ASSERT_NOT_NULL(tsp_array_splice(array, tsp_from_int32(0), tsp_from_int32(count), 1, &value));
        model_remove(0, count);
        model_insert(0, number);
        break;
    }
    case 2:
        if (model_length > 0) {
            tsp_array_pop(array);
            model_length--;
        }
        break;
    case 3:
        tsp_collect();
        break;
    case 4:
    case 5:
    case 6:
    case 7:
        if (model_length > 0) {
            assert_is(model[0], tsp_array_shift(array));
            model_remove(0, 1);
        } else {
            TEST_ASSERT_TRUE(tsp_array_shift(array) == TSP_UNDEFINED);
        }
        break;
    default:
        TEST_ASSERT_TRUE(tsp_array_append(array, value));
        model[model_length++] = number;
        break;
    }
}

static void test_every_kind_does_what_the_model_does(void) {
    static const enum tsp_element_kind kinds[] = {TSP_VALUES,       TSP_NUMBERS, TSP_INT32S,
                                                  TSP_DENSE_INT32S, TSP_UINT32S, TSP_BOOLEANS};
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        begin(kinds[kind]);
        seed = (uint32_t)kind;
        for (int32_t i = 0; i < 1500; i++) {
            step(i);
            if (i % 16 == 0) {
                assert_as_the_model();
            }
        }
        assert_as_the_model();
        end();
    }
}

static void test_a_queue_seldom_moves_what_stays(void) {
    begin(TSP_NUMBERS);
    for (int32_t i = 0; i < 500; i++) {
        TEST_ASSERT_TRUE(tsp_array_append(array, tsp_from_int32(i)));
    }
    int moved = 0;
    for (int32_t i = 0; i < 5000; i++) {
        const tsp_value *last = array->elements + array->length;
        TEST_ASSERT_TRUE(tsp_array_append(array, tsp_from_int32(500 + i)));
        moved += array->elements + array->length - 1 != last;
        TEST_ASSERT_EQUAL_INT(i, tsp_as_int32(tsp_array_shift(array)));
    }
    TEST_ASSERT_TRUE(moved < 50);
    TEST_ASSERT_TRUE(array->capacity < 1000);
    end();
}

static void test_what_is_taken_out_is_not_kept_alive(void) {
    begin(TSP_VALUES);
    for (int32_t i = 0; i < 40; i++) {
        TEST_ASSERT_TRUE(tsp_array_append(array, element_of(1000000 + i)));
    }
    for (int32_t i = 0; i < 39; i++) {
        tsp_array_shift(array);
    }
    tsp_collect();
    struct tsp_heap_stats stats;
    tsp_heap_get_stats(&stats);
    TEST_ASSERT_EQUAL_UINT(3, stats.objects); /* the array, its elements, and one text */
    assert_is(1000039, tsp_array_shift(array));
    tsp_collect();
    tsp_heap_get_stats(&stats);
    TEST_ASSERT_EQUAL_UINT(2, stats.objects);
    end();
}

static void test_room_in_front_serves_where_none_is_left_behind(void) {
    begin(TSP_NUMBERS);
    while (tsp_array_append(array, tsp_from_int32((int32_t)array->length))) {
    }
    tsp_catch();
    const uint32_t full = array->length;
    for (int32_t i = 0; i < 10; i++) {
        TEST_ASSERT_EQUAL_INT(i, tsp_as_int32(tsp_array_shift(array)));
    }
    for (int32_t i = 0; i < 10; i++) {
        TEST_ASSERT_TRUE(tsp_array_append(array, TSP_NULL));
    }
    TEST_ASSERT_EQUAL_UINT(full, array->length);
    TEST_ASSERT_EQUAL_INT(10, tsp_as_int32(tsp_array_get(array, 0)));
    TEST_ASSERT_EQUAL_INT(full - 1, tsp_as_int32(tsp_array_get(array, (int32_t)full - 11)));
    TEST_ASSERT_FALSE(tsp_array_append(array, TSP_NULL));
    tsp_catch();
    TEST_ASSERT_EQUAL_UINT(full, array->length);
    end();
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_every_kind_does_what_the_model_does);
    RUN_TEST(test_a_queue_seldom_moves_what_stays);
    RUN_TEST(test_what_is_taken_out_is_not_kept_alive);
    RUN_TEST(test_room_in_front_serves_where_none_is_left_behind);
    return UNITY_END();
}
