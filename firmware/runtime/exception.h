/*
 * Exceptions: one pending value. A function that throws sets it and returns (any value); its caller
 * tests tsp_exception_pending() right after each call that may throw and leaves for its handler or
 * returns. lwIP frames are never crossed: turns begin and end in the event loop.
 *
 * The place of the throw is recorded once, by the generated code, as an index into the program's
 * table of places.
 */
#ifndef TSP_RUNTIME_EXCEPTION_H
#define TSP_RUNTIME_EXCEPTION_H

#include "runtime/object.h"

extern bool tsp_thrown; /* an exception is pending; read it through tsp_exception_pending() */

static inline bool tsp_exception_pending(void) {
    return tsp_thrown;
}

/*
 * Makes `value` the pending exception. For scripts: native classes throw errors (the functions
 * below), and the compiler counts on it.
 */
void tsp_throw(tsp_value value);

/*
 * Of the body of a `try` that the compiler has made a function of its own: it stays one, so that
 * what it leaves on the C stack lies below the frame of the function that catches (catch.c).
 */
#if defined(__GNUC__) && !defined(__clang__)
#define TSP_APART __attribute__((noipa))
#else
#define TSP_APART __attribute__((noinline))
#endif

/*
 * A variable of such a function that the body shares. One access of 64 bits to volatile memory
 * would make GCC put the words of a value together in another place of a board's frame, where a
 * collection finds them when the variable is cleared.
 */
typedef uint32_t __attribute__((may_alias)) tsp_word;

static inline void tsp_keep(volatile tsp_value *variable, tsp_value value) {
    volatile tsp_word *words = (volatile tsp_word *)variable;
    words[0] = (uint32_t)value;
    words[1] = (uint32_t)(value >> 32);
}

static inline tsp_value tsp_kept(const volatile tsp_value *variable) {
    const volatile tsp_word *words = (const volatile tsp_word *)variable;
    uint32_t low = words[0];
    return low | (uint64_t)words[1] << 32;
}

/* Takes the pending exception: returns its value and clears it and its place. */
tsp_value tsp_catch(void);

/*
 * Native errors (ECMA-262 20.5). `message` is a constant in flash, ASCII, not copied. When the heap
 * has no room, a preallocated RangeError is thrown.
 */
void tsp_throw_error(const char *message);
void tsp_throw_type_error(const char *message);
void tsp_throw_range_error(const char *message);
void tsp_throw_reference_error(const char *message);
/*
 * TypeError "Cannot read properties of undefined (reading 'name')", as V8 words it; `value` is
 * undefined or null.
 */
void tsp_throw_nullish_read(tsp_value value, const char *name);
void tsp_throw_nullish_write(tsp_value value, const char *name);
/* TypeError "`what` is not a function". */
void tsp_throw_not_callable(const char *what);
/* ReferenceError "Cannot access 'name' before initialization". */
void tsp_throw_uninitialised(const char *name);

/*
 * Emitted on the cold path after a pending exception was seen: remembers the place unless one is
 * known already. Index into tsp_places.
 */
void tsp_located(uint16_t place);

struct tsp_place {
    const char *file; /* as given to the compiler, relative */
    uint32_t line;    /* 1-based */
};
extern const struct tsp_place tsp_places[]; /* emitted by the compiler; index 0 is "unknown" */
extern const uint16_t tsp_place_count;

/*
 * Emitted by the compiler: prints what the program can throw, tsp_output_error or tsp_output_value.
 */
struct tsp_output;
extern void (*const tsp_print_thrown)(struct tsp_output *output, tsp_value value);

/*
 * Prints the pending exception as "Uncaught TypeError: message\n at file.ts:12" to the error
 * console and clears it. One that is the same as the last is counted.
 */
void tsp_report_uncaught(void);

/* Where control never comes, as the compiler has shown; stops the program if it does. */
_Noreturn void tsp_unreachable(void);

/*
 * Stack guard: false with a RangeError pending ("Maximum call stack size exceeded") when less than
 * TSP_STACK_RESERVE bytes are left. Emitted at the entry of recursive functions and of what they
 * call.
 */
bool tsp_stack_ends(void);
/* Frames below it are looked at by tsp_stack_ends(), which lowers it to the limit. */
extern uintptr_t tsp_stack_floor;
static inline bool tsp_stack_check(void) {
    return (uintptr_t)__builtin_frame_address(0) >= tsp_stack_floor || !tsp_stack_ends();
}

#endif
