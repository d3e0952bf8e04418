// Classes inside functions and blocks: every evaluation makes a class of its own, which sees the
// variables around it.
function makeCounter(start: number, step: number) {
    let total = start;
    class Counter {
        own = step;
        add(): number {
            total += this.own;
            return total;
        }
        addLater(): () => number {
            return () => (total += step);
        }
    }
    return { a: new Counter(), b: new Counter(), total: () => total };
}
const one = makeCounter(1, 10);
const two = makeCounter(100, 1);
console.log(one.a.add(), one.b.add(), one.a.addLater()(), one.total());
console.log(two.a.add(), two.total(), one.total());

// Nothing captured, a block, a loop.
{
    const inBlock = "block";
    class Plain {
        name = inBlock;
        twice(): string {
            return this.name + this.name;
        }
    }
    console.log(new Plain().twice());
}
const made: (() => string)[] = [];
for (let i = 0; i < 3; i++) {
    class Item {
        static count = i * 10;
        index = i;
        show(): string {
            Item.count++;
            return `${this.index} ${i} ${Item.count}`;
        }
    }
    const item = new Item();
    made.push(() => item.show());
}
for (const show of made) console.log(show(), show());

// Derived classes, super, overriding, default and written constructors.
function shapes(unit: string) {
    abstract class Shape {
        protected readonly label: string;
        constructor(label: string) {
            this.label = label;
        }
        abstract area(): number;
        describe(): string {
            return `${this.label} ${this.area()}${unit}`;
        }
        static make(kind: number): Shape {
            return kind === 0 ? new Square(3) : new Named("n", 2, 5);
        }
    }
    class Square extends Shape {
        constructor(private readonly side: number) {
            super("square");
        }
        area(): number {
            return this.side ** 2;
        }
        override describe(): string {
            return `<${super.describe()}>`;
        }
    }
    class Wide extends Square {}
    class Named extends Shape {
        constructor(
            label: string,
            private w: number,
            private h = w,
        ) {
            super(label + unit);
        }
        area(): number {
            return this.w * this.h;
        }
    }
    const all: Shape[] = [
        new Square(2),
        new Wide(4),
        new Named("rect", 2, 3),
        new Named("sq", 2),
        Shape.make(0),
        Shape.make(1),
    ];
    return all.map((shape) => `${shape.describe()} ${shape instanceof Square} ${shape instanceof Wide}`).join(", ");
}
console.log(shapes("cm"));
console.log(shapes("in"));

// instanceof looks at the evaluation.
function tagged(tag: string) {
    class Tagged {
        tag = tag;
    }
    return {
        make: () => new Tagged(),
        is: (value: unknown): boolean => value instanceof Tagged,
        tagOf: (value: unknown): string => {
            if (value instanceof Tagged) return value.tag;
            return "foreign";
        },
    };
}
const red = tagged("red");
const blue = tagged("blue");
console.log(red.is(red.make()), red.is(blue.make()), blue.is(blue.make()), red.is(5), red.is({ tag: "red" }));
console.log(red.tagOf(red.make()), red.tagOf(blue.make()), red.tagOf(undefined));

// Static members, a class that names itself, closures in fields.
function registry(prefix: string) {
    class Entry {
        static all: string[] = [];
        static next = 1;
        static label = `${prefix}-${Entry.next}`;
        id: number;
        constructor(public name: string) {
            this.id = Entry.next++;
            Entry.all.push(`${prefix}${this.id}:${name}`);
        }
        static create(name: string): Entry {
            return new Entry(name);
        }
        static list(): string {
            return this.all.join() + Entry.label;
        }
        copy(): Entry {
            return Entry.create(this.name + "'");
        }
        greet = (): string => `${prefix} ${this.name} ${Entry.next}`;
    }
    const first = Entry.create("x");
    first.copy().copy();
    console.log(Entry.list(), first.greet(), typeof Entry);
    return Entry.all.length;
}
console.log(registry("p"), registry("q"));

// Nested in a class, in a method, in a closure.
class Outer {
    factor = 3;
    build(n: number) {
        const self = this;
        class Inner {
            value(): number {
                class Deep {
                    deepest(): number {
                        return n * self.factor + Inner.bonus;
                    }
                }
                return new Deep().deepest();
            }
            static bonus = n + 0.5;
        }
        return () => new Inner().value();
    }
}
console.log(new Outer().build(2)(), new Outer().build(5)());

// Before its declaration a class is not there.
function early(): string {
    const use = () => new Late().x;
    let text = "";
    try {
        text += use();
    } catch (error) {
        text += error instanceof ReferenceError;
    }
    class Late {
        x = after;
    }
    let after: number;
    try {
        text += use();
    } catch (error) {
        text += error instanceof ReferenceError;
    }
    after = 7;
    return text + use();
}
try {
    console.log(early());
} catch (error) {
    console.log(error instanceof ReferenceError);
}

// Class expressions with a name, inside and outside.
const Expression = class Self {
    static count = 0;
    constructor() {
        Self.count++;
    }
    again(): Self {
        return new Self();
    }
};
new Expression().again();
console.log(Expression.count);
function local(n: number): number {
    const Local = class {
        n = n;
        double(): number {
            return this.n + n;
        }
    };
    const Known = class Me {
        static made = 0;
        other(): number {
            Me.made += n;
            return new Me() instanceof Me ? Me.made : -1;
        }
    };
    return new Local().double() + new Known().other();
}
console.log(local(4), local(5));
let counted = 0;
const single = new (class {
    id = ++counted;
    next(): number {
        return this.id + 1;
    }
})();
console.log(
    single.next(),
    new (class Named {
        constructor(public v: number) {}
    })(9).v,
);

// Own errors, private names, getters of captured state in switch clauses.
function validate(limit: number) {
    class LimitError extends Error {
        #at = limit;
        constructor(value: number) {
            super(`${value} over ${limit}`);
        }
        at(): number {
            return this.#at;
        }
    }
    return (value: number): number => {
        if (value > limit) throw new LimitError(value);
        return value;
    };
}
for (const value of [1, 50]) {
    try {
        console.log(validate(10)(value));
    } catch (error) {
        console.log(String(error), error instanceof Error);
    }
}

// Named function expressions.
const factorial = function fact(n: number): number {
    return n < 2 ? 1 : n * fact(n - 1);
};
console.log(
    factorial(5),
    (function down(n: number): string {
        return n === 0 ? "end" : n + down(n - 1);
    })(3),
);
function captureInExpression(base: number) {
    return function again(n: number): number {
        return n <= 0 ? base : again(n - 1) + 1;
    };
}
console.log(captureInExpression(10)(4), typeof captureInExpression(1));
const methods = {
    run: function inner(n: number): number {
        return n > 3 ? n : inner(n + 1);
    },
};
console.log(methods.run(1));
