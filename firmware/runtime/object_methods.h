/*
 * Properties by a name that is only known at run time, and the functions of Object that ask for
 * names (ECMA-262 7.3, 13.3.3, 13.10.1, 20.1.2). Objects need their tables of names (own.h). What
 * allocates leaves an exception pending and gives NULL, false or undefined when the heap is full.
 */
#ifndef TSP_RUNTIME_OBJECT_METHODS_H
#define TSP_RUNTIME_OBJECT_METHODS_H

#include "runtime/array.h"
#include "runtime/string.h"

/*
 * object[key]. A TypeError for undefined and null; and for a name that JavaScript finds on a
 * prototype (`toString`, `constructor`, a method of arrays), where we have no function to give.
 */
tsp_value tsp_get_key(tsp_value object, tsp_value key);
/*
 * object[key] = value, where the object has a place for the property: the compiler has seen that
 * every key is one. A TypeError for what has none: undefined, null, strings.
 */
bool tsp_set_key(tsp_value object, tsp_value key, tsp_value value);
/*
 * Asked before a property of an object that is not general is written, with its key and whether it
 * is there; set by integrity.c once something is frozen. False: an exception is pending.
 */
extern bool (*tsp_write_guard)(const struct tsp_object *object, tsp_value key, bool is_there);
/* key in object; a TypeError for what is no object. */
bool tsp_has_key(tsp_value key, tsp_value object);
/* The own property, undefined where there is none; of any value but undefined and null. */
tsp_value tsp_own_value(tsp_value object, const struct tsp_string *key);
/* The same by a text or number; of an error also its message and its name. */
tsp_value tsp_member_value(tsp_value object, tsp_value key);

/* Object.keys: a TypeError for undefined and null. */
struct tsp_array *tsp_object_keys(tsp_value object);
/* The names that for...in visits: none of undefined and null. */
struct tsp_array *tsp_object_names(tsp_value object);
/* Object.hasOwn. */
bool tsp_object_has_own(tsp_value object, tsp_value key);
/* The tag of an object that nothing in the library says more of. */
const struct tsp_string *tsp_plain_tag(tsp_value object);
/* Object.assign: each of the sources' properties has a place in the target. Gives the target. */
tsp_value tsp_object_assign(tsp_value target, int count, const tsp_value *sources);

#endif
