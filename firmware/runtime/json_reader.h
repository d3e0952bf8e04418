/* The parts of JSON.parse (ECMA-262 25.5.1), for its own files. */
#ifndef TSP_RUNTIME_JSON_READER_H
#define TSP_RUNTIME_JSON_READER_H

#include "runtime/array.h"

/* Names that were read last, each in the place that its units give: equal ones are one text. */
#define TSP_JSON_NAMES 16u

struct tsp_json_reader {
    const struct tsp_string *text; /* flat */
    uint32_t at;
    /* what is open: an object and the key of the value to come, or an array and undefined */
    struct tsp_array *open;
    const struct tsp_string *names[TSP_JSON_NAMES];
};

/* The unit at the place behind white space, which is where the reader is then; -1 at the end. */
int32_t tsp_json_peek(struct tsp_json_reader *reader);

/* Those that follow read what begins at the reader's place, and give NULL or absent with a
 * SyntaxError pending, or a RangeError when the heap is full. */

/* A text, behind its first quotation mark; `is_name`: equal ones may be one. */
const struct tsp_string *tsp_json_read_string(struct tsp_json_reader *reader, bool is_name);
/* A number, true, false or null. */
tsp_value tsp_json_read_word(struct tsp_json_reader *reader);

/* SyntaxErrors in V8's words: `expected` with the place behind it; what stands there. */
void tsp_json_expected(const struct tsp_json_reader *reader, const char *expected);
void tsp_json_unexpected(const struct tsp_json_reader *reader);

#endif
