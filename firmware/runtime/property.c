#include "runtime/property.h"

#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/string_internal.h"

static const struct tsp_string *text_of(const char *text) {
    return tsp_string_from_latin1(text, strlen(text));
}

/* A TypeError of the texts, one behind the other; NULL for no text. */
static void throw_texts(const struct tsp_string *const *parts, unsigned count) {
    const struct tsp_string *text = parts[0];
    for (unsigned i = 1; i < count && text != NULL; i++) {
        text = parts[i] == NULL ? NULL : tsp_string_concat(text, parts[i]);
    }
    struct tsp_error *error = text == NULL ? NULL : tsp_new(&tsp_type_error_shape);
    if (error != NULL) {
        error->message = text;
        tsp_throw(tsp_from_object(error));
    }
}

void tsp_throw_about(const char *before, tsp_value key, const char *after) {
    const struct tsp_string *parts[] = {text_of(before), tsp_key_text(key), text_of(after)};
    throw_texts(parts, 3);
}

/* The same with "#<Name>" of the object behind the key and `middle`. */
static bool refuse_of(const char *before, tsp_value key, const char *middle, tsp_value object, const char *after) {
    const struct tsp_general *general = tsp_general_of(object);
    const char *name = general == NULL ? "Object" : tsp_general_name(general);
    bool is_bare = *name == '[';
    const struct tsp_string *parts[] = {text_of(before),
                                        tsp_key_text(key),
                                        text_of(middle),
                                        text_of(is_bare ? "[object " : "#<"),
                                        text_of(is_bare ? "Object" : name),
                                        text_of(is_bare ? "]" : ">"),
                                        text_of(after)};
    throw_texts(parts, 7);
    return false;
}

static tsp_value call(tsp_value function, tsp_value self, int count, const tsp_value *arguments) {
    struct tsp_object *callee = tsp_as_object(function);
    return callee->shape->call(callee, self, count, arguments);
}

static bool is_accessor(tsp_value found) {
    return tsp_is_property(found) && (tsp_as_property(found)->flags & TSP_PROPERTY_ACCESSOR) != 0;
}

tsp_value tsp_property_read(tsp_value self, tsp_value found) {
    if (!tsp_is_property(found)) {
        return found == TSP_ABSENT ? TSP_UNDEFINED : found;
    }
    tsp_value value = tsp_as_property(found)->value;
    return is_accessor(found) && value != TSP_UNDEFINED ? call(value, self, 0, NULL) : value;
}

tsp_value tsp_general_look_up(const struct tsp_general *object, tsp_value key) {
    tsp_value found = tsp_general_find(object, key);
    while (found == TSP_ABSENT && object->prototype != NULL) {
        object = object->prototype;
        found = tsp_general_find(object, key);
    }
    return found;
}

tsp_value tsp_general_read_as(tsp_value self, const struct tsp_general *object, tsp_value key) {
    return tsp_property_read(self, tsp_general_look_up(object, key));
}

tsp_value tsp_general_read(const struct tsp_general *object, tsp_value key) {
    return tsp_general_read_as(tsp_from_object(object), object, key);
}

static bool refuse(const char *before, tsp_value key, const char *after) {
    tsp_throw_about(before, key, after);
    return false;
}

static bool set_by_accessor(tsp_value self, const struct tsp_property *property, tsp_value key, tsp_value value) {
    if (property->setter == TSP_UNDEFINED) {
        return refuse_of("Cannot set property ", key, " of ", self, " which has only a getter");
    }
    (void)call(property->setter, self, 1, &value);
    return !tsp_exception_pending();
}

static bool is_read_only(const struct tsp_general *owner, tsp_value found) {
    bool is_fixed = tsp_is_property(found) && (tsp_as_property(found)->flags & TSP_PROPERTY_READ_ONLY) != 0;
    return found != TSP_ABSENT && (is_fixed || (owner->flags & TSP_GENERAL_FROZEN) != 0);
}

/* The object gets the value, whatever its prototypes have. */
static bool set_own(struct tsp_general *object, tsp_value key, tsp_value value) {
    tsp_value found = tsp_general_find(object, key);
    if (is_read_only(object, found) || is_accessor(found)) {
        return refuse_of("Cannot assign to read only property '", key, "' of object '", tsp_from_object(object), "'");
    }
    if (tsp_is_property(found)) {
        tsp_as_property(found)->value = value;
        return true;
    }
    if (found == TSP_ABSENT && (object->flags & TSP_GENERAL_CLOSED) != 0) {
        return refuse("Cannot add property ", key, ", object is not extensible");
    }
    return tsp_general_set(object, key, value);
}

bool tsp_general_write_from(const struct tsp_general *from, tsp_value self, struct tsp_general *object, tsp_value key,
                            tsp_value value) {
    const struct tsp_general *owner = from;
    tsp_value found = owner == NULL ? TSP_ABSENT : tsp_general_find(owner, key);
    while (found == TSP_ABSENT && owner != NULL && owner->prototype != NULL) {
        owner = owner->prototype;
        found = tsp_general_find(owner, key);
    }
    if (is_accessor(found)) {
        return set_by_accessor(self, tsp_as_property(found), key, value);
    }
    if (found != TSP_ABSENT && is_read_only(owner, found)) {
        return refuse_of("Cannot assign to read only property '", key, "' of object '", self, "'");
    }
    return set_own(object, key, value);
}

bool tsp_general_write_as(tsp_value self, struct tsp_general *object, tsp_value key, tsp_value value) {
    return tsp_general_write_from(object, self, object, key, value);
}

bool tsp_general_write(struct tsp_general *object, tsp_value key, tsp_value value) {
    return tsp_general_write_from(object, tsp_from_object(object), object, key, value);
}

bool tsp_general_write_at(struct tsp_general *object, tsp_value name, tsp_value value) {
    tsp_value key = tsp_property_key(name);
    if (key == TSP_ABSENT) {
        return false;
    }
    if (tsp_is_prototype_key(key) && tsp_general_look_up(object, key) == TSP_ABSENT) {
        return tsp_general_set_at(object, key, value);
    }
    return tsp_general_write(object, key, value);
}

bool tsp_general_accessor(struct tsp_general *object, tsp_value key, tsp_value getter, tsp_value setter) {
    tsp_value found = tsp_general_find(object, key);
    struct tsp_property *property = is_accessor(found) ? tsp_as_property(found) : NULL;
    if (property == NULL) {
        property = tsp_new(&tsp_property_shape);
        if (property == NULL || !tsp_general_set(object, key, tsp_from_object(property))) {
            return false;
        }
        property->flags = TSP_PROPERTY_ACCESSOR;
        property->value = TSP_UNDEFINED;
        property->setter = TSP_UNDEFINED;
    }
    if (getter != TSP_ABSENT) {
        property->value = getter;
    }
    if (setter != TSP_ABSENT) {
        property->setter = setter;
    }
    return true;
}

bool tsp_general_accessor_at(struct tsp_general *object, tsp_value name, tsp_value getter, tsp_value setter) {
    tsp_value key = tsp_property_key(name);
    return key != TSP_ABSENT && tsp_general_accessor(object, key, getter, setter);
}

bool tsp_general_remove(struct tsp_general *object, tsp_value key) {
    tsp_value found = tsp_general_find(object, key);
    bool is_fixed = (object->flags & TSP_GENERAL_SEALED) != 0 ||
                    (tsp_is_property(found) && (tsp_as_property(found)->flags & TSP_PROPERTY_FIXED) != 0);
    if (found != TSP_ABSENT && is_fixed) {
        return refuse_of("Cannot delete property '", key, "' of ", tsp_from_object(object), "");
    }
    tsp_general_delete(object, key);
    return true;
}

bool tsp_general_remove_at(struct tsp_general *object, tsp_value name) {
    tsp_value key = tsp_property_key(name);
    return key != TSP_ABSENT && tsp_general_remove(object, key);
}
