/*
 * Properties of general objects by ECMA-262's steps (10.1): accessors, attributes and prototypes.
 * Keys are those of general.h; functions whose names end with `_at` take what the program computed.
 *
 * A getter or setter is called through its shape's entry, so that every function that is stored as
 * one has to have an entry. Functions that give false, or undefined with a test, leave an exception
 * pending: what the accessor threw, a TypeError, or that the heap is full.
 */
#ifndef TSP_RUNTIME_PROPERTY_H
#define TSP_RUNTIME_PROPERTY_H

#include "runtime/general.h"

/* No prototype, where `prototype` is NULL (Object.create(null)). */
#define TSP_GENERAL_BARE 1u
/* No property may be added. */
#define TSP_GENERAL_CLOSED 2u
/* None may be deleted or redefined either. */
#define TSP_GENERAL_SEALED 4u
/* None may be written either. */
#define TSP_GENERAL_FROZEN 8u

/* object[key] (OrdinaryGet): looks in the prototypes too, and runs a getter. */
tsp_value tsp_general_read(const struct tsp_general *object, tsp_value key);

/* The same for `self`, which `object` lies beside, or is a prototype of: a getter runs on it. */
tsp_value tsp_general_read_as(tsp_value self, const struct tsp_general *object, tsp_value key);

/* What a read gives where no object of the chain has the key: undefined, or a TypeError. */
tsp_value tsp_general_lacking(tsp_value key);

/* What `found`, which tsp_general_find() gave, is worth to `self`: a getter runs. */
tsp_value tsp_property_read(tsp_value self, tsp_value found);

/* object[key] = value in strict mode (OrdinarySet, 6.2.5.6). */
bool tsp_general_write(struct tsp_general *object, tsp_value key, tsp_value value);
/* The same for `self`, which `object` lies beside: a setter runs on it. */
bool tsp_general_write_as(tsp_value self, struct tsp_general *object, tsp_value key, tsp_value value);
/* The same where the property is looked for from `from` on, and set on `object` (10.1.9.2). */
bool tsp_general_write_from(const struct tsp_general *from, tsp_value self, struct tsp_general *object, tsp_value key,
                            tsp_value value);
bool tsp_general_write_at(struct tsp_general *object, tsp_value name, tsp_value value);

/* The own property, or that of the nearest prototype which has it; TSP_ABSENT without one. */
tsp_value tsp_general_look_up(const struct tsp_general *object, tsp_value key);

/*
 * An accessor of a literal (13.2.5.5): enumerable. TSP_ABSENT for a half that is not defined here:
 * that of an accessor which is there already stays.
 */
bool tsp_general_accessor(struct tsp_general *object, tsp_value key, tsp_value getter, tsp_value setter);
bool tsp_general_accessor_at(struct tsp_general *object, tsp_value name, tsp_value getter, tsp_value setter);

/*
 * delete object[key] in strict mode: a TypeError where the property is not configurable.
 */
bool tsp_general_remove(struct tsp_general *object, tsp_value key);
bool tsp_general_remove_at(struct tsp_general *object, tsp_value name);

/* A TypeError of the text, the key, and the text. */
void tsp_throw_about(const char *before, tsp_value key, const char *after);

#endif
