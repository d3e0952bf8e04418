/** ECMA-262, 20.1: functions of Object that ask for the names of properties. */

interface ArrayLike<T> {
    readonly length: number;
    readonly [n: number]: T;
}

/** @header runtime/object_methods.h */
interface ObjectConstructor {
    /** @native tsp_object_keys @names own @gives names @throws */
    keys(o: object | string | number | boolean): string[];
    /** @checker */
    values<T>(o: { [s: string]: T } | ArrayLike<T>): T[];
    /** @script ts-src/lib/object.ts#values */
    values(o: object | string | number | boolean): any[];
    /** @checker */
    entries<T>(o: { [s: string]: T } | ArrayLike<T>): [string, T][];
    /** @script ts-src/lib/object.ts#entries */
    entries(o: object | string | number | boolean): [string, any][];
    /** @native tsp_object_has_own @names own @throws */
    hasOwn(o: object, v: string | number): boolean;
    /** @checker */
    assign<T extends object, U>(target: T, source: U): T & U;
    /** @checker */
    assign<T extends object, U, V>(target: T, source1: U, source2: V): T & U & V;
    /** @native tsp_object_assign @names own @assigns @throws */
    assign(target: object, ...sources: any[]): any;
}
declare const Object: ObjectConstructor;

declare module "tspico:object" {
    /** The own property, or undefined. @native tsp_own_value @header runtime/object_methods.h @names own @gives values */
    export function ownValue(object: unknown, key: string): unknown;
    /**
     * The property, an error's message and name too; undefined without one, and for methods.
     * @native tsp_member_value @header runtime/object_methods.h @names own @gives members @throws
     */
    export function memberValue(object: unknown, key: unknown): unknown;
    /**
     * What the method of that name gives; without one that can be called, the object itself.
     * @invokes
     */
    export function invoke(object: unknown, name: string, ...args: unknown[]): unknown;
}
