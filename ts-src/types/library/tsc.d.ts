/** Names that tsc itself asks for, and the types over types that programs know. */

interface Object {
    /** The class that made the object, of instances of the program's classes. */
    constructor: Function;
    hasOwnProperty(v: PropertyKey): boolean;
    isPrototypeOf(v: object): boolean;
    propertyIsEnumerable(v: PropertyKey): boolean;
}
interface Function {
    readonly name: string;
    readonly length: number;
    apply(this: Function, thisArgument: any, list?: any): any;
    call(this: Function, thisArgument: any, ...list: any[]): any;
    bind(this: Function, thisArgument: any, ...list: any[]): any;
}
interface FunctionConstructor {
    readonly prototype: Function;
}
declare const Function: FunctionConstructor;
interface CallableFunction extends Function {
    apply<T, R>(this: (this: T) => R, thisArgument: T): R;
    apply<T, A extends any[], R>(this: (this: T, ...list: A) => R, thisArgument: T, list: A): R;
    call<T, A extends any[], R>(this: (this: T, ...list: A) => R, thisArgument: T, ...list: A): R;
    bind<T>(this: T, thisArgument: ThisParameterType<T>): OmitThisParameter<T>;
    bind<T, A extends any[], B extends any[], R>(
        this: (this: T, ...list: [...A, ...B]) => R,
        thisArgument: T,
        ...list: A
    ): (...list: B) => R;
}
interface NewableFunction extends Function {}
interface IArguments extends Iterable<any> {
    readonly length: number;
    [index: number]: any;
}
interface RegExp {}
interface TemplateStringsArray extends ReadonlyArray<string> {
    readonly raw: readonly string[];
}
interface ImportMeta {}
/** `with { type: "json" }`. */
interface ImportAttributes {
    readonly type?: "json";
}

type PropertyKey = string | number | symbol;
interface PropertyDescriptor {
    configurable?: boolean;
    enumerable?: boolean;
    value?: any;
    writable?: boolean;
    get?(): any;
    set?(v: any): void;
}
interface TypedPropertyDescriptor<T> {
    configurable?: boolean;
    enumerable?: boolean;
    value?: T;
    writable?: boolean;
    get?: () => T;
    set?: (value: T) => void;
}
interface PropertyDescriptorMap {
    [key: PropertyKey]: PropertyDescriptor;
}
interface ThisType<T> {}
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
type OmitThisParameter<T> =
    unknown extends ThisParameterType<T> ? T : T extends (...list: infer A) => infer R ? (...list: A) => R : T;
type Awaited<T> = T;
/** What `flat` gives, by its depth. */
type FlatArray<Arr, Depth extends number> = {
    done: Arr;
    recur: Arr extends readonly (infer Inner)[]
        ? FlatArray<Inner, [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20][Depth]>
        : Arr;
}[Depth extends -1 ? "done" : "recur"];
