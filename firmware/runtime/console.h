/*
 * console of the host environment: log to the output stream, error to the error stream, text as
 * Node prints it. Nothing here allocates, so that it works with a full heap.
 */
#ifndef TSP_RUNTIME_CONSOLE_H
#define TSP_RUNTIME_CONSOLE_H

#include "runtime/output.h"

/*
 * The values joined by spaces; a first string with %s %d %i %f %j %o %O %c %% takes the following
 * values as Node's util.format does. No value is an object.
 */
void tsp_console_log(int count, const tsp_value *values);
void tsp_console_error(int count, const tsp_value *values);
/* The same where objects are among the values: by inspect.h. */
void tsp_console_log_objects(int count, const tsp_value *values);
void tsp_console_error_objects(int count, const tsp_value *values);

/* Prints a value by a letter of a format; false for letters that are no conversion. */
typedef bool (*tsp_console_putter)(struct tsp_output *output, char letter, tsp_value value);
/* The letter of a value for which the format has none. */
#define TSP_CONSOLE_PLAIN ' '
/* For what is no object. */
bool tsp_console_put(struct tsp_output *output, char letter, tsp_value value);
/* One line, whose output has been started. */
void tsp_console_line(struct tsp_output *output, tsp_console_putter put, int count, const tsp_value *values);

#endif
