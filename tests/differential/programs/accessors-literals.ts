// Getters and setters of object literals, which are properties of the object itself.
let counter = 0;
const point = {
    x: 3,
    get double() {
        counter++;
        return this.x * 2;
    },
    set double(value: number) {
        this.x = value / 2;
    },
    get reads() {
        return counter;
    },
};
console.log(point.double, point.reads);
point.double = 20;
point.double += 4;
console.log(point.x, point.double, point.reads);
const { double, ...others } = point;
console.log(double, others.x, others.reads, counter);

// A copy has the value: the getter runs once.
const copy = { ...point };
counter = 100;
point.x = 0;
console.log(copy.x, copy.double, copy.reads, point.double, point.reads);
copy.double = 1;
console.log(copy.double, copy.x);

// In the order of the properties, with what comes before and after.
const log: string[] = [];
const note = <T>(text: string, value: T): T => {
    log.push(text);
    return value;
};
const noisy = {
    first: 1,
    get second() {
        log.push(`second ${this.first}`);
        this.first = 10;
        return 2;
    },
    third: 3,
    get fourth() {
        this.third = 30;
        return note("fourth", this.third + this.first);
    },
};
const merged = { before: note("before", 0), ...noisy, after: note("after", 5), seen: noisy.first };
console.log(log.join(", "), merged.before, merged.first, merged.second, merged.third, merged.fourth, merged.after);
console.log(merged.seen, noisy.first, noisy.third);
log.length = 0;
const array = [noisy.first, ...[noisy.third], noisy.second, noisy.first];
console.log(array.join(), log.join());

// One name, defined more than once.
const replaced = {
    ...{ a: 1 },
    get a() {
        return 2;
    },
    get b() {
        return 3;
    },
    ...{ b: 4 },
    set c(value: number) {
        console.log(`c is ${value}`);
    },
    get c() {
        return 5;
    },
} as { a: number; b: number; c: number };
replaced.c = 6;
replaced.b = 7;
console.log(replaced.a, replaced.b, replaced.c);
try {
    replaced.a = 1;
} catch (error) {
    if (error instanceof TypeError) console.log(error.message);
}
const over = {
    ...replaced,
    get b() {
        return 9;
    },
};
const under = {
    get a() {
        return 9;
    },
    ...replaced,
};
under.a = 12;
console.log(over.a, over.b, over.c, under.a);

// Closures, and many objects of one literal.
function makeCounter(start: number) {
    let value = start;
    return {
        get next() {
            return value++;
        },
        set next(given: number) {
            value = given;
        },
        peek: () => value,
    };
}
const [one, two] = [makeCounter(1), makeCounter(10)];
console.log(one.next, one.next, two.next, one.peek(), two.peek());
two.next = 50;
console.log(two.next, one.next);

// Literals of one kind from several places, beside a class.
class Store {
    get value() {
        return "class";
    }
}
function choose(which: number): { readonly value: string } {
    if (which === 0)
        return {
            get value() {
                return "first";
            },
        };
    if (which === 1)
        return {
            get value() {
                return `second ${which}`;
            },
        };
    if (which === 2) return { value: "data" };
    return new Store();
}
for (let which = 0; which < 4; which++) {
    const chosen = choose(which);
    console.log(chosen.value, { ...chosen, extra: which }.extra);
}

// Only a setter.
const sink = {
    total: 0,
    set add(value: number) {
        this.total += value;
    },
};
sink.add = 4;
sink.add = 5;
console.log(sink.total, sink.add, { ...sink }.add);

// Throwing while an object is copied; what was there before stays.
const failing = {
    a: 1,
    get b(): number {
        throw new RangeError("no copy");
    },
};
try {
    console.log({ ...failing }.a);
} catch (error) {
    console.log(String(error));
}
try {
    const { a, ...rest } = failing;
    console.log(a, rest.b);
} catch (error) {
    console.log(String(error));
}
const { b: unused = 1, ...onlyA } = {
    a: 1,
    get b() {
        return undefined;
    },
};
console.log(unused, onlyA.a);

// A method that is found through a getter.
const lazy = {
    size: 2,
    get run() {
        return function (this: { size: number }, by: number) {
            return this.size * by;
        };
    },
};
console.log(lazy.run(4), lazy?.run(5));

// The first getter that throws ends the listing of values.
class Trouble {}
const troubles = {
    get first(): number {
        throw new RangeError("first");
    },
    get second(): number {
        throw new Trouble();
    },
};
function listed(run: () => unknown): string {
    try {
        return String(run() !== undefined);
    } catch (error) {
        return error instanceof RangeError ? error.message : "another";
    }
}
const dropped = (): void => {
    Object.values(troubles);
};
const spreadOf = (): unknown => ({ ...troubles });
const assigned = (): unknown => Object.assign({}, troubles);
console.log(
    listed(() => Object.values(troubles)),
    listed(() => Object.entries(troubles)),
    listed(dropped),
);
console.log(
    listed(spreadOf),
    listed(assigned),
    listed(() => JSON.stringify(troubles)),
);
