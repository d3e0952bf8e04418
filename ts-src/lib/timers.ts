/**
 * Timers whose callback gets arguments (HTML 8.6): the same as without, for a function that passes
 * them. A function for each of the usual numbers of arguments: in an array they would be values of
 * one kind.
 */
function mustBeCallable(callback: unknown): void {
    if (typeof callback !== "function") throw new TypeError("timer callback is not a function");
}

export function setTimeoutWith1<A>(callback: (a: A) => void, delay: unknown, a: A): int32 {
    mustBeCallable(callback);
    return setTimeout(() => callback(a), delay as number);
}

export function setTimeoutWith2<A, B>(callback: (a: A, b: B) => void, delay: unknown, a: A, b: B): int32 {
    mustBeCallable(callback);
    return setTimeout(() => callback(a, b), delay as number);
}

export function setTimeoutWith3<A, B, C>(
    callback: (a: A, b: B, c: C) => void,
    delay: unknown,
    a: A,
    b: B,
    c: C,
): int32 {
    mustBeCallable(callback);
    return setTimeout(() => callback(a, b, c), delay as number);
}

export function setTimeoutWith(callback: (...values: unknown[]) => void, delay: unknown, ...values: unknown[]): int32 {
    mustBeCallable(callback);
    return setTimeout(() => callback(...values), delay as number);
}

export function setIntervalWith1<A>(callback: (a: A) => void, delay: unknown, a: A): int32 {
    mustBeCallable(callback);
    return setInterval(() => callback(a), delay as number);
}

export function setIntervalWith2<A, B>(callback: (a: A, b: B) => void, delay: unknown, a: A, b: B): int32 {
    mustBeCallable(callback);
    return setInterval(() => callback(a, b), delay as number);
}

export function setIntervalWith3<A, B, C>(
    callback: (a: A, b: B, c: C) => void,
    delay: unknown,
    a: A,
    b: B,
    c: C,
): int32 {
    mustBeCallable(callback);
    return setInterval(() => callback(a, b, c), delay as number);
}

export function setIntervalWith(callback: (...values: unknown[]) => void, delay: unknown, ...values: unknown[]): int32 {
    mustBeCallable(callback);
    return setInterval(() => callback(...values), delay as number);
}
