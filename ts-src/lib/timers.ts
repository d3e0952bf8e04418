/**
 * Timers whose callback gets arguments (HTML 8.6): the same as without, for a function that passes
 * them. A function for each of the usual numbers of arguments: in an array they would be values of
 * one kind.
 */
function mustBeCallable(callback: unknown): void {
    if (typeof callback !== "function") throw new TypeError("timer callback is not a function");
}

function passing1<A>(callback: (a: A) => void, a: A): () => void {
    mustBeCallable(callback);
    return () => callback(a);
}

function passing2<A, B>(callback: (a: A, b: B) => void, a: A, b: B): () => void {
    mustBeCallable(callback);
    return () => callback(a, b);
}

function passing3<A, B, C>(callback: (a: A, b: B, c: C) => void, a: A, b: B, c: C): () => void {
    mustBeCallable(callback);
    return () => callback(a, b, c);
}

function passing(callback: (...values: unknown[]) => void, values: unknown[]): () => void {
    mustBeCallable(callback);
    return () => callback(...values);
}

export function setTimeoutWith1<A>(callback: (a: A) => void, delay: unknown, a: A): int32 {
    return setTimeout(passing1(callback, a), delay as number);
}

export function setTimeoutWith2<A, B>(callback: (a: A, b: B) => void, delay: unknown, a: A, b: B): int32 {
    return setTimeout(passing2(callback, a, b), delay as number);
}

type Three<A, B, C> = (a: A, b: B, c: C) => void;

export function setTimeoutWith3<A, B, C>(callback: Three<A, B, C>, delay: unknown, a: A, b: B, c: C): int32 {
    return setTimeout(passing3(callback, a, b, c), delay as number);
}

export function setTimeoutWith(callback: (...values: unknown[]) => void, delay: unknown, ...values: unknown[]): int32 {
    return setTimeout(passing(callback, values), delay as number);
}

export function setIntervalWith1<A>(callback: (a: A) => void, delay: unknown, a: A): int32 {
    return setInterval(passing1(callback, a), delay as number);
}

export function setIntervalWith2<A, B>(callback: (a: A, b: B) => void, delay: unknown, a: A, b: B): int32 {
    return setInterval(passing2(callback, a, b), delay as number);
}

export function setIntervalWith3<A, B, C>(callback: Three<A, B, C>, delay: unknown, a: A, b: B, c: C): int32 {
    return setInterval(passing3(callback, a, b, c), delay as number);
}

export function setIntervalWith(callback: (...values: unknown[]) => void, delay: unknown, ...values: unknown[]): int32 {
    return setInterval(passing(callback, values), delay as number);
}

export function setImmediateWith1<A>(callback: (a: A) => void, a: A): int32 {
    return setImmediate(passing1(callback, a));
}

export function setImmediateWith2<A, B>(callback: (a: A, b: B) => void, a: A, b: B): int32 {
    return setImmediate(passing2(callback, a, b));
}

export function setImmediateWith3<A, B, C>(callback: Three<A, B, C>, a: A, b: B, c: C): int32 {
    return setImmediate(passing3(callback, a, b, c));
}

export function setImmediateWith(callback: (...values: unknown[]) => void, ...values: unknown[]): int32 {
    return setImmediate(passing(callback, values));
}
