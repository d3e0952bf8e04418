/*
 * The own properties of any value, found out at run time: the enumerable ones with a text as name,
 * in the order of ECMA-262 (10.1.11): elements by their number, then the others as they were
 * created. Strings, arrays and Uint8Arrays have elements; objects of the program's classes and
 * literals have what their table of names says (struct tsp_shape), which the compiler emits for
 * those that can arrive where something asks, and general objects (general.h) have theirs with
 * them; functions have those of the object beside them. Errors have the name that the program gave
 * them, last. Numbers, booleans and the instances of native classes have none. Nothing here changes
 * or keeps what it is given.
 */
#ifndef TSP_RUNTIME_OWN_H
#define TSP_RUNTIME_OWN_H

#include "runtime/string.h"

/* What has the properties of a function, or NULL; set by beside.c once a function has some. */
struct tsp_general;
extern struct tsp_general *(*tsp_own_beside)(const struct tsp_object *function);
/* The property map of the value: of a general object, or beside a function. NULL without. */
struct tsp_general *tsp_own_general(tsp_value of);

/*
 * One property after the other: after tsp_own_start(), each tsp_own_next() that gives true has
 * filled `key`, `index` and `value`. The value must stay alive meanwhile. A property that is set
 * during that may be among those that follow.
 */
struct tsp_own {
    const struct tsp_string *key; /* NULL: an element, whose name is `index` */
    uint32_t index;
    tsp_value value;
    enum tsp_field_kind kind; /* accessors have no value: it is undefined */
    /* the rest is for own.c alone */
    tsp_value of;
    uint32_t next; /* element */
    uint32_t late; /* how many of those that were created late */
    bool is_named; /* the name of an error was given */
    const struct tsp_name *name;
};
void tsp_own_start(struct tsp_own *own, tsp_value of);
/* The same without the elements. */
void tsp_own_start_behind_elements(struct tsp_own *own, tsp_value of);
bool tsp_own_next(struct tsp_own *own);

/* How many elements there may be, and the one at an index below that; TSP_ABSENT for a hole. */
uint32_t tsp_element_count(tsp_value of);
tsp_value tsp_element_at(tsp_value of, uint32_t index);

/* The number that `key` means as the name of an element, or -1 where it is another name. */
int32_t tsp_element_index(const struct tsp_string *key);
/* The own property of that name; TSP_ABSENT where there is none. Allocates nothing. */
tsp_value tsp_own_get(tsp_value of, const struct tsp_string *key);
/* The field of that name in the object's table, or NULL; its value, which may be TSP_ABSENT. */
const struct tsp_name *tsp_own_name(const struct tsp_object *object, const struct tsp_string *key);
/* The same in a table, or in the rest of one. */
const struct tsp_name *tsp_name_find(const struct tsp_name *names, const struct tsp_string *key);
/* The entry TSP_FIELD_CONTENTS of the object's table, before its hidden fields, or NULL. */
const struct tsp_name *tsp_own_contents(const struct tsp_object *object);
tsp_value tsp_own_read(const struct tsp_object *object, const struct tsp_name *name);
/* Sets the field, for which the compiler has chosen a place that has room for the value. */
void tsp_own_write(struct tsp_object *object, const struct tsp_name *name, tsp_value value);

/*
 * Of an object whose shape has TSP_FIELD_ORDER: the property with that number comes behind those
 * that it has, unless it is one of them. For generated code, where a field is written.
 */
void tsp_note_order(uint64_t *order, unsigned number);
/*
 * For a new object that is a copy of another: it has got the late ones of its properties, as far as
 * the other has them, in the other's order.
 */
void tsp_copy_order(struct tsp_object *to, const struct tsp_object *from);

#endif
