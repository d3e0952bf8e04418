#include "runtime/beside.h"

#include "runtime/ephemerons.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/own.h"
#include "runtime/string_internal.h"

static struct tsp_ephemerons *table;
static struct tsp_pin pin;

static const struct tsp_string prototype_name = TSP_LATIN1_LITERAL("prototype");
static const struct tsp_string constructor_name = TSP_LATIN1_LITERAL("constructor");

struct tsp_general *tsp_beside_if_any(const struct tsp_object *function) {
    return table == NULL ? NULL : tsp_general_of(tsp_ephemerons_get(table, tsp_from_object(function)));
}

static bool make_table(void) {
    if (table == NULL) {
        table = tsp_ephemerons_pinned(&pin);
        if (table != NULL && tsp_own_beside == NULL) {
            tsp_own_beside = tsp_beside_if_any;
        }
    }
    return table != NULL;
}

bool (*tsp_beside_start)(struct tsp_general *properties, const struct tsp_object *function);

void tsp_beside_forget(void) {
    tsp_beside_start = NULL;
    if (table != NULL) {
        tsp_unpin(&pin);
        table = NULL;
        tsp_own_beside = NULL;
    }
}

static bool define(struct tsp_general *object, const struct tsp_string *name, uint32_t flags, const void *value) {
    struct tsp_property *property = tsp_new(&tsp_property_shape);
    if (property == NULL) {
        return false;
    }
    property->flags = flags;
    property->value = tsp_from_object(value);
    property->setter = TSP_UNDEFINED;
    return tsp_general_set(object, tsp_from_string(name), tsp_from_object(property));
}

struct tsp_general *tsp_beside(struct tsp_object *function, bool is_constructor) {
    struct tsp_general *properties = tsp_beside_if_any(function);
    if (properties != NULL) {
        return properties;
    }
    properties = make_table() ? tsp_general_new(0) : NULL;
    if (properties != NULL && tsp_beside_start != NULL && !tsp_beside_start(properties, function)) {
        return NULL;
    }
    if (properties != NULL && is_constructor) {
        struct tsp_general *prototype = tsp_general_new(0);
        bool is_done = prototype != NULL && define(prototype, &constructor_name, TSP_PROPERTY_HIDDEN, function) &&
                       define(properties, &prototype_name, TSP_PROPERTY_HIDDEN | TSP_PROPERTY_FIXED, prototype);
        if (!is_done) {
            return NULL;
        }
    }
    if (properties != NULL) {
        tsp_ephemerons_set(table, tsp_from_object(function), tsp_from_object(properties));
    }
    return tsp_exception_pending() ? NULL : properties;
}

bool tsp_beside_remove_at(struct tsp_object *function, tsp_value name) {
    struct tsp_general *properties = tsp_own_general(tsp_from_object(function));
    return properties == NULL ? !tsp_exception_pending() : tsp_general_remove_at(properties, name);
}

/* NULL where it is no object, too. */
static struct tsp_general *prototype_of(struct tsp_object *constructor) {
    const struct tsp_general *properties = tsp_beside(constructor, true);
    return properties == NULL ? NULL : tsp_general_of(tsp_general_read(properties, tsp_from_string(&prototype_name)));
}

struct tsp_general *tsp_constructed(struct tsp_object *constructor) {
    struct tsp_general *prototype = prototype_of(constructor);
    struct tsp_general *object = tsp_exception_pending() ? NULL : tsp_general_new(0);
    if (object != NULL) {
        object->prototype = prototype;
    }
    return object;
}

bool tsp_is_made_by(tsp_value value, struct tsp_object *constructor) {
    if (!tsp_is_object(value)) {
        return false;
    }
    const struct tsp_general *prototype = prototype_of(constructor);
    if (prototype == NULL && !tsp_exception_pending()) {
        tsp_throw_type_error("Function has non-object prototype in instanceof check");
    }
    const struct tsp_general *at = tsp_general_of(value);
    while (at != NULL && prototype != NULL) {
        at = at->prototype;
        if (at == prototype) {
            return true;
        }
    }
    return false;
}

tsp_value tsp_new_target = TSP_UNDEFINED;

tsp_value tsp_take_new_target(void) {
    tsp_value taken = tsp_new_target;
    tsp_new_target = TSP_UNDEFINED;
    return taken;
}
