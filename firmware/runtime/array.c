#include "runtime/array.h"

#include "runtime/exception.h"
#include "runtime/heap_internal.h"

#define MIN_CAPACITY 4u
#define MAX_LENGTH 0x0FFFFFFFu

static const struct tsp_slot array_slots[] = {{offsetof(struct tsp_array, elements), TSP_SLOT_BODY}};
const struct tsp_shape tsp_array_shape = {
    .name = "Array", .size = sizeof(struct tsp_array), .kind = TSP_KIND_ARRAY, .slot_count = 1, .slots = array_slots};

static size_t bytes_for(uint32_t capacity) {
    return sizeof(struct tsp_elements) + (size_t)capacity * sizeof(tsp_value);
}

/* Room for `least` elements, and up to `wanted` where the heap has it. */
static bool reserve(struct tsp_array *array, uint32_t least, uint32_t wanted) {
    if (least <= array->capacity) {
        return true;
    }
    if (least > MAX_LENGTH) {
        tsp_throw_range_error("Invalid array length");
        return false;
    }
    struct tsp_elements *elements =
        array->elements == NULL
            ? tsp_new_between(&tsp_elements_shape, bytes_for(least), bytes_for(wanted))
            : tsp_grow((uint8_t *)array->elements - TSP_BODY_OFFSET, bytes_for(least), bytes_for(wanted));
    if (elements == NULL) {
        return false;
    }
    uint32_t capacity = (uint32_t)((tsp_block_size(elements) - sizeof *elements) / sizeof(tsp_value));
    memset(elements->values + array->capacity, 0, (capacity - array->capacity) * sizeof(tsp_value));
    elements->count = capacity;
    array->elements = elements->values;
    array->capacity = capacity;
    return true;
}

/* Room for one more at an amortised constant cost. */
static bool grow(struct tsp_array *array, uint32_t length) {
    uint32_t wanted = array->capacity + array->capacity / 2u;
    wanted = wanted < MIN_CAPACITY ? MIN_CAPACITY : wanted;
    return reserve(array, length, wanted < length ? length : wanted);
}

struct tsp_array *tsp_array_new(uint32_t capacity) {
    struct tsp_array *array = tsp_new(&tsp_array_shape);
    if (array == NULL || (capacity > 0 && !reserve(array, capacity, capacity))) {
        return NULL;
    }
    return array;
}

bool tsp_array_append(struct tsp_array *array, tsp_value value) {
    if (array->length == array->capacity && !grow(array, array->length + 1u)) {
        return false;
    }
    array->elements[array->length++] = value;
    return true;
}

tsp_value tsp_array_get(const struct tsp_array *array, int32_t index) {
    if ((uint32_t)index >= array->length) {
        return TSP_UNDEFINED;
    }
    tsp_value value = array->elements[index];
    return value == TSP_ABSENT ? TSP_UNDEFINED : value;
}

static void fill_holes(struct tsp_array *array, uint32_t to) {
    for (uint32_t i = array->length; i < to; i++) {
        array->elements[i] = TSP_ABSENT;
    }
}

bool tsp_array_set(struct tsp_array *array, int32_t index, tsp_value value) {
    if (index < 0) {
        tsp_throw_range_error("Invalid array index");
        return false;
    }
    uint32_t at = (uint32_t)index;
    if (at >= array->length) {
        if (at >= array->capacity && !grow(array, at + 1u)) {
            return false;
        }
        fill_holes(array, at);
        array->length = at + 1u;
    }
    array->elements[at] = value;
    return true;
}

tsp_value tsp_array_get_number(const struct tsp_array *array, double index) {
    if (!(index >= 0 && index < (double)array->length) || (double)(uint32_t)index != index) {
        return TSP_UNDEFINED;
    }
    return tsp_array_get(array, (int32_t)(uint32_t)index);
}

bool tsp_array_set_number(struct tsp_array *array, double index, tsp_value value) {
    if (!(index >= 0 && index < (double)MAX_LENGTH) || (double)(uint32_t)index != index) {
        tsp_throw_range_error("Invalid array index");
        return false;
    }
    return tsp_array_set(array, (int32_t)(uint32_t)index, value);
}

bool tsp_array_set_length(struct tsp_array *array, double length) {
    if (!(length >= 0 && length <= (double)MAX_LENGTH) || (double)(uint32_t)length != length) {
        tsp_throw_range_error("Invalid array length");
        return false;
    }
    uint32_t to = (uint32_t)length;
    if (!reserve(array, to, to)) {
        return false;
    }
    fill_holes(array, to);
    for (uint32_t i = to; i < array->length; i++) {
        array->elements[i] = TSP_UNDEFINED; /* keeps nothing alive */
    }
    array->length = to;
    return true;
}
