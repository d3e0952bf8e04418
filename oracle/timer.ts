/** The module `timer` of the reference implementation, on the timers of the oracle. */
type TimerCallback = (timer: Timer) => void;

export default class Timer {
    #callback: TimerCallback | undefined;
    #interval: number | undefined;
    #timeout: ReturnType<typeof setTimeout> | undefined;

    static set(callback: TimerCallback, delay?: number, interval?: number): Timer {
        if (typeof callback !== "function") throw new TypeError("timer callback is not a function");
        const timer = new Timer();
        timer.#callback = callback;
        timer.#start(delay, interval);
        return timer;
    }

    static repeat(callback: TimerCallback, interval: number): Timer {
        return Timer.set(callback, interval, interval);
    }

    static schedule(timer: Timer, delay?: number, interval?: number): void {
        if (timer.#callback === undefined) throw new Error("timer is cleared");
        clearTimeout(timer.#timeout);
        if (delay === undefined) timer.#interval = interval;
        else timer.#start(delay, interval);
    }

    static clear(timer: Timer | undefined | null): void {
        if (timer === undefined || timer === null) return;
        clearTimeout(timer.#timeout);
        timer.#callback = undefined;
        timer.#interval = undefined;
    }

    static delay(milliseconds: number): void {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
    }

    #start(delay: number | undefined, interval: number | undefined): void {
        this.#interval = interval;
        this.#timeout = setTimeout(() => {
            this.#fire();
        }, delay);
    }

    #fire(): void {
        if (this.#interval !== undefined) this.#start(this.#interval, this.#interval);
        this.#callback?.(this);
    }
}
