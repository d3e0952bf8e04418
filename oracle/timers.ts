/**
 * setTimeout and setInterval as ts-src/types/library declares them: timers are numbers, and their
 * calls are callbacks like all others.
 */
import { type Callback } from "./options.ts";
import { callScript } from "./turns.ts";

const nodeTimeout = globalThis.setTimeout;
const nodeInterval = globalThis.setInterval;
const nodeClear = globalThis.clearTimeout;

const timers = new Map<number, NodeJS.Timeout>();
let lastNumber = 0;

function functionOf(callback: unknown): Callback {
    if (typeof callback !== "function") throw new TypeError("timer callback is not a function");
    return callback as Callback;
}

function set(repeats: boolean, callback: unknown, delay: unknown, values: readonly unknown[]): number {
    const milliseconds = Number(delay);
    const script = functionOf(callback);
    const number = ++lastNumber;
    const fire = (): void => {
        if (!repeats) timers.delete(number);
        callScript(script, undefined, ...values);
    };
    timers.set(number, repeats ? nodeInterval(fire, milliseconds) : nodeTimeout(fire, milliseconds));
    return number;
}

function clear(number: unknown): void {
    if (typeof number !== "number") return;
    nodeClear(timers.get(number));
    timers.delete(number);
}

const scriptTimers = {
    setTimeout: (callback: unknown, delay: unknown, ...values: unknown[]) => set(false, callback, delay, values),
    setInterval: (callback: unknown, delay: unknown, ...values: unknown[]) => set(true, callback, delay, values),
    clearTimeout: clear,
    clearInterval: clear,
};

/** Node and the oracle itself go on with their own: they import them from "node:timers". */
for (const [name, value] of Object.entries(scriptTimers))
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
