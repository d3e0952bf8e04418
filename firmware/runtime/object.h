/*
 * Objects and shapes.
 *
 * Every heap object, string and closure starts with struct tsp_object, a pointer to its shape. A
 * shape is a constant in flash: the compiler emits one per class, per object-literal layout and per
 * function that exists as a value; the runtime and the native classes define their own. Objects
 * never change their shape.
 *
 * A shape's `parent` is the shape of the base class (single inheritance, the derived struct starts
 * with the base struct), which is what instanceof and the collector walk.
 */
#ifndef TSP_RUNTIME_OBJECT_H
#define TSP_RUNTIME_OBJECT_H

#include "runtime/value.h"

#include <stddef.h>

struct tsp_shape;
struct tsp_view_kind;

struct tsp_object {
    const struct tsp_shape *shape;
};

/* How the collector reads a slot of an object, and nothing else. */
enum tsp_slot_kind {
    TSP_SLOT_POINTER,  /* a pointer to a heap object or constant, or NULL */
    TSP_SLOT_VALUE,    /* a tsp_value */
    /*
     * a pointer to what begins TSP_BODY_OFFSET bytes into another block, or behind the object's own
     * fields, or outside the heap, or NULL
     */
    TSP_SLOT_BODY,
    TSP_SLOT_ROPE, /* a pointer like TSP_SLOT_POINTER in a string that is a rope, else nothing */
    /* like TSP_SLOT_BODY in an array; of one that is shifted, anywhere in the block */
    TSP_SLOT_ELEMENTS
};

/* A pointer and a count are in front of it. */
#define TSP_BODY_OFFSET (2u * sizeof(void *))

struct tsp_slot {
    /* bytes from the start of the object; the collector reads both as one word */
    _Alignas(uint32_t) uint16_t offset;
    uint16_t kind;                      /* enum tsp_slot_kind */
};

/*
 * The uniform entry of a function value, the only one that native code uses. `self` is `this`.
 * Missing arguments are undefined, surplus ones ignored. Returns TSP_UNDEFINED when an exception is
 * pending (exception.h).
 */
typedef tsp_value (*tsp_entry)(struct tsp_object *function, tsp_value self, int argc, const tsp_value *argv);

enum tsp_shape_kind {
    TSP_KIND_OBJECT, /* class instance or object literal */
    TSP_KIND_CELL,   /* a captured variable */
    TSP_KIND_FUNCTION,
    TSP_KIND_STRING,
    TSP_KIND_ARRAY,
    TSP_KIND_BUFFER, /* ArrayBuffer */
    TSP_KIND_VIEW,   /* a typed array or DataView: struct tsp_view */
    TSP_KIND_ERROR,  /* Error and its subclasses */
    TSP_KIND_NATIVE, /* instance of a native class */
    TSP_KIND_VALUES, /* storage of an array: tagged values (heap_internal.h) */
    TSP_KIND_POINTERS /* the same: pointers to objects or NULL */
};

/*
 * An own property that lies in an object's struct: for what asks for names at run time (own.h).
 * `key` is the property's name; tables of names end with one that is NULL.
 */
enum tsp_field_kind {
    TSP_FIELD_UNDEFINED, /* nothing is stored: the property is always undefined */
    TSP_FIELD_BOOLEAN,   /* bool */
    TSP_FIELD_INT32,
    TSP_FIELD_UINT32,
    TSP_FIELD_DOUBLE,
    TSP_FIELD_STRING,    /* pointers */
    TSP_FIELD_OBJECT,
    TSP_FIELD_VALUE,     /* tsp_value; TSP_ABSENT while the object lacks the property */
    TSP_FIELD_GETTER,    /* accessors, which are not called here; nothing is stored */
    TSP_FIELD_SETTER,
    TSP_FIELD_ACCESSOR,  /* both */
    TSP_FIELD_ORDER,     /* no property: see struct tsp_shape */
    TSP_FIELD_CONTENTS,  /* no property: fields of a collection follow, which only prints see */
    TSP_FIELD_END        /* no property: the end of the table */
};

struct tsp_name {
    /* of a property; of TSP_FIELD_CONTENTS the tag in a struct tsp_contents_kind; else NULL */
    const struct tsp_string *key;
    uint16_t offset; /* bytes from the start of the object */
    uint16_t kind;   /* enum tsp_field_kind */
};

struct tsp_shape {
    const char *name;               /* class name, for messages; "" for literals */
    const struct tsp_shape *parent; /* NULL at the root */
    uint16_t size;                  /* bytes of a fixed-size instance */
    uint8_t kind;                   /* enum tsp_shape_kind */
    uint8_t slot_count;             /* own slots only; the parent's are in the parent */
    const struct tsp_slot *slots;
    union {
        tsp_entry call; /* functions that may reach native code, else NULL */
        /*
         * Of TSP_KIND_OBJECT and TSP_KIND_ERROR: the own properties, inherited fields included, in
         * the order in which JavaScript lists them; NULL where the program never asks. Where the
         * order of the last ones depends on what was set first, an entry TSP_FIELD_ORDER stands
         * before them: at its offset lies an uint64_t, which has the number of each of them that
         * the object has, in the order of their creation, from 1 on, four bits each from the
         * lowest.
         */
        const struct tsp_name *names;
        /* Of TSP_KIND_VIEW: what its elements are (buffer.h); NULL for DataView, which has none. */
        const struct tsp_view_kind *elements;
    };
    /* native extras: calls tsp_mark_* on what it owns; may be NULL */
    void (*trace)(struct tsp_object *object);
    /* runs when the object is swept; must not allocate; may be NULL */
    void (*finalize)(struct tsp_object *object);
};

/*
 * Whether the object's class is `shape` or derived from it (ECMA-262 OrdinaryHasInstance over the
 * closed class world).
 */
static inline bool tsp_is_instance(const struct tsp_object *object, const struct tsp_shape *shape) {
    for (const struct tsp_shape *s = object->shape; s != NULL; s = s->parent) {
        if (s == shape) {
            return true;
        }
    }
    return false;
}

/* A captured variable that is assigned after capture. Shape: tsp_cell_shape. */
struct tsp_cell {
    struct tsp_object header;
    tsp_value value;
};
extern const struct tsp_shape tsp_cell_shape;

/* Head of every closure; captured values follow in the generated struct. */
struct tsp_function {
    struct tsp_object header;
};

#endif
