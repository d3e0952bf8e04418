// Functions with properties, with 'new', and with methods on their prototype.
function Point(x, y) {
    if (!(this instanceof Point)) return new Point(x, y);
    this.x = x;
    this.y = y || 0;
}

Point.prototype.sum = function () {
    return this.x + this.y;
};

Point.prototype.scaled = function (by) {
    const make = Point;
    Point.made++;
    return new make(this.x * by, this.y * by);
};

Point.made = 0;
Point.origin = function () {
    return Point(0);
};

const points = [new Point(1, 2), Point(3), Point.origin(), new Point(1, 2).scaled(3)];
for (const point of points) console.log(point, point.sum(), point instanceof Point, point.constructor === Point);
console.log(Point.made, Object.keys(points[0]), "sum" in points[0], Object.hasOwn(points[0], "x"));
console.log(points[0].constructor.name, JSON.stringify(points));

// A function that nothing is made by, with properties only.
function count() {
    return ++count.calls;
}
count.calls = 0;
count();
const counter = count;
counter();
console.log(count.calls, counter.calls, counter());
counter.calls = 10;
console.log(count(), count.name);

// What is read before it is assigned is undefined.
function later() {
    return later.value;
}
console.log(later());
later.value = "now";
console.log(later());

// An object that lacks what was not assigned.
function Maybe(given) {
    this.count = arguments.length;
    if (!given) return;
    this.given = given;
}
for (const object of [new Maybe(), new Maybe("a", "b")]) {
    for (const key in object) console.log(key, object[key]);
    console.log(object, "given" in object);
}

// Held in variables, asked for and made through them.
function Empty() {}
console.log(new Empty());
function describe(kinds, value) {
    return kinds.filter((kind) => value instanceof kind).map((kind) => kind.name);
}
class Derived extends Point {
    sum() {
        return super.sum() + 100;
    }
}
const kinds = [Point, Empty, Derived];
for (const kind of kinds) {
    const made = new kind(1, 1);
    console.log(describe(kinds, made), made.constructor === kind);
}
console.log(new Derived(1, 2).sum(), new Derived(1, 2).x);

// The classes of errors are values, which their objects lead to.
function thrown(run) {
    try {
        run();
    } catch (error) {
        return error.constructor;
    }
    return undefined;
}
const raised = thrown(() => null.missing);
console.log(raised === TypeError, raised.name);
console.log(
    thrown(() => ([].length = -1)) === RangeError,
    thrown(() => Point(1)),
);

// Static members through the value of a class.
class Tools {
    static run = () => "ran";
    static get made() {
        return (value) => value + 1;
    }
}
const tools = [Tools];
console.log(tools[0].run(), tools[0].made(4));
