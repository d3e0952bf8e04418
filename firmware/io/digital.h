/* Digital of ECMA-419 (3rd edition): one pin as an input or output. */
#ifndef TSP_IO_DIGITAL_H
#define TSP_IO_DIGITAL_H

#include "runtime/heap.h"
#include "runtime/loop.h"
#include "runtime/object.h"
#include "runtime/string.h"

struct tsp_digital {
    struct tsp_object header;
    tsp_value on_readable;
    tsp_value target;
    struct tsp_pin keep;
    struct tsp_task task;
    uint8_t pin;
    uint8_t mode; /* enum tsp_gpio_mode */
    bool open;
    bool watched; /* counts as something that can wake the program */
};

extern const struct tsp_shape tsp_digital_shape;

/* Tagged values are TSP_ABSENT where the program gave none. */
struct tsp_digital_options {
    tsp_value pin;
    tsp_value mode;
    tsp_value edge;
    tsp_value format;
    tsp_value initialValue;
    tsp_value target;
    tsp_value onReadable;
};

/*
 * Throws TypeError (options, callback), RangeError (mode, edge, format, initialValue), Error (no
 * such pin; pin in use; not in this mode).
 */
void tsp_digital_construct(struct tsp_digital *self, const struct tsp_digital_options *options);
/* 0 or 1; undefined for an output. */
tsp_value tsp_digital_read(struct tsp_digital *self);
/* RangeError unless `value` is 0 or 1; Error for an input. */
void tsp_digital_write(struct tsp_digital *self, double value);
void tsp_digital_close(struct tsp_digital *self);
const struct tsp_string *tsp_digital_get_format(struct tsp_digital *self);
void tsp_digital_set_format(struct tsp_digital *self, const struct tsp_string *format);
tsp_value tsp_digital_get_target(struct tsp_digital *self);
void tsp_digital_set_target(struct tsp_digital *self, tsp_value target);

#endif
