#include "runtime/json_put.h"

#include "runtime/array.h"
#include "runtime/exception.h"
#include "runtime/general.h"
#include "runtime/own.h"

static void put_element(struct tsp_array *array, int32_t index, tsp_value value) {
    if (value != TSP_UNDEFINED) {
        (void)tsp_array_set(array, index, value);
    } else if (index >= 0 && (uint32_t)index < array->length) {
        tsp_array_put(array, (uint32_t)index, TSP_ABSENT);
    }
}

void tsp_json_put(tsp_value holder, const struct tsp_string *key, tsp_value value) {
    struct tsp_object *object = tsp_as_object(holder);
    if (object->shape->kind == TSP_KIND_ARRAY) {
        put_element((struct tsp_array *)(void *)object, tsp_element_index(key), value);
    } else if (object->shape != &tsp_general_shape) {
        tsp_throw_type_error("A reviver has put an object there whose properties are fixed");
    } else {
        struct tsp_general *general = (struct tsp_general *)(void *)object;
        const tsp_value name = tsp_property_key(tsp_from_string(key));
        if (value != TSP_UNDEFINED) {
            (void)tsp_general_set(general, name, value);
        } else {
            tsp_general_delete(general, name);
        }
    }
}

void tsp_define_value(tsp_value object, tsp_value name, tsp_value value) {
    (void)tsp_general_define_at((struct tsp_general *)(void *)tsp_as_object(object), name, value);
}
