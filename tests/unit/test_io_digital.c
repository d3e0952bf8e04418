/* The class Digital over pins that the test plays. */
#include "io/digital.h"
#include "io/gpio.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/loop.h"
#include "runtime/operators.h"
#include "runtime_port.h"
#include "unity.h"

#include <math.h>

#define LED 48
#define FORBIDDEN 23

static struct {
    bool open;
    bool level;
    enum tsp_gpio_mode mode;
    unsigned edges;
} pins[TSP_GPIO_PINS];
static bool has_led;

int tsp_gpio_led(void) {
    return has_led ? LED : -1;
}

bool tsp_gpio_allows(unsigned pin, enum tsp_gpio_mode mode) {
    return pin == LED ? mode == TSP_GPIO_OUTPUT : pin < 30 && pin != FORBIDDEN;
}

void tsp_gpio_open(unsigned pin, enum tsp_gpio_mode mode, bool high) {
    TEST_ASSERT_FALSE(pins[pin].open);
    pins[pin].open = true;
    pins[pin].mode = mode;
    pins[pin].level = high;
}

void tsp_gpio_close(unsigned pin) {
    TEST_ASSERT_TRUE(pins[pin].open);
    pins[pin].open = false;
    pins[pin].edges = 0;
}

bool tsp_gpio_read(unsigned pin) {
    return pins[pin].level;
}

void tsp_gpio_write(unsigned pin, bool high) {
    pins[pin].level = high;
}

bool tsp_gpio_watch(unsigned pin, unsigned edges) {
    pins[pin].edges = edges;
    return true;
}

static int calls;
static tsp_value seen_self;
static void (*when_called)(void);

static tsp_value called(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv) {
    (void)function;
    (void)argv;
    TEST_ASSERT_EQUAL_INT(0, argc);
    calls++;
    seen_self = self;
    if (when_called != NULL) {
        when_called();
    }
    return TSP_UNDEFINED;
}

static const struct tsp_shape function_shape = {
    .name = "", .size = sizeof(struct tsp_function), .kind = TSP_KIND_FUNCTION, .call = called};
static struct tsp_function function = {{&function_shape}};
static const struct tsp_string led_name = TSP_LATIN1_LITERAL("LED");
static const struct tsp_string other_name = TSP_LATIN1_LITERAL("D1");
static const struct tsp_string number_format = TSP_LATIN1_LITERAL("number");
static const struct tsp_string buffer_format = TSP_LATIN1_LITERAL("buffer");

static struct tsp_digital_options options(int32_t pin, enum tsp_gpio_mode mode) {
    return (struct tsp_digital_options){.pin = tsp_from_int32(pin), .mode = tsp_from_int32((int32_t)mode),
        .edge = TSP_ABSENT, .format = TSP_ABSENT, .initialValue = TSP_ABSENT, .target = TSP_ABSENT,
        .onReadable = TSP_ABSENT};
}

static struct tsp_digital *open_with(const struct tsp_digital_options *with) {
    struct tsp_digital *digital = tsp_new(&tsp_digital_shape);
    tsp_digital_construct(digital, with);
    return tsp_exception_pending() ? NULL : digital;
}

static struct tsp_digital *open_pin(int32_t pin, enum tsp_gpio_mode mode) {
    struct tsp_digital_options with = options(pin, mode);
    struct tsp_digital *digital = open_with(&with);
    TEST_ASSERT_NOT_NULL(digital);
    return digital;
}

static void assert_refused(const struct tsp_digital_options *with, const struct tsp_shape *error) {
    TEST_ASSERT_NULL(open_with(with));
    tsp_value exception = tsp_catch();
    TEST_ASSERT_TRUE_MESSAGE(tsp_is_object(exception) && tsp_as_object(exception)->shape == error, "another error");
    for (unsigned pin = 0; pin < TSP_GPIO_PINS; pin++) {
        TEST_ASSERT_FALSE_MESSAGE(pins[pin].open, "a failed constructor holds a pin");
    }
    TEST_ASSERT_FALSE(tsp_loop_alive());
}

void setUp(void) {
    test_runtime_start();
    calls = 0;
    has_led = true;
    when_called = NULL;
}

void tearDown(void) {
    TEST_ASSERT_FALSE(tsp_loop_alive());
    test_runtime_end();
}

static void test_an_output_sets_its_pin(void) {
    struct tsp_digital *digital = open_pin(5, TSP_GPIO_OUTPUT);
    TEST_ASSERT_EQUAL_INT(TSP_GPIO_OUTPUT, pins[5].mode);
    TEST_ASSERT_FALSE_MESSAGE(tsp_loop_alive(), "an output wakes nobody");
    tsp_digital_write(digital, 1);
    TEST_ASSERT_TRUE(pins[5].level);
    tsp_digital_write(digital, -0.0);
    TEST_ASSERT_FALSE(pins[5].level);
    TEST_ASSERT_TRUE_MESSAGE(tsp_digital_read(digital) == TSP_UNDEFINED, "an output has nothing to read");
    tsp_digital_close(digital);
    TEST_ASSERT_FALSE(pins[5].open);
}

static void test_other_values_are_range_errors(void) {
    static const double values[] = {2, -1, 0.5, (double)NAN, (double)INFINITY};
    struct tsp_digital *digital = open_pin(5, TSP_GPIO_OUTPUT);
    for (unsigned i = 0; i < sizeof values / sizeof values[0]; i++) {
        tsp_digital_write(digital, values[i]);
        TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
        TEST_ASSERT_FALSE(pins[5].level);
    }
    tsp_digital_close(digital);
}

static void test_an_input_reads_its_pin_and_cannot_be_written(void) {
    struct tsp_digital *digital = open_pin(6, TSP_GPIO_INPUT_PULL_UP);
    TEST_ASSERT_TRUE(tsp_digital_read(digital) == tsp_from_int32(0));
    pins[6].level = true;
    TEST_ASSERT_TRUE(tsp_digital_read(digital) == tsp_from_int32(1));
    tsp_digital_write(digital, 0);
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_error_shape));
    TEST_ASSERT_TRUE(pins[6].level);
    tsp_digital_close(digital);
}

static void test_the_led_has_a_name(void) {
    struct tsp_digital_options with = options(0, TSP_GPIO_OUTPUT);
    with.pin = tsp_from_string(&led_name);
    struct tsp_digital *digital = open_with(&with);
    TEST_ASSERT_TRUE(pins[LED].open);
    tsp_digital_close(digital);
    has_led = false;
    assert_refused(&with, &tsp_error_shape);
    has_led = true;
    with.mode = tsp_from_int32(TSP_GPIO_INPUT);
    assert_refused(&with, &tsp_error_shape);
    with.pin = tsp_from_string(&other_name);
    assert_refused(&with, &tsp_error_shape);
}

static void test_wrong_options_are_refused_and_hold_nothing(void) {
    struct tsp_digital_options with = options(5, TSP_GPIO_OUTPUT);
    with.pin = TSP_ABSENT;
    assert_refused(&with, &tsp_error_shape);
    with.pin = tsp_from_int32(-1);
    assert_refused(&with, &tsp_range_error_shape);
    with.pin = tsp_from_double(2.5);
    assert_refused(&with, &tsp_range_error_shape);
    with.pin = tsp_from_int32(FORBIDDEN);
    assert_refused(&with, &tsp_error_shape);
    with.pin = tsp_from_int32(5);
    with.mode = tsp_from_int32(4);
    assert_refused(&with, &tsp_range_error_shape);
    with.mode = tsp_from_double((double)NAN);
    assert_refused(&with, &tsp_range_error_shape);
    with.mode = TSP_ABSENT;
    assert_refused(&with, &tsp_error_shape);
    with.mode = tsp_from_int32(TSP_GPIO_INPUT);
    with.format = tsp_from_string(&buffer_format);
    assert_refused(&with, &tsp_range_error_shape);
    with.format = tsp_from_string(&number_format);
    with.onReadable = tsp_from_int32(1);
    assert_refused(&with, &tsp_type_error_shape);
    with.onReadable = tsp_from_object(&function);
    assert_refused(&with, &tsp_error_shape); /* without edge */
    with.edge = tsp_from_int32(0);
    assert_refused(&with, &tsp_range_error_shape);
    with.edge = tsp_from_int32(4);
    assert_refused(&with, &tsp_range_error_shape);
    assert_refused(NULL, &tsp_type_error_shape);
}

static void test_a_pin_belongs_to_one_instance_until_it_is_closed(void) {
    struct tsp_digital *digital = open_pin(5, TSP_GPIO_OUTPUT);
    struct tsp_digital_options with = options(5, TSP_GPIO_INPUT);
    TEST_ASSERT_NULL(open_with(&with));
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_error_shape));
    tsp_digital_close(digital);
    tsp_digital_close(open_with(&with));
}

static struct tsp_digital *open_watched(unsigned edges) {
    struct tsp_digital_options with = options(7, TSP_GPIO_INPUT);
    with.edge = tsp_from_int32((int32_t)edges);
    with.onReadable = tsp_from_object(&function);
    return open_with(&with);
}

static void test_a_pin_of_another_class_is_in_use_and_its_edges_are_not_ours(void) {
    static const struct tsp_shape other_shape = {
        .name = "Other", .size = sizeof(struct tsp_object), .kind = TSP_KIND_NATIVE};
    static struct tsp_object other = {&other_shape};
    struct tsp_digital_options with = options(3, TSP_GPIO_INPUT);
    TEST_ASSERT_TRUE(tsp_gpio_claim(3, &other));
    assert_refused(&with, &tsp_error_shape);
    TEST_ASSERT_EQUAL_PTR(&other, tsp_gpio_owner(3));
    tsp_digital_changed(3);
    TEST_ASSERT_FALSE(tsp_loop_has_task());
    tsp_gpio_release(3);
    TEST_ASSERT_NULL(tsp_gpio_owner(3));
    tsp_digital_close(open_pin(3, TSP_GPIO_INPUT));
}

static void test_edges_call_back_in_a_turn_of_their_own(void) {
    struct tsp_digital *digital = open_watched(TSP_GPIO_RISING | TSP_GPIO_FALLING);
    TEST_ASSERT_EQUAL_UINT(3, pins[7].edges);
    TEST_ASSERT_TRUE(tsp_loop_alive());
    tsp_digital_changed(7);
    tsp_digital_changed(7);
    TEST_ASSERT_EQUAL_INT_MESSAGE(0, calls, "never inside whoever changes a pin");
    tsp_loop_run(10);
    TEST_ASSERT_EQUAL_INT_MESSAGE(1, calls, "edges of one moment are one call");
    TEST_ASSERT_TRUE(seen_self == tsp_from_object(digital));
    tsp_digital_changed(7);
    tsp_digital_close(digital);
    tsp_loop_run(10);
    TEST_ASSERT_EQUAL_INT_MESSAGE(1, calls, "no call after close");
    tsp_digital_changed(7);
    tsp_loop_run(10);
    TEST_ASSERT_EQUAL_INT(1, calls);
}

static void fail(void) {
    tsp_throw_error("thrown by the test");
}

static void test_an_exception_of_a_callback_leaves_the_pin_open(void) {
    struct tsp_digital *digital = open_watched(TSP_GPIO_RISING);
    when_called = fail;
    tsp_digital_changed(7);
    tsp_loop_run(10);
    TEST_ASSERT_EQUAL_STRING("Uncaught Error: thrown by the test\n", test_port_take_output());
    TEST_ASSERT_TRUE(tsp_digital_read(digital) == tsp_from_int32(0));
    tsp_digital_close(digital);
}

static void test_an_open_pin_outlives_its_last_reference(void) {
    (void)open_watched(TSP_GPIO_RISING);
    tsp_collect();
    tsp_digital_changed(7);
    tsp_loop_run(10);
    TEST_ASSERT_EQUAL_INT(1, calls);
    tsp_digital_close((struct tsp_digital *)(void *)tsp_as_object(seen_self));
}

static void test_after_close_every_other_method_throws(void) {
    struct tsp_digital *digital = open_pin(5, TSP_GPIO_OUTPUT);
    tsp_digital_close(digital);
    tsp_digital_close(digital);
    TEST_ASSERT_TRUE(tsp_digital_read(digital) == TSP_UNDEFINED);
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_error_shape));
    tsp_digital_write(digital, 1);
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_error_shape));
    (void)tsp_digital_get_format(digital);
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_error_shape));
}

static void test_format_is_number_and_nothing_else(void) {
    struct tsp_digital *digital = open_pin(5, TSP_GPIO_OUTPUT);
    TEST_ASSERT_TRUE(tsp_string_equals(&number_format, tsp_digital_get_format(digital)));
    tsp_digital_set_format(digital, &number_format);
    TEST_ASSERT_FALSE(tsp_exception_pending());
    tsp_digital_set_format(digital, &buffer_format);
    TEST_ASSERT_TRUE(tsp_value_instanceof(tsp_catch(), &tsp_range_error_shape));
    tsp_digital_close(digital);
}

static void test_an_output_has_its_first_level_when_it_opens(void) {
    struct tsp_digital_options with = options(2, TSP_GPIO_OUTPUT);
    tsp_digital_close(open_pin(2, TSP_GPIO_OUTPUT));
    TEST_ASSERT_FALSE(pins[2].level);
    with.initialValue = tsp_from_int32(1);
    tsp_digital_close(open_with(&with));
    TEST_ASSERT_TRUE(pins[2].level);
    tsp_digital_close(open_pin(2, TSP_GPIO_OUTPUT_OPEN_DRAIN));
    TEST_ASSERT_TRUE_MESSAGE(pins[2].level, "a line with other drivers is released");
    with = options(2, TSP_GPIO_OUTPUT_OPEN_DRAIN);
    with.initialValue = tsp_from_int32(0);
    tsp_digital_close(open_with(&with));
    TEST_ASSERT_FALSE(pins[2].level);
    with.initialValue = tsp_from_int32(2);
    assert_refused(&with, &tsp_range_error_shape);
    with.initialValue = TSP_UNDEFINED;
    assert_refused(&with, &tsp_error_shape);
}

int main(void) {
    UNITY_BEGIN();
    RUN_TEST(test_an_output_sets_its_pin);
    RUN_TEST(test_other_values_are_range_errors);
    RUN_TEST(test_an_input_reads_its_pin_and_cannot_be_written);
    RUN_TEST(test_the_led_has_a_name);
    RUN_TEST(test_wrong_options_are_refused_and_hold_nothing);
    RUN_TEST(test_a_pin_belongs_to_one_instance_until_it_is_closed);
    RUN_TEST(test_a_pin_of_another_class_is_in_use_and_its_edges_are_not_ours);
    RUN_TEST(test_edges_call_back_in_a_turn_of_their_own);
    RUN_TEST(test_an_exception_of_a_callback_leaves_the_pin_open);
    RUN_TEST(test_an_open_pin_outlives_its_last_reference);
    RUN_TEST(test_after_close_every_other_method_throws);
    RUN_TEST(test_format_is_number_and_nothing_else);
    RUN_TEST(test_an_output_has_its_first_level_when_it_opens);
    return UNITY_END();
}
