/** ECMA-262, 28.1: Reflect. */

/** @header runtime/object_methods.h */
interface Reflect {
    /** @script ts-src/lib/reflect.ts#apply @apart */
    apply(target: Function, thisArgument: any, list: any): any;
    /** @script ts-src/lib/reflect.ts#construct @apart */
    construct(target: Function, list: any): any;
    /** @script ts-src/lib/reflect.ts#constructFor @apart */
    construct(target: Function, list: any, newTarget: any): any;
    /** @script ts-src/lib/reflect.ts#defineProperty @apart */
    defineProperty(target: object, key: PropertyKey, attributes: PropertyDescriptor): boolean;
    /** @script ts-src/lib/reflect.ts#deleteProperty @apart */
    deleteProperty(target: object, key: PropertyKey): boolean;
    /** The receiver of a getter is the object. @script ts-src/lib/reflect.ts#get @further @apart */
    get(target: object, key: PropertyKey): any;
    /** @script ts-src/lib/reflect.ts#getOwnPropertyDescriptor @apart */
    getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined;
    /** @script ts-src/lib/reflect.ts#getPrototypeOf @apart */
    getPrototypeOf(target: object): any;
    /** @script ts-src/lib/reflect.ts#has @apart */
    has(target: object, key: PropertyKey): boolean;
    /** @script ts-src/lib/reflect.ts#isExtensible @apart */
    isExtensible(target: object): boolean;
    /** @script ts-src/lib/reflect.ts#ownKeys @apart */
    ownKeys(target: object): any[];
    /** @script ts-src/lib/reflect.ts#preventExtensions @apart */
    preventExtensions(target: object): boolean;
    /** @script ts-src/lib/reflect.ts#setPrototypeOf @apart */
    setPrototypeOf(target: object, prototype: any): boolean;
}
declare const Reflect: Reflect;
