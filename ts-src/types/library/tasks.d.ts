/** Functions that are called later: microtasks and timers. */

/**
 * Calls `callback` as soon as the running callback, or the top level, has returned. @native
 * tsp_microtask_enqueue @header runtime/microtask.h @throws
 */
declare function queueMicrotask(callback: () => void): void;

/**
 * Calls `callback` once after so many milliseconds (1 by default); returns a number for
 * `clearTimeout`. @native tsp_set_timeout @header runtime/timer.h @throws @range 0 2147483647
 * @more ts-src/lib/timers.ts#setTimeoutWith
 */
declare function setTimeout(callback: () => void, delay?: number): int32;
/** With arguments for the callback. */
declare function setTimeout<A extends unknown[]>(
    callback: (...values: A) => void,
    delay: number | undefined,
    ...values: A
): int32;
/**
 * Calls `callback` after every so many milliseconds (1 by default), until `clearInterval`. @native
 * tsp_set_interval @header runtime/timer.h @throws @range 0 2147483647 @more
 * ts-src/lib/timers.ts#setIntervalWith
 */
declare function setInterval(callback: () => void, delay?: number): int32;
/** With arguments for the callback. */
declare function setInterval<A extends unknown[]>(
    callback: (...values: A) => void,
    delay: number | undefined,
    ...values: A
): int32;
/**
 * Node's: calls `callback` once in the next turn, after what is due already; returns a number for
 * `clearImmediate`. @native tsp_set_immediate @header runtime/timer.h @throws @range 0 2147483647
 * @more ts-src/lib/timers.ts#setImmediateWith
 */
declare function setImmediate(callback: () => void): int32;
/** With arguments for the callback. */
declare function setImmediate<A extends unknown[]>(callback: (...values: A) => void, ...values: A): int32;
/** @native tsp_clear_timer @header runtime/timer.h */
declare function clearImmediate(immediate?: number): void;
/** @native tsp_clear_timer @header runtime/timer.h */
declare function clearTimeout(timer?: number): void;
/** @native tsp_clear_timer @header runtime/timer.h */
declare function clearInterval(timer?: number): void;
