// Attributes of properties, and objects that may no longer be changed.

function attempt(what: string, action: () => unknown): void {
    try {
        console.log(what, action());
    } catch (error) {
        console.log(what, `${(error as Error).name}: ${(error as Error).message}`);
    }
}

// Frozen literals, instances and arrays stay what they are.
const LIMITS: { low: number; high: number; extra?: number } = Object.freeze({ low: 1, high: 10 });
console.log(LIMITS.low + LIMITS.high, Object.isFrozen(LIMITS), Object.isSealed(LIMITS), Object.isExtensible(LIMITS));
attempt("write", () => (LIMITS.low = 5));
attempt("add", () => (LIMITS.extra = 5));
attempt("add", () => LIMITS.low++);
console.log(LIMITS);

class Point {
    x: number;
    y = 2;
    constructor(x: number) {
        this.x = x;
    }
    move(by: number) {
        this.x += by;
        return this;
    }
}
const [fixed, free] = [new Point(1), new Point(1)];
Object.freeze(fixed);
attempt("move", () => fixed.move(3).x);
attempt("move", () => free.move(3).x);
console.log(Object.isFrozen(fixed), Object.isFrozen(free), fixed, free);

class Immutable {
    value: number;
    constructor(value: number) {
        this.value = value;
        Object.freeze(this);
    }
    with(value: number) {
        return new Immutable(value);
    }
}
class Derived extends Immutable {
    name = "derived";
}
const one = new Immutable(1);
console.log(one.with(2), one);
attempt("value", () => (one.value = 3));
attempt("field", () => new Derived(4));

const list = Object.freeze([3, 1, 2]) as number[];
attempt("element", () => (list[0] = 9));
attempt("beyond", () => (list[7] = 9));
attempt("push", () => list.push(4));
attempt("pop", () => list.pop());
attempt("sort", () => list.sort());
attempt("reverse", () => list.reverse());
attempt("length", () => (list.length = 0));
console.log(
    list,
    Object.isFrozen(list),
    list.map((each) => each * 2),
    [...list].sort().join(),
);
const open = [1];
open.push(2);
console.log(open, Object.isFrozen(open));

const names = Object.freeze({ colours: Object.freeze(["red", "green"]), deep: { changed: 0 } });
names.deep.changed = 1;
console.log(names);

// Sealed, and not extensible.
const sealed: Record<string, number> = Object.seal({ a: 1, b: 2 });
sealed.a = 3;
attempt("delete", () => delete sealed.a);
attempt("add", () => (sealed["c".trim()] = 1));
console.log(sealed, Object.isSealed(sealed), Object.isFrozen(sealed), Object.isExtensible(sealed));
const closed: Record<string, number> = Object.preventExtensions({ a: 1 });
attempt("add", () => (closed.b = 2));
delete closed.a;
console.log(closed, Object.isExtensible(closed), Object.isFrozen(closed));
const frozen: Record<string, number> = { ["k".trim()]: 1 };
Object.freeze(frozen);
attempt("write", () => (frozen.k = 2));
attempt("delete", () => delete frozen.k);
attempt("add", () => (frozen["z".trim()] = 2));
console.log(frozen, Object.freeze(5), Object.isFrozen("text"), Object.isExtensible(1));

// Properties that are defined.
const made: any = { first: 1 };
Object.defineProperty(made, "hidden", { value: 2 });
Object.defineProperty(made, "shown", { value: 3, enumerable: true, writable: true, configurable: true });
console.log(made, made.hidden, Object.keys(made), Object.getOwnPropertyNames(made));
attempt("hidden", () => (made.hidden = 5));
attempt("delete", () => delete made.hidden);
attempt("redefine", () => Object.defineProperty(made, "hidden", { value: 4 }));
attempt("same", () => Object.defineProperty(made, "hidden", { value: 2 }).hidden);
made.shown = 4;
console.log(made.shown);
console.log(Object.getOwnPropertyDescriptor(made, "hidden"), Object.getOwnPropertyDescriptor(made, "first"));
console.log(Object.getOwnPropertyDescriptor(made, "none"), "hidden" in made, Object.hasOwn(made, "hidden"));
console.log(made.propertyIsEnumerable("hidden"), made.propertyIsEnumerable("first"), { ...made });
for (const key in made) console.log(key);

let celsius = 20;
const weather: any = Object.defineProperty({ place: "here" }, "fahrenheit", {
    get() {
        return (celsius * 9) / 5 + 32;
    },
    set(value: number) {
        celsius = ((value - 32) * 5) / 9;
    },
    enumerable: true,
    configurable: false,
});
console.log(weather.fahrenheit, weather);
weather.fahrenheit = 212;
console.log(celsius, weather.fahrenheit, { ...weather });
const described = Object.getOwnPropertyDescriptor(weather, "fahrenheit");
console.log(described, described?.get?.call(weather));
attempt("data", () => Object.defineProperty(weather, "fahrenheit", { value: 1 }));

const several: any = Object.defineProperties(
    {},
    {
        count: { value: 1, writable: true },
        double: {
            get(this: { count: number }) {
                return this.count * 2;
            },
        },
    },
);
several.count = 21;
console.log(several.double, Object.keys(several).length, Object.getOwnPropertyNames(several).join());
console.log(Object.getOwnPropertyDescriptors(several));
attempt("getter only", () => (several.double = 1));

attempt("not an object", () => Object.defineProperty({}, "a", 1 as any));
attempt("no function", () => Object.defineProperty({}, "a", { get: 1 as any }));
attempt("both", () =>
    Object.defineProperty({}, "a", {
        get() {
            return 1;
        },
        value: 1,
    } as any),
);
attempt("frozen", () => Object.defineProperty(Object.freeze({} as any), "a", { value: 1 }));

// A property becomes another kind of property.
const changing: any = { key: 1 };
Object.defineProperty(changing, "key", { get: () => "got" });
console.log(changing.key, changing);
Object.defineProperty(changing, "key", { value: "value", writable: true });
changing.key += "!";
console.log(changing.key, Object.getOwnPropertyDescriptor(changing, "key"));
Object.defineProperty(changing, "key", { configurable: false });
Object.defineProperty(changing, "key", { writable: false });
attempt("writable", () => Object.defineProperty(changing, "key", { writable: true }));
attempt("write", () => (changing.key = 1));

console.log(Object.getOwnPropertyNames([1, 2]), Object.getOwnPropertyNames("ab"), Object.getOwnPropertyNames(free));
console.log(Object.getOwnPropertyDescriptor([7], 0), Object.getOwnPropertyDescriptor([7], "length"));
console.log(Object.getOwnPropertyDescriptor(fixed, "x"), Object.getOwnPropertyDescriptor(free, "x"));

// Descriptors whose attributes are getters.
const attributesBy: any = {};
for (const name of ["enumerable", "configurable", "writable"])
    Object.defineProperty(attributesBy, name, {
        get() {
            console.log("asked for", name);
            return name !== "writable";
        },
    });
const describedBy: any = Object.defineProperty({}, "property", attributesBy);
console.log(Object.keys(describedBy), JSON.stringify(Object.getOwnPropertyDescriptor(describedBy, "property")));
const madeBy: any = Object.create({}, { other: attributesBy });
console.log(Object.keys(madeBy), delete madeBy.other, Object.keys(madeBy));
