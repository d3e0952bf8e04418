#include "runtime/named_error.h"

#include "runtime/exception.h"
#include "runtime/heap.h"

const struct tsp_shape tsp_uri_error_shape = {
    .name = "URIError", .parent = &tsp_error_shape, .size = sizeof(struct tsp_error), .kind = TSP_KIND_ERROR};

static const struct tsp_string uri_error = TSP_LATIN1_LITERAL("URIError");
static const struct tsp_string malformed = TSP_LATIN1_LITERAL("URI malformed");

void tsp_uri_error_construct(struct tsp_error *self, tsp_value message) {
    self->name = &uri_error;
    self->has_class_name = true;
    tsp_error_construct(self, message);
}

static void throw_new(const struct tsp_shape *shape, const struct tsp_string *name, const struct tsp_string *message) {
    struct tsp_error *error = tsp_new(shape);
    if (error != NULL) {
        error->name = name;
        error->has_class_name = true;
        error->message = message;
        tsp_throw(tsp_from_object(error));
    }
}

const struct tsp_shape tsp_syntax_error_shape = {
    .name = "SyntaxError", .parent = &tsp_error_shape, .size = sizeof(struct tsp_error), .kind = TSP_KIND_ERROR};

static const struct tsp_string syntax_error = TSP_LATIN1_LITERAL("SyntaxError");

void tsp_syntax_error_construct(struct tsp_error *self, tsp_value message) {
    self->name = &syntax_error;
    self->has_class_name = true;
    tsp_error_construct(self, message);
}

void tsp_throw_syntax_error(const struct tsp_string *message) {
    throw_new(&tsp_syntax_error_shape, &syntax_error, message);
}

void tsp_throw_uri_error(void) {
    throw_new(&tsp_uri_error_shape, &uri_error, &malformed);
}

void tsp_throw_named_error(const struct tsp_string *name, const struct tsp_string *message) {
    throw_new(&tsp_error_shape, name, message);
}
