/**
 * The standard library of tspico programs: it replaces tsc's own `lib`, so what is not declared here is a plain tsc error in
 * every editor. JSDoc tags bind each declaration to C or TypeScript (docs/native-classes.md). Behaviour is ECMA-262's.
 */

/** A number that native code takes or gives as a 32-bit signed integer. */
type int32 = number;
type uint8 = number;
type uint16 = number;
type uint32 = number;

// Names that tsc itself asks for.

interface Object {}
interface Function {}
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface IArguments {}
interface RegExp {}
interface TemplateStringsArray extends ReadonlyArray<string> {
    readonly raw: readonly string[];
}
interface ImportMeta {}

type PropertyKey = string | number | symbol;
type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends PropertyKey, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends PropertyKey> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ConstructorParameters<T extends abstract new (...args: any) => any> = T extends abstract new (
    ...args: infer P
) => any
    ? P
    : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
type InstanceType<T extends abstract new (...args: any) => any> = T extends abstract new (...args: any) => infer R
    ? R
    : any;
interface ThisType<T> {}
type ThisParameterType<T> = T extends (this: infer U, ...args: never) => any ? U : unknown;
type Awaited<T> = T;

// What tsc wants to see of iteration; `for...of`, spread and destructuring go over arrays, strings and Uint8Arrays.

interface SymbolConstructor {
    readonly iterator: unique symbol;
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

// Global values.

/** @constant NaN */
declare const NaN: number;
/** @constant Infinity */
declare const Infinity: number;

/** @native tsp_number_is_nan @header runtime/number_methods.h @pure */
declare function isNaN(number: number): boolean;
/** @native tsp_number_is_finite @header runtime/number_methods.h @pure */
declare function isFinite(number: number): boolean;
/** @native tsp_parse_int @header runtime/number_methods.h @throws */
declare function parseInt(string: string, radix?: number): number;
/** @native tsp_parse_float @header runtime/number_methods.h @throws */
declare function parseFloat(string: string): number;

/** Calls `callback` as soon as the running callback, or the top level, has returned. @native tsp_microtask_enqueue @header runtime/microtask.h @throws */
declare function queueMicrotask(callback: () => void): void;

/** Calls `callback` once after so many milliseconds (1 by default); returns a number for `clearTimeout`. @native tsp_set_timeout @header runtime/timer.h @throws @range 0 2147483647 */
declare function setTimeout(callback: () => void, delay?: number): int32;
/** Calls `callback` after every so many milliseconds (1 by default), until `clearInterval`. @native tsp_set_interval @header runtime/timer.h @throws @range 0 2147483647 */
declare function setInterval(callback: () => void, delay?: number): int32;
/** @native tsp_clear_timer @header runtime/timer.h */
declare function clearTimeout(timer?: number): void;
/** @native tsp_clear_timer @header runtime/timer.h */
declare function clearInterval(timer?: number): void;

/** @native struct tsp_string @header runtime/string_methods.h @shape tsp_string_shape */
interface String {
    /** @native tsp_string_get_length @range 0 268435455 @pure */
    readonly length: int32;
    /** The unit at `index`, or NaN outside. @native tsp_string_char_code_at @throws */
    charCodeAt(index: number): number;
    /** @native tsp_string_code_point_at @throws */
    codePointAt(index: number): number | undefined;
    /** @native tsp_string_char_at @throws */
    charAt(index: number): string;
    /** @native tsp_string_at_relative @throws */
    at(index: number): string | undefined;
    /** @native tsp_string_index_of @throws @range -1 268435455 */
    indexOf(search: string, position?: number): int32;
    /** @native tsp_string_last_index_of @throws @range -1 268435455 */
    lastIndexOf(search: string, position?: number): int32;
    /** @native tsp_string_includes @throws */
    includes(search: string, position?: number): boolean;
    /** @native tsp_string_starts_with @throws */
    startsWith(search: string, position?: number): boolean;
    /** @native tsp_string_ends_with @throws */
    endsWith(search: string, endPosition?: number): boolean;
    /** @native tsp_string_slice @throws */
    slice(start?: number, end?: number): string;
    /** @native tsp_string_substring @throws */
    substring(start: number, end?: number): string;
    /** @native tsp_string_trim @throws */
    trim(): string;
    /** @native tsp_string_trim_start @throws */
    trimStart(): string;
    /** @native tsp_string_trim_end @throws */
    trimEnd(): string;
    /** @native tsp_string_pad_start @throws */
    padStart(length: number, fill?: string): string;
    /** @native tsp_string_pad_end @throws */
    padEnd(length: number, fill?: string): string;
    /** @native tsp_string_repeat @throws */
    repeat(count: number): string;
    /** @native tsp_string_split @throws */
    split(separator?: string, limit?: number): string[];
    /** The first occurrence; `$` patterns as in ECMA-262 22.1.3.19.1. @native tsp_string_replace @throws */
    replace(search: string, replacement: string): string;
    /** @native tsp_string_replace_all @throws */
    replaceAll(search: string, replacement: string): string;
    /** @native tsp_string_concat_all @throws */
    concat(...strings: string[]): string;
    /** @native tsp_string_self @pure */
    toString(): string;
    /** @native tsp_string_self @pure */
    valueOf(): string;
    readonly [index: number]: string;
    [Symbol.iterator](): StringIterator<string>;
}

/** @header runtime/string_methods.h */
interface StringConstructor {
    /** @native tsp_string_convert @throws */
    (value: any): string;
    /** @native tsp_string_from_char_code @throws */
    fromCharCode(...units: number[]): string;
    /** The text of UTF-8 bytes; TypeError when they are not UTF-8. @native tsp_string_from_array_buffer @throws */
    fromArrayBuffer(bytes: ArrayBuffer | Uint8Array): string;
}
declare const String: StringConstructor;

/** @header runtime/number_methods.h */
interface Number {
    /** @native tsp_number_to_string @throws */
    toString(radix?: number): string;
    /** @native tsp_number_to_fixed @throws */
    toFixed(fractionDigits?: number): string;
    /** @native tsp_number_self @pure */
    valueOf(): number;
}

/** @header runtime/number_methods.h */
interface NumberConstructor {
    /** @native tsp_number_convert @throws */
    (value: any): number;
    /** @native tsp_number_is_integer @pure */
    isInteger(value: unknown): boolean;
    /** @native tsp_number_is_safe_integer @pure */
    isSafeInteger(value: unknown): boolean;
    /** @native tsp_value_is_nan @pure */
    isNaN(value: unknown): boolean;
    /** @native tsp_value_is_finite @pure */
    isFinite(value: unknown): boolean;
    /** @native tsp_parse_int @throws */
    parseInt(string: string, radix?: number): number;
    /** @native tsp_parse_float @throws */
    parseFloat(string: string): number;
    /** @constant 9007199254740991 */
    readonly MAX_SAFE_INTEGER: number;
    /** @constant -9007199254740991 */
    readonly MIN_SAFE_INTEGER: number;
    /** @constant 1.7976931348623157e308 */
    readonly MAX_VALUE: number;
    /** @constant 5e-324 */
    readonly MIN_VALUE: number;
    /** @constant 2.220446049250313e-16 */
    readonly EPSILON: number;
    /** @constant Infinity */
    readonly POSITIVE_INFINITY: number;
    /** @constant -Infinity */
    readonly NEGATIVE_INFINITY: number;
    /** @constant NaN */
    readonly NaN: number;
}
declare const Number: NumberConstructor;

/** @header runtime/number_methods.h */
interface Boolean {
    /** @native tsp_bool_to_string_method @pure */
    toString(): string;
    /** @native tsp_bool_self @pure */
    valueOf(): boolean;
}
/** @header runtime/operators.h */
interface BooleanConstructor {
    /** @native tsp_to_boolean @pure */
    (value: any): boolean;
}
declare const Boolean: BooleanConstructor;

/**
 * `T` crosses into C as `tsp_value`, `T[]` as `struct tsp_array *`. What `push`, `unshift`, `fill`, `splice` and `concat` take
 * becomes content of the array.
 *
 * @native struct tsp_array @header runtime/array_methods.h @shape tsp_array_shape
 */
interface Array<T> {
    /** @native tsp_array_get_length @setter tsp_array_assign_length @throws @pure @range 0 268435455 */
    length: int32;
    /** @native tsp_array_push @throws @range 0 268435455 */
    push(...items: T[]): int32;
    /** @native tsp_array_pop */
    pop(): T | undefined;
    /** @native tsp_array_shift */
    shift(): T | undefined;
    /** @native tsp_array_unshift @throws @range 0 268435455 */
    unshift(...items: T[]): int32;
    /** @native tsp_array_slice @throws */
    slice(start?: number, end?: number): T[];
    /** @native tsp_array_splice @throws @absent */
    splice(start?: number, deleteCount?: number, ...items: T[]): T[];
    /** @native tsp_array_index_of @throws @range -1 268435455 */
    indexOf(search: T, from?: number): int32;
    /** @native tsp_array_last_index_of @throws @range -1 268435455 */
    lastIndexOf(search: T): int32;
    /** @native tsp_array_includes @throws */
    includes(search: T, from?: number): boolean;
    /** Of strings, numbers and booleans; undefined and null are empty. @native tsp_array_join @throws */
    join(separator?: string): string;
    /** @native tsp_array_reverse */
    reverse(): this;
    /** @native tsp_array_concat @throws */
    concat(...items: (T | readonly T[])[]): T[];
    /** @native tsp_array_fill @throws */
    fill(value: T, start?: number, end?: number): this;
    /** @native tsp_array_at_relative */
    at(index: number): T | undefined;
    /** @script firmware/lib/array.ts#map */
    map<U>(callback: (value: T, index: int32, array: T[]) => U): U[];
    /** @script firmware/lib/array.ts#filter */
    filter<S extends T>(predicate: (value: T, index: int32, array: T[]) => value is S): S[];
    /** @script firmware/lib/array.ts#filter */
    filter(predicate: (value: T, index: int32, array: T[]) => unknown): T[];
    /** @script firmware/lib/array.ts#forEach */
    forEach(callback: (value: T, index: int32, array: T[]) => void): void;
    /** @script firmware/lib/array.ts#some */
    some(predicate: (value: T, index: int32, array: T[]) => unknown): boolean;
    /** @script firmware/lib/array.ts#every */
    every(predicate: (value: T, index: int32, array: T[]) => unknown): boolean;
    /** @script firmware/lib/array.ts#find */
    find(predicate: (value: T, index: int32, array: T[]) => unknown): T | undefined;
    /** @script firmware/lib/array.ts#findIndex */
    findIndex(predicate: (value: T, index: int32, array: T[]) => unknown): int32;
    /** @script firmware/lib/array.ts#reduce */
    reduce<U>(callback: (previous: U, value: T, index: int32, array: T[]) => U, initial: U): U;
    /** @script firmware/lib/array.ts#sort */
    sort(compare?: (left: T, right: T) => number): this;
    [index: number]: T;
    [Symbol.iterator](): ArrayIterator<T>;
}

/** The same objects as Array<T>; only the type hides what changes them. @native struct tsp_array @header runtime/array_methods.h @shape tsp_array_shape */
interface ReadonlyArray<T> {
    /** @native tsp_array_get_length @range 0 268435455 */
    readonly length: int32;
    /** @native tsp_array_slice @throws */
    slice(start?: number, end?: number): T[];
    /** @native tsp_array_index_of @throws @range -1 268435455 */
    indexOf(search: T, from?: number): int32;
    /** @native tsp_array_last_index_of @throws @range -1 268435455 */
    lastIndexOf(search: T): int32;
    /** @native tsp_array_includes @throws */
    includes(search: T, from?: number): boolean;
    /** @native tsp_array_join @throws */
    join(separator?: string): string;
    /** @native tsp_array_concat @throws */
    concat(...items: (T | readonly T[])[]): T[];
    /** @native tsp_array_at_relative */
    at(index: number): T | undefined;
    /** @script firmware/lib/array.ts#map */
    map<U>(callback: (value: T, index: int32, array: readonly T[]) => U): U[];
    /** @script firmware/lib/array.ts#filter */
    filter<S extends T>(predicate: (value: T, index: int32, array: readonly T[]) => value is S): S[];
    /** @script firmware/lib/array.ts#filter */
    filter(predicate: (value: T, index: int32, array: readonly T[]) => unknown): T[];
    /** @script firmware/lib/array.ts#forEach */
    forEach(callback: (value: T, index: int32, array: readonly T[]) => void): void;
    /** @script firmware/lib/array.ts#some */
    some(predicate: (value: T, index: int32, array: readonly T[]) => unknown): boolean;
    /** @script firmware/lib/array.ts#every */
    every(predicate: (value: T, index: int32, array: readonly T[]) => unknown): boolean;
    /** @script firmware/lib/array.ts#find */
    find(predicate: (value: T, index: int32, array: readonly T[]) => unknown): T | undefined;
    /** @script firmware/lib/array.ts#findIndex */
    findIndex(predicate: (value: T, index: int32, array: readonly T[]) => unknown): int32;
    /** @script firmware/lib/array.ts#reduce */
    reduce<U>(callback: (previous: U, value: T, index: int32, array: readonly T[]) => U, initial: U): U;
    readonly [index: number]: T;
    [Symbol.iterator](): ArrayIterator<T>;
}

/** @header runtime/array_methods.h */
interface ArrayConstructor {
    /** @native tsp_array_is @pure */
    isArray(value: any): value is any[];
}
declare const Array: ArrayConstructor;

/** @native struct tsp_buffer @header runtime/buffer_methods.h @shape tsp_buffer_shape */
declare class ArrayBuffer {
    /** Zero-filled. @native tsp_buffer_construct @throws */
    constructor(byteLength: number);
    /** @native tsp_buffer_get_byte_length @range 0 268435455 @pure */
    readonly byteLength: int32;
    /** @native tsp_buffer_slice @throws */
    slice(start?: number, end?: number): ArrayBuffer;
    /** @native tsp_buffer_is_view @pure */
    static isView(value: any): boolean;
    /** The UTF-8 bytes of `string`; lone surrogates become U+FFFD. @native tsp_buffer_from_string @throws */
    static fromString(string: string): ArrayBuffer;
}

/** @native struct tsp_view @header runtime/buffer_methods.h @shape tsp_uint8array_shape */
declare class Uint8Array {
    /** A length, an array of numbers, another Uint8Array (copied) or a buffer (shared). @native tsp_view_construct @throws */
    constructor(source?: number | ArrayBuffer | Uint8Array | readonly number[], byteOffset?: number, length?: number);
    /** @native tsp_view_get_length @range 0 268435455 @pure */
    readonly length: int32;
    /** @native tsp_view_get_length @range 0 268435455 @pure */
    readonly byteLength: int32;
    /** @native tsp_view_get_byte_offset @range 0 268435455 @pure */
    readonly byteOffset: int32;
    /** @native tsp_view_get_buffer @pure */
    readonly buffer: ArrayBuffer;
    /** @native tsp_view_set_from @throws */
    set(source: Uint8Array | readonly number[], offset?: number): void;
    /** @native tsp_view_subarray @throws */
    subarray(start?: number, end?: number): Uint8Array;
    /** @native tsp_view_slice @throws */
    slice(start?: number, end?: number): Uint8Array;
    /** @native tsp_view_fill */
    fill(value: number, start?: number, end?: number): this;
    /** @native tsp_view_index_of @range -1 268435455 */
    indexOf(search?: number, from?: number): int32;
    /** @native tsp_view_includes */
    includes(search?: number, from?: number): boolean;
    [index: number]: number;
    [Symbol.iterator](): ArrayIterator<number>;
}

interface ErrorOptions {}

/** @native struct tsp_error @header runtime/error.h @shape tsp_error_shape */
declare class Error {
    /** @native tsp_error_construct @throws */
    constructor(message?: string);
    /** @native tsp_error_get_message @setter tsp_error_set_message @pure */
    message: string;
    /** @native tsp_error_get_name @setter tsp_error_set_name @pure */
    name: string;
    /** @native tsp_error_to_string @throws */
    toString(): string;
}
/** @native struct tsp_error @header runtime/error.h @shape tsp_type_error_shape */
declare class TypeError extends Error {
    /** @native tsp_error_construct @throws */
    constructor(message?: string);
}
/** @native struct tsp_error @header runtime/error.h @shape tsp_range_error_shape */
declare class RangeError extends Error {
    /** @native tsp_error_construct @throws */
    constructor(message?: string);
}
/** @native struct tsp_error @header runtime/error.h @shape tsp_reference_error_shape */
declare class ReferenceError extends Error {
    /** @native tsp_error_construct @throws */
    constructor(message?: string);
}

/** @header runtime/math.h */
interface Math {
    /** @constant 2.718281828459045 */
    readonly E: number;
    /** @constant 2.302585092994046 */
    readonly LN10: number;
    /** @constant 0.6931471805599453 */
    readonly LN2: number;
    /** @constant 0.4342944819032518 */
    readonly LOG10E: number;
    /** @constant 1.4426950408889634 */
    readonly LOG2E: number;
    /** @constant 3.141592653589793 */
    readonly PI: number;
    /** @constant 0.7071067811865476 */
    readonly SQRT1_2: number;
    /** @constant 1.4142135623730951 */
    readonly SQRT2: number;
    /** @native tsp_math_abs @pure */
    abs(x: number): number;
    /** @native tsp_math_floor @pure */
    floor(x: number): number;
    /** @native tsp_math_ceil @pure */
    ceil(x: number): number;
    /** @native tsp_math_round @pure */
    round(x: number): number;
    /** @native tsp_math_trunc @pure */
    trunc(x: number): number;
    /** @native tsp_math_sign @pure */
    sign(x: number): number;
    /** @native tsp_math_min */
    min(...values: number[]): number;
    /** @native tsp_math_max */
    max(...values: number[]): number;
    /** @native tsp_math_sqrt @pure */
    sqrt(x: number): number;
    /** @native tsp_exponentiate @header runtime/operators.h @pure */
    pow(base: number, exponent: number): number;
    /** @native tsp_math_imul @pure @range -2147483648 2147483647 */
    imul(x: number, y: number): int32;
    /** @native tsp_math_clz32 @pure @range 0 32 */
    clz32(x: number): int32;
    /** @native tsp_math_fround @pure */
    fround(x: number): number;
    /** At least 0 and below 1. @native tsp_math_random */
    random(): number;
}
declare const Math: Math;

/** Arguments are strings, numbers, booleans, undefined and null; text as Node prints it. @header runtime/console.h */
interface Console {
    /** @native tsp_console_log @inspects */
    log(...values: any[]): void;
    /** @native tsp_console_log @inspects */
    info(...values: any[]): void;
    /** @native tsp_console_log @inspects */
    debug(...values: any[]): void;
    /** @native tsp_console_error @inspects */
    error(...values: any[]): void;
    /** @native tsp_console_error @inspects */
    warn(...values: any[]): void;
}
declare const console: Console;

/** For firmware/lib only. */
declare module "tspico:array" {
    /** Whether `index` is an element of the array and not a hole. @native tsp_array_has @header runtime/array_methods.h @pure */
    export function hasElement(array: readonly unknown[], index: int32): boolean;
}
