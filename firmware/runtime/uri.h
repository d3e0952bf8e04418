/*
 * encodeURI and its kin (ECMA-262 19.2.6). NULL with a URIError pending for a text that is no URI
 * or has a surrogate that stands alone, or a RangeError when the heap is full.
 */
#ifndef TSP_RUNTIME_URI_H
#define TSP_RUNTIME_URI_H

#include "runtime/string.h"

const struct tsp_string *tsp_encode_uri(const struct tsp_string *text);
const struct tsp_string *tsp_encode_uri_component(const struct tsp_string *text);
const struct tsp_string *tsp_decode_uri(const struct tsp_string *text);
const struct tsp_string *tsp_decode_uri_component(const struct tsp_string *text);

#endif
