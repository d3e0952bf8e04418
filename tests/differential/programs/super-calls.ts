// `super(...)` twice, never, too late and in every place where it can stand.
// @ts-nocheck
const tell = (run) => {
    try {
        console.log("ran", run());
    } catch (e) {
        console.log(e.name, e instanceof ReferenceError);
    }
};
class A {
    n;
    constructor(n) {
        console.log("A", n);
        this.n = n;
    }
    m() {
        return this.n;
    }
}
class Twice extends A {
    x = 1;
    constructor() {
        super(1);
        super(2);
    }
}
tell(() => new Twice().x);
class Caught extends A {
    x = "x";
    constructor() {
        super(1);
        try {
            super(2);
        } catch (e) {
            console.log("caught", e instanceof ReferenceError, this.n, this.x);
        }
        this.x = "y";
    }
}
tell(() => new Caught().x);
class Either extends A {
    x = this.n * 2;
    constructor(first) {
        if (first) super(1);
        else super(2);
    }
}
tell(() => new Either(true).x + new Either(false).x);
class InTry extends A {
    constructor(fails) {
        try {
            if (fails) throw new Error("before");
            super(1);
        } catch {
            super(2);
        } finally {
            console.log("finally", this.n);
        }
    }
}
tell(() => new InTry(true).n + new InTry(false).n);
class InLoop extends A {
    constructor(times) {
        for (let i = 0; i < times; i++) super(i);
    }
}
tell(() => new InLoop(0).n);
tell(() => new InLoop(1).n);
tell(() => new InLoop(2).n);
class InArrow extends A {
    y = 5;
    constructor(times) {
        const call = (n) => super(n);
        for (let i = 0; i < times; i++) console.log(call(i) === this);
        console.log(this.y);
    }
}
tell(() => new InArrow(0).y);
tell(() => new InArrow(1).y);
tell(() => new InArrow(2).y);
class Never extends A {
    constructor() {}
}
tell(() => new Never().x);
class Returns extends A {
    constructor(early) {
        if (early) return;
        super(1);
    }
}
tell(() => new Returns(false).n);
tell(() => new Returns(true).n);
class TooEarly extends A {
    x = 1;
    constructor() {
        this.x = 2;
        super(1);
    }
}
tell(() => new TooEarly().x);
class EarlyArrow extends A {
    constructor(early) {
        const read = () => this.n;
        if (early) console.log(read());
        super(7);
        console.log(read(), super.m());
    }
}
tell(() => new EarlyArrow(false).n);
tell(() => new EarlyArrow(true).n);
class EarlyMethod extends A {
    constructor() {
        console.log(super.m());
        super(1);
    }
}
tell(() => new EarlyMethod().x);
class Value extends A {
    constructor() {
        const made = super(1);
        console.log(made === this, made.n);
    }
}
tell(() => new Value().n);
class InArguments extends A {
    constructor() {
        super((() => super(1).n)());
    }
}
tell(() => new InArguments().x);
class OfError extends Error {
    constructor() {
        super("one");
        super("two");
    }
}
tell(() => new OfError().x);
class OfBytes extends Uint8Array {
    constructor() {
        super(3);
        super(4);
    }
}
tell(() => new OfBytes().length);
class Conditional extends Uint8Array {
    constructor(n) {
        n > 2 ? super(n) : super(2);
        this[0] = n;
    }
}
tell(() => new Conditional(5).length + new Conditional(1)[0]);
function scoped(k) {
    class B {
        v = k;
    }
    class C extends B {
        w = k + 1;
        constructor(again) {
            super();
            if (again) super();
        }
    }
    return new C(k > 1).w;
}
tell(() => scoped(1));
tell(() => scoped(2));
class Properties extends A {
    constructor(
        public p,
        twice = false,
    ) {
        if (twice) super(0);
        super(p);
    }
}
tell(() => new Properties(3).p);
tell(() => new Properties(3, true).p);
class Deeper extends Either {
    z = this.x + 1;
    constructor() {
        super(true);
        super(false);
    }
}
tell(() => new Deeper().z);
