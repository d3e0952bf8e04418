/*
 * Arrays. Elements are tagged values, or, where the compiler knows what an array can hold, bare
 * integers, truth values or pointers: see enum tsp_element_kind. The kind is chosen when an array
 * is made. Native code needs not care: tsp_array_get() and its relatives take every kind, as tagged
 * values. The largest length is bounded by the heap.
 */
#ifndef TSP_RUNTIME_ARRAY_H
#define TSP_RUNTIME_ARRAY_H

#include "runtime/bits.h"
#include "runtime/object.h"

/*
 * How elements are stored. What a kind has no room for never comes: the compiler has seen all that
 * is stored.
 */
enum tsp_element_kind {
    TSP_VALUES,       /* tsp_value; a hole is TSP_ABSENT */
    TSP_NUMBERS,      /* the same without references, so that the collector need not look */
    TSP_INT32S,       /* int32_t; a hole is INT32_MIN, which is no element then */
    TSP_DENSE_INT32S, /* int32_t, without holes */
    TSP_UINT32S,      /* uint32_t, without holes */
    TSP_BOOLEANS,     /* uint8_t: 0, 1; a hole is TSP_BOOLEAN_HOLE */
    TSP_OBJECTS,      /* pointers to objects; a hole is NULL */
    TSP_STRINGS       /* the same to strings */
};
#define TSP_BOOLEAN_HOLE 2u

struct tsp_array {
    struct tsp_object header;
    uint32_t length;
    unsigned capacity : 28; /* elements from the first one to the end of the block */
    unsigned kind : 3;      /* enum tsp_element_kind */
    unsigned shifted : 1;   /* the first element may lie behind others that were taken out */
    union {                 /* in its own heap block, or NULL */
        tsp_value *elements;
        int32_t *int32s;
        uint32_t *uint32s;
        uint8_t *booleans;
        struct tsp_object **objects;
        const struct tsp_string **strings;
    };
};

extern const struct tsp_shape tsp_array_shape;

/*
 * Empty, with room for `capacity` elements. NULL with an exception pending when the heap is full.
 */
struct tsp_array *tsp_array_new(uint32_t capacity);
struct tsp_array *tsp_array_new_of(enum tsp_element_kind kind, uint32_t capacity);
/*
 * Room for `length` elements at an amortised constant cost for each; false with an exception
 * pending when the heap is full.
 */
bool tsp_array_make_room(struct tsp_array *array, uint32_t length);
/* Appends; false with an exception pending when the heap is full. */
bool tsp_array_append(struct tsp_array *array, tsp_value value);
/* a[index] for an integer index: the element, or undefined for a hole or outside. */
tsp_value tsp_array_get(const struct tsp_array *array, int32_t index);
/*
 * a[index] = value for 0 <= index; grows with holes. false with an exception pending when the heap
 * is full. A negative index is a RangeError here (JavaScript would add a property).
 */
bool tsp_array_set(struct tsp_array *array, int32_t index, tsp_value value);
/* a.length = n (RangeError when not an array length). */
bool tsp_array_set_length(struct tsp_array *array, double length);
/* The same for a length of an array. */
bool tsp_array_resize(struct tsp_array *array, uint32_t length);

/* The element at an index below the length, TSP_ABSENT for a hole; and its replacement. */
tsp_value tsp_array_element(const struct tsp_array *array, uint32_t index);
void tsp_array_put(struct tsp_array *array, uint32_t index, tsp_value value);
/* Takes the first elements out: the others stay where they are. At most all. */
void tsp_array_drop(struct tsp_array *array, uint32_t count);
/* Makes room for elements in front of the first where others were taken out. */
bool tsp_array_take_back(struct tsp_array *array, uint32_t count);
/* Where the element lies, and how many bytes one takes. */
uint8_t *tsp_array_place(const struct tsp_array *array, uint32_t index);
uint32_t tsp_array_element_size(const struct tsp_array *array);

/*
 * For arrays whose kind the compiler knows: tsp_array_get() and tsp_array_set() with one test of
 * the index, in line.
 */
static inline bool tsp_array_covers(const struct tsp_array *array, int32_t index) {
    return tsp_is_below(index, array->length);
}

static inline tsp_value tsp_values_get(const struct tsp_array *array, int32_t index) {
    tsp_value value = tsp_array_covers(array, index) ? array->elements[index] : TSP_UNDEFINED;
    return value == TSP_ABSENT ? TSP_UNDEFINED : value;
}

/* The same of numbers: an int32, as most are, is known to be no hole. */
static inline tsp_value tsp_numbers_get(const struct tsp_array *array, int32_t index) {
    tsp_value value = tsp_array_covers(array, index) ? array->elements[index] : TSP_UNDEFINED;
    return !tsp_is_int32(value) && value == TSP_ABSENT ? TSP_UNDEFINED : value;
}

static inline tsp_value tsp_int32s_get(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) && array->int32s[index] != INT32_MIN ? tsp_from_int32(array->int32s[index])
                                                                               : TSP_UNDEFINED;
}

static inline tsp_value tsp_dense_int32s_get(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) ? tsp_from_int32(array->int32s[index]) : TSP_UNDEFINED;
}

static inline tsp_value tsp_uint32s_get(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) ? tsp_from_uint32(array->uint32s[index]) : TSP_UNDEFINED;
}

static inline tsp_value tsp_booleans_get(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) && array->booleans[index] != TSP_BOOLEAN_HOLE
               ? tsp_from_bool(array->booleans[index] != 0)
               : TSP_UNDEFINED;
}

static inline tsp_value tsp_objects_get(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) && array->objects[index] != NULL ? tsp_from_object(array->objects[index])
                                                                           : TSP_UNDEFINED;
}

static inline tsp_value tsp_strings_get(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) && array->strings[index] != NULL ? tsp_from_string(array->strings[index])
                                                                           : TSP_UNDEFINED;
}

/* ToInt32 of the same, of what is no text. */
TSP_PURE tsp_value tsp_array_wide_low(const struct tsp_array *array, int32_t index);
static inline int32_t tsp_values_low(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) && tsp_is_int32(array->elements[index])
               ? tsp_as_int32(array->elements[index])
               : (int32_t)tsp_bits_of_low(tsp_array_wide_low(array, index)).low;
}

static inline int32_t tsp_int32s_low(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) && array->int32s[index] != INT32_MIN ? array->int32s[index] : 0;
}

static inline int32_t tsp_dense_int32s_low(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) ? array->int32s[index] : 0;
}

static inline int32_t tsp_uint32s_low(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) ? (int32_t)array->uint32s[index] : 0;
}

/* The same, with whether what is read is NaN. */
static inline struct tsp_bits tsp_values_bits(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) && tsp_is_int32(array->elements[index])
               ? tsp_bits_of_int32(tsp_as_int32(array->elements[index]))
               : tsp_bits_of_low(tsp_array_wide_low(array, index));
}

static inline struct tsp_bits tsp_int32s_bits(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) && array->int32s[index] != INT32_MIN ? tsp_bits_of_int32(array->int32s[index])
                                                                               : tsp_bits_of_nan();
}

static inline struct tsp_bits tsp_dense_int32s_bits(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) ? tsp_bits_of_int32(array->int32s[index]) : tsp_bits_of_nan();
}

static inline struct tsp_bits tsp_uint32s_bits(const struct tsp_array *array, int32_t index) {
    return tsp_array_covers(array, index) ? tsp_bits_of_int32((int32_t)array->uint32s[index]) : tsp_bits_of_nan();
}

static inline bool tsp_values_set(struct tsp_array *array, int32_t index, tsp_value value) {
    if (tsp_array_covers(array, index)) {
        array->elements[index] = value;
        return true;
    }
    return tsp_array_set(array, index, value);
}

static inline bool tsp_int32s_set(struct tsp_array *array, int32_t index, int32_t value) {
    if (tsp_array_covers(array, index)) {
        array->int32s[index] = value;
        return true;
    }
    return tsp_array_set(array, index, tsp_from_int32(value));
}

static inline bool tsp_uint32s_set(struct tsp_array *array, int32_t index, uint32_t value) {
    if (tsp_array_covers(array, index)) {
        array->uint32s[index] = value;
        return true;
    }
    return tsp_array_set(array, index, tsp_from_uint32(value));
}

static inline bool tsp_booleans_set(struct tsp_array *array, int32_t index, bool value) {
    if (tsp_array_covers(array, index)) {
        array->booleans[index] = value;
        return true;
    }
    return tsp_array_set(array, index, tsp_from_bool(value));
}

static inline bool tsp_objects_set(struct tsp_array *array, int32_t index, struct tsp_object *object) {
    if (tsp_array_covers(array, index)) {
        array->objects[index] = object;
        return true;
    }
    return tsp_array_set(array, index, tsp_from_object(object));
}

static inline bool tsp_strings_set(struct tsp_array *array, int32_t index, const struct tsp_string *string) {
    if (tsp_array_covers(array, index)) {
        array->strings[index] = string;
        return true;
    }
    return tsp_array_set(array, index, tsp_from_string(string));
}

/* tsp_array_append() in line, where there is room. */
static inline bool tsp_values_append(struct tsp_array *array, tsp_value value) {
    if (array->length < array->capacity) {
        array->elements[array->length++] = value;
        return true;
    }
    return tsp_array_append(array, value);
}

static inline bool tsp_int32s_append(struct tsp_array *array, int32_t value) {
    if (array->length < array->capacity) {
        array->int32s[array->length++] = value;
        return true;
    }
    return tsp_array_append(array, tsp_from_int32(value));
}

static inline bool tsp_uint32s_append(struct tsp_array *array, uint32_t value) {
    if (array->length < array->capacity) {
        array->uint32s[array->length++] = value;
        return true;
    }
    return tsp_array_append(array, tsp_from_uint32(value));
}

static inline bool tsp_booleans_append(struct tsp_array *array, bool value) {
    if (array->length < array->capacity) {
        array->booleans[array->length++] = value;
        return true;
    }
    return tsp_array_append(array, tsp_from_bool(value));
}

static inline bool tsp_objects_append(struct tsp_array *array, struct tsp_object *object) {
    if (array->length < array->capacity) {
        array->objects[array->length++] = object;
        return true;
    }
    return tsp_array_append(array, tsp_from_object(object));
}

static inline bool tsp_strings_append(struct tsp_array *array, const struct tsp_string *string) {
    if (array->length < array->capacity) {
        array->strings[array->length++] = string;
        return true;
    }
    return tsp_array_append(array, tsp_from_string(string));
}

#endif
