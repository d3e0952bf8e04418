/*
 * The text that JSON.stringify makes (ts-src/lib/json-stringify.ts), piece by piece. What takes
 * memory leaves a RangeError pending when the heap is full.
 */
#ifndef TSP_RUNTIME_JSON_TEXT_H
#define TSP_RUNTIME_JSON_TEXT_H

#include "runtime/string.h"

struct tsp_json_text {
    struct tsp_object header;
    const struct tsp_string *text; /* nobody else has it before the end: string_grow.h */
};

extern const struct tsp_shape tsp_json_text_shape;

void tsp_json_text_construct(struct tsp_json_text *self);
void tsp_json_text_add(struct tsp_json_text *self, const struct tsp_string *piece);
/* QuoteJSONString (ECMA-262 25.5.2.3): surrogates that stand alone are escaped too. */
void tsp_json_text_quote(struct tsp_json_text *self, const struct tsp_string *text);
/* "null" for what is not finite. */
void tsp_json_text_number(struct tsp_json_text *self, tsp_value number);
/* The end of a line, and `count` times the piece. */
void tsp_json_text_line(struct tsp_json_text *self, const struct tsp_string *piece, int32_t count);
/* What has been added. Nothing is added behind that. */
const struct tsp_string *tsp_json_text_finish(struct tsp_json_text *self);

/* As `object.constructor.name` has it, where nothing has changed that. */
const struct tsp_string *tsp_json_class_name(tsp_value object);

#endif
