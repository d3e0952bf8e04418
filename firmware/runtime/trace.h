/* `trace` of the reference implementation of ECMA-419: prints texts, without an end of line. */
#ifndef TSP_RUNTIME_TRACE_H
#define TSP_RUNTIME_TRACE_H

#include "runtime/value.h"

/* Each value by ToString; an exception that this leaves ends it. */
void tsp_print_values(int count, const tsp_value *values);

#endif
