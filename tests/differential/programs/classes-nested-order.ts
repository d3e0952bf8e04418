// odd corners
function f(n: number) {
    const C = class {
        id = 1;
        other(): number {
            return new C().id;
        }
    };
    return new C().other() + n;
}
console.log(f(1), f(10));
let log = "";
function track(x: string): string {
    log += x;
    return x;
}
function order() {
    class Base {
        constructor(readonly tag: string) {
            log += "B";
        }
    }
    class D extends Base {
        static s = track("s");
        a = track("a");
        constructor(x = track("d")) {
            super(track("t"));
            log += "c";
        }
    }
    new D();
    new D("given");
}
order();
console.log(log);
const make = (k: number) => {
    class X {
        get(): number {
            return k;
        }
    }
    return new X();
};
const objs = [1, 2, 3].map(make);
console.log(objs.map((o) => o.get()).join());
function tdz() {
    const newA = () => new A();
    try {
        newA();
    } catch (e) {
        console.log(e instanceof ReferenceError);
    }
    class A {
        v = 1;
    }
    try {
        console.log(typeof A, new A().v);
    } catch (e) {
        console.log("?");
    }
    const typeB = () => typeof B;
    try {
        console.log(typeB());
    } catch (e) {
        console.log(e instanceof ReferenceError);
    }
    class B extends A {}
    console.log(new B().v, new B() instanceof A);
}
tdz();
function rec(n: number): string {
    class N {
        constructor(readonly child: { show(): string } | undefined) {}
        show(): string {
            return n + (this.child?.show() ?? "");
        }
    }
    return n === 0 ? new N(undefined).show() : new N({ show: () => rec(n - 1) }).show();
}
console.log(rec(3));
function instances() {
    class A {}
    class B extends A {}
    return { a: new A(), b: new B(), isA: (v: unknown) => v instanceof A, isB: (v: unknown) => v instanceof B };
}
const i1 = instances(),
    i2 = instances();
console.log(i1.isA(i1.a), i1.isA(i1.b), i1.isB(i1.a), i1.isA(i2.a), i1.isB(i2.b), i2.isA(i2.b));
