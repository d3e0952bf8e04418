/** ECMA-262, 24.1 to 24.4: Map, Set and their weak relatives. They are TypeScript, compiled with programs that use them. */

interface MapIterator<T> extends IteratorObject<T, BuiltinIteratorReturn, unknown> {
    next(): IteratorResult<T, undefined>;
    [Symbol.iterator](): MapIterator<T>;
}
interface SetIterator<T> extends IteratorObject<T, BuiltinIteratorReturn, unknown> {
    next(): IteratorResult<T, undefined>;
    [Symbol.iterator](): SetIterator<T>;
}

/** @script ts-src/lib/map.ts#Map */
declare class Map<K = any, V = any> {
    constructor(entries?: Iterable<readonly [K, V]> | null);
    get size(): number;
    get(key: K): V | undefined;
    set(key: K, value: V): this;
    has(key: K): boolean;
    delete(key: K): boolean;
    clear(): void;
    forEach(callback: (this: any, value: V, key: K, map: Map<K, V>) => void, thisArgument?: any): void;
    keys(): MapIterator<K>;
    values(): MapIterator<V>;
    entries(): MapIterator<[K, V]>;
    [Symbol.iterator](): MapIterator<[K, V]>;
}
interface ReadonlyMap<K, V> {
    readonly size: number;
    get(key: K): V | undefined;
    has(key: K): boolean;
    forEach(callback: (this: any, value: V, key: K, map: ReadonlyMap<K, V>) => void, thisArgument?: any): void;
    keys(): MapIterator<K>;
    values(): MapIterator<V>;
    entries(): MapIterator<[K, V]>;
    [Symbol.iterator](): MapIterator<[K, V]>;
}

/** @script ts-src/lib/set.ts#Set */
declare class Set<T = any> {
    constructor(values?: Iterable<T> | null);
    get size(): number;
    add(value: T): this;
    has(value: T): boolean;
    delete(value: T): boolean;
    clear(): void;
    forEach(callback: (this: any, value: T, key: T, set: Set<T>) => void, thisArgument?: any): void;
    keys(): SetIterator<T>;
    values(): SetIterator<T>;
    entries(): SetIterator<[T, T]>;
    [Symbol.iterator](): SetIterator<T>;
}
interface ReadonlySet<T> {
    readonly size: number;
    has(value: T): boolean;
    forEach(callback: (this: any, value: T, key: T, set: ReadonlySet<T>) => void, thisArgument?: any): void;
    keys(): SetIterator<T>;
    values(): SetIterator<T>;
    entries(): SetIterator<[T, T]>;
    [Symbol.iterator](): SetIterator<T>;
}

/** @script ts-src/lib/weak.ts#WeakMap */
declare class WeakMap<K extends object = any, V = any> {
    constructor(entries?: Iterable<readonly [K, V]> | null);
    get(key: K): V | undefined;
    set(key: K, value: V): this;
    has(key: K): boolean;
    delete(key: K): boolean;
}

/** @script ts-src/lib/weak.ts#WeakSet */
declare class WeakSet<T extends object = any> {
    constructor(values?: Iterable<T> | null);
    add(value: T): this;
    has(value: T): boolean;
    delete(value: T): boolean;
}

/** For ts-src/lib only. */
declare module "tspico:collections" {
    /**
     * @native struct tsp_ephemerons @header runtime/ephemerons.h @shape tsp_ephemerons_shape
     */
    export class Ephemerons<V> {
        /** @native tsp_ephemerons_construct */
        constructor();
        /** @native tsp_ephemerons_get */
        get(key: any): V | undefined;
        /** @native tsp_ephemerons_has */
        has(key: any): boolean;
        /** @native tsp_ephemerons_set @throws */
        set(key: any, value: V): void;
        /** @native tsp_ephemerons_delete */
        delete(key: any): boolean;
    }
    /** @native tsp_hash_key @header runtime/collections.h @pure */
    export function hashOf(key: unknown): uint32;
    /**
     * Lets go of what the element refers to; it is not read again before something else is stored
     * there. @native tsp_array_forget @header
     * runtime/collections.h @keeps
     */
    export function forgetElement(array: readonly unknown[], index: int32): void;
}
