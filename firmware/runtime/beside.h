/*
 * Properties of functions (ECMA-262 10.2, 20.2.4): a general object beside the function, which a
 * weak table finds, so that functions without properties have no place for them. What makes
 * functions constructors is here too (10.1.13, 7.3.22).
 */
#ifndef TSP_RUNTIME_BESIDE_H
#define TSP_RUNTIME_BESIDE_H

#include "runtime/property.h"

/*
 * The properties of the function, made when they are first asked for: of a constructor with
 * `prototype`, a new object whose `constructor` is the function. NULL with an exception pending
 * when the heap is full.
 */
struct tsp_general *tsp_beside(struct tsp_object *function, bool is_constructor);

/* The same where they have been asked for, else NULL. */
struct tsp_general *tsp_beside_if_any(const struct tsp_object *function);

/*
 * Gives the new object beside a function what every such function has, where the program says so
 * (function_details.h). False with an exception pending.
 */
extern bool (*tsp_beside_start)(struct tsp_general *properties, const struct tsp_object *function);

/* delete function[name]: false with an exception pending. */
bool tsp_beside_remove_at(struct tsp_object *function, tsp_value name);
/*
 * new.target: set right before a function runs that begins by taking it, so that it is undefined in
 * all others.
 */
extern tsp_value tsp_new_target;
tsp_value tsp_take_new_target(void);

/* A new object whose prototype is that of the constructor. NULL with an exception pending. */
struct tsp_general *tsp_constructed(struct tsp_object *constructor);

/* value instanceof constructor (OrdinaryHasInstance); false with a TypeError without prototype. */
bool tsp_is_made_by(tsp_value value, struct tsp_object *constructor);

/* For tests, whose next heap has none of the objects. */
void tsp_beside_forget(void);

#endif
