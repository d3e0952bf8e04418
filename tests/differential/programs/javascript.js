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

class Base {
    constructor() {
        this.started = this.start();
        this.base = "b";
    }
    start() {
        return "base";
    }
}

class Derived extends Base {
    constructor() {
        super();
        this.own = this.started;
    }
    start() {
        return "derived";
    }
}

class Scale {
    constructor() {
        this.kept = 0;
        this.scaled = this.kept + 1;
    }
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
const derived = new Derived();
console.log(derived.own, derived.base, derived.started, derived, Object.keys(derived));
console.log(new Point(1, 2).add(new Point(3, 4)));
const meter = new Meter();
meter.count("a");
meter.count("b");
console.log(meter.report(), meter.last, describe(meter));
let { x, y = 7, ...rest } = { x: 1, z: 3 };
console.log(x, y, rest.z);
