/*
 * console of the host environment: log to the output stream, error to the error stream, text as
 * Node prints it.
 */
#ifndef TSP_RUNTIME_CONSOLE_H
#define TSP_RUNTIME_CONSOLE_H

#include "runtime/value.h"

/*
 * The values joined by spaces; a first string with %s %d %i %f %j %o %O %c %% takes the following
 * values as Node's util.format does.
 */
void tsp_console_log(int count, const tsp_value *values);
void tsp_console_error(int count, const tsp_value *values);

#endif
