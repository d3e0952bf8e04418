// Type predicates wherever they can stand: nothing of them is left at run time.
// @ts-nocheck
const tell = (run) => {
    try {
        console.log("ran", run());
    } catch (e) {
        console.log(e.name);
    }
};
interface I {
    (p: any): p is string;
    m(x: any): x is number;
    readonly f: (this: I, y: any) => asserts y is string;
    new (q: any): I;
    [k: string]: any;
}
type T = ((a: any, ...rest: any[]) => a is number) | { is(b: any): b is I } | (new (z: any) => T);
abstract class P {
    abstract is(q: any): q is P;
    isP(): this is P {
        return true;
    }
    check(): asserts this is P {}
    check2(): asserts this {}
    declare d: (w: any) => w is string;
    f?: (v: any) => v is number;
}
function over(a: string): a is "x";
function over(b: any): b is "y";
function over(c: any): boolean {
    return c === "x";
}
function asserts(v: any, m?: string): asserts v {
    if (!v) throw new Error(m);
}
function assertsIs(v: any): asserts v is string {
    if (typeof v !== "string") throw new TypeError("no");
}
const arrow = (v: any): v is string => typeof v === "string";
const o = {
    m(v: any): v is number {
        return typeof v === "number";
    },
    p: function (v: any): v is string {
        return true;
    },
};
let t: (x: any) => x is string = arrow;
console.log(over("x"), arrow(1), o.m(1), t("x"), o.p(1));
tell(() => asserts(0, "z"));
tell(() => assertsIs(1));
tell(() => assertsIs("s"));
let cast = (v) => v as any as (p: any) => p is number;
console.log(typeof cast(arrow));
type G<U extends (a: any) => a is number = (b: any) => b is number> = U;
type M = { [K in keyof P]: (k: K) => k is K };
type Cond<T> = T extends (v: infer V) => v is infer W ? W : never;
const sat = ((v: any) => true) satisfies (p: any) => boolean;
console.log(sat(1));
function gen<F extends (v: any) => v is string>(f: F, ...g: ((h: any) => h is number)[]): f is F {
    return true;
}
console.log(gen(arrow));
class Foo2 {
    static is(v: any): v is Foo2 {
        return v instanceof Foo2;
    }
    #p = 1;
    has(x: any): x is Foo2 {
        return x instanceof Foo2;
    }
}
console.log(Foo2.is(new Foo2()), new Foo2().has(1));
type Q = typeof arrow;
let q: typeof o.m = o.m;
console.log(q(2));
class X implements I2 {
    a = 1;
}
interface I2 {
    a: number;
}
console.log(new X().a);
