/*
 * Strings: immutable sequences of UTF-16 code units (ECMA-262 6.1.4), stored as Latin-1 when every
 * unit is below 256, else as 16-bit units. A concatenation writes its units into room behind or in
 * front of the longer part, or makes a rope of both parts, so that building a text piece by piece
 * takes time and memory linear in its length (string_concat.c). Literals are constants in flash,
 * declared with TSP_LATIN1_LITERAL / TSP_UTF16_LITERAL.
 */
#ifndef TSP_RUNTIME_STRING_H
#define TSP_RUNTIME_STRING_H

#include "runtime/object.h"

/*
 * TSP_UTF16 and TSP_ROPE_WIDE mean that some unit is above 255, so equal strings have equal storage
 * once they are flat.
 */
enum tsp_string_storage { TSP_LATIN1, TSP_UTF16, TSP_ROPE, TSP_ROPE_WIDE };

struct tsp_string {
    struct tsp_object header;
    union {
        struct {
            uint32_t length : 28; /* code units */
            uint32_t own : 1;     /* of one variable, in whose place it grows: string_grow.h */
            uint32_t storage : 3; /* enum tsp_string_storage */
        };
        uint32_t word; /* all of them */
    };
    union {
        /* not terminated; points behind the header for heap strings, to flash for literals */
        const uint8_t *latin1;
        const uint16_t *utf16;
        const struct tsp_string *left; /* rope */
    } u;
    /*
     * Rope: its right part. Units that lie in another string's block: that string. Units behind
     * this header: NULL, or how many of them are taken in a form that is no address
     * (string_concat.c).
     */
    const struct tsp_string *right;
};

extern const struct tsp_shape tsp_string_shape;

/* The 256 Latin-1 strings of one unit, in flash: all that are read, and literals. */
extern const struct tsp_string tsp_unit_strings[256];

/* string[index] of a constant that is Latin-1 and has that unit. */
static inline const struct tsp_string *tsp_constant_unit(const struct tsp_string *constant, uint32_t index) {
    return &tsp_unit_strings[constant->u.latin1[index]];
}

/*
 * `text` is a C string literal of Latin-1 bytes; `units` an array of uint16_t. For use as an
 * initialiser of a const struct tsp_string.
 */
#define TSP_LATIN1_LITERAL(text)                                                                                       \
    { {&tsp_string_shape}, {{sizeof(text) - 1u, 0, TSP_LATIN1}}, {.latin1 = (const uint8_t *)(text)}, NULL }
#define TSP_UTF16_LITERAL(units)                                                                                       \
    { {&tsp_string_shape}, {{sizeof(units) / sizeof((units)[0]), 0, TSP_UTF16}}, {.utf16 = (units)}, NULL }

/*
 * All functions that allocate return NULL with an exception pending when the heap is full. Reading
 * and comparing never fails.
 */
const struct tsp_string *tsp_string_concat(const struct tsp_string *left, const struct tsp_string *right);
/*
 * All of `count` parts, at least one, in their order: strings, and integers, which stand for their
 * digits.
 */
const struct tsp_string *tsp_string_join(int count, const tsp_value *parts);
/*
 * The same where the compiler knows that all have at most TSP_SHORT_TEXT units together: without
 * the code for what is long.
 */
#define TSP_SHORT_TEXT 256u
const struct tsp_string *tsp_string_join_short(int count, const tsp_value *parts);
bool tsp_string_same_units(const struct tsp_string *left, const struct tsp_string *right);
static inline bool tsp_string_equals(const struct tsp_string *left, const struct tsp_string *right) {
    return left == right || (left->length == right->length && tsp_string_same_units(left, right));
}
/* -1, 0, 1 by code units (ECMA-262 7.2.13). */
int tsp_string_compare(const struct tsp_string *left, const struct tsp_string *right);
/* The code unit at `index`, which the caller has checked against the length. */
uint16_t tsp_string_unit(const struct tsp_string *string, uint32_t index);
/*
 * string[index]: a one-unit string. The caller has checked the index. Latin-1 units come from a
 * table in flash.
 */
const struct tsp_string *tsp_string_at(const struct tsp_string *string, uint32_t index);
/*
 * The string of the code point that starts at *index, which moves past it (string iteration,
 * ECMA-262 22.1.5).
 */
const struct tsp_string *tsp_string_next(const struct tsp_string *string, uint32_t *index);
/* ToNumber and ToString for unboxed operands. */
double tsp_string_to_number(const struct tsp_string *string);
const struct tsp_string *tsp_double_to_string(double number);
const struct tsp_string *tsp_int32_to_string(int32_t number);
const struct tsp_string *tsp_uint32_to_string(uint32_t number);
const struct tsp_string *tsp_bool_to_string(bool truth);

#endif
