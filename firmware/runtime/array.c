#include "runtime/array.h"

#include "runtime/exception.h"
#include "runtime/heap_internal.h"

#define MIN_CAPACITY 4u
/* Shorter arrays double their room, longer ones take half of it more. */
#define FEW_ELEMENTS 32u
#define MAX_LENGTH 0x0FFFFFFFu

static const struct tsp_slot array_slots[] = {{offsetof(struct tsp_array, elements), TSP_SLOT_ELEMENTS}};
const struct tsp_shape tsp_array_shape = {
    .name = "Array", .size = sizeof(struct tsp_array), .kind = TSP_KIND_ARRAY, .slot_count = 1, .slots = array_slots};

static const struct tsp_shape packed_shape = {
    .name = "", .size = sizeof(struct tsp_elements), .kind = TSP_KIND_NATIVE};

/* Elements have 2^n bytes; the M0+ has no instruction that divides. */
static inline uint32_t shift_of(const struct tsp_array *array) {
    enum { POINTER = sizeof(void *) == 8 ? 3 : 2 };
    static const uint8_t shifts[] = {[TSP_VALUES] = 3,       [TSP_NUMBERS] = 3, [TSP_INT32S] = 2,
                                     [TSP_DENSE_INT32S] = 2, [TSP_UINT32S] = 2, [TSP_BOOLEANS] = 0,
                                     [TSP_OBJECTS] = POINTER, [TSP_STRINGS] = POINTER};
    return shifts[array->kind];
}

static inline uint32_t size_of(const struct tsp_array *array) {
    return 1u << shift_of(array);
}

uint32_t tsp_array_element_size(const struct tsp_array *array) {
    return size_of(array);
}

uint8_t *tsp_array_place(const struct tsp_array *array, uint32_t index) {
    return (uint8_t *)array->elements + (size_t)index * size_of(array);
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
    case TSP_OBJECTS:
        return array->objects[index] == NULL ? TSP_ABSENT : tsp_from_object(array->objects[index]);
    case TSP_STRINGS:
        return array->strings[index] == NULL ? TSP_ABSENT : tsp_from_string(array->strings[index]);
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
    case TSP_OBJECTS:
        array->objects[index] = tsp_is_object(value) ? tsp_as_object(value) : NULL;
        break;
    case TSP_STRINGS:
        array->strings[index] = tsp_is_string(value) ? tsp_as_string(value) : NULL;
        break;
    default:
        array->elements[index] = value;
        break;
    }
}

static size_t bytes_for(const struct tsp_array *array, uint32_t capacity) {
    return sizeof(struct tsp_elements) + (size_t)capacity * size_of(array);
}

/* The block of the elements. */
static struct tsp_elements *storage_of(const struct tsp_array *array) {
    return array->shifted ? tsp_block_around(array->elements)
                          : (struct tsp_elements *)(void *)((uint8_t *)array->elements - TSP_BODY_OFFSET);
}

/* How many elements there is room for in front of the first one. */
static uint32_t gap_of(const struct tsp_array *array) {
    const struct tsp_elements *elements = array->shifted ? storage_of(array) : NULL;
    size_t bytes = elements == NULL ? 0 : (size_t)((uint8_t *)array->elements - (const uint8_t *)elements->values);
    return (uint32_t)(bytes >> shift_of(array));
}

static bool has_pointers(const struct tsp_array *array) {
    return array->kind >= TSP_OBJECTS;
}

/* What the collector reads beside the elements of the array keeps nothing alive. */
static void clear(struct tsp_array *array, uint32_t from, uint32_t count) {
    if (array->kind == TSP_VALUES || has_pointers(array)) {
        memset(tsp_array_place(array, from), 0, (size_t)count << shift_of(array));
    }
}

/* Moves the elements to the start of their block. */
static void close_front(struct tsp_array *array, uint32_t gap) {
    struct tsp_elements *elements = storage_of(array);
    memmove(elements->values, array->elements, array->length * size_of(array));
    array->elements = elements->values;
    array->capacity = (array->capacity + gap) & MAX_LENGTH;
    array->shifted = false;
    clear(array, array->length, gap);
}

/* The block may have become larger. */
static void take_block(struct tsp_array *array, struct tsp_elements *elements) {
    uint32_t before = array->capacity;
    size_t room = (tsp_block_size(elements) - sizeof *elements) >> shift_of(array);
    array->elements = elements->values;
    array->capacity = (uint32_t)room & MAX_LENGTH;
    elements->count = array->capacity;
    clear(array, before, array->capacity - before);
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
    if (array->elements == NULL) {
        const struct tsp_shape *shape = array->kind == TSP_VALUES ? &tsp_elements_shape
                                        : has_pointers(array)     ? &tsp_pointers_shape
                                                                  : &packed_shape;
        struct tsp_elements *elements = tsp_new_between(shape, bytes_for(array, least), bytes_for(array, wanted));
        if (elements != NULL) {
            take_block(array, elements);
        }
        return elements != NULL;
    }
    const uint32_t gap = gap_of(array);
    if (array->shifted) {
        close_front(array, gap);
    }
    const bool suffices = least <= array->capacity;
    /* Few places in front would soon be used up, and all elements moved for each few again. */
    if (suffices && (gap >= array->length / 2u || wanted <= array->capacity)) {
        return true;
    }
    void *block = storage_of(array);
    struct tsp_elements *larger =
        suffices ? tsp_try_grow(block, bytes_for(array, array->capacity + 1u), bytes_for(array, wanted))
                 : tsp_grow(block, bytes_for(array, least), bytes_for(array, wanted));
    if (larger != NULL) {
        take_block(array, larger);
    }
    return suffices || larger != NULL;
}

void tsp_array_drop(struct tsp_array *array, uint32_t count) {
    if (count == 0) {
        return;
    }
    if (count == 1 && array->kind == TSP_VALUES) {
        array->elements[0] = TSP_UNDEFINED;
    } else {
        clear(array, 0, count);
    }
    array->length -= count;
    if (array->length > 0) {
        array->elements = (tsp_value *)(void *)((uint8_t *)array->elements + count * size_of(array));
        array->capacity = (array->capacity - count) & MAX_LENGTH;
        array->shifted = true;
    } else {
        /* The address behind all elements could be that of another block. */
        struct tsp_elements *elements = storage_of(array);
        array->elements = elements->values;
        array->capacity = elements->count & MAX_LENGTH;
        array->shifted = false;
    }
}

bool tsp_array_take_back(struct tsp_array *array, uint32_t count) {
    if (gap_of(array) < count) {
        return false;
    }
    array->elements = (tsp_value *)(void *)((uint8_t *)array->elements - count * size_of(array));
    array->length += count;
    array->capacity = (array->capacity + count) & MAX_LENGTH;
    return true;
}

bool tsp_array_make_room(struct tsp_array *array, uint32_t length) {
    uint32_t more = array->length < FEW_ELEMENTS ? array->length : array->length / 2u;
    uint32_t wanted = array->length + (more < MIN_CAPACITY ? MIN_CAPACITY : more);
    return reserve(array, length, wanted < length ? length : wanted);
}

struct tsp_array *tsp_array_new_of(enum tsp_element_kind kind, uint32_t capacity) {
    struct tsp_array *array = tsp_new(&tsp_array_shape);
    if (array == NULL) {
        return NULL;
    }
    array->kind = kind & 0x7u;
    return capacity == 0 || reserve(array, capacity, capacity) ? array : NULL;
}

struct tsp_array *tsp_array_new(uint32_t capacity) {
    return tsp_array_new_of(TSP_VALUES, capacity);
}

/* Without room, or of bare numbers. */
static TSP_OUT_OF_LINE bool append_slowly(struct tsp_array *array, tsp_value value) {
    const uint32_t at = array->length;
    if (at == array->capacity && !tsp_array_make_room(array, at + 1u)) {
        return false;
    }
    array->length = at + 1u;
    tsp_array_put(array, at, value);
    return true;
}

bool tsp_array_append(struct tsp_array *array, tsp_value value) {
    const uint32_t at = array->length;
    if (at == array->capacity || array->kind > TSP_NUMBERS) {
        return append_slowly(array, value);
    }
    array->length = at + 1u;
    array->elements[at] = value;
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

/* Anywhere, with holes before it where it lies beyond the end. */
static TSP_OUT_OF_LINE bool set_anywhere(struct tsp_array *array, int32_t index, tsp_value value) {
    if (index < 0) {
        tsp_throw_range_error("Invalid array index");
        return false;
    }
    uint32_t at = (uint32_t)index;
    if (at >= array->length) {
        if (at >= array->capacity && !tsp_array_make_room(array, at + 1u)) {
            return false;
        }
        fill_holes(array, at);
        array->length = at + 1u;
    }
    tsp_array_put(array, at, value);
    return true;
}

bool tsp_array_set(struct tsp_array *array, int32_t index, tsp_value value) {
    return (uint32_t)index == array->length ? tsp_array_append(array, value) : set_anywhere(array, index, value);
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
    if (to < array->length) {
        clear(array, to, array->length - to);
    }
    array->length = to;
    return true;
}
