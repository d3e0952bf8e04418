#include "runtime/object_attributes.h"

#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integrity.h"
#include "runtime/object_methods.h"
#include "runtime/operators.h"
#include "runtime/own.h"
#include "runtime/string_internal.h"

static bool refuse(const char *message) {
    tsp_throw_type_error(message);
    return false;
}

/// Integrity ///

static tsp_value restrict_to(tsp_value object, uint32_t flags) {
    if (tsp_is_object(object)) {
        (void)tsp_integrity_add(tsp_as_object(object), flags);
    }
    return object;
}

tsp_value tsp_object_freeze(tsp_value object) {
    return restrict_to(object, TSP_GENERAL_CLOSED | TSP_GENERAL_SEALED | TSP_GENERAL_FROZEN);
}

tsp_value tsp_object_seal(tsp_value object) {
    return restrict_to(object, TSP_GENERAL_CLOSED | TSP_GENERAL_SEALED);
}

tsp_value tsp_object_close(tsp_value object) {
    return restrict_to(object, TSP_GENERAL_CLOSED);
}

/* Whether each property has the attribute; of an accessor, whether it is fixed. */
static bool has_every(const struct tsp_general *object, uint32_t attributes) {
    uint32_t at = 0;
    tsp_value key;
    tsp_value value;
    while (tsp_general_next(object, &at, &key, &value)) {
        uint32_t flags = tsp_is_property(value) ? tsp_as_property(value)->flags : 0;
        uint32_t wanted = (flags & TSP_PROPERTY_ACCESSOR) != 0 ? TSP_PROPERTY_FIXED : attributes;
        if ((flags & wanted) != wanted) {
            return false;
        }
    }
    return true;
}

static bool is_empty(tsp_value object) {
    struct tsp_own own;
    bool has_length = tsp_as_object(object)->shape->kind == TSP_KIND_ARRAY;
    tsp_own_start(&own, object);
    return !has_length && !tsp_own_next(&own);
}

static bool is_restricted(tsp_value object, uint32_t flag, uint32_t attributes) {
    if (!tsp_is_object(object)) {
        return true;
    }
    uint32_t flags = tsp_integrity(tsp_as_object(object));
    if ((flags & flag) != 0 || (flags & TSP_GENERAL_CLOSED) == 0) {
        return (flags & flag) != 0;
    }
    const struct tsp_general *general = tsp_general_of(object);
    uint32_t given = (flags & TSP_GENERAL_SEALED) != 0 ? attributes & ~TSP_PROPERTY_FIXED : attributes;
    return general != NULL ? has_every(general, given) : is_empty(object);
}

bool tsp_object_is_frozen(tsp_value object) {
    return is_restricted(object, TSP_GENERAL_FROZEN, TSP_PROPERTY_FIXED | TSP_PROPERTY_READ_ONLY);
}

bool tsp_object_is_sealed(tsp_value object) {
    return is_restricted(object, TSP_GENERAL_SEALED, TSP_PROPERTY_FIXED);
}

bool tsp_object_is_extensible(tsp_value object) {
    return tsp_is_object(object) && (tsp_integrity(tsp_as_object(object)) & TSP_GENERAL_CLOSED) == 0;
}

/// Descriptors ///

/* What a descriptor says (6.2.6): TSP_ABSENT where it says nothing. */
struct descriptor {
    tsp_value value;
    tsp_value get;
    tsp_value set;
    uint32_t given; /* which of the three attributes are said, and of those the ones that are not so */
    uint32_t flags;
};

static const struct tsp_string names[] = {
    TSP_LATIN1_LITERAL("value"),    TSP_LATIN1_LITERAL("get"),        TSP_LATIN1_LITERAL("set"),
    TSP_LATIN1_LITERAL("writable"), TSP_LATIN1_LITERAL("enumerable"), TSP_LATIN1_LITERAL("configurable")};
static const uint32_t attributes[] = {TSP_PROPERTY_READ_ONLY, TSP_PROPERTY_HIDDEN, TSP_PROPERTY_FIXED};
enum name { VALUE, GET, SET, WRITABLE, ENUMERABLE, CONFIGURABLE };

/* TSP_ABSENT without the property. */
static tsp_value member_of(tsp_value object, const struct tsp_string *name) {
    const struct tsp_general *general = tsp_general_of(object);
    if (general == NULL) {
        return tsp_own_get(object, name);
    }
    tsp_value found = tsp_general_look_up(general, tsp_from_string(name));
    return found == TSP_ABSENT ? found : tsp_property_read(object, found);
}

static bool is_callable(tsp_value value) {
    return tsp_is_object(value) && tsp_as_object(value)->shape->kind == TSP_KIND_FUNCTION;
}

static bool is_accessor_function(tsp_value value, const char *message) {
    if (value == TSP_ABSENT || value == TSP_UNDEFINED || is_callable(value)) {
        return true;
    }
    const struct tsp_string *text = tsp_to_string(value);
    if (text != NULL) {
        tsp_throw_about(message, tsp_from_string(text), "");
    }
    return false;
}

/* False with what a getter threw. */
static bool read_member(tsp_value from, enum name name, tsp_value *to) {
    *to = member_of(from, &names[name]);
    return !tsp_exception_pending();
}

static bool read_attribute(tsp_value from, enum name name, struct descriptor *to) {
    tsp_value said;
    uint32_t attribute = attributes[name - WRITABLE];
    if (!read_member(from, name, &said)) {
        return false;
    }
    to->given |= said == TSP_ABSENT ? 0 : attribute;
    to->flags |= said == TSP_ABSENT || tsp_to_boolean(said) ? 0 : attribute;
    return true;
}

/* ToPropertyDescriptor (6.2.6.5), in its order. */
static bool read_descriptor(tsp_value from, struct descriptor *to) {
    if (!tsp_is_object(from)) {
        const struct tsp_string *text = tsp_to_string(from);
        if (text != NULL) {
            tsp_throw_about("Property description must be an object: ", tsp_from_string(text), "");
        }
        return false;
    }
    to->given = 0;
    to->flags = 0;
    if (!read_attribute(from, ENUMERABLE, to) || !read_attribute(from, CONFIGURABLE, to) ||
        !read_member(from, VALUE, &to->value) || !read_attribute(from, WRITABLE, to) ||
        !read_member(from, GET, &to->get) || !is_accessor_function(to->get, "Getter must be a function: ") ||
        !read_member(from, SET, &to->set) || !is_accessor_function(to->set, "Setter must be a function: ")) {
        return false;
    }
    bool is_accessor = to->get != TSP_ABSENT || to->set != TSP_ABSENT;
    bool is_data = to->value != TSP_ABSENT || (to->given & TSP_PROPERTY_READ_ONLY) != 0;
    if (is_accessor && is_data) {
        return refuse("Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, "
                      "#<Object>");
    }
    return true;
}

static bool same_value(tsp_value a, tsp_value b) {
    if (tsp_is_number(a) && tsp_is_number(b)) {
        return tsp_from_double(tsp_as_double(a)) == tsp_from_double(tsp_as_double(b));
    }
    return tsp_strict_equals(a, b);
}

/* Whether a property that is not configurable may become what the descriptor says (10.1.6.3). */
static bool fits_fixed(const struct tsp_property *now, const struct descriptor *wanted, bool is_accessor) {
    bool was_accessor = (now->flags & TSP_PROPERTY_ACCESSOR) != 0;
    bool is_generic = !is_accessor && wanted->value == TSP_ABSENT && (wanted->given & TSP_PROPERTY_READ_ONLY) == 0;
    uint32_t changed = (now->flags ^ wanted->flags) & wanted->given;
    if ((changed & (TSP_PROPERTY_FIXED | TSP_PROPERTY_HIDDEN)) != 0 || (!is_generic && is_accessor != was_accessor)) {
        return false;
    }
    if (was_accessor) {
        return (wanted->get == TSP_ABSENT || wanted->get == now->value) &&
               (wanted->set == TSP_ABSENT || wanted->set == now->setter);
    }
    if ((now->flags & TSP_PROPERTY_READ_ONLY) == 0) {
        return true;
    }
    return (changed & TSP_PROPERTY_READ_ONLY) == 0 &&
           (wanted->value == TSP_ABSENT || same_value(wanted->value, now->value));
}

/* What is in the entry, as a property with all its attributes. */
static struct tsp_property unfolded(const struct tsp_general *object, tsp_value found) {
    struct tsp_property now = {.value = TSP_UNDEFINED, .setter = TSP_UNDEFINED};
    if (tsp_is_property(found)) {
        now = *tsp_as_property(found);
    } else if (found != TSP_ABSENT) {
        now.value = found;
    }
    bool is_accessor = (now.flags & TSP_PROPERTY_ACCESSOR) != 0;
    now.flags |= (object->flags & TSP_GENERAL_SEALED) != 0 ? TSP_PROPERTY_FIXED : 0;
    now.flags |= (object->flags & TSP_GENERAL_FROZEN) != 0 && !is_accessor ? TSP_PROPERTY_READ_ONLY : 0;
    return now;
}

static bool store(struct tsp_general *object, tsp_value key, const struct tsp_property *wanted) {
    if (wanted->flags == 0) {
        return tsp_general_set(object, key, wanted->value);
    }
    struct tsp_property *property = tsp_new(&tsp_property_shape);
    if (property == NULL || !tsp_general_set(object, key, tsp_from_object(property))) {
        return false;
    }
    property->flags = wanted->flags;
    property->value = wanted->value;
    property->setter = wanted->setter;
    return true;
}

static bool refuse_definition(const char *before, tsp_value key, const char *after) {
    tsp_throw_about(before, key, after);
    return false;
}

/* ValidateAndApplyPropertyDescriptor. */
static bool apply(struct tsp_general *object, tsp_value key, const struct descriptor *wanted) {
    tsp_value found = tsp_general_find(object, key);
    struct tsp_property now = unfolded(object, found);
    bool is_accessor = wanted->get != TSP_ABSENT || wanted->set != TSP_ABSENT;
    bool is_data = wanted->value != TSP_ABSENT || (wanted->given & TSP_PROPERTY_READ_ONLY) != 0;
    if (found == TSP_ABSENT) {
        if ((object->flags & TSP_GENERAL_CLOSED) != 0) {
            return refuse_definition("Cannot define property ", key, ", object is not extensible");
        }
        now.flags = TSP_PROPERTY_HIDDEN | TSP_PROPERTY_FIXED | (is_accessor ? 0 : TSP_PROPERTY_READ_ONLY);
    } else if ((now.flags & TSP_PROPERTY_FIXED) != 0) {
        if (!fits_fixed(&now, wanted, is_accessor)) {
            return refuse_definition("Cannot redefine property: ", key, "");
        }
    }
    bool was_accessor = (now.flags & TSP_PROPERTY_ACCESSOR) != 0;
    if (is_accessor && !was_accessor) {
        now.flags = (now.flags & ~TSP_PROPERTY_READ_ONLY) | TSP_PROPERTY_ACCESSOR;
        now.value = TSP_UNDEFINED;
        now.setter = TSP_UNDEFINED;
    } else if (is_data && was_accessor) {
        now.flags = (now.flags & ~TSP_PROPERTY_ACCESSOR) | TSP_PROPERTY_READ_ONLY;
        now.value = TSP_UNDEFINED;
        now.setter = TSP_UNDEFINED;
    }
    now.flags = (now.flags & ~wanted->given) | (wanted->flags & wanted->given);
    now.value = wanted->value != TSP_ABSENT ? wanted->value : wanted->get != TSP_ABSENT ? wanted->get : now.value;
    now.setter = wanted->set != TSP_ABSENT ? wanted->set : now.setter;
    return store(object, key, &now);
}

tsp_value tsp_object_define(tsp_value object, tsp_value key, tsp_value descriptor) {
    struct descriptor wanted;
    struct tsp_general *general = tsp_own_general(object);
    if (general == NULL) {
        tsp_throw_type_error("Object.defineProperty called on non-object");
        return TSP_UNDEFINED;
    }
    tsp_value name = tsp_property_key(key);
    if (name == TSP_ABSENT || !read_descriptor(descriptor, &wanted)) {
        return TSP_UNDEFINED;
    }
    (void)apply(general, name, &wanted);
    return object;
}

tsp_value tsp_object_define_all(tsp_value object, tsp_value properties) {
    if (tsp_own_general(object) == NULL) {
        tsp_throw_type_error("Object.defineProperties called on non-object");
        return TSP_UNDEFINED;
    }
    const struct tsp_array *keys = tsp_object_keys(properties);
    for (uint32_t i = 0; keys != NULL && i < keys->length; i++) {
        tsp_value key = tsp_array_element(keys, i);
        tsp_value descriptor = tsp_own_value(properties, tsp_as_string(key));
        if (tsp_exception_pending()) {
            return TSP_UNDEFINED;
        }
        (void)tsp_object_define(object, key, descriptor);
        if (tsp_exception_pending()) {
            return TSP_UNDEFINED;
        }
    }
    return object;
}

/* FromPropertyDescriptor. */
static tsp_value describe(const struct tsp_property *property) {
    struct tsp_general *result = tsp_general_new(4);
    bool is_accessor = (property->flags & TSP_PROPERTY_ACCESSOR) != 0;
    bool is_done = result != NULL;
    if (is_accessor) {
        is_done = is_done && tsp_general_set(result, tsp_from_string(&names[GET]), property->value) &&
                  tsp_general_set(result, tsp_from_string(&names[SET]), property->setter);
    } else {
        is_done = is_done && tsp_general_set(result, tsp_from_string(&names[VALUE]), property->value);
    }
    for (unsigned name = is_accessor ? ENUMERABLE : WRITABLE; name <= CONFIGURABLE; name++) {
        tsp_value said = tsp_from_bool((property->flags & attributes[name - WRITABLE]) == 0);
        is_done = is_done && tsp_general_set(result, tsp_from_string(&names[name]), said);
    }
    return is_done ? tsp_from_object(result) : TSP_UNDEFINED;
}

static bool is_length(tsp_value object, const struct tsp_string *key) {
    static const struct tsp_string length = TSP_LATIN1_LITERAL("length");
    bool has_length =
        tsp_is_string(object) || (tsp_is_object(object) && tsp_as_object(object)->shape->kind == TSP_KIND_ARRAY);
    return has_length && tsp_string_equals(key, &length);
}

/* Of what is no general object: what its struct has. */
static tsp_value describe_own(tsp_value object, const struct tsp_string *key) {
    uint32_t flags = tsp_is_object(object)  ? tsp_integrity(tsp_as_object(object))
                     : tsp_is_string(object) ? TSP_GENERAL_SEALED | TSP_GENERAL_FROZEN
                                             : 0;
    struct tsp_property property = {.value = tsp_own_get(object, key)};
    if (is_length(object, key)) {
        property.value = tsp_from_uint32(tsp_element_count(object));
        property.flags = TSP_PROPERTY_HIDDEN | TSP_PROPERTY_FIXED;
    }
    if (property.value == TSP_ABSENT) {
        return TSP_UNDEFINED;
    }
    property.flags |= (flags & TSP_GENERAL_SEALED) != 0 ? TSP_PROPERTY_FIXED : 0;
    property.flags |= (flags & TSP_GENERAL_FROZEN) != 0 ? TSP_PROPERTY_READ_ONLY : 0;
    return describe(&property);
}

static bool is_nullish(tsp_value object) {
    return tsp_is_nullish(object) && !refuse("Cannot convert undefined or null to object");
}

tsp_value tsp_object_describe(tsp_value object, tsp_value key) {
    if (is_nullish(object)) {
        return TSP_UNDEFINED;
    }
    tsp_value name = tsp_property_key(key);
    if (name == TSP_ABSENT) {
        return TSP_UNDEFINED;
    }
    const struct tsp_general *general = tsp_own_general(object);
    if (general == NULL) {
        const struct tsp_string *text = tsp_key_text(name);
        return text == NULL ? TSP_UNDEFINED : describe_own(object, text);
    }
    tsp_value found = tsp_general_find(general, name);
    if (found == TSP_ABSENT) {
        return TSP_UNDEFINED;
    }
    struct tsp_property property = unfolded(general, found);
    return describe(&property);
}

static bool append_text(struct tsp_array *texts, tsp_value key) {
    const struct tsp_string *text = tsp_key_text(key);
    return text != NULL && tsp_array_append(texts, tsp_from_string(text));
}

struct tsp_array *tsp_object_own_names(tsp_value object) {
    static const struct tsp_string length = TSP_LATIN1_LITERAL("length");
    if (is_nullish(object)) {
        return NULL;
    }
    const struct tsp_general *general = tsp_own_general(object);
    if (general == NULL) {
        struct tsp_array *own = tsp_object_keys(object);
        bool is_done = own != NULL && (!is_length(object, &length) || append_text(own, tsp_from_string(&length)));
        return is_done ? own : NULL;
    }
    struct tsp_array *keys = tsp_general_keys(general);
    struct tsp_array *texts = keys == NULL ? NULL : tsp_array_new(keys->length);
    for (uint32_t i = 0; texts != NULL && i < keys->length; i++) {
        if (!append_text(texts, tsp_array_element(keys, i))) {
            return NULL;
        }
    }
    return texts;
}

tsp_value tsp_object_describe_all(tsp_value object) {
    const struct tsp_array *keys = tsp_object_own_names(object);
    struct tsp_general *result = keys == NULL ? NULL : tsp_general_new(keys->length);
    for (uint32_t i = 0; result != NULL && i < keys->length; i++) {
        tsp_value key = tsp_array_element(keys, i);
        tsp_value described = tsp_object_describe(object, key);
        if (tsp_exception_pending() || !tsp_general_define_at(result, key, described)) {
            return TSP_UNDEFINED;
        }
    }
    return result == NULL ? TSP_UNDEFINED : tsp_from_object(result);
}

bool tsp_object_is_enumerable(tsp_value object, tsp_value key) {
    if (is_nullish(object)) {
        return false;
    }
    tsp_value name = tsp_property_key(key);
    const struct tsp_general *general = tsp_own_general(object);
    if (name == TSP_ABSENT) {
        return false;
    }
    if (general != NULL) {
        tsp_value found = tsp_general_find(general, name);
        return found != TSP_ABSENT && !tsp_is_hidden(found);
    }
    const struct tsp_string *text = tsp_key_text(name);
    return text != NULL && !is_length(object, text) && tsp_object_has_own(object, key);
}
