/* A line on its way to the console, in pieces of a fixed buffer; needs no heap. */
#ifndef TSP_RUNTIME_OUTPUT_H
#define TSP_RUNTIME_OUTPUT_H

#include "runtime/port.h"
#include "runtime/string.h"

struct tsp_output {
    enum tsp_port_stream stream;
    unsigned used;
    /* where bytes go: to the stream, unless somebody only wants to know about them */
    void (*take)(struct tsp_output *output, const char *bytes, size_t length);
    uint32_t digest;
    char bytes[128];
};

void tsp_output_start(struct tsp_output *output, enum tsp_port_stream stream);
/* Nothing is printed: `digest` tells the line from others. */
void tsp_output_start_digest(struct tsp_output *output);
void tsp_output_bytes(struct tsp_output *output, const char *bytes, size_t length);
void tsp_output_text(struct tsp_output *output, const char *text);
/* The code point at unit *index, which moves past it, as UTF-8; and all of the string. */
void tsp_output_unit(struct tsp_output *output, const struct tsp_string *string, uint32_t *index);
void tsp_output_string(struct tsp_output *output, const struct tsp_string *string);
/*
 * A primitive as console.log prints it: strings raw, -0 as "-0". An error: its name and message.
 * Other objects: their class in brackets.
 */
void tsp_output_value(struct tsp_output *output, tsp_value value);
/* The same for a value that is known to be an error. */
void tsp_output_error(struct tsp_output *output, tsp_value value);
/* Ends the line. */
void tsp_output_end(struct tsp_output *output);

#endif
