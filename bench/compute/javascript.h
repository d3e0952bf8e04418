/*
 * What C needs to keep JavaScript's meaning, written by hand for the kernels' same.c, as plainly as
 * a C programmer can: values that are an int32 or something else, arrays that know their length,
 * bytes that are a view of a buffer, exceptions that are pending.
 *
 * Nothing of it comes from tspico's runtime: it is what the generated code is measured against.
 */
#ifndef JAVASCRIPT_H
#define JAVASCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * A double, or in the space of the NaNs an int32 (the lower word) or something that is no number.
 */
typedef uint64_t js_value;

#define JS_INT32 0xfff90000u
#define JS_UNDEFINED ((js_value)0xfffa0000u << 32)

static inline js_value js_from_int32(int32_t number) {
    return (js_value)JS_INT32 << 32 | (uint32_t)number;
}

static inline bool js_is_int32(js_value value) {
    return (uint32_t)(value >> 32) == JS_INT32;
}

static inline js_value js_from_double(double number) {
    js_value value;
    memcpy(&value, &number, sizeof value);
    return value;
}

static inline double js_to_double(js_value value) {
    double number;
    if (js_is_int32(value)) {
        return (int32_t)(uint32_t)value;
    }
    memcpy(&number, &value, sizeof number);
    return number;
}

/* ToInt32 (ECMA-262 7.1.6) of a double below 2^32 in size, as its lower 32 bits. */
static inline uint32_t js_to_uint32(double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    uint32_t high = (uint32_t)(bits >> 32);
    uint32_t exponent = ((high >> 20) & 0x7ffu) - 1023u;
    if (exponent > 31u) {
        return 0;
    }
    uint32_t whole = (high << 11 | 0x80000000u | (uint32_t)bits >> 21) >> (31u - exponent);
    return high >> 31 != 0 ? 0u - whole : whole;
}

/* Set by what throws; callers test it after each call that may. */
extern bool js_pending;

static inline void js_throw(void) {
    js_pending = true;
}

/* ArrayBuffer and Uint8Array: views share a buffer. */
struct js_buffer {
    uint32_t length;
    uint8_t *bytes;
};
struct js_view {
    const struct js_buffer *buffer;
    uint32_t offset;
    uint32_t length;
};

/* Arrays whose elements are all doubles, int32 or any values. */
struct js_doubles {
    double *elements;
    uint32_t length;
};
struct js_integers {
    int32_t *elements;
    uint32_t length;
};
struct js_values {
    js_value *elements;
    uint32_t length;
};

/* A string of Latin-1 characters: a value that never changes, in a block of its own. */
struct js_string {
    uint32_t length;
    char units[];
};

/* What a program makes lies in blocks that malloc gives; out of memory is an exception. */
static inline void *js_allocate(size_t size) {
    void *block = malloc(size);
    if (block == NULL) {
        js_throw();
    }
    return block;
}

static inline struct js_string *js_string_of(const char *units, uint32_t length) {
    struct js_string *string = js_allocate(sizeof *string + length);
    if (string != NULL) {
        string->length = length;
        memcpy(string->units, units, length);
    }
    return string;
}

static inline bool js_string_equals(const struct js_string *string, const char *literal, uint32_t length) {
    return string->length == length && memcmp(string->units, literal, length) == 0;
}

/*
 * Keeps a function apart from its only caller: what a program passes to it is not known when it is
 * compiled, as in a program of several files.
 */
#define JS_APART __attribute__((noipa))

#endif
