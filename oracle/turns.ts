/**
 * Turns: script callbacks run one at a time from the event loop, never inside a method; an
 * exception is reported and ends only what it belongs to.
 */
import { type Callback } from "./options.ts";
import { reportUncaught } from "./reports.ts";

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

/** False after an uncaught exception, which has been printed. */
function succeeds(work: () => void): boolean {
    try {
        work();
        return true;
    } catch (error) {
        reportUncaught(error);
        return false;
    }
}

const microtasks: (() => void)[] = [];
const queueForTopLevel = queueMicrotask;
let inCallback = false;

/**
 * Node's own run only when the whole turn is over; a program's run after each callback, and an
 * exception in one is the callback's.
 */
globalThis.queueMicrotask = (task) => {
    if (typeof task !== "function") throw new TypeError("microtask is not a function");
    if (inCallback) microtasks.push(task);
    else queueForTopLevel(task);
};

/**
 * Calls a script callback and the microtasks that it leaves; false after an uncaught exception in
 * any, which has been printed.
 */
export function callScript(callback: Callback | null, self: unknown, ...values: readonly unknown[]): boolean {
    if (callback === null) return true;
    inCallback = true;
    let succeeded = succeeds(() => callback.call(self, ...values));
    for (let task = microtasks.shift(); task !== undefined; task = microtasks.shift())
        succeeded = succeeds(task) && succeeded;
    inCallback = false;
    return succeeded;
}
