#include "io/digital.h"

#include "io/gpio.h"
#include "io/options.h"
#include "runtime/assert.h"
#include "runtime/exception.h"

static const struct tsp_slot slots[] = {
    {offsetof(struct tsp_digital, on_readable), TSP_SLOT_VALUE},
    {offsetof(struct tsp_digital, target), TSP_SLOT_VALUE},
};

const struct tsp_shape tsp_digital_shape = {
    .name = "Digital", .size = sizeof(struct tsp_digital), .kind = TSP_KIND_NATIVE, .slot_count = 2, .slots = slots};

static const struct tsp_string format_number = TSP_LATIN1_LITERAL("number");
static const struct tsp_string name_led = TSP_LATIN1_LITERAL("LED");

static bool is_output(const struct tsp_digital *self) {
    return self->mode == TSP_GPIO_OUTPUT || self->mode == TSP_GPIO_OUTPUT_OPEN_DRAIN;
}

/// Construction ///

static bool read_pin(tsp_value option, uint32_t *pin) {
    if (tsp_is_string(option)) {
        bool is_led = false;
        if (!tsp_option_is(option, &name_led, &is_led)) {
            return false;
        }
        int led = tsp_gpio_led();
        if (!is_led || led < 0) {
            tsp_throw_error("there is no such pin");
            return false;
        }
        *pin = (uint32_t)led;
        return true;
    }
    if (option == TSP_ABSENT) {
        tsp_throw_error("a pin is required");
        return false;
    }
    return tsp_option_integer(option, 0, TSP_GPIO_PINS - 1, pin);
}

static bool read_mode(tsp_value option, enum tsp_gpio_mode *mode) {
    uint32_t number = 0;
    if (!tsp_option_integer(option == TSP_ABSENT ? TSP_UNDEFINED : option, 0, TSP_GPIO_OUTPUT_OPEN_DRAIN, &number)) {
        return false;
    }
    if (number > TSP_GPIO_INPUT_PULL_UP_DOWN && number < TSP_GPIO_OUTPUT) {
        tsp_throw_range_error("unsupported mode");
        return false;
    }
    *mode = (enum tsp_gpio_mode)number;
    return true;
}

static bool read_format(tsp_value option) {
    bool equal = true;
    if (option != TSP_ABSENT && !tsp_option_is(option, &format_number, &equal)) {
        return false;
    }
    if (!equal) {
        tsp_throw_range_error("unsupported format");
    }
    return equal;
}

/* The edges to watch; without a callback they do not matter, whatever they are. */
static bool read_edges(tsp_value option, tsp_value callback, uint32_t *edges) {
    return callback == TSP_NULL || tsp_option_integer(option == TSP_ABSENT ? TSP_UNDEFINED : option, 1, 3, edges);
}

/*
 * The level that an output starts with. One with open drain starts released unless the program says
 * otherwise: what hangs on such a line takes a low level for a signal.
 */
static bool read_level(tsp_value option, enum tsp_gpio_mode mode, bool *high) {
    uint32_t level = mode == TSP_GPIO_OUTPUT_OPEN_DRAIN;
    if (!tsp_option_integer(option, 0, 1, &level)) {
        return false;
    }
    *high = level == 1;
    return true;
}

static void deliver(struct tsp_task *task) {
    struct tsp_digital *self = (struct tsp_digital *)(void *)((char *)task - offsetof(struct tsp_digital, task));
    TSP_ASSERT(self->open && tsp_gpio_owner(self->pin) == &self->header);
    /* An exception has been reported; it ends nothing, as the pin has no peer. */
    (void)tsp_loop_callback(self->on_readable, tsp_from_object(self), 0, NULL);
}

void tsp_digital_construct(struct tsp_digital *self, const struct tsp_digital_options *options) {
    uint32_t pin = 0;
    uint32_t edges = 0;
    enum tsp_gpio_mode mode = TSP_GPIO_INPUT;
    bool high = false;
    self->on_readable = TSP_NULL;
    self->target = TSP_UNDEFINED;
    if (options == NULL) {
        tsp_throw_type_error("options are required");
        return;
    }
    if (!read_pin(options->pin, &pin) || !read_mode(options->mode, &mode) ||
        !tsp_option_callback(options->onReadable, &self->on_readable) ||
        !read_edges(options->edge, self->on_readable, &edges) || !read_format(options->format) ||
        !read_level(options->initialValue, mode, &high)) {
        return;
    }
    if (!tsp_gpio_allows(pin, mode)) {
        tsp_throw_error("the pin is not for programs, or not in this mode");
        return;
    }
    if (!tsp_gpio_claim(pin, &self->header)) {
        tsp_throw_error("the pin is in use");
        return;
    }
    if (options->target != TSP_ABSENT) {
        self->target = options->target;
    }
    self->pin = (uint8_t)pin;
    self->mode = (uint8_t)mode;
    self->open = true;
    self->task = (struct tsp_task){.run = deliver};
    tsp_pin(&self->keep, &self->header);
    tsp_gpio_open(pin, mode, high);
    if (!is_output(self) && self->on_readable != TSP_NULL && tsp_gpio_watch(pin, edges)) {
        self->watched = true;
        tsp_loop_ref();
    }
}

void tsp_digital_changed(unsigned pin) {
    struct tsp_object *owner = tsp_gpio_owner(pin);
    /* An edge that was seen before another class took the pin is not that class's. */
    if (owner != NULL && tsp_is_instance(owner, &tsp_digital_shape)) {
        tsp_loop_post(&((struct tsp_digital *)owner)->task);
    }
}

/// Methods ///

static bool usable(const struct tsp_digital *self) {
    if (!self->open) {
        tsp_throw_error("the pin is closed");
    }
    return self->open;
}

tsp_value tsp_digital_read(struct tsp_digital *self) {
    if (!usable(self) || is_output(self)) {
        return TSP_UNDEFINED;
    }
    return tsp_from_int32(tsp_gpio_read(self->pin));
}

void tsp_digital_write(struct tsp_digital *self, double value) {
    if (!usable(self)) {
        return;
    }
    if (!is_output(self)) {
        tsp_throw_error("an input cannot be written");
    } else if (value != 0 && value != 1) {
        tsp_throw_range_error("a digital value is 0 or 1");
    } else {
        tsp_gpio_write(self->pin, value == 1);
    }
}

void tsp_digital_close(struct tsp_digital *self) {
    if (!self->open) {
        return;
    }
    TSP_ASSERT(tsp_gpio_owner(self->pin) == &self->header);
    self->open = false;
    tsp_gpio_release(self->pin);
    tsp_loop_cancel(&self->task);
    tsp_gpio_close(self->pin);
    if (self->watched) {
        self->watched = false;
        tsp_loop_unref();
    }
    tsp_unpin(&self->keep);
}

const struct tsp_string *tsp_digital_get_format(struct tsp_digital *self) {
    return usable(self) ? &format_number : NULL;
}

void tsp_digital_set_format(struct tsp_digital *self, const struct tsp_string *format) {
    if (usable(self)) {
        (void)read_format(tsp_from_string(format));
    }
}

tsp_value tsp_digital_get_target(struct tsp_digital *self) {
    return self->target;
}

void tsp_digital_set_target(struct tsp_digital *self, tsp_value target) {
    self->target = target;
}
