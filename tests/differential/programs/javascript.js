// JavaScript without a word of types: modules of all suffixes, data, classes that declare nothing.
import settings, { default as again } from "./modules/settings.json" with { type: "json" };
import plain from "./modules/settings.json";
import { Meter, total } from "./modules/meter.mjs";
import { describe } from "./modules/typed.mts";

/** @param {string} value JSDoc says nothing that counts. */
function half(value) {
    return value / 2;
}

function join(left, right = "?") {
    return left + right;
}

class Point {
    constructor(x, y) {
        this.x = x;
        this.y = y;
    }
    add(other) {
        return new Point(this.x + other.x, this.y + other.y);
    }
}

class Lazy {
    constructor(eager) {
        if (eager) this.value = 1;
    }
    get() {
        if (this.value === undefined) this.value = half(9);
        return this.value;
    }
    later() {
        this.more = (this.more ?? 0) + 1;
        return () => {
            this.fromArrow = this.more;
            return this.fromArrow;
        };
    }
}

class Base {
    constructor() {
        this.start();
        this.base = "b";
    }
    start() {
        this.started = "base";
    }
}

class Derived extends Base {
    constructor() {
        super();
        this.own = this.started;
    }
    start() {
        this.early = "kept";
        this.started = "derived";
    }
    base() {
        return "a method that the base class hides";
    }
}

class Handler {
    constructor(name) {
        this.name = name;
        this.handle = (text) => `${this.name} ${text}`;
    }
    handle(text) {
        return text;
    }
}

class Scale {
    set factor(value) {
        this.kept = value * 2;
    }
    get factor() {
        return this.kept;
    }
}

class Twice extends Scale {
    constructor() {
        super();
        this.factor = 4;
    }
}

console.log(new Twice().factor, new Twice().kept);
console.log(half(3), join(1), join(1, 2), join("a", "b"), join(undefined));
console.log(settings === again, settings === plain, settings.name, settings.limits.low, settings.limits["very high"]);
console.log(settings.list.length, settings.list[1], settings.list[3], settings.none, settings.on, settings.twice);
settings.name = "changed";
console.log(plain.name, total(settings.list.slice(0, 2)));
const lazy = new Lazy(false);
console.log(lazy.value, lazy.get(), lazy.get(), new Lazy(true).get(), lazy.more, lazy.later()(), lazy.later()());
console.log(lazy.fromArrow, new Lazy(true).fromArrow);
const derived = new Derived();
console.log(derived.own, derived.early, derived.base, derived.started);
console.log(new Handler("h").handle("x"));
const meter = new Meter();
meter.count("a");
meter.count("b");
console.log(meter.report(), meter.last, describe(meter));
let { x, y = 7, ...rest } = { x: 1, z: 3 };
console.log(x, y, rest.z);
