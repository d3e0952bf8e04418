#include "runtime/integrity.h"

#include "runtime/ephemerons.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/object_methods.h"
#include "runtime/string_internal.h"

static struct tsp_ephemerons *table;
static struct tsp_pin pin;

static struct tsp_general *general_of(const struct tsp_object *object) {
    return object->shape == &tsp_general_shape ? (struct tsp_general *)(uintptr_t)(const void *)object : NULL;
}

uint32_t tsp_integrity(const struct tsp_object *object) {
    if (general_of(object) != NULL) {
        return general_of(object)->flags;
    }
    tsp_value flags = table == NULL ? TSP_UNDEFINED : tsp_ephemerons_get(table, tsp_from_object(object));
    return flags == TSP_UNDEFINED ? 0 : (uint32_t)tsp_as_int32(flags);
}

bool tsp_integrity_add(struct tsp_object *object, uint32_t flags) {
    if (general_of(object) != NULL) {
        general_of(object)->flags |= flags;
        return true;
    }
    if (table == NULL) {
        table = tsp_ephemerons_pinned(&pin);
        if (table == NULL) {
            return false;
        }
        tsp_write_guard = tsp_may_set;
    }
    flags |= tsp_integrity(object);
    tsp_ephemerons_set(table, tsp_from_object(object), tsp_from_int32((int32_t)flags));
    return !tsp_exception_pending();
}

void tsp_integrity_forget(void) {
    if (table != NULL) {
        tsp_unpin(&pin);
        table = NULL;
        tsp_write_guard = NULL;
    }
}

/* The text, the object as V8 names it, and a last sign. */
static bool refuse(const struct tsp_object *object, const char *before, tsp_value key, const char *between,
                   const char *end) {
    const bool is_array = object->shape->kind == TSP_KIND_ARRAY;
    const char *name = *object->shape->name == '\0' ? "Object" : object->shape->name;
    const char *parts[] = {between, is_array ? "[object Array]" : "#<", is_array ? "" : name, is_array ? "" : ">", end};
    char after[96];
    size_t length = 0;
    for (unsigned i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        for (const char *at = parts[i]; *at != '\0' && length < sizeof after - 1u; at++) {
            after[length++] = *at;
        }
    }
    after[length] = '\0';
    tsp_throw_about(before, key, after);
    return false;
}

static bool refuse_write(const struct tsp_object *object, tsp_value key) {
    return refuse(object, "Cannot assign to read only property '", key, "' of object '", "'");
}

static bool refuse_addition(tsp_value key) {
    tsp_throw_about("Cannot add property ", key, ", object is not extensible");
    return false;
}

bool tsp_may_set(const struct tsp_object *object, tsp_value key, bool is_there) {
    uint32_t flags = tsp_integrity(object);
    if (!is_there) {
        return (flags & TSP_GENERAL_CLOSED) == 0 || refuse_addition(key);
    }
    return (flags & TSP_GENERAL_FROZEN) == 0 || refuse_write(object, key);
}

bool tsp_may_define(const struct tsp_object *object, tsp_value key) {
    if ((tsp_integrity(object) & TSP_GENERAL_CLOSED) == 0) {
        return true;
    }
    tsp_throw_about("Cannot define property ", key, ", object is not extensible");
    return false;
}

bool tsp_may_set_element(const struct tsp_array *array, int32_t index) {
    bool is_there = tsp_is_below(index, array->length) && tsp_array_element(array, (uint32_t)index) != TSP_ABSENT;
    return index < 0 || tsp_may_set(&array->header, tsp_from_int32(index), is_there);
}

bool tsp_may_change(const struct tsp_array *array, enum tsp_array_change change) {
    static const struct tsp_string length = TSP_LATIN1_LITERAL("length");
    if ((tsp_integrity(&array->header) & TSP_GENERAL_FROZEN) == 0) {
        return true;
    }
    if (change == TSP_ARRAY_ADD) {
        return refuse_addition(tsp_from_uint32(array->length));
    }
    if (change == TSP_ARRAY_WRITE) {
        return array->length == 0 || refuse_write(&array->header, tsp_from_int32(0));
    }
    if (change == TSP_ARRAY_REMOVE && array->length > 0) {
        return refuse(&array->header, "Cannot delete property '", tsp_from_uint32(array->length - 1u), "' of ", "");
    }
    return refuse_write(&array->header, tsp_from_string(&length));
}
