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
};

extern const struct tsp_shape tsp_general_shape;

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

/* The key as the program sees it: always a string. NULL with an exception pending. */
const struct tsp_string *tsp_key_text(tsp_value key);

/* The value of an own property, TSP_ABSENT without one. Never allocates. */
tsp_value tsp_general_find(const struct tsp_general *object, tsp_value key);

/* object[key]: undefined without such a property. */
static inline tsp_value tsp_general_get(const struct tsp_general *object, tsp_value key) {
    tsp_value value = tsp_general_find(object, key);
    return value == TSP_ABSENT ? TSP_UNDEFINED : value;
}

/*
 * object[key] = value; the property is added behind the others if there is none. False with an
 * exception pending, and the object as it was, when the heap is full. TSP_ABSENT, for what an
 * optional property of another object lacks, adds nothing.
 */
bool tsp_general_set(struct tsp_general *object, tsp_value key, tsp_value value);

/* Deletes the property, if there is one. Never allocates. */
void tsp_general_delete(struct tsp_general *object, tsp_value key);

/*
 * object[name] of what the program computes: the same with ToPropertyKey before. An exception is
 * pending after them when the heap is full.
 */
tsp_value tsp_general_get_at(const struct tsp_general *object, tsp_value name);
bool tsp_general_set_at(struct tsp_general *object, tsp_value name, tsp_value value);
bool tsp_general_delete_at(struct tsp_general *object, tsp_value name);
bool tsp_general_has_at(const struct tsp_general *object, tsp_value name);

/* The same for a computed name of a literal: a property of its own, whatever the name is. */
bool tsp_general_define_at(struct tsp_general *object, tsp_value name, tsp_value value);

/*
 * The entry at or behind *at in the order of their making, or false at the end; *at moves past it.
 * Nothing may be added meanwhile.
 */
bool tsp_general_next(const struct tsp_general *object, uint32_t *at, tsp_value *key, tsp_value *value);

/*
 * The keys in the order of OrdinaryOwnPropertyKeys (ECMA-262 10.1.11.1), as an array of keys:
 * integer indexes from the lowest on, then the others as they were added. NULL with an exception
 * pending.
 */
struct tsp_array *tsp_general_keys(const struct tsp_general *object);

/*
 * Copies the own properties of another object, in the order of its keys (ECMA-262 7.3.26). False
 * with an exception pending.
 */
bool tsp_general_copy(struct tsp_general *object, const struct tsp_general *source);
/* The same of the elements of an array, a Uint8Array or a string: their indexes are the names. */
bool tsp_general_copy_elements(struct tsp_general *object, tsp_value source);

#endif
