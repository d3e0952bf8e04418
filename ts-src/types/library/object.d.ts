/** ECMA-262, 20.1: functions of Object that ask for the names of properties. */

interface ArrayLike<T> {
    readonly length: number;
    readonly [n: number]: T;
}

/** @header runtime/object_methods.h */
interface ObjectConstructor {
    /** For calls as `Object.prototype.hasOwnProperty.call(object, key)`. @checker */
    readonly prototype: Object;
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
    /** @checker */
    fromEntries<T>(entries: Iterable<readonly [PropertyKey, T]>): { [k: string]: T };
    /** @script ts-src/lib/object.ts#fromEntries */
    fromEntries(entries: Iterable<readonly any[]>): any;
    /** @native tsp_object_has_own @names own @throws */
    hasOwn(o: object, v: string | number): boolean;
    /** @script ts-src/lib/object.ts#is */
    is(value1: any, value2: any): boolean;
    /** @checker */
    assign<T extends object, U>(target: T, source: U): T & U;
    /** @checker */
    assign<T extends object, U, V>(target: T, source1: U, source2: V): T & U & V;
    /** @native tsp_object_assign @names own @assigns @throws */
    assign(target: object, ...sources: any[]): any;

    /** @checker */
    freeze<T extends Function>(f: T): T;
    /** @checker */
    freeze<
        T extends { [idx: string]: U | null | undefined | object },
        U extends string | bigint | number | boolean | symbol,
    >(
        o: T,
    ): Readonly<T>;
    /** @checker */
    freeze<T>(o: T): Readonly<T>;
    /** @native tsp_object_freeze @header runtime/object_attributes.h @names own @attributes freeze @throws */
    freeze(o: any): any;
    /** @checker */
    seal<T>(o: T): T;
    /** @native tsp_object_seal @header runtime/object_attributes.h @names own @attributes close @throws */
    seal(o: any): any;
    /** @checker */
    preventExtensions<T>(o: T): T;
    /** @native tsp_object_close @header runtime/object_attributes.h @names own @attributes close @throws */
    preventExtensions(o: any): any;
    /** @native tsp_object_is_frozen @header runtime/object_attributes.h @names own @attributes ask */
    isFrozen(o: any): boolean;
    /** @native tsp_object_is_sealed @header runtime/object_attributes.h @names own @attributes ask */
    isSealed(o: any): boolean;
    /** @native tsp_object_is_extensible @header runtime/object_attributes.h @names own @attributes ask */
    isExtensible(o: any): boolean;

    /** @checker */
    defineProperty<T>(o: T, p: PropertyKey, attributes: PropertyDescriptor & ThisType<any>): T;
    /** @native tsp_object_define @header runtime/object_attributes.h @names own @attributes define @throws */
    defineProperty(o: any, p: any, attributes: any): any;
    /** @checker */
    defineProperties<T>(o: T, properties: PropertyDescriptorMap & ThisType<any>): T;
    /** @native tsp_object_define_all @header runtime/object_attributes.h @names nested @attributes defineAll @throws */
    defineProperties(o: any, properties: any): any;
    /** @checker */
    getOwnPropertyDescriptor(o: any, p: PropertyKey): PropertyDescriptor | undefined;
    /** @native tsp_object_describe @header runtime/object_attributes.h @names own @attributes describe @throws */
    getOwnPropertyDescriptor(o: any, p: any): any;
    /** @checker */
    getOwnPropertyDescriptors<T>(
        o: T,
    ): { [P in keyof T]: TypedPropertyDescriptor<T[P]> } & { [x: string]: PropertyDescriptor };
    /** @native tsp_object_describe_all @header runtime/object_attributes.h @names own @attributes describeAll @throws */
    getOwnPropertyDescriptors(o: any): any;
    /** @native tsp_object_own_names @header runtime/object_attributes.h @names own @gives names @attributes ask @throws */
    getOwnPropertyNames(o: any): string[];

    /** @checker */
    create(o: object | null, properties?: PropertyDescriptorMap & ThisType<any>): any;
    /** @native tsp_object_create @header runtime/object_attributes.h @names nested @attributes create @throws */
    create(o: any, properties?: any): any;
    /** @native tsp_object_get_prototype @header runtime/object_attributes.h @names own @attributes getPrototype @throws */
    getPrototypeOf(o: any): any;
    /** @native tsp_object_set_prototype @header runtime/object_attributes.h @names own @attributes setPrototype @throws */
    setPrototypeOf(o: any, proto: any): any;
}
declare const Object: ObjectConstructor;

declare module "tspico:object" {
    /**
     * The own property, or undefined; what its getter throws. @native tsp_own_value @header
     * runtime/object_methods.h @names own @gives values @throws
     */
    export function ownValue(object: unknown, key: string): unknown;
    /**
     * The property, an error's message and name too; undefined without one, and for methods.
     * @native tsp_member_value @header runtime/object_methods.h @names own @gives members @throws
     */
    export function memberValue(object: unknown, key: unknown): unknown;
    /**
     * Gives an object that a literal made a property of its own, whatever its name is. @native
     * tsp_define_value @header runtime/json_put.h @puts @names own @throws
     */
    export function defineValue(object: unknown, key: string | number, value: unknown): void;
    /**
     * "[object Object]"; no object of the library has that tag. @native tsp_plain_tag @header
     * runtime/object_methods.h @pure
     */
    export function plainTag(object: unknown): string;
    /** Whether `new` of the value makes an object. @asks constructor */
    export function isConstructor(value: unknown): boolean;
    /** Whether the function asks nothing of `this`; others are refused. @asks bare */
    export function isBare(value: unknown): boolean;
    /**
     * What the method of that name gives; without one that can be called, the object itself.
     * @invokes self
     */
    export function invoke(object: unknown, name: string, ...args: unknown[]): unknown;
    /**
     * What `toString` gives, its own or that of a standard prototype; the object itself where it
     * has something else of that name. @invokes text
     */
    export function invokeText(object: unknown, name: "toString"): unknown;
}
