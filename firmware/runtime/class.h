/*
 * Classes in general form (ECMA-262 15.7.14): a function, the object beside it that has its static
 * members (beside.h), and the object that is its prototype. `home` is the object that has a member:
 * the prototype, or the function itself. Keys are what a program computes. After each of these an
 * exception may be pending: a TypeError, what a getter threw, or that the heap is full.
 */
#ifndef TSP_RUNTIME_CLASS_H
#define TSP_RUNTIME_CLASS_H

#include "runtime/property.h"

/*
 * A new object whose prototype is that of `base`: of a constructor, or of nothing for null. A
 * TypeError for every other primitive, or a prototype that is no object.
 */
tsp_value tsp_class_extend(tsp_value base);

/*
 * Makes the object the prototype of the function, which inherits the members of `base`, a
 * constructor, if it is no primitive. The class gets its name and length.
 */
void tsp_class_link(tsp_value constructor, tsp_value prototype, tsp_value base, tsp_value name, tsp_value length);

/* ToPropertyKey of a primitive. */
tsp_value tsp_class_key(tsp_value name);

/* Members, which are not enumerable. */
void tsp_class_method(tsp_value home, tsp_value key, tsp_value function);
void tsp_class_getter(tsp_value home, tsp_value key, tsp_value function);
void tsp_class_setter(tsp_value home, tsp_value key, tsp_value function);

/* A field of an instance or of the class (CreateDataPropertyOrThrow, 7.3.7). */
void tsp_class_field(tsp_value object, tsp_value key, tsp_value value);

/* super[key] and super[key] = value in a method of `home` whose `this` is `self` (13.3.7.3). */
tsp_value tsp_super_read(tsp_value home, tsp_value key, tsp_value self);
void tsp_super_write(tsp_value home, tsp_value key, tsp_value self, tsp_value value);

#endif
