/*
 * What the parts of the runtime know about the heap beyond heap.h. Not for generated code or native
 * classes.
 */
#ifndef TSP_RUNTIME_HEAP_INTERNAL_H
#define TSP_RUNTIME_HEAP_INTERNAL_H

#include "runtime/heap.h"

/*
 * Storage of an array, a block of its own that one array owns: tagged values, or pointers to
 * objects (or NULL). The collector walks all `count` of them; words of zero are harmless. Storage
 * without references has a shape without slots.
 */
struct tsp_elements {
    struct tsp_object header;
    uint32_t count;
    tsp_value values[];
};
struct tsp_pointers {
    struct tsp_object header;
    uint32_t count;
    _Alignas(tsp_value) void *pointers[];
};
extern const struct tsp_shape tsp_elements_shape;
extern const struct tsp_shape tsp_pointers_shape;
_Static_assert(offsetof(struct tsp_elements, values) == TSP_BODY_OFFSET &&
                   offsetof(struct tsp_pointers, pointers) == TSP_BODY_OFFSET,
               "TSP_SLOT_BODY refers to them");

/* Bytes that the object's block has room for, its header included; 0 for a constant. */
size_t tsp_block_size(const void *object);

/*
 * An object of at least `least` bytes, and nearer to `wanted` where there is room. Not filled, like
 * tsp_new_unfilled().
 */
void *tsp_new_between(const struct tsp_shape *shape, size_t least, size_t wanted);

/*
 * The same for what the program can do without: NULL, and nothing pending, where there is no room.
 * Does not collect again and again.
 */
void *tsp_try_new(const struct tsp_shape *shape, size_t least, size_t wanted);

/*
 * A larger block in the place of the object's, with its bytes; what is behind them holds anything.
 * The object grows where it is if the pages beside it are free. Only for an object that nothing
 * refers to but its one owner, which takes the result: the old block is free at once. NULL with an
 * exception pending, and the object as it was, when there is no room for `least` bytes.
 */
void *tsp_grow(void *object, size_t least, size_t wanted);

/* The same; NULL and nothing pending where there is no room without a collection. */
void *tsp_try_grow(void *object, size_t least, size_t wanted);

/* The object in use in whose block the address lies, or NULL. */
void *tsp_block_around(const void *address);

/*
 * A table whose entries keep their keys not alive: names made at run time, say. While it is set,
 * `mark_reached` marks what the entries of reached keys hold, and says whether that was new; it is
 * called until it was not (SOMETHING_mark_reached in callbacks.json). After marking and before
 * anything is freed, it drops the entries whose objects tsp_heap_reached() denies, by a function
 * called SOMETHING_forget_unreached: callbacks.json knows it by that. The memory is the caller's.
 */
struct tsp_weak_table {
    void (*forget_unreached)(struct tsp_weak_table *table);
    bool (*mark_reached)(struct tsp_weak_table *table); /* may be NULL */
    struct tsp_weak_table *next;
};
/* Once, however often it is called. */
void tsp_heap_add_weak_table(struct tsp_weak_table *table);
bool tsp_heap_reached(const void *object);

/* Ends a turn: collects exactly when much was allocated since the last collection. */
void tsp_heap_turn_end(void);

/*
 * The deepest address of the C stack that a collection has read since the last exception for want
 * of memory was caught.
 */
extern uintptr_t tsp_stack_lowest_read;

/* Makes the preallocated RangeError pending; allocates nothing. */
void tsp_throw_out_of_memory(void);

/*
 * The pending exception, which is pending no more. When it is the one for want of memory,
 * tsp_stack_stale is where the C stack may hold references of frames that have ended, else it is
 * the highest address.
 */
tsp_value tsp_exception_take(void);
extern uintptr_t tsp_stack_stale;

/* Clears the C stack below the caller's frame down to an aligned address (catch.c). */
void tsp_stack_clear(uintptr_t lowest);

/* The place of the pending exception, 0 unknown. */
uint16_t tsp_exception_place(void);

/* report.c: forgets what was reported; prints the count of the last report where it is due. */
void tsp_reports_init(void);
void tsp_reports_tell(void);

/* Marks what the exception machinery holds (exception.c). */
void tsp_exception_mark(void);

/* microtask.c: forgets all, with the heap that they were in; marks those that wait. */
void tsp_microtasks_init(void);
void tsp_microtasks_mark(void);

#endif
