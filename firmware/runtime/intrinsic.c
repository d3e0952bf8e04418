#include "runtime/intrinsic.h"

#include "runtime/heap.h"

static bool define(struct tsp_general *object, const struct tsp_intrinsic_property *from) {
    bool is_function = from->function != NULL;
    struct tsp_property *property = tsp_new(&tsp_property_shape);
    if (property == NULL) {
        return false;
    }
    property->flags = from->flags;
    property->value = is_function ? tsp_from_object(from->function) : tsp_from_double(from->number);
    property->setter = TSP_UNDEFINED;
    return tsp_general_set(object, tsp_from_string(from->key), tsp_from_object(property));
}

struct tsp_general *tsp_intrinsic_new(const struct tsp_intrinsic_property *properties, unsigned count) {
    struct tsp_general *object = tsp_general_new(count);
    for (unsigned i = 0; object != NULL && i < count; i++) {
        if (!define(object, &properties[i])) {
            return NULL;
        }
    }
    return object;
}
