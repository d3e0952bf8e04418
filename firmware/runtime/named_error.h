/*
 * Errors that only some programs meet, so that their names are not part of every program: URIError
 * and SyntaxError (ECMA-262 20.5.5) and those that Web standards tell by their name.
 */
#ifndef TSP_RUNTIME_NAMED_ERROR_H
#define TSP_RUNTIME_NAMED_ERROR_H

#include "runtime/error.h"

extern const struct tsp_shape tsp_uri_error_shape;

void tsp_uri_error_construct(struct tsp_error *self, tsp_value message);

extern const struct tsp_shape tsp_syntax_error_shape;

void tsp_syntax_error_construct(struct tsp_error *self, tsp_value message);

/* SyntaxError: of JSON.parse. */
void tsp_throw_syntax_error(const struct tsp_string *message);
/* URIError "URI malformed". */
void tsp_throw_uri_error(void);
/*
 * An Error with that name and message, both constants: what a DOMException is in browsers and Node.
 */
void tsp_throw_named_error(const struct tsp_string *name, const struct tsp_string *message);

#endif
