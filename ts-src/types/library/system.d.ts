/**
 * What programs for the reference implementation of ECMA-419 use of its global `System`: timers.
 */
declare namespace System {
    /**
     * As the global function. @native tsp_set_timeout @header runtime/timer.h @throws @range 0
     * 2147483647
     */
    function setTimeout(callback: () => void, delay?: number): int32;
    /**
     * As the global function. @native tsp_set_interval @header runtime/timer.h @throws @range 0
     * 2147483647
     */
    function setInterval(callback: () => void, delay?: number): int32;
    /** @native tsp_clear_timer @header runtime/timer.h */
    function clearTimeout(timer?: number): void;
    /** @native tsp_clear_timer @header runtime/timer.h */
    function clearInterval(timer?: number): void;
}
