#include "runtime/function_details.h"

#include "runtime/beside.h"
#include "runtime/heap.h"
#include "runtime/own.h"
#include "runtime/string_internal.h"

static const struct tsp_function_detail *known;
static unsigned known_count;

static const struct tsp_string length_name = TSP_LATIN1_LITERAL("length");
static const struct tsp_string name_name = TSP_LATIN1_LITERAL("name");
static const struct tsp_string no_name = TSP_LATIN1_LITERAL("");

static struct tsp_pin pin;

static const struct tsp_function_detail *detail_of(const struct tsp_object *function) {
    for (unsigned i = 0; i < known_count; i++) {
        if (known[i].shape == function->shape) {
            return &known[i];
        }
    }
    return NULL;
}

static bool define(struct tsp_general *object, const struct tsp_string *name, tsp_value value) {
    struct tsp_property *property = tsp_new(&tsp_property_shape);
    if (property == NULL) {
        return false;
    }
    property->flags = TSP_PROPERTY_HIDDEN | TSP_PROPERTY_READ_ONLY;
    property->value = value;
    property->setter = TSP_UNDEFINED;
    return tsp_general_set(object, tsp_from_string(name), tsp_from_object(property));
}

static bool give(struct tsp_general *object, int32_t length, const struct tsp_string *name) {
    return define(object, &length_name, tsp_from_int32(length)) && define(object, &name_name, tsp_from_string(name));
}

/* Function.prototype, which is a function too: what is found where a function's own are deleted. */
static struct tsp_general *inherited(void) {
    if (pin.object == NULL) {
        struct tsp_general *object = tsp_general_new(2);
        if (object == NULL || !give(object, 0, &no_name)) {
            return NULL;
        }
        tsp_pin(&pin, &object->header);
    }
    return (struct tsp_general *)(void *)pin.object;
}

static bool start(struct tsp_general *properties, const struct tsp_object *function) {
    const struct tsp_function_detail *detail = detail_of(function);
    if (detail == NULL) {
        return true;
    }
    properties->prototype = inherited();
    return properties->prototype != NULL && give(properties, detail->length, detail->name);
}

static struct tsp_general *made(const struct tsp_object *function) {
    const struct tsp_function_detail *detail = detail_of(function);
    if (detail == NULL) {
        return tsp_beside_if_any(function);
    }
    /* The table has the function as a key alone. */
    return tsp_beside(tsp_as_object(tsp_from_object(function)), detail->is_constructor);
}

void tsp_function_details(const struct tsp_function_detail *details, unsigned count) {
    tsp_unpin(&pin);
    known = details;
    known_count = count;
    tsp_beside_start = count > 0 ? start : NULL;
    tsp_own_beside = count > 0 ? made : NULL;
}
