/*
 * `name` and `length` of functions as own properties (ECMA-262 10.2.9, 10.2.10), for programs that
 * ask for them by names made at run time, or can change them.
 */
#ifndef TSP_RUNTIME_FUNCTION_DETAILS_H
#define TSP_RUNTIME_FUNCTION_DETAILS_H

#include "runtime/object.h"
#include "runtime/string.h"

/* Of the functions of a shape. */
struct tsp_function_detail {
    const struct tsp_shape *shape;
    const struct tsp_string *name;
    uint16_t length;
    bool is_constructor; /* it has a `prototype` */
};

/*
 * Before any function is asked for its properties: from then on, the object beside a function of
 * these shapes is made when anything asks for it. None: as before, for tests.
 */
void tsp_function_details(const struct tsp_function_detail *details, unsigned count);

#endif
