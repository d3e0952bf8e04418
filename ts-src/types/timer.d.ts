/** The module `timer` of the reference implementation of ECMA-419. */
declare module "timer" {
    /**
     * A timer that can be set again. @native struct tsp_module_timer @header runtime/module_timer.h
     * @shape tsp_module_timer_shape
     */
    export default class Timer {
        /**
         * Calls `callback` after `delay` milliseconds, at once without, then every `interval`
         * milliseconds, never again without. @native tsp_module_timer_set @throws @numeric delay
         * interval
         */
        static set(callback: (timer: Timer) => void, delay?: number, interval?: number): Timer;
        /**
         * Calls `callback` every `interval` milliseconds. @native tsp_module_timer_repeat @throws
         */
        static repeat(callback: (timer: Timer) => void, interval: tagged): Timer;
        /**
         * Starts the timer anew as `set` does; without a delay it rests until it is scheduled
         * again. @native tsp_module_timer_schedule @throws @numeric delay interval
         */
        static schedule(timer: Timer, delay?: number, interval?: number): void;
        /** Ends the timer; undefined and null are none. @native tsp_module_timer_clear */
        static clear(timer: Timer | undefined | null): void;
        /**
         * Waits, while nothing else runs: the board does not serve the network so long. @native
         * tsp_module_timer_delay
         */
        static delay(milliseconds: int32): void;
    }
}
