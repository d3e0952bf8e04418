/*
 * The functions of Object for attributes, integrity and prototypes (ECMA-262 20.1.2). Objects need
 * their tables of names (own.h); what defines properties and sets prototypes takes general objects
 * alone, as which the compiler makes what arrives. What throws, or has no room, leaves an exception
 * pending.
 */
#ifndef TSP_RUNTIME_OBJECT_ATTRIBUTES_H
#define TSP_RUNTIME_OBJECT_ATTRIBUTES_H

#include "runtime/array.h"

/* Object.freeze, seal and preventExtensions: they give what they are given. */
tsp_value tsp_object_freeze(tsp_value object);
tsp_value tsp_object_seal(tsp_value object);
tsp_value tsp_object_close(tsp_value object);
bool tsp_object_is_frozen(tsp_value object);
bool tsp_object_is_sealed(tsp_value object);
bool tsp_object_is_extensible(tsp_value object);

/* Object.defineProperty and defineProperties: they give the object. */
tsp_value tsp_object_define(tsp_value object, tsp_value key, tsp_value descriptor);
tsp_value tsp_object_define_all(tsp_value object, tsp_value properties);
/* Object.getOwnPropertyDescriptor: undefined, or a general object; getOwnPropertyDescriptors. */
tsp_value tsp_object_describe(tsp_value object, tsp_value key);
tsp_value tsp_object_describe_all(tsp_value object);
/* Object.getOwnPropertyNames. */
struct tsp_array *tsp_object_own_names(tsp_value object);

/* Object.create with its second argument, which may be undefined. */
tsp_value tsp_object_create(tsp_value prototype, tsp_value properties);
tsp_value tsp_object_get_prototype(tsp_value object);
tsp_value tsp_object_set_prototype(tsp_value object, tsp_value prototype);
/* What `__proto__: prototype` does to a new object, which it gives; a primitive does nothing. */
tsp_value tsp_object_give_prototype(tsp_value object, tsp_value prototype);
/* prototype.isPrototypeOf(object) */
bool tsp_object_is_prototype(tsp_value prototype, tsp_value object);
/* object.propertyIsEnumerable(key) */
bool tsp_object_is_enumerable(tsp_value object, tsp_value key);

#endif
