#include "runtime/array.h"

#include "runtime/exception.h"
#include "runtime/heap_internal.h"

#define MIN_CAPACITY 4u
#define MAX_LENGTH 0x0FFFFFFFu

static const struct tsp_slot array_slots[] = {{offsetof(struct tsp_array, elements), TSP_SLOT_BODY}};
const struct tsp_shape tsp_array_shape = {
    .name = "Array", .size = sizeof(struct tsp_array), .kind = TSP_KIND_ARRAY, .slot_count = 1, .slots = array_slots};

static const struct tsp_shape packed_shape = {
    .name = "", .size = sizeof(struct tsp_elements), .kind = TSP_KIND_NATIVE};

uint32_t tsp_array_element_size(const struct tsp_array *array) {
    static const uint8_t sizes[] = {[TSP_VALUES] = sizeof(tsp_value),
                                    [TSP_NUMBERS] = sizeof(tsp_value),
                                    [TSP_INT32S] = sizeof(int32_t),
                                    [TSP_DENSE_INT32S] = sizeof(int32_t),
                                    [TSP_UINT32S] = sizeof(uint32_t),
                                    [TSP_BOOLEANS] = sizeof(uint8_t)};
    return sizes[array->kind];
}

uint8_t *tsp_array_place(const struct tsp_array *array, uint32_t index) {
    return (uint8_t *)array->elements + (size_t)index * tsp_array_element_size(array);
}

tsp_value tsp_array_element(const struct tsp_array *array, uint32_t index) {
    switch (array->kind) {
    case TSP_INT32S:
        return array->int32s[index] == INT32_MIN ? TSP_ABSENT : tsp_from_int32(array->int32s[index]);
    case TSP_DENSE_INT32S:
        return tsp_from_int32(array->int32s[index]);
    case TSP_UINT32S:
        return tsp_from_uint32(array->uint32s[index]);
    case TSP_BOOLEANS:
        return array->booleans[index] == TSP_BOOLEAN_HOLE ? TSP_ABSENT : tsp_from_bool(array->booleans[index] != 0);
    default:
        return array->elements[index];
    }
}

void tsp_array_put(struct tsp_array *array, uint32_t index, tsp_value value) {
    switch (array->kind) {
    case TSP_INT32S:
    case TSP_DENSE_INT32S:
        array->int32s[index] = tsp_is_number(value) ? tsp_number_to_int32(value) : INT32_MIN;
        break;
    case TSP_UINT32S:
        array->uint32s[index] = tsp_is_number(value) ? tsp_number_to_uint32(value) : 0;
        break;
    case TSP_BOOLEANS:
        array->booleans[index] = tsp_is_bool(value) ? tsp_as_bool(value) : TSP_BOOLEAN_HOLE;
        break;
    default:
        array->elements[index] = value;
        break;
    }
}

static size_t bytes_for(const struct tsp_array *array, uint32_t capacity) {
    return sizeof(struct tsp_elements) + (size_t)capacity * tsp_array_element_size(array);
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
    const struct tsp_shape *shape = array->kind == TSP_VALUES ? &tsp_elements_shape : &packed_shape;
    struct tsp_elements *elements =
        array->elements == NULL
            ? tsp_new_between(shape, bytes_for(array, least), bytes_for(array, wanted))
            : tsp_grow((uint8_t *)array->elements - TSP_BODY_OFFSET, bytes_for(array, least), bytes_for(array, wanted));
    if (elements == NULL) {
        return false;
    }
    size_t room = (tsp_block_size(elements) - sizeof *elements) / tsp_array_element_size(array);
    uint32_t capacity = (uint32_t)room;
    array->elements = elements->values;
    if (array->kind == TSP_VALUES) {
        memset(elements->values + array->capacity, 0, (capacity - array->capacity) * sizeof(tsp_value));
    }
    elements->count = capacity;
    array->capacity = capacity & MAX_LENGTH;
    return true;
}

/* Room for one more at an amortised constant cost. */
static bool grow(struct tsp_array *array, uint32_t length) {
    uint32_t wanted = array->capacity + array->capacity / 2u;
    wanted = wanted < MIN_CAPACITY ? MIN_CAPACITY : wanted;
    return reserve(array, length, wanted < length ? length : wanted);
}

struct tsp_array *tsp_array_new_of(enum tsp_element_kind kind, uint32_t capacity) {
    struct tsp_array *array = tsp_new(&tsp_array_shape);
    if (array == NULL) {
        return NULL;
    }
    array->kind = kind & 0xFu;
    return capacity == 0 || reserve(array, capacity, capacity) ? array : NULL;
}

struct tsp_array *tsp_array_new(uint32_t capacity) {
    return tsp_array_new_of(TSP_VALUES, capacity);
}

bool tsp_array_append(struct tsp_array *array, tsp_value value) {
    if (array->length == array->capacity && !grow(array, array->length + 1u)) {
        return false;
    }
    if (array->kind <= TSP_NUMBERS) {
        array->elements[array->length++] = value;
    } else {
        tsp_array_put(array, array->length++, value);
    }
    return true;
}

tsp_value tsp_array_get(const struct tsp_array *array, int32_t index) {
    tsp_value value = tsp_array_covers(array, index) ? tsp_array_element(array, (uint32_t)index) : TSP_UNDEFINED;
    return value == TSP_ABSENT ? TSP_UNDEFINED : value;
}

tsp_value tsp_array_wide_low(const struct tsp_array *array, int32_t index) {
    return tsp_wide_low(tsp_array_get(array, index));
}

static void fill_holes(struct tsp_array *array, uint32_t to) {
    for (uint32_t i = array->length; i < to; i++) {
        tsp_array_put(array, i, TSP_ABSENT);
    }
}

bool tsp_array_set(struct tsp_array *array, int32_t index, tsp_value value) {
    if ((uint32_t)index == array->length) {
        return tsp_array_append(array, value);
    }
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
    tsp_array_put(array, at, value);
    return true;
}

bool tsp_array_set_length(struct tsp_array *array, double length) {
    if (!(length >= 0 && length <= (double)MAX_LENGTH) || (double)(uint32_t)length != length) {
        tsp_throw_range_error("Invalid array length");
        return false;
    }
    return tsp_array_resize(array, (uint32_t)length);
}

bool tsp_array_resize(struct tsp_array *array, uint32_t to) {
    if (!reserve(array, to, to)) {
        return false;
    }
    fill_holes(array, to);
    for (uint32_t i = to; array->kind == TSP_VALUES && i < array->length; i++) {
        array->elements[i] = TSP_UNDEFINED; /* keeps nothing alive */
    }
    array->length = to;
    return true;
}
