/** High Resolution Time (W3C): the part of `performance` that every board has. */

/** @header runtime/clock.h */
interface Performance {
    /**
     * Milliseconds since the program started, with fractions in steps of a microsecond. It never goes
     * back. @native tsp_performance_now
     */
    now(): number;
}
declare const performance: Performance;
