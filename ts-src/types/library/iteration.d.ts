/**
 * What tsc wants to see of iteration; `for...of`, spread and destructuring go over arrays, strings
 * and typed arrays.
 */

interface SymbolConstructor {
    readonly iterator: unique symbol;
    readonly toStringTag: unique symbol;
}
declare const Symbol: SymbolConstructor;
interface Symbol {}
interface IteratorYieldResult<T> {
    done?: false;
    value: T;
}
interface IteratorReturnResult<T> {
    done: true;
    value: T;
}
type IteratorResult<T, R = any> = IteratorYieldResult<T> | IteratorReturnResult<R>;
interface Iterator<T, R = any, N = any> {
    next(...args: [] | [N]): IteratorResult<T, R>;
}
interface Iterable<T, R = any, N = any> {
    [Symbol.iterator](): Iterator<T, R, N>;
}
interface IterableIterator<T, R = any, N = any> extends Iterator<T, R, N> {
    [Symbol.iterator](): IterableIterator<T, R, N>;
}
type BuiltinIteratorReturn = undefined;
interface IteratorObject<T, R = unknown, N = unknown> extends Iterator<T, R, N> {
    [Symbol.iterator](): IteratorObject<T, R, N>;
}
interface ArrayIterator<T> extends IteratorObject<T, BuiltinIteratorReturn, unknown> {}
interface StringIterator<T> extends IteratorObject<T, BuiltinIteratorReturn, unknown> {}
