/*
 * Tagged values: one 64-bit word that holds any JavaScript value of a compiled program.
 *
 * A double is stored as its own IEEE 754 bits. Everything else sits in the negative quiet NaNs
 * whose upper 16 bits are 0xFFF9 to 0xFFFC; no arithmetic on either target produces those, and
 * tsp_from_double() folds every NaN into the one positive quiet NaN, so the two ranges never meet.
 * The payload is the lower 32 bits for integers and singletons, the lower 48 bits for pointers (32
 * of them used on the board).
 *
 * A number has two encodings when it is an int32 other than -0: as an integer or as a double. Both
 * mean the same value; compare numbers with tsp_strict_equals(), never by comparing words.
 */
#ifndef TSP_RUNTIME_VALUE_H
#define TSP_RUNTIME_VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t tsp_value;

/*
 * Of a function: it depends on its arguments alone, or on what they point to as well, and changes
 * nothing. Code that takes a call only where no int32 comes keeps what it has loaded.
 */
#define TSP_CONST __attribute__((const))
#define TSP_PURE __attribute__((pure))
/* Rarely taken: kept out of a caller that needs fewer registers without it. */
#define TSP_OUT_OF_LINE __attribute__((noinline, cold))

struct tsp_object; /* header of everything that has a shape, strings included; object.h */
struct tsp_string; /* string.h */

#define TSP_TAG_INT32 UINT64_C(0xFFF9000000000000)
#define TSP_TAG_SINGLETON UINT64_C(0xFFFA000000000000)
#define TSP_TAG_STRING UINT64_C(0xFFFB000000000000)
#define TSP_TAG_OBJECT UINT64_C(0xFFFC000000000000)
#define TSP_TAG_MASK UINT64_C(0xFFFF000000000000)
#define TSP_PAYLOAD_MASK UINT64_C(0x0000FFFFFFFFFFFF)

#define TSP_UNDEFINED (TSP_TAG_SINGLETON | 0u)
#define TSP_NULL (TSP_TAG_SINGLETON | 1u)
#define TSP_FALSE (TSP_TAG_SINGLETON | 2u)
#define TSP_TRUE (TSP_TAG_SINGLETON | 3u)
/*
 * Not a JavaScript value: an optional property that was never set, an array hole, a binding in its
 * temporal dead zone, "no exception pending". Never reaches an operator: whoever reads such a slot
 * turns it into undefined or throws.
 */
#define TSP_ABSENT (TSP_TAG_SINGLETON | 4u)

#define TSP_NAN_BITS UINT64_C(0x7FF8000000000000)

static inline tsp_value tsp_from_int32(int32_t number) {
    return TSP_TAG_INT32 | (uint32_t)number;
}

static inline tsp_value tsp_from_bool(bool truth) {
    return truth ? TSP_TRUE : TSP_FALSE;
}

static inline tsp_value tsp_from_double(double number) {
    tsp_value value;
    if (number != number) {
        return TSP_NAN_BITS;
    }
    memcpy(&value, &number, sizeof value);
    /* The C compiler leaves out what asks whether it is something else than a number. */
    if (value >= TSP_TAG_INT32) {
        __builtin_unreachable();
    }
    return value;
}

static inline tsp_value tsp_from_uint32(uint32_t number) {
    return number <= INT32_MAX ? tsp_from_int32((int32_t)number) : tsp_from_double((double)number);
}

static inline tsp_value tsp_from_object(const void *object) {
    return TSP_TAG_OBJECT | (uint64_t)(uintptr_t)object;
}

static inline tsp_value tsp_from_string(const struct tsp_string *string) {
    return TSP_TAG_STRING | (uint64_t)(uintptr_t)string;
}

/* The bits between tag and integer are zero, so that the upper word alone tells an integer. */
static inline bool tsp_is_int32(tsp_value value) {
    return (uint32_t)(value >> 32) == (uint32_t)(TSP_TAG_INT32 >> 32);
}

static inline bool tsp_is_double(tsp_value value) {
    return value < TSP_TAG_INT32;
}

static inline bool tsp_is_number(tsp_value value) {
    return value < TSP_TAG_SINGLETON;
}

static inline bool tsp_is_string(tsp_value value) {
    return (value & TSP_TAG_MASK) == TSP_TAG_STRING;
}

static inline bool tsp_is_object(tsp_value value) {
    return (value & TSP_TAG_MASK) == TSP_TAG_OBJECT;
}

static inline bool tsp_is_bool(tsp_value value) {
    return value == TSP_FALSE || value == TSP_TRUE;
}

static inline bool tsp_is_nullish(tsp_value value) {
    return value == TSP_UNDEFINED || value == TSP_NULL;
}

/*
 * Whether something of this length has the index. Lengths are below 2^28; a C compiler that is told
 * so finds this test in the condition of a loop up to the length, and leaves it out.
 */
static inline bool tsp_is_below(int32_t index, uint32_t length) {
    if ((int32_t)length < 0) {
        __builtin_unreachable();
    }
    return index >= 0 && index < (int32_t)length;
}

/* The caller has established the kind of the value; nothing is checked. */
static inline int32_t tsp_as_int32(tsp_value value) {
    return (int32_t)(uint32_t)value;
}

static inline bool tsp_as_bool(tsp_value value) {
    return value == TSP_TRUE;
}

/* Any number, in either encoding. */
static inline double tsp_as_double(tsp_value value) {
    double number;
    if (tsp_is_int32(value)) {
        return (double)tsp_as_int32(value);
    }
    memcpy(&number, &value, sizeof number);
    return number;
}

/* A number that is known to be an int32 other than -0, in either encoding. */
static inline int32_t tsp_number_to_int32(tsp_value value) {
    return tsp_is_int32(value) ? tsp_as_int32(value) : (int32_t)tsp_as_double(value);
}

/* The same for a uint32. */
static inline uint32_t tsp_number_to_uint32(tsp_value value) {
    return tsp_is_int32(value) ? (uint32_t)tsp_as_int32(value) : (uint32_t)tsp_as_double(value);
}

/* The number as the index of an element; -1 for one that is no index of anything. */
TSP_CONST int32_t tsp_double_to_index(double number);
TSP_CONST int32_t tsp_wide_to_index(tsp_value value);
static inline int32_t tsp_to_index(tsp_value value) {
    return tsp_is_int32(value) ? tsp_as_int32(value) : tsp_wide_to_index(value);
}

static inline struct tsp_object *tsp_as_object(tsp_value value) {
    return (struct tsp_object *)(uintptr_t)(value & TSP_PAYLOAD_MASK);
}

static inline const struct tsp_string *tsp_as_string(tsp_value value) {
    return (const struct tsp_string *)(uintptr_t)(value & TSP_PAYLOAD_MASK);
}

#endif
