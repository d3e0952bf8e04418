/*
 * Microtasks: functions that run as soon as the running callback, or the top level, has returned;
 * in the order of queueing, those that microtasks queue included (ECMA-262 9.5, HTML 8.1.7.3). They
 * belong to the callback that they follow: an exception that leaves one is treated as if it had
 * left that callback, and no other callback comes between.
 *
 * The queue lives in the script heap, so its bound is the heap's.
 */
#ifndef TSP_RUNTIME_MICROTASK_H
#define TSP_RUNTIME_MICROTASK_H

#include "runtime/value.h"

/*
 * Queues a function value for a call without arguments and without `this`. An exception is pending,
 * and nothing queued, when `function` is none (TypeError) or the heap is full (RangeError). Not
 * from lwIP callbacks.
 */
void tsp_microtask_enqueue(tsp_value function);

/*
 * Runs microtasks until none is left. An exception that leaves one is reported; then the next one
 * runs, or with `stop` none any more. False when there was such an exception. Called by the loop,
 * with no exception pending and no microtask running.
 */
bool tsp_microtasks_run(bool stop);

#endif
