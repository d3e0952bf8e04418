/*
 * Turns. Native code posts tasks; the loop runs them one at a time, never inside a method or
 * constructor, and runs the microtasks (microtask.h) after each callback. A task is the caller's
 * memory and is queued at most once.
 */
#ifndef TSP_RUNTIME_LOOP_H
#define TSP_RUNTIME_LOOP_H

#include "runtime/heap.h"

struct tsp_task {
    struct tsp_task *next;
    void (*run)(struct tsp_task *task); /* leaves no exception pending */
    bool queued;
};

/* Private to the functions below. */
extern struct tsp_loop {
    struct tsp_task *first;
    struct tsp_task **last_link;
    unsigned references;
} tsp_loop;

/* Queues the task, unless it is queued already. Callable from lwIP callbacks. O(1). */
void tsp_loop_post(struct tsp_task *task);
/* Takes the task out of the queue if it is there. */
void tsp_loop_cancel(struct tsp_task *task);

/*
 * One more / one less thing that can wake the program (open socket, listener, timer, watched pin).
 * At zero, with no task queued, the host program ends.
 */
static inline void tsp_loop_ref(void) {
    tsp_loop.references++;
}
static inline void tsp_loop_unref(void) {
    tsp_loop.references--;
}
static inline bool tsp_loop_alive(void) {
    return tsp_loop.references > 0;
}
/* A task waits for its turn. */
static inline bool tsp_loop_has_task(void) {
    return tsp_loop.first != NULL;
}

/* Runs queued tasks until none is left, at most `limit`; returns how many ran. */
int tsp_loop_run(int limit);

/*
 * Calls a script callback from a task, then the microtasks: `function` is a function value or
 * null/undefined (then nothing happens). On an uncaught exception in either, reports it and returns
 * false; the caller then aborts what the callback belonged to. The callback or a microtask may have
 * closed anything: look again.
 */
bool tsp_loop_callback(tsp_value function, tsp_value self, int argc, const tsp_value *argv);

/*
 * The program's life: heap, top-level code (tsp_program_main), turns until nothing can wake it.
 * Returns the exit status (1 after an uncaught error at top level).
 */
int tsp_loop_main(void);

/*
 * Emitted by the compiler: runs the top level of every module in order; may leave an exception
 * pending.
 */
extern void tsp_program_main(void);
extern const struct tsp_global_roots *const tsp_program_roots;

#endif
