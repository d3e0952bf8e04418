#include "runtime/object_text.h"

#include "runtime/array_methods.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/operators.h"
#include "runtime/property.h"
#include "runtime/string_internal.h"

/* Arrays whose texts are being made, in the frames of the functions that make them. */
struct joining {
    const struct tsp_array *array;
    const struct joining *outer;
};
static const struct joining *innermost;

static const struct tsp_string comma = TSP_LATIN1_LITERAL(",");
static const struct tsp_string plain = TSP_LATIN1_LITERAL("[object Object]");

static bool is_being_joined(const struct tsp_array *array) {
    for (const struct joining *at = innermost; at != NULL; at = at->outer) {
        if (at->array == array) {
            return true;
        }
    }
    return false;
}

/* What is undefined, null or a hole is empty. */
static const struct tsp_string *element_text(const struct tsp_array *array, uint32_t index) {
    const tsp_value element = tsp_array_element(array, index);
    if (element == TSP_ABSENT || tsp_is_nullish(element)) {
        return &tsp_string_empty;
    }
    return tsp_is_object(element) ? tsp_object_text(tsp_as_object(element)) : tsp_to_string(element);
}

static const struct tsp_string *join(const struct tsp_array *array, const struct tsp_string *between) {
    const struct tsp_string *result = &tsp_string_empty;
    for (uint32_t i = 0; i < array->length && result != NULL; i++) {
        if (i > 0) {
            result = tsp_string_concat(result, between);
        }
        const struct tsp_string *text = result == NULL ? NULL : element_text(array, i);
        result = text == NULL ? NULL : tsp_string_concat(result, text);
    }
    return result;
}

static const struct tsp_string *join_once(const struct tsp_array *array, const struct tsp_string *between) {
    if (is_being_joined(array)) {
        return &tsp_string_empty;
    }
    if (!tsp_stack_check()) {
        return NULL;
    }
    const struct joining here = {array, innermost};
    innermost = &here;
    const struct tsp_string *text = join(array, between);
    innermost = here.outer;
    return text;
}

const struct tsp_string *tsp_array_text(struct tsp_object *array) {
    return tsp_array_join((struct tsp_array *)(void *)array, TSP_UNDEFINED);
}

const struct tsp_string *tsp_array_join_objects(struct tsp_array *array, tsp_value separator) {
    const struct tsp_string *between = separator == TSP_UNDEFINED ? &comma : tsp_to_string(separator);
    return between == NULL ? NULL : join_once(array, between);
}

/* `toString` is what Object.prototype has, or there is none that can be called. */
static const struct tsp_string *general_text(const struct tsp_general *object) {
    static const struct tsp_string name = TSP_LATIN1_LITERAL("toString");
    if (tsp_general_look_up(object, tsp_from_string(&name)) == TSP_ABSENT) {
        return &plain;
    }
    tsp_throw_type_error("Cannot convert object to primitive value");
    return NULL;
}

/* A join that the library does, which may be left by an exception between turns of its loop. */
struct scripted {
    struct tsp_object header;
    struct tsp_pin pin;
    struct joining here;
};
static const struct tsp_shape scripted_shape = {
    .name = "", .size = sizeof(struct scripted), .kind = TSP_KIND_NATIVE};

bool tsp_join_begin(struct tsp_array *array) {
    if (is_being_joined(array)) {
        return false;
    }
    struct scripted *joined = tsp_new(&scripted_shape);
    if (joined == NULL) {
        return false;
    }
    tsp_pin(&joined->pin, &joined->header);
    joined->here = (struct joining){array, innermost};
    innermost = &joined->here;
    return true;
}

void tsp_join_end(void) {
    struct scripted *joined = (struct scripted *)((uintptr_t)innermost - offsetof(struct scripted, here));
    innermost = joined->here.outer;
    tsp_unpin(&joined->pin);
}

tsp_value tsp_text_or_self(struct tsp_general *object) {
    static const struct tsp_string name = TSP_LATIN1_LITERAL("toString");
    const struct tsp_general *last = object;
    while (last->prototype != NULL) {
        last = last->prototype;
    }
    const bool has_none = tsp_general_look_up(object, tsp_from_string(&name)) == TSP_ABSENT;
    return has_none && (last->flags & TSP_GENERAL_BARE) == 0 ? tsp_from_string(&plain) : tsp_from_object(object);
}

const struct tsp_string *tsp_object_text(struct tsp_object *object) {
    if (object->shape->kind == TSP_KIND_ARRAY) {
        return join_once((const struct tsp_array *)(const void *)object, &comma);
    }
    if (object->shape->kind == TSP_KIND_ERROR) {
        return tsp_error_to_string((const struct tsp_error *)(const void *)object);
    }
    return object->shape == &tsp_general_shape ? general_text((const struct tsp_general *)(const void *)object) : &plain;
}
