/*
 * The module `timer` of the reference implementation of ECMA-419: timers that are objects, and can
 * be set again. Each is a function value too: the one that its timeout calls.
 */
#ifndef TSP_RUNTIME_MODULE_TIMER_H
#define TSP_RUNTIME_MODULE_TIMER_H

#include "runtime/object.h"

struct tsp_module_timer {
    struct tsp_object header;
    tsp_value callback; /* undefined once the timer is cleared */
    tsp_value interval; /* of repetitions, or undefined */
    int32_t timeout;    /* the number of the timeout that will call, or 0 */
};

extern const struct tsp_shape tsp_module_timer_shape;

/*
 * Calls `callback` with the timer after `delay` milliseconds (0 by default), then every `interval`
 * milliseconds if that is given. NULL with an exception pending as of setTimeout (timer.h).
 */
struct tsp_module_timer *tsp_module_timer_set(tsp_value callback, tsp_value delay, tsp_value interval);
struct tsp_module_timer *tsp_module_timer_repeat(tsp_value callback, tsp_value interval);
/* Starts anew; without a delay the timer calls nothing until it is scheduled again. */
void tsp_module_timer_schedule(struct tsp_module_timer *timer, tsp_value delay, tsp_value interval);
/* Ends the timer; undefined and null are none. */
void tsp_module_timer_clear(tsp_value timer);
/* Does nothing for so long. */
void tsp_module_timer_delay(int32_t milliseconds);

#endif
