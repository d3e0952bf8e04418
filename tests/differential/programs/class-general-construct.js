// How classes in general form are constructed: what 'super' and 'return' give, what is refused.
const log = (...values) => console.log(...values);
const caught = (action) => {
    try {
        log(action());
    } catch (error) {
        log(error.name, error.message);
    }
};

// Factories: each call makes a class of its own.
const make = (label) =>
    class {
        static label = label;
        #label = label;
        text() {
            return `${this.#label} ${label}`;
        }
        static is(value) {
            return #label in value;
        }
    };
const [One, Two] = [make("one"), make("two")];
const one = new One();
log(one.text(), new Two().text(), One.label, Two.label, One === Two, one instanceof One, one instanceof Two);
log(One.is(one), Two.is(one), one.constructor === One, Object.getPrototypeOf(one) === One.prototype);

// Mixins, and what they extend.
const Walks = (Base) =>
    class Walker extends Base {
        steps = 0;
        walk(n = 1) {
            this.steps += n;
            return this;
        }
        toText() {
            return `${super.toText()}, ${this.steps} steps`;
        }
    };
const Speaks = (Base) =>
    class extends Base {
        constructor(...values) {
            super(...values);
            this.words = values.length;
        }
        toText() {
            return `${super.toText()} says ${this.words}`;
        }
    };
class Animal {
    constructor(name) {
        this.name = name;
    }
    toText() {
        return this.name;
    }
}
class Dog extends Speaks(Walks(Animal)) {}
class Robot extends Walks(
    class {
        toText() {
            return "robot";
        }
    },
) {}
log(new Dog("rex", 1, 2).walk(3).toText(), new Robot().walk().walk().toText());
log(new Dog("a") instanceof Animal, Robot.name, Dog.length, new Dog("b"));

// Functions and null as base classes.
function Old(a) {
    this.a = a;
}
Old.prototype.get = function () {
    return this.a;
};
Old.shared = "shared";
const pick = (which) => (which ? Old : Animal);
class New extends pick(true) {
    b = 2;
}
log(new New(1).get(), new New(3), New.shared, new New(1) instanceof Old);
class Bare extends null {
    static make() {
        return Object.create(Bare.prototype);
    }
    constructor() {
        return Object.create(Bare.prototype);
    }
    hi() {
        return "hi";
    }
}
log(new Bare().hi(), Bare.make() instanceof Bare);
for (const base of [undefined, 5, "text", true, {}, () => 1]) {
    try {
        class Wrong extends base {}
        log("made", Wrong);
    } catch (error) {
        log(error.name, typeof base);
    }
}

// What constructors return.
class Gives {
    constructor(value) {
        this.kind = "base";
        return value;
    }
}
class Takes extends (0, Gives) {
    field = "field";
    constructor(value, result) {
        super(value);
        this.late = true;
        if (result !== undefined) return result;
    }
}
log(new Gives({ given: 1 }), new Gives(5), new Takes({ other: 1 }), new Takes(undefined));
log(new Takes(undefined, { instead: true }));
caught(() => new Takes(undefined, 5));

// 'this' before 'super', and 'super' twice.
const way = { first: false, twice: false, none: false };
class Careful extends (0, Animal) {
    constructor() {
        if (way.first) this.x = 1;
        const call = () => super("careful");
        if (!way.none) call();
        if (way.twice) call();
        this.done = true;
    }
}
log(new Careful());
for (const name of Object.keys(way)) {
    way[name] = true;
    caught(() => new Careful());
    way[name] = false;
}

// Calls without 'new'.
caught(() => Animal("x"));
caught(() => Dog.call({}, "x"));
caught(() => [1].map(One));
caught(
    () =>
        new (class Inner extends (0, Animal) {
            name2 = Inner.name;
        })("y").name2,
);

// Names inside and outside of a class.
let Changing = class Self {
    static self = () => Self;
    static rename() {
        Self = null;
    }
};
const Kept = Changing;
Changing = null;
log(Kept.self() === Kept, Changing);
caught(() => Kept.rename());
caught(() => {
    class Early extends Early {}
});
caught(() => {
    class Early {
        [Early.name]() {}
    }
});
