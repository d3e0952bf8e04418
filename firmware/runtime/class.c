#include "runtime/class.h"

#include "runtime/beside.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/operators.h"
#include "runtime/string_internal.h"

static const struct tsp_string prototype_name = TSP_LATIN1_LITERAL("prototype");
static const struct tsp_string constructor_name = TSP_LATIN1_LITERAL("constructor");
static const struct tsp_string name_name = TSP_LATIN1_LITERAL("name");
static const struct tsp_string length_name = TSP_LATIN1_LITERAL("length");

static bool is_function(tsp_value value) {
    return tsp_is_object(value) && tsp_as_object(value)->shape->kind == TSP_KIND_FUNCTION;
}

/* What has the properties of the value; NULL for what has none, or with an exception pending. */
static struct tsp_general *holder_of(tsp_value value) {
    struct tsp_general *general = tsp_general_of(value);
    return general == NULL && is_function(value) ? tsp_beside(tsp_as_object(value), false) : general;
}

/// Making a class ///

static void refuse_base(tsp_value base) {
    const struct tsp_string *text = tsp_is_object(base) ? &name_name : tsp_to_string(base);
    if (text != NULL) {
        tsp_throw_about("Class extends value ", tsp_from_string(text), " is not a constructor or null");
    }
}

tsp_value tsp_class_extend(tsp_value base) {
    tsp_value above = TSP_NULL;
    if (base != TSP_NULL) {
        if (!is_function(base)) {
            refuse_base(base);
            return TSP_UNDEFINED;
        }
        const struct tsp_general *statics = tsp_beside(tsp_as_object(base), true);
        above = statics == NULL ? TSP_UNDEFINED : tsp_general_read(statics, tsp_from_string(&prototype_name));
        if (tsp_exception_pending()) {
            return TSP_UNDEFINED;
        }
        if (above != TSP_NULL && tsp_general_of(above) == NULL) {
            const struct tsp_string *text = tsp_to_string(above);
            if (text != NULL) {
                tsp_throw_about("Class extends value does not have valid prototype property ", tsp_from_string(text),
                                "");
            }
            return TSP_UNDEFINED;
        }
    }
    struct tsp_general *prototype = tsp_general_new(2);
    if (prototype == NULL) {
        return TSP_UNDEFINED;
    }
    prototype->prototype = tsp_general_of(above);
    prototype->flags |= above == TSP_NULL ? TSP_GENERAL_BARE : 0;
    return tsp_from_object(prototype);
}

static bool define(struct tsp_general *object, tsp_value key, uint32_t flags, tsp_value value) {
    struct tsp_property *property = tsp_new(&tsp_property_shape);
    if (property == NULL) {
        return false;
    }
    property->flags = flags;
    property->value = value;
    property->setter = TSP_UNDEFINED;
    return tsp_general_set(object, key, tsp_from_object(property));
}

void tsp_class_link(tsp_value constructor, tsp_value prototype, tsp_value base, tsp_value name, tsp_value length) {
    struct tsp_general *statics = tsp_beside(tsp_as_object(constructor), false);
    struct tsp_general *inherited = statics != NULL && is_function(base) ? tsp_beside(tsp_as_object(base), true) : NULL;
    if (tsp_exception_pending()) {
        return;
    }
    statics->prototype = inherited;
    const uint32_t hidden = TSP_PROPERTY_HIDDEN | TSP_PROPERTY_READ_ONLY;
    (void)(define(statics, tsp_from_string(&length_name), hidden, length) &&
           define(statics, tsp_from_string(&name_name), hidden, name) &&
           define(statics, tsp_from_string(&prototype_name), hidden | TSP_PROPERTY_FIXED, prototype) &&
           define(tsp_general_of(prototype), tsp_from_string(&constructor_name), TSP_PROPERTY_HIDDEN, constructor));
}

tsp_value tsp_class_key(tsp_value name) {
    return tsp_property_key(name);
}

/// Members ///

/* Whether the property may become another one; a TypeError is pending where it may not. */
static bool may_define(const struct tsp_general *object, tsp_value key) {
    tsp_value found = tsp_general_find(object, key);
    bool is_fixed = tsp_is_property(found) && (tsp_as_property(found)->flags & TSP_PROPERTY_FIXED) != 0;
    if (found == TSP_ABSENT && (object->flags & TSP_GENERAL_CLOSED) != 0) {
        tsp_throw_about("Cannot define property ", key, ", object is not extensible");
        return false;
    }
    if (found != TSP_ABSENT && (is_fixed || (object->flags & TSP_GENERAL_SEALED) != 0)) {
        tsp_throw_about("Cannot redefine property: ", key, "");
        return false;
    }
    return true;
}

/* The object that gets a member, and the key; NULL with an exception pending. */
static struct tsp_general *place_of(tsp_value home, tsp_value *key) {
    *key = tsp_property_key(*key);
    struct tsp_general *object = *key == TSP_ABSENT ? NULL : holder_of(home);
    if (object == NULL && !tsp_exception_pending()) {
        tsp_throw_type_error("Cannot define a property of what is no object");
    }
    return object != NULL && may_define(object, *key) ? object : NULL;
}

void tsp_class_method(tsp_value home, tsp_value key, tsp_value function) {
    struct tsp_general *object = place_of(home, &key);
    if (object != NULL) {
        (void)define(object, key, TSP_PROPERTY_HIDDEN, function);
    }
}

static void accessor(tsp_value home, tsp_value key, tsp_value getter, tsp_value setter) {
    struct tsp_general *object = place_of(home, &key);
    if (object != NULL && tsp_general_accessor(object, key, getter, setter)) {
        tsp_as_property(tsp_general_find(object, key))->flags |= TSP_PROPERTY_HIDDEN;
    }
}

void tsp_class_getter(tsp_value home, tsp_value key, tsp_value function) {
    accessor(home, key, function, TSP_ABSENT);
}

void tsp_class_setter(tsp_value home, tsp_value key, tsp_value function) {
    accessor(home, key, TSP_ABSENT, function);
}

void tsp_class_field(tsp_value object, tsp_value key, tsp_value value) {
    struct tsp_general *place = place_of(object, &key);
    if (place != NULL) {
        (void)tsp_general_set(place, key, value);
    }
}

/// super ///

tsp_value tsp_super_read(tsp_value home, tsp_value key, tsp_value self) {
    const struct tsp_general *holder = holder_of(home);
    tsp_value name = holder == NULL ? TSP_ABSENT : tsp_property_key(key);
    if (name == TSP_ABSENT) {
        return TSP_UNDEFINED;
    }
    tsp_value found = holder->prototype == NULL ? TSP_ABSENT : tsp_general_look_up(holder->prototype, name);
    return found == TSP_ABSENT ? tsp_general_lacking(name) : tsp_property_read(self, found);
}

void tsp_super_write(tsp_value home, tsp_value key, tsp_value self, tsp_value value) {
    const struct tsp_general *holder = holder_of(home);
    tsp_value name = holder == NULL ? TSP_ABSENT : tsp_property_key(key);
    struct tsp_general *object = name == TSP_ABSENT ? NULL : holder_of(self);
    if (object != NULL) {
        (void)tsp_general_write_from(holder->prototype, self, object, name, value);
    } else if (!tsp_exception_pending()) {
        tsp_throw_type_error("Cannot set a property of what is no object");
    }
}
