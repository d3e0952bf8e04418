/*
 * Error and its native subclasses (ECMA-262 20.5). Script classes may extend them; the derived
 * struct starts with struct tsp_error.
 */
#ifndef TSP_RUNTIME_ERROR_H
#define TSP_RUNTIME_ERROR_H

#include "runtime/string.h"

struct tsp_error {
    struct tsp_object header;
    const struct tsp_string *message; /* NULL: the empty string */
    const struct tsp_string *name;    /* NULL: the name of the nearest native class */
    /* where it was thrown first; index into tsp_places, 0 unknown */
    uint16_t place;
    bool has_class_name; /* `name` is that of the class, and no property of the error */
};

extern const struct tsp_shape tsp_error_shape;
extern const struct tsp_shape tsp_type_error_shape;
extern const struct tsp_shape tsp_range_error_shape;
extern const struct tsp_shape tsp_reference_error_shape;

/* new Error(message): undefined leaves the message empty; else ToString, which may throw. */
void tsp_error_construct(struct tsp_error *self, tsp_value message);
const struct tsp_string *tsp_error_get_message(const struct tsp_error *self);
void tsp_error_set_message(struct tsp_error *self, const struct tsp_string *message);
const struct tsp_string *tsp_error_get_name(const struct tsp_error *self);
void tsp_error_set_name(struct tsp_error *self, const struct tsp_string *name);
/*
 * "name: message", without the colon when either is empty (20.5.3.4). NULL with an exception
 * pending when the heap is full.
 */
const struct tsp_string *tsp_error_to_string(const struct tsp_error *self);

#endif
