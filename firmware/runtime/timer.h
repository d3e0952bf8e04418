/*
 * setTimeout and setInterval (HTML 8.6), and Node's setImmediate, for functions without arguments.
 * Timers live in the script heap, so their bound is the heap's. Each call is a callback of its own;
 * an exception that leaves it is reported and ends nothing. A timer keeps the program alive.
 */
#ifndef TSP_RUNTIME_TIMER_H
#define TSP_RUNTIME_TIMER_H

#include "runtime/value.h"

#include <stdint.h>

/*
 * Calls `function` once after `delay` milliseconds, or after every `delay` milliseconds. Converts
 * the delay as Node does: cut to an integer; what is not from 1 to 2147483647, undefined included,
 * is 1. Returns the timer's number (1, 2, 3...). An exception is pending, and 0 returned, when
 * `function` is none (TypeError), the delay has no number (TypeError) or the heap is full
 * (RangeError).
 */
int32_t tsp_set_timeout(tsp_value function, tsp_value delay);
int32_t tsp_set_interval(tsp_value function, tsp_value delay);

/*
 * Calls `function` once in the next turn: a timer that is due at once, behind what is due already.
 * Throws as the others do.
 */
int32_t tsp_set_immediate(tsp_value function);

/* Ends a timer of any kind; numbers of none, undefined included, are ignored. */
void tsp_clear_timer(tsp_value number);

/*
 * Posts the tasks of the timers that are due, in the order in which they were due. Called by the
 * loop.
 */
void tsp_timers_expire(void);

/* Milliseconds until the next timer is due, at most `limit`. */
uint32_t tsp_timers_wait(uint32_t limit);

#endif
