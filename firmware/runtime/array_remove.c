#include "runtime/array_methods.h"
#include "runtime/exception.h"
#include "runtime/operators.h"
#include "runtime/own.h"
#include "runtime/string_internal.h"

bool tsp_array_remove_at(struct tsp_array *array, tsp_value key) {
    static const struct tsp_string length = TSP_LATIN1_LITERAL("length");
    int32_t index = tsp_is_number(key) ? tsp_to_index(key) : -1;
    if (!tsp_is_number(key)) {
        const struct tsp_string *name = tsp_is_string(key) ? tsp_as_string(key) : tsp_to_string(key);
        if (name == NULL) {
            return false;
        }
        if (tsp_string_equals(name, &length)) {
            tsp_throw_type_error("Cannot delete property 'length' of [object Array]");
            return false;
        }
        index = tsp_element_index(name);
    }
    if (tsp_is_below(index, array->length)) {
        tsp_array_put(array, (uint32_t)index, TSP_ABSENT);
    }
    return true;
}
