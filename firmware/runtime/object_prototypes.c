/* Prototypes of general objects. */
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/object_attributes.h"
#include "runtime/operators.h"
#include "runtime/property.h"

static bool is_prototype(tsp_value value) {
    if (value == TSP_NULL || tsp_is_object(value)) {
        return true;
    }
    const struct tsp_string *text = tsp_to_string(value);
    if (text != NULL) {
        tsp_throw_about("Object prototype may only be an Object or null: ", tsp_from_string(text), "");
    }
    return false;
}

static void set_prototype(struct tsp_general *object, tsp_value prototype) {
    object->prototype = tsp_general_of(prototype);
    object->flags = (object->flags & ~TSP_GENERAL_BARE) | (prototype == TSP_NULL ? TSP_GENERAL_BARE : 0);
}

tsp_value tsp_object_create(tsp_value prototype, tsp_value properties) {
    struct tsp_general *object = is_prototype(prototype) ? tsp_general_new(0) : NULL;
    if (object == NULL) {
        return TSP_UNDEFINED;
    }
    set_prototype(object, prototype);
    return properties == TSP_UNDEFINED ? tsp_from_object(object)
                                       : tsp_object_define_all(tsp_from_object(object), properties);
}

tsp_value tsp_object_get_prototype(tsp_value object) {
    const struct tsp_general *general = tsp_general_of(object);
    if (general == NULL || general->prototype == NULL) {
        bool is_bare = general != NULL && (general->flags & TSP_GENERAL_BARE) != 0;
        if (!is_bare) {
            tsp_throw_type_error(tsp_is_nullish(object) ? "Cannot convert undefined or null to object"
                                                        : "Object.prototype is not supported as a value");
        }
        return is_bare ? TSP_NULL : TSP_UNDEFINED;
    }
    return tsp_from_object(general->prototype);
}

static bool is_in_chain(const struct tsp_general *chain, const struct tsp_general *object) {
    while (chain != NULL && chain != object) {
        chain = chain->prototype;
    }
    return chain != NULL;
}

tsp_value tsp_object_set_prototype(tsp_value object, tsp_value prototype) {
    if (tsp_is_nullish(object)) {
        tsp_throw_type_error("Object.setPrototypeOf called on null or undefined");
        return TSP_UNDEFINED;
    }
    struct tsp_general *general = tsp_general_of(object);
    if (!is_prototype(prototype) || general == NULL) {
        return object;
    }
    bool is_same = general->prototype == tsp_general_of(prototype) &&
                   (general->prototype != NULL || (general->flags & TSP_GENERAL_BARE) != 0);
    if (!is_same && (general->flags & TSP_GENERAL_CLOSED) != 0) {
        tsp_throw_type_error("#<Object> is not extensible");
    } else if (is_in_chain(tsp_general_of(prototype), general)) {
        tsp_throw_type_error("Cyclic __proto__ value");
    } else {
        set_prototype(general, prototype);
    }
    return object;
}

tsp_value tsp_object_give_prototype(tsp_value object, tsp_value prototype) {
    if (prototype == TSP_NULL || tsp_is_object(prototype)) {
        set_prototype(tsp_general_of(object), prototype);
    }
    return object;
}

bool tsp_object_is_prototype(tsp_value prototype, tsp_value object) {
    const struct tsp_general *wanted = tsp_general_of(prototype);
    const struct tsp_general *general = tsp_general_of(object);
    return wanted != NULL && general != NULL && is_in_chain(general->prototype, wanted);
}
