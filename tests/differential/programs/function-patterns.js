// Patterns of programs that were written before classes.
function Shape() {}
Shape.prototype.area = function () {
    return 0;
};
function Square(s) {
    Shape.call(this);
    this.s = s;
}
Square.prototype = Object.create(Shape.prototype, {
    constructor: { value: Square, writable: true, configurable: true },
});
Square.prototype.area = function () {
    return this.s * this.s;
};
const list = [new Square(2), new Square(3), new Shape()];
console.log(list.map((x) => x.area()).join(), list);
console.log(list.filter((x) => x instanceof Square).length);
function Old(x) {
    if (!(this instanceof Old)) return new Old(x);
    this.x = x;
}
console.log(Old(3).x, new Old(4).x);
const registry = { Square, Shape };
for (const name of Object.keys(registry)) {
    const C = registry[name];
    console.log(name, new C(5).area());
}
Object.assign(Square.prototype, {
    double() {
        return this.area() * 2;
    },
});
console.log(new Square(4).double());
function Emitter() {
    this.handlers = {};
}
Emitter.prototype.on = function (name, f) {
    (this.handlers[name] = this.handlers[name] || []).push(f);
    return this;
};
Emitter.prototype.emit = function (name, ...args) {
    for (const f of this.handlers[name] || []) f.apply(this, args);
};
const e = new Emitter();
e.on("a", function (x) {
    console.log("a", x, this === e);
}).on("a", (x) => console.log("again", x));
e.emit("a", 1);
e.emit("b");
Object.defineProperty(Square.prototype, "side", {
    get() {
        return this.s;
    },
    set(v) {
        this.s = v;
    },
});
const q = new Square(7);
q.side = 8;
console.log(q.side, q.area(), q);
console.log(typeof Square.prototype, Square.prototype instanceof Shape, Shape.prototype);
const plain = new Square(1);
try {
    null instanceof Square;
    plain.nothing();
} catch (err) {
    console.log(err.message);
}
var self = function Named() {
    return Named.prop;
};
self.prop = 4;
console.log(self());
console.log({ f: Square, g: self });
function Node2(v) {
    this.v = v;
    this.next = null;
}
let head = null;
for (let i = 0; i < 100; i++) {
    const n = new Node2(i);
    n.next = head;
    head = n;
}
let sum = 0;
for (let n = head; n; n = n.next) sum += n.v;
console.log(sum);
Shape.prototype.toString = function () {
    return "shape!";
};
console.log(new Square(1).toString());

// An object from before its prototype is whole, and a variable that holds another function later.
const early = makeLate();
function makeLate() {
    return new Late();
}
function Late() {
    this.a = 1;
}
console.log(early.m === undefined);
Late.prototype.m = function () {
    return this.a;
};
console.log(early.m(), makeLate().m());
if (early) Late.prototype.n = () => "n";
console.log(early.n(), early);
let Changing = function () {
    this.first = true;
};
const first = new Changing();
Changing = function (x) {
    this.second = x;
};
const second = new Changing(2);
console.log(first.first, second.second, first instanceof Changing, second instanceof Changing);
