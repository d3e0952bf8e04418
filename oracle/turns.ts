/** Turns: script callbacks run one at a time from the event loop, never inside a method; an exception is reported and ends only what it belongs to. */
import { type Callback } from "./options.ts";

/** Runs `task` in a turn of its own. */
export function post(task: () => void): void {
    setImmediate(task);
}

/** A task that is queued at most once at a time. */
export class Task {
    #queued = false;
    readonly #run: () => void;

    constructor(run: () => void) {
        this.#run = run;
    }

    post(): void {
        if (this.#queued) return;
        this.#queued = true;
        post(() => {
            this.#queued = false;
            this.#run();
        });
    }
}

/** Calls a script callback; false after an uncaught exception, which has been printed. */
export function callScript(callback: Callback | null, self: unknown, ...values: readonly unknown[]): boolean {
    if (callback === null) return true;
    try {
        callback.call(self, ...values);
        return true;
    } catch (error) {
        const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
        process.stderr.write(`Uncaught ${text}\n`);
        return false;
    }
}
