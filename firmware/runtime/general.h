/*
 * General objects: properties found by name at run time (ECMA-262 10.1). The compiler makes an
 * object general where the program may add a name that its literal lacks, or delete one; all other
 * objects are structs, whose properties need no search.
 *
 * A property key is a tagged value: an int32 of at least 0 for an integer index, a flat or rope
 * string for every other name. tsp_property_key() makes one of any primitive; a name that is
 * written in the program is one already.
 *
 * Properties lie in the order in which they were added. Few are searched one by one, many by a
 * table of hashes that a stranger cannot foresee (hash.h).
 *
 * The functions of this file know data properties alone. Where an object can have an accessor, an
 * attribute or a prototype of its own, the compiler takes those of property.h.
 */
#ifndef TSP_RUNTIME_GENERAL_H
#define TSP_RUNTIME_GENERAL_H

#include "runtime/array.h"

struct tsp_general_index;

struct tsp_general {
    struct tsp_object header;
    /* key and value of each property, TSP_ABSENT for what was deleted; in its own block, or NULL */
    tsp_value *entries;
    uint32_t used;  /* entries, deleted ones included */
    uint32_t count; /* properties */
    uint32_t room;  /* entries that the block holds */
    struct tsp_general_index *index; /* where keys lie in `entries`, or NULL for few */
    struct tsp_general *prototype;   /* NULL: Object.prototype, or nothing (TSP_GENERAL_BARE) */
    uint32_t flags;                  /* TSP_GENERAL_... */
};

extern const struct tsp_shape tsp_general_shape;

/* The value as a general object, or NULL. */
static inline struct tsp_general *tsp_general_of(tsp_value value) {
    bool is_general = tsp_is_object(value) && tsp_as_object(value)->shape == &tsp_general_shape;
    return is_general ? (struct tsp_general *)(void *)tsp_as_object(value) : NULL;
}

/*
 * In place of the value of a property: an accessor, or a value with other attributes than an
 * assignment gives it. Only functions that say so let it out.
 */
struct tsp_property {
    struct tsp_object header;
    uint32_t flags;   /* TSP_PROPERTY_... */
    tsp_value value;  /* of an accessor the getter: a function, or undefined */
    tsp_value setter; /* the same; of accessors alone */
};

#define TSP_PROPERTY_HIDDEN 1u    /* not enumerable */
#define TSP_PROPERTY_READ_ONLY 2u /* not writable */
#define TSP_PROPERTY_FIXED 4u     /* not configurable */
#define TSP_PROPERTY_ACCESSOR 8u

extern const struct tsp_shape tsp_property_shape;

static inline bool tsp_is_property(tsp_value value) {
    return tsp_is_object(value) && tsp_as_object(value)->shape == &tsp_property_shape;
}

static inline struct tsp_property *tsp_as_property(tsp_value value) {
    return (struct tsp_property *)(void *)tsp_as_object(value);
}

/* Of what tsp_general_find() gives: whether the property is not enumerable. */
static inline bool tsp_is_hidden(tsp_value found) {
    return tsp_is_property(found) && (tsp_as_property(found)->flags & TSP_PROPERTY_HIDDEN) != 0;
}

/* The name that the compiler gave a function; of a class it stands behind a mark. */
const char *tsp_function_name(const struct tsp_object *function);
/* The name of the constructor that the prototypes name, as Node looks for it; "Object" without. */
const char *tsp_general_name(const struct tsp_general *object);

/*
 * An object without properties, with room for `room` of them. NULL with an exception pending when
 * the heap is full.
 */
struct tsp_general *tsp_general_new(uint32_t room);

/*
 * ToPropertyKey (ECMA-262 7.1.19) of a primitive: the text of an integer index is that integer.
 * TSP_ABSENT with an exception pending when the heap is full.
 */
tsp_value tsp_property_key(tsp_value value);

/* Whether the key is "__proto__". */
bool tsp_is_prototype_key(tsp_value key);

/* The key as the program sees it: always a string. NULL with an exception pending. */
const struct tsp_string *tsp_key_text(tsp_value key);

/*
 * The value of an own property, or its struct tsp_property; TSP_ABSENT without one. Never
 * allocates.
 */
tsp_value tsp_general_find(const struct tsp_general *object, tsp_value key);

/* object[key]: undefined without such a property. */
static inline tsp_value tsp_general_get(const struct tsp_general *object, tsp_value key) {
    tsp_value value = tsp_general_find(object, key);
    return value == TSP_ABSENT ? TSP_UNDEFINED : value;
}

/*
 * object[key] = value; the property is added behind the others if there is none, and takes the
 * place of an accessor (CreateDataProperty, ECMA-262 7.3.5). False with an exception pending, and
 * the object as it was, when the heap is full. TSP_ABSENT, for what an optional property of another
 * object lacks, adds nothing.
 */
bool tsp_general_set(struct tsp_general *object, tsp_value key, tsp_value value);

/* Deletes the property, if there is one. Never allocates. */
void tsp_general_delete(struct tsp_general *object, tsp_value key);

/*
 * object[name] of what the program computes: the same with ToPropertyKey before. An exception is
 * pending after them when the heap is full, and after what a getter throws: reading is as in
 * property.h.
 */
tsp_value tsp_general_get_at(const struct tsp_general *object, tsp_value name);
bool tsp_general_set_at(struct tsp_general *object, tsp_value name, tsp_value value);
bool tsp_general_delete_at(struct tsp_general *object, tsp_value name);
bool tsp_general_has_at(const struct tsp_general *object, tsp_value name);

/* The same for a computed name of a literal: a property of its own, whatever the name is. */
bool tsp_general_define_at(struct tsp_general *object, tsp_value name, tsp_value value);

/*
 * The entry at or behind *at in the order of their making, or false at the end; *at moves past it.
 * Nothing may be added meanwhile. The value may be a struct tsp_property.
 */
bool tsp_general_next(const struct tsp_general *object, uint32_t *at, tsp_value *key, tsp_value *value);

/*
 * The keys in the order of OrdinaryOwnPropertyKeys (ECMA-262 10.1.11.1), as an array of keys:
 * integer indexes from the lowest on, then the others as they were added. NULL with an exception
 * pending.
 */
struct tsp_array *tsp_general_keys(const struct tsp_general *object);

/*
 * Copies the own properties of another object that are enumerable, in the order of its keys
 * (ECMA-262 7.3.26); its getters run. False with an exception pending.
 */
bool tsp_general_copy(struct tsp_general *object, const struct tsp_general *source);
/* The same without the properties whose names the object has already. */
bool tsp_general_copy_others(struct tsp_general *object, const struct tsp_general *source);
/* The same of the elements of an array, a Uint8Array or a string: their indexes are the names. */
bool tsp_general_copy_elements(struct tsp_general *object, tsp_value source);

#endif
