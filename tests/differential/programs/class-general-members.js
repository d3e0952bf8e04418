// Classes whose members are known when the class is evaluated: computed names, private names on any
// object, statics of base classes, 'super' and 'this' wherever they stand.
const log = (...values) => console.log(...values);
const caught = (action) => {
    try {
        log(action());
    } catch (error) {
        log(error.name, error.message);
    }
};

// Computed names.
const key = (name) => {
    log("key", name);
    return name;
};
class Computed {
    [key("first")]() {
        return "one";
    }
    static [key("second")] = "two";
    get [key("third")]() {
        return this.value;
    }
    set [key("third")](value) {
        this.value = value;
    }
    [key("fourth")] = 4;
    static [key("fifth")](a, b = 1) {
        return [this === Computed, a, b];
    }
    [7] = "seven";
}
const computed = new Computed();
computed.third = 3;
log(computed.first(), Computed.second, computed.third, computed.fourth, Computed.fifth(5), computed[7]);
log(Object.keys(computed), Object.getOwnPropertyNames(Computed.prototype));
log(computed, Computed);

// The prototype is an object like any other.
class Open {
    kept() {
        return "kept";
    }
}
Open.prototype.added = function (n) {
    return `${this.kept()} ${n}`;
};
Object.defineProperty(Open.prototype, "shown", { value: 8, enumerable: true });
const open = new Open();
log(open.added(2), open.shown, "kept" in open, Object.keys(Open.prototype));
for (const name in open) log("in", name);
log(Object.getOwnPropertyDescriptor(Open.prototype, "kept").enumerable);
log(Object.getPrototypeOf(open) === Open.prototype, Open.prototype.constructor === Open);
try {
    Open.prototype = {};
} catch (error) {
    log(error.name, Open.prototype.constructor === Open);
}

// Private names, on objects of the class and on others.
class Counter {
    #count = 0;
    static #made = 0;
    static {
        this.limit = 3;
    }
    constructor() {
        Counter.#made++;
    }
    #step(by) {
        this.#count += by;
        return this;
    }
    get #value() {
        return this.#count;
    }
    set #value(value) {
        this.#count = value;
    }
    next() {
        return this.#step(1).#value;
    }
    reset() {
        this.#value = 10;
        return this;
    }
    same(other) {
        return this.#count === other.#count;
    }
    static has(value) {
        return #count in value && #step in value;
    }
    static made() {
        return this.#made;
    }
    static peek = (value) => value.#count;
}
Counter.extra = "extra";
const counter = new Counter();
log(counter.next(), counter.next(), counter.reset().next(), Counter.made(), Counter.limit, Counter.extra);
log(Counter.has(counter), Counter.has({}), counter.same(new Counter()), Object.keys(counter), counter);
caught(() => Counter.peek({}));
caught(() => counter.same({}));
caught(() => counter.next.call({}));

// Statics are inherited; writing gives the derived class its own.
class Base {
    static shared = 1;
    static list = [];
    static add(value) {
        this.list.push(value);
        return this.shared;
    }
    static get name2() {
        return `${this.name}!`;
    }
    static set double(value) {
        this.shared = value * 2;
    }
}
class Derived extends Base {
    static own = super.add("own");
    static add(value) {
        return super.add(`${value}+`) + 100;
    }
}
const classes = [Base, Derived];
Derived.shared = 5;
log(Base.shared, Derived.shared, Derived.add("x"), Base.list === Derived.list, Base.list, Derived.own);
Derived.double = 21;
log(
    Base.shared,
    Derived.shared,
    classes.map((each) => each.name2),
    Base.hasOwnProperty("shared"),
);
log(Object.keys(Derived), Derived.name, Derived.length, Derived);

// Methods as values have the 'this' that they are called with.
const { add } = Base;
caught(() => add(1));
log(add.call({ list: [], shared: "other" }, 1));

// What is listed of functions and classes.
function Old() {
    this.own = 1;
}
Old.shared = 2;
Old.prototype.inherited = function () {};
for (const name in new Old()) log("old", name);
log(Object.keys(Old), Object.getOwnPropertyNames(Old.prototype), Old.hasOwnProperty("shared"));
for (const each of [Derived, Computed]) for (const name in each) log(each.name, name);
log(
    Object.getOwnPropertyNames(Computed),
    Object.getOwnPropertyNames(
        class {
            static name = "own";
        },
    ),
);
