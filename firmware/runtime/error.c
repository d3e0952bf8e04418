#include "runtime/error.h"

#include "runtime/operators.h"

static const struct tsp_slot error_slots[] = {
    {offsetof(struct tsp_error, message), TSP_SLOT_POINTER},
    {offsetof(struct tsp_error, name), TSP_SLOT_POINTER},
};

#define ERROR_SHAPE(text, base, count)                                                                                 \
    {                                                                                                                  \
        .name = text, .parent = base, .size = sizeof(struct tsp_error), .kind = TSP_KIND_ERROR, .slot_count = count,   \
        .slots = error_slots                                                                                           \
    }

const struct tsp_shape tsp_error_shape = ERROR_SHAPE("Error", NULL, 2);
const struct tsp_shape tsp_type_error_shape = ERROR_SHAPE("TypeError", &tsp_error_shape, 0);
const struct tsp_shape tsp_range_error_shape = ERROR_SHAPE("RangeError", &tsp_error_shape, 0);
const struct tsp_shape tsp_reference_error_shape = ERROR_SHAPE("ReferenceError", &tsp_error_shape, 0);

static const struct tsp_string empty = TSP_LATIN1_LITERAL("");
static const struct tsp_string separator = TSP_LATIN1_LITERAL(": ");
static const struct tsp_string error_name = TSP_LATIN1_LITERAL("Error");
static const struct tsp_string type_error_name = TSP_LATIN1_LITERAL("TypeError");
static const struct tsp_string range_error_name = TSP_LATIN1_LITERAL("RangeError");
static const struct tsp_string reference_error_name = TSP_LATIN1_LITERAL("ReferenceError");

void tsp_error_construct(struct tsp_error *self, tsp_value message) {
    if (message != TSP_UNDEFINED) {
        self->message = tsp_to_string(message);
    }
}

const struct tsp_string *tsp_error_get_message(const struct tsp_error *self) {
    return self->message != NULL ? self->message : &empty;
}

void tsp_error_set_message(struct tsp_error *self, const struct tsp_string *message) {
    self->message = message;
}

const struct tsp_string *tsp_error_get_name(const struct tsp_error *self) {
    if (self->name != NULL) {
        return self->name;
    }
    if (tsp_is_instance(&self->header, &tsp_type_error_shape)) {
        return &type_error_name;
    }
    if (tsp_is_instance(&self->header, &tsp_range_error_shape)) {
        return &range_error_name;
    }
    return tsp_is_instance(&self->header, &tsp_reference_error_shape) ? &reference_error_name : &error_name;
}

void tsp_error_set_name(struct tsp_error *self, const struct tsp_string *name) {
    self->name = name;
    self->has_class_name = false;
}

const struct tsp_string *tsp_error_to_string(const struct tsp_error *self) {
    const struct tsp_string *name = tsp_error_get_name(self);
    const struct tsp_string *message = tsp_error_get_message(self);
    if (name->length == 0) {
        return message;
    }
    if (message->length == 0) {
        return name;
    }
    const struct tsp_string *head = tsp_string_concat(name, &separator);
    return head == NULL ? NULL : tsp_string_concat(head, message);
}
