#include "runtime/object_methods.h"

#include "runtime/buffer.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/general.h"
#include "runtime/iteration.h"
#include "runtime/operators.h"
#include "runtime/own.h"
#include "runtime/property.h"
#include "runtime/string_internal.h"

/* ToPropertyKey of a primitive; NULL with an exception pending. */
static const struct tsp_string *name_of(tsp_value key) {
    return tsp_is_string(key) ? tsp_as_string(key) : tsp_to_string(key);
}

static bool is_text(const struct tsp_string *name, const char *text) {
    size_t length = strlen(text);
    if (name->length != length) {
        return false;
    }
    for (uint32_t i = 0; i < length; i++) {
        if (tsp_string_peek(name, i) != (uint8_t)text[i]) {
            return false;
        }
    }
    return true;
}

/* The members of Object.prototype, which every object has. */
static bool is_inherited(const struct tsp_string *name) {
    static const char *const names[] = {"constructor",      "__defineGetter__",     "__defineSetter__",
                                        "hasOwnProperty",   "__lookupGetter__",     "__lookupSetter__",
                                        "isPrototypeOf",    "propertyIsEnumerable", "toString",
                                        "valueOf",          "__proto__",            "toLocaleString"};
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (is_text(name, names[i])) {
            return true;
        }
    }
    return false;
}

static bool has_elements(tsp_value object) {
    return tsp_is_string(object) ||
           (tsp_is_object(object) && (tsp_as_object(object)->shape->kind == TSP_KIND_ARRAY ||
                                      tsp_view_kind_of(object) != NULL));
}

/* The index of an element that the key means; -1 where it is a text that may be another name. */
static int32_t index_of(tsp_value key) {
    return tsp_is_number(key) ? tsp_to_index(key) : tsp_is_string(key) ? tsp_element_index(tsp_as_string(key)) : -1;
}

/* Nothing of that name is the object's own. */
static tsp_value inherited(tsp_value object, const struct tsp_string *name) {
    if (has_elements(object) && is_text(name, "length")) {
        return tsp_from_uint32(tsp_element_count(object));
    }
    if (is_inherited(name) || (has_elements(object) && tsp_element_index(name) < 0)) {
        tsp_throw_type_error("A member of a prototype is asked for by a name made at run time");
    }
    return TSP_UNDEFINED;
}

tsp_value tsp_get_key(tsp_value object, tsp_value key) {
    const struct tsp_general *general = tsp_own_general(object);
    if (general != NULL) {
        return tsp_general_get_at(general, key);
    }
    if (tsp_is_nullish(object)) {
        tsp_throw_nullish_read_at(object, key);
        return TSP_UNDEFINED;
    }
    int32_t index = index_of(key);
    if (has_elements(object) && (index >= 0 || tsp_is_number(key))) {
        tsp_value element = (uint32_t)index < tsp_element_count(object) ? tsp_element_at(object, (uint32_t)index)
                                                                        : TSP_ABSENT;
        return element == TSP_ABSENT ? TSP_UNDEFINED : element;
    }
    const struct tsp_string *name = name_of(key);
    if (name == NULL) {
        return TSP_UNDEFINED;
    }
    tsp_value own = tsp_own_get(object, name);
    return own == TSP_ABSENT ? inherited(object, name) : own;
}

tsp_value tsp_own_value(tsp_value object, const struct tsp_string *key) {
    const struct tsp_general *general = tsp_own_general(object);
    if (general != NULL) {
        tsp_value name = tsp_property_key(tsp_from_string(key));
        return name == TSP_ABSENT ? TSP_UNDEFINED : tsp_property_read(object, tsp_general_find(general, name));
    }
    tsp_value own = tsp_own_get(object, key);
    return own == TSP_ABSENT ? TSP_UNDEFINED : own;
}

tsp_value tsp_member_value(tsp_value object, tsp_value name) {
    const struct tsp_string *key = name_of(name);
    const tsp_value own = key == NULL ? TSP_UNDEFINED : tsp_own_value(object, key);
    if (own != TSP_UNDEFINED || !tsp_is_object(object) || tsp_as_object(object)->shape->kind != TSP_KIND_ERROR) {
        return own;
    }
    const struct tsp_error *error = (const struct tsp_error *)(const void *)tsp_as_object(object);
    if (key != NULL && is_text(key, "message")) {
        return tsp_from_string(tsp_error_get_message(error));
    }
    return key != NULL && is_text(key, "name") ? tsp_from_string(tsp_error_get_name(error)) : TSP_UNDEFINED;
}

bool (*tsp_write_guard)(const struct tsp_object *object, tsp_value key, bool is_there);

static bool is_allowed(const struct tsp_object *object, tsp_value key, bool is_there) {
    return tsp_write_guard == NULL || tsp_write_guard(object, key, is_there);
}

static bool set_field(struct tsp_object *object, const struct tsp_string *key, tsp_value value) {
    const struct tsp_name *name = tsp_own_name(object, key);
    if (name == NULL) {
        tsp_throw_type_error("The object has no place for a property of that name");
        return false;
    }
    if (!is_allowed(object, tsp_from_string(key), tsp_own_read(object, name) != TSP_ABSENT)) {
        return false;
    }
    tsp_own_write(object, name, value);
    return true;
}

static bool set_element(tsp_value object, int32_t index, tsp_value value) {
    struct tsp_object *target = tsp_as_object(object);
    if (target->shape->kind == TSP_KIND_ARRAY) {
        const struct tsp_array *array = (const struct tsp_array *)(const void *)target;
        bool is_there = (uint32_t)index < array->length && tsp_array_element(array, (uint32_t)index) != TSP_ABSENT;
        if (index >= 0 && !is_allowed(target, tsp_from_int32(index), is_there)) {
            return false;
        }
        return tsp_array_set((struct tsp_array *)(void *)target, index, value);
    }
    const tsp_value number = tsp_is_number(value) ? value : tsp_from_double(tsp_to_number(value));
    const struct tsp_view *view = (const struct tsp_view *)(void *)target;
    if (tsp_is_below(index, view->length)) {
        tsp_view_kind_of(object)->set(view->bytes, (uint32_t)index, number);
    }
    return true;
}

bool tsp_set_key(tsp_value object, tsp_value key, tsp_value value) {
    struct tsp_general *general = tsp_own_general(object);
    if (general != NULL) {
        return tsp_general_write_at(general, key, value);
    }
    if (tsp_is_nullish(object)) {
        tsp_throw_nullish_write_at(object, key);
        return false;
    }
    if (!tsp_is_object(object)) {
        tsp_throw_type_error("Cannot create property on a primitive");
        return false;
    }
    int32_t index = index_of(key);
    if (has_elements(object) && (index >= 0 || tsp_is_number(key))) {
        return set_element(object, index, value);
    }
    const struct tsp_string *name = name_of(key);
    return name != NULL && set_field(tsp_as_object(object), name, value);
}

static bool has_own(tsp_value object, tsp_value key) {
    const struct tsp_general *general = tsp_own_general(object);
    if (general != NULL) {
        tsp_value name = tsp_property_key(key);
        return name != TSP_ABSENT && tsp_general_find(general, name) != TSP_ABSENT;
    }
    int32_t index = index_of(key);
    if (has_elements(object) && (index >= 0 || tsp_is_number(key))) {
        return (uint32_t)index < tsp_element_count(object) && tsp_element_at(object, (uint32_t)index) != TSP_ABSENT;
    }
    const struct tsp_string *name = name_of(key);
    if (name == NULL) {
        return false;
    }
    return tsp_own_get(object, name) != TSP_ABSENT || (has_elements(object) && is_text(name, "length"));
}

bool tsp_has_key(tsp_value key, tsp_value object) {
    if (!tsp_is_object(object)) {
        tsp_throw_type_error("Cannot use 'in' operator to search for a property in a primitive");
        return false;
    }
    const struct tsp_general *general = tsp_own_general(object);
    if (general != NULL) {
        return tsp_general_has_at(general, key);
    }
    if (has_own(object, key)) {
        return true;
    }
    const struct tsp_string *name = name_of(key);
    if (name == NULL || tsp_exception_pending()) {
        return false;
    }
    if (has_elements(object) && tsp_element_index(name) < 0 && !is_inherited(name)) {
        tsp_throw_type_error("A member of a prototype is asked for by a name made at run time");
    }
    return is_inherited(name);
}

static const struct tsp_string *key_text(const struct tsp_own *own) {
    return own->key != NULL ? own->key : tsp_uint32_to_string(own->index);
}

/* In the order of their numbers first, which a cursor would have to look for one by one. */
static struct tsp_array *names_of_general(const struct tsp_general *object) {
    struct tsp_array *names = tsp_general_keys(object);
    uint32_t count = 0;
    for (uint32_t i = 0; names != NULL && i < names->length; i++) {
        tsp_value key = tsp_array_element(names, i);
        if (tsp_is_hidden(tsp_general_find(object, key))) {
            continue;
        }
        const struct tsp_string *text = tsp_key_text(key);
        if (text == NULL) {
            return NULL;
        }
        tsp_array_put(names, count++, tsp_from_string(text));
    }
    if (names != NULL) {
        names->length = count;
    }
    return names;
}

static struct tsp_array *own_names(tsp_value object) {
    const struct tsp_general *general = tsp_own_general(object);
    if (general != NULL) {
        return names_of_general(general);
    }
    struct tsp_array *names = tsp_array_new(0);
    struct tsp_own own;
    if (names == NULL) {
        return NULL;
    }
    tsp_own_start(&own, object);
    while (tsp_own_next(&own)) {
        const struct tsp_string *key = key_text(&own);
        if (key == NULL || !tsp_array_append(names, tsp_from_string(key))) {
            return NULL;
        }
    }
    return names;
}

/* Whether an object before the owner in the chain has the property, and so hides it. */
static bool is_shadowed(const struct tsp_general *from, const struct tsp_general *owner, tsp_value key) {
    while (from != owner && tsp_general_find(from, key) == TSP_ABSENT) {
        from = from->prototype;
    }
    return from != owner;
}

/* Those of the prototypes follow (ECMA-262 14.7.5.9). */
static struct tsp_array *names_of_chain(const struct tsp_general *object) {
    struct tsp_array *names = names_of_general(object);
    for (const struct tsp_general *at = object->prototype; names != NULL && at != NULL; at = at->prototype) {
        struct tsp_array *further = names_of_general(at);
        if (further == NULL) {
            return NULL;
        }
        for (uint32_t i = 0; i < further->length; i++) {
            tsp_value name = tsp_array_element(further, i);
            tsp_value key = tsp_property_key(name);
            bool is_added = key != TSP_ABSENT && (is_shadowed(object, at, key) || tsp_array_append(names, name));
            if (!is_added) {
                return NULL;
            }
        }
    }
    return names;
}

struct tsp_array *tsp_object_names(tsp_value object) {
    const struct tsp_general *general = tsp_own_general(object);
    return general != NULL && general->prototype != NULL ? names_of_chain(general) : own_names(object);
}

static bool refuse_nullish(tsp_value object) {
    if (tsp_is_nullish(object)) {
        tsp_throw_type_error("Cannot convert undefined or null to object");
    }
    return tsp_is_nullish(object);
}

struct tsp_array *tsp_object_keys(tsp_value object) {
    return refuse_nullish(object) ? NULL : own_names(object);
}

bool tsp_object_has_own(tsp_value object, tsp_value key) {
    return !refuse_nullish(object) && has_own(object, key);
}

const struct tsp_string *tsp_plain_tag(tsp_value object) {
    static const struct tsp_string tag = TSP_LATIN1_LITERAL("[object Object]");
    (void)object;
    return &tag;
}

/* The getters among its properties may change the source. */
static bool assign_general(tsp_value target, const struct tsp_general *source) {
    struct tsp_array *keys = tsp_general_keys(source);
    for (uint32_t i = 0; keys != NULL && i < keys->length; i++) {
        tsp_value key = tsp_array_element(keys, i);
        tsp_value found = tsp_general_find(source, key);
        if (found == TSP_ABSENT || tsp_is_hidden(found)) {
            continue;
        }
        tsp_value value = tsp_property_read(tsp_from_object(source), found);
        if (tsp_exception_pending() || !tsp_set_key(target, key, value)) {
            return false;
        }
    }
    return keys != NULL;
}

tsp_value tsp_object_assign(tsp_value target, int count, const tsp_value *sources) {
    if (refuse_nullish(target)) {
        return TSP_UNDEFINED;
    }
    for (int i = 0; i < count; i++) {
        struct tsp_own own;
        const struct tsp_general *general = tsp_own_general(sources[i]);
        if (general != NULL) {
            if (!assign_general(target, general)) {
                return TSP_UNDEFINED;
            }
            continue;
        }
        tsp_own_start(&own, sources[i]);
        while (tsp_own_next(&own)) {
            bool is_set = own.key == NULL ? tsp_set_key(target, tsp_from_uint32(own.index), own.value)
                                          : tsp_set_key(target, tsp_from_string(own.key), own.value);
            if (!is_set) {
                return TSP_UNDEFINED;
            }
        }
    }
    return target;
}
