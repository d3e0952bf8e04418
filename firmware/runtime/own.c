#include "runtime/own.h"

#include "runtime/array.h"
#include "runtime/buffer.h"
#include "runtime/error.h"
#include "runtime/general.h"
#include "runtime/string_internal.h"

#define ORDER_BITS 4u
#define ORDER_MASK 15u

void tsp_note_order(uint64_t *order, unsigned number) {
    unsigned at = 0;
    unsigned other = (unsigned)*order & ORDER_MASK;
    while (at < 64u - ORDER_BITS && other != 0 && other != number) {
        at += ORDER_BITS;
        other = (unsigned)(*order >> at) & ORDER_MASK;
    }
    *order |= (uint64_t)number << at;
}

static const void *place_of(const struct tsp_object *object, const struct tsp_name *name) {
    return (const uint8_t *)(const void *)object + name->offset;
}

static const struct tsp_name *names_of(const struct tsp_object *object) {
    const struct tsp_shape *shape = object->shape;
    return shape->kind == TSP_KIND_OBJECT || shape->kind == TSP_KIND_ERROR ? shape->names : NULL;
}

tsp_value tsp_own_read(const struct tsp_object *object, const struct tsp_name *name) {
    const void *place = place_of(object, name);
    switch (name->kind) {
    case TSP_FIELD_BOOLEAN:
        return tsp_from_bool(*(const bool *)place);
    case TSP_FIELD_INT32:
        return tsp_from_int32(*(const int32_t *)place);
    case TSP_FIELD_UINT32:
        return tsp_from_uint32(*(const uint32_t *)place);
    case TSP_FIELD_DOUBLE:
        return tsp_from_double(*(const double *)place);
    case TSP_FIELD_STRING:
        return tsp_from_string(*(const struct tsp_string *const *)place);
    case TSP_FIELD_OBJECT:
        return tsp_from_object(*(const struct tsp_object *const *)place);
    case TSP_FIELD_VALUE:
        return *(const tsp_value *)place;
    default:
        return TSP_UNDEFINED;
    }
}

uint32_t tsp_element_count(tsp_value of) {
    if (tsp_is_string(of)) {
        return tsp_as_string(of)->length;
    }
    if (!tsp_is_object(of)) {
        return 0;
    }
    const struct tsp_object *object = tsp_as_object(of);
    if (object->shape->kind == TSP_KIND_ARRAY) {
        return ((const struct tsp_array *)(const void *)object)->length;
    }
    return tsp_view_kind_of(of) != NULL ? ((const struct tsp_view *)(const void *)object)->length : 0;
}

static void note_late(struct tsp_object *object, const struct tsp_name *name) {
    const struct tsp_name *order = names_of(object);
    while (order->kind != TSP_FIELD_ORDER && order->kind != TSP_FIELD_END) {
        order++;
    }
    if (order->kind == TSP_FIELD_ORDER && name > order) {
        tsp_note_order((uint64_t *)(void *)((uint8_t *)(void *)object + order->offset), (unsigned)(name - order));
    }
}

void tsp_own_write(struct tsp_object *object, const struct tsp_name *name, tsp_value value) {
    void *place = (uint8_t *)(void *)object + name->offset;
    switch (name->kind) {
    case TSP_FIELD_BOOLEAN:
        *(bool *)place = tsp_as_bool(value);
        break;
    case TSP_FIELD_INT32:
        *(int32_t *)place = tsp_number_to_int32(value);
        break;
    case TSP_FIELD_UINT32:
        *(uint32_t *)place = tsp_number_to_uint32(value);
        break;
    case TSP_FIELD_DOUBLE:
        *(double *)place = tsp_as_double(value);
        break;
    case TSP_FIELD_STRING:
        *(const struct tsp_string **)place = tsp_as_string(value);
        break;
    case TSP_FIELD_OBJECT:
        *(struct tsp_object **)place = tsp_as_object(value);
        break;
    case TSP_FIELD_VALUE:
        note_late(object, name);
        *(tsp_value *)place = value;
        break;
    default:
        break;
    }
}

/* A unit of a string above Latin-1 is made: absent without room for it. */
tsp_value tsp_element_at(tsp_value of, uint32_t index) {
    if (tsp_is_string(of)) {
        const struct tsp_string *unit = tsp_string_at(tsp_as_string(of), index);
        return unit == NULL ? TSP_ABSENT : tsp_from_string(unit);
    }
    const struct tsp_object *object = tsp_as_object(of);
    return object->shape->kind == TSP_KIND_ARRAY
               ? tsp_array_element((const struct tsp_array *)(const void *)object, index)
               : tsp_view_element((const struct tsp_view *)(const void *)object, index);
}

void tsp_own_start(struct tsp_own *own, tsp_value of) {
    own->of = of;
    own->next = 0;
    own->late = 0;
    own->is_named = false;
    own->name = tsp_is_object(of) ? names_of(tsp_as_object(of)) : NULL;
}

void tsp_own_start_behind_elements(struct tsp_own *own, tsp_value of) {
    tsp_own_start(own, of);
    own->next = tsp_element_count(of);
}

static bool next_element(struct tsp_own *own) {
    uint32_t count = tsp_element_count(own->of);
    while (own->next < count) {
        own->index = own->next++;
        own->value = tsp_element_at(own->of, own->index);
        own->kind = TSP_FIELD_VALUE;
        if (own->value != TSP_ABSENT) {
            own->key = NULL;
            return true;
        }
    }
    return false;
}

static bool take(struct tsp_own *own, const struct tsp_name *name) {
    own->value = tsp_own_read(tsp_as_object(own->of), name);
    own->key = name->key;
    own->kind = (enum tsp_field_kind)name->kind;
    return own->value != TSP_ABSENT;
}

static bool next_late(struct tsp_own *own) {
    uint64_t order = *(const uint64_t *)place_of(tsp_as_object(own->of), own->name);
    while (own->late < 64u / ORDER_BITS) {
        unsigned number = (unsigned)(order >> own->late++ * ORDER_BITS) & ORDER_MASK;
        if (number == 0) {
            return false;
        }
        if (take(own, own->name + number)) {
            return true;
        }
    }
    return false;
}

/* Integers come first, from the lowest on: each is looked for by itself, which takes no memory. */
static bool next_integer(struct tsp_own *own, const struct tsp_general *object) {
    uint32_t at = 0;
    tsp_value key;
    tsp_value value;
    bool is_found = false;
    while (tsp_general_next(object, &at, &key, &value)) {
        bool is_next = tsp_is_int32(key) && !tsp_is_hidden(value) && (uint32_t)tsp_as_int32(key) >= own->next &&
                       (!is_found || (uint32_t)tsp_as_int32(key) < own->index);
        if (is_next) {
            is_found = true;
            own->index = (uint32_t)tsp_as_int32(key);
            own->value = value;
        }
    }
    own->next = is_found ? own->index + 1u : UINT32_MAX;
    return is_found;
}

/* Of a property that is more than its value. */
static void unfold(struct tsp_own *own) {
    if (!tsp_is_property(own->value)) {
        return;
    }
    const struct tsp_property *property = tsp_as_property(own->value);
    own->value = property->value;
    if ((property->flags & TSP_PROPERTY_ACCESSOR) != 0) {
        own->kind = property->setter == TSP_UNDEFINED  ? TSP_FIELD_GETTER
                    : property->value == TSP_UNDEFINED ? TSP_FIELD_SETTER
                                                       : TSP_FIELD_ACCESSOR;
        own->value = TSP_UNDEFINED;
    }
}

static bool next_general(struct tsp_own *own, const struct tsp_general *object) {
    tsp_value key;
    own->kind = TSP_FIELD_VALUE;
    own->key = NULL;
    if (own->next != UINT32_MAX && next_integer(own, object)) {
        unfold(own);
        return true;
    }
    while (tsp_general_next(object, &own->late, &key, &own->value)) {
        if (tsp_is_string(key) && !tsp_is_hidden(own->value)) {
            own->key = tsp_as_string(key);
            unfold(own);
            return true;
        }
    }
    return false;
}

static bool next_field(struct tsp_own *own) {
    if (own->name == NULL) {
        return false;
    }
    while (own->name->kind < TSP_FIELD_ORDER) {
        if (take(own, own->name++)) {
            return true;
        }
    }
    return own->name->kind == TSP_FIELD_ORDER && next_late(own);
}

static const struct tsp_string name_key = TSP_LATIN1_LITERAL("name");

/* The name that the program gave to an error, or NULL. */
static const struct tsp_string *error_name(tsp_value of) {
    if (!tsp_is_object(of) || tsp_as_object(of)->shape->kind != TSP_KIND_ERROR) {
        return NULL;
    }
    const struct tsp_error *error = (const struct tsp_error *)(const void *)tsp_as_object(of);
    return error->has_class_name ? NULL : error->name;
}

struct tsp_general *(*tsp_own_beside)(const struct tsp_object *function);

struct tsp_general *tsp_own_general(tsp_value of) {
    if (tsp_own_beside != NULL && tsp_is_object(of) && tsp_as_object(of)->shape->kind == TSP_KIND_FUNCTION) {
        return tsp_own_beside(tsp_as_object(of));
    }
    return tsp_general_of(of);
}

bool tsp_own_next(struct tsp_own *own) {
    const struct tsp_general *general = tsp_own_general(own->of);
    if (general != NULL) {
        return next_general(own, general);
    }
    if (next_element(own) || next_field(own)) {
        return true;
    }
    const struct tsp_string *name = error_name(own->of);
    bool is_given = own->is_named || name == NULL;
    own->is_named = true;
    own->key = &name_key;
    own->kind = TSP_FIELD_STRING;
    own->value = is_given ? TSP_UNDEFINED : tsp_from_string(name);
    return !is_given;
}

void tsp_copy_order(struct tsp_object *to, const struct tsp_object *from) {
    const struct tsp_name *first = names_of(to);
    while (first->kind != TSP_FIELD_ORDER) {
        first++;
    }
    uint64_t *order = (uint64_t *)(void *)((uint8_t *)(void *)to + first->offset);
    struct tsp_own own;
    tsp_own_start(&own, tsp_from_object(from));
    while (tsp_own_next(&own)) {
        for (const struct tsp_name *name = first + 1; name->kind != TSP_FIELD_END; name++) {
            if (own.key != NULL && tsp_string_equals(name->key, own.key)) {
                tsp_note_order(order, (unsigned)(name - first));
            }
        }
    }
}

#define MOST_DIGITS 9u

int32_t tsp_element_index(const struct tsp_string *key) {
    int32_t index = 0;
    if (key->length == 0 || key->length > MOST_DIGITS || (key->length > 1 && tsp_string_peek(key, 0) == '0')) {
        return -1;
    }
    for (uint32_t i = 0; i < key->length; i++) {
        uint16_t unit = tsp_string_peek(key, i);
        if (unit < '0' || unit > '9') {
            return -1;
        }
        index = index * 10 + (unit - '0');
    }
    return index;
}

const struct tsp_name *tsp_name_find(const struct tsp_name *name, const struct tsp_string *key) {
    for (; name->kind < TSP_FIELD_CONTENTS; name++) {
        if (name->key != NULL && tsp_string_equals(name->key, key)) {
            return name;
        }
    }
    return NULL;
}

const struct tsp_name *tsp_own_name(const struct tsp_object *object, const struct tsp_string *key) {
    const struct tsp_name *names = names_of(object);
    return names == NULL ? NULL : tsp_name_find(names, key);
}

const struct tsp_name *tsp_own_contents(const struct tsp_object *object) {
    const struct tsp_name *name = names_of(object);
    if (name == NULL) {
        return NULL;
    }
    while (name->kind < TSP_FIELD_CONTENTS) {
        name++;
    }
    return name->kind == TSP_FIELD_CONTENTS ? name : NULL;
}

tsp_value tsp_own_get(tsp_value of, const struct tsp_string *key) {
    int32_t index = tsp_element_index(key);
    if (index >= 0 && (uint32_t)index < tsp_element_count(of)) {
        return tsp_element_at(of, (uint32_t)index);
    }
    const struct tsp_name *name = tsp_is_object(of) ? tsp_own_name(tsp_as_object(of), key) : NULL;
    if (name != NULL) {
        return tsp_own_read(tsp_as_object(of), name);
    }
    const struct tsp_string *given = error_name(of);
    return given != NULL && tsp_string_equals(key, &name_key) ? tsp_from_string(given) : TSP_ABSENT;
}
