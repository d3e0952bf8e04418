/*
 * What the collections of the library hold, as console.log prints it: Map, Set, their weak
 * relatives and iterators (ts-src/lib). Tables of names refer to these constants
 * (TSP_FIELD_CONTENTS), so what a program does not print is not linked.
 */
#ifndef TSP_RUNTIME_INSPECT_CONTENTS_H
#define TSP_RUNTIME_INSPECT_CONTENTS_H

#include "runtime/own.h"
#include "runtime/string_internal.h"

/* How the entries of a collection are written. */
enum tsp_contents_form {
    TSP_CONTENTS_PAIRS,    /* Map(1) { 'a' => 1 } */
    TSP_CONTENTS_VALUES,   /* Set(1) { 1 } */
    TSP_CONTENTS_UNKNOWN,  /* WeakMap { <items unknown> } */
    /* those without a class of their own */
    TSP_CONTENTS_LEFT,     /* [Map Iterator] { 'a' } */
    TSP_CONTENTS_LISTS,    /* [Map Entries] { [ 'a', 1 ] } */
    TSP_CONTENTS_BARE      /* Object [Array Iterator] {} */
};

/* One entry after the other. */
struct tsp_contents {
    tsp_value value; /* that next() did not give: of Map */
    uint32_t left;   /* so many follow */
    /* the rest is for inspect_contents.c alone */
    uint32_t at;
    const struct tsp_object *keys; /* arrays: see ts-src/lib/table.ts */
    const struct tsp_object *values;
    const struct tsp_object *chain;
};

struct tsp_contents_kind {
    struct tsp_string tag; /* what Symbol.toStringTag says; tables of names refer to it */
    enum tsp_contents_form form;
    /* `fields` are the hidden ones of the object. NULL: nothing is known of what it holds. */
    void (*start)(struct tsp_contents *contents, const struct tsp_object *object, const struct tsp_name *fields);
    /* Goes on to the next entry and gives its key, or what it is; `left` is not 0. */
    tsp_value (*next)(struct tsp_contents *contents);
};

static inline const struct tsp_contents_kind *tsp_contents_kind_of(const struct tsp_name *name) {
    return (const struct tsp_contents_kind *)(const void *)name->key;
}

extern const struct tsp_contents_kind tsp_contents_map;
extern const struct tsp_contents_kind tsp_contents_set;
extern const struct tsp_contents_kind tsp_contents_weak_map;
extern const struct tsp_contents_kind tsp_contents_weak_set;
extern const struct tsp_contents_kind tsp_contents_map_keys;
extern const struct tsp_contents_kind tsp_contents_map_values;
extern const struct tsp_contents_kind tsp_contents_map_entries;
extern const struct tsp_contents_kind tsp_contents_set_values;
extern const struct tsp_contents_kind tsp_contents_set_entries;
extern const struct tsp_contents_kind tsp_contents_array_iterator;

#endif
