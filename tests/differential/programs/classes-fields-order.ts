let log = "";
const note = (s: string, v: number) => {
    log += s + " ";
    return v;
};
class A {
    a = note("A.a", 1);
    b = this.a + note("A.b", 1);
    constructor() {
        note("A()", 0);
        this.hook();
    }
    hook(): void {
        note("A.hook", 0);
    }
}
class B extends A {
    c = note("B.c", 3);
    constructor() {
        note("before super", 0);
        super();
        note("after super", 0);
    }
    override hook(): void {
        console.log("hook sees", this.a, this.c);
        note("B.hook", 0);
    }
}
const b = new B();
console.log(b.a, b.b, b.c);
console.log(log);
const same = (x: any): any => x;
class Unset {
    value: any;
}
class Reader extends Unset {
    constructor() {
        super();
        this.value = same(this.value);
    }
}
console.log(new Reader().value);
