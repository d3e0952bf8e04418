// What 'new' named: in functions, in classes in general form and what they extend, in arrows.
function Shape(kind) {
    this.kind = kind;
    this.made = new.target === undefined ? "called" : (new.target.name2 ?? "new");
    const later = () => new.target === Shape;
    this.isOwn = later();
}
Shape.name2 = "Shape";
console.log(new Shape("a"));
const called = {};
Shape.call(called, "b");
console.log(called);
function Free() {
    if (!new.target) return new Free();
    this.free = true;
}
console.log(new Free(), Free());
const Both = function () {
    return { target: new.target === Both };
};
console.log(new Both(), Both());
const pick = (Base) =>
    class extends Base {
        static name2 = "picked";
        own = new.target;
        constructor(...values) {
            const before = new.target;
            super(...values);
            this.same = before === new.target && new.target === this.constructor;
        }
    };
const Picked = pick(Shape);
class Further extends Picked {
    static name2 = "further";
}
console.log(new Picked("c"), new Further("d"));
class Abstract {
    constructor() {
        if (new.target === Abstract) throw new TypeError("abstract");
        this.is = new.target.name;
    }
    method() {
        return new.target;
    }
    static of = [Abstract];
}
class Concrete extends Abstract.of[0] {}
console.log(new Concrete(), new Concrete().method());
try {
    new Abstract();
} catch (error) {
    console.log(error.message);
}
