// Prototypes of objects that are made by Object.create.

function attempt(what: string, action: () => unknown): void {
    try {
        console.log(what, action());
    } catch (error) {
        console.log(what, `${(error as Error).name}: ${(error as Error).message}`);
    }
}

const animal: any = {
    legs: 4,
    speak() {
        return `${this.name} says ${this.sound ?? "nothing"}`;
    },
    get description() {
        return `${this.name} on ${this.legs} legs`;
    },
    set nickname(value: string) {
        this.name = value.toUpperCase();
    },
};
const dog: any = Object.create(animal);
dog.name = "Rex";
dog.sound = "wuff";
console.log(dog.speak(), dog.description, dog.legs);
dog.nickname = "max";
console.log(dog.name, Object.keys(dog).join(), dog.hasOwnProperty("legs"), "legs" in dog);
const puppy: any = Object.create(dog, { age: { value: 1, enumerable: true } });
console.log(puppy.speak(), puppy.age, puppy.legs);
puppy.legs = 3;
console.log(puppy.legs, dog.legs, animal.legs);
animal.legs = 5;
console.log(puppy.legs, dog.legs, dog["legs"], dog["le" + "gs".trim()]);
delete puppy.legs;
console.log(puppy.legs, puppy.missing, puppy["miss".trim() + "ing"]);
for (const key in puppy) console.log(key);
console.log(puppy, dog);

// What is added later is found too.
animal.run = function (this: any) {
    return `${this.name} runs`;
};
console.log(dog.run(), puppy.run());

// Asking for prototypes.
console.log(Object.getPrototypeOf(dog) === animal, Object.getPrototypeOf(puppy) === dog);
console.log(
    animal.isPrototypeOf(puppy),
    puppy.isPrototypeOf(animal),
    animal.isPrototypeOf({}),
    animal.isPrototypeOf(1),
);
let depth = 0;
for (let at = Object.getPrototypeOf(puppy); at !== animal; at = Object.getPrototypeOf(at)) depth++;
console.log(depth);

// Without a prototype.
const bare: Record<string, number> = Object.create(null);
bare.a = 1;
bare["b".trim()] = 2;
console.log(Object.keys(bare).join(), Object.getPrototypeOf(bare), "a" in bare, bare.c);

// Setting prototypes.
const base: any = {
    kind: "base",
    who() {
        return `${this.kind} ${this.id}`;
    },
};
const other: any = { kind: "other", __proto: 1 };
const object: any = { id: 7 };
console.log(Object.setPrototypeOf(object, base) === object, object.who());
Object.setPrototypeOf(base, other);
delete base.kind;
console.log(object.who(), object.__proto);
attempt("cycle", () => Object.setPrototypeOf(other, object));
attempt("frozen", () => Object.setPrototypeOf(Object.freeze({ ["x".trim()]: 1 }), base));
attempt("number", () => Object.create(1 as any));
attempt("text", () => Object.setPrototypeOf({}, "text" as any));
Object.setPrototypeOf(object, null);
console.log(object.who, object.kind);

// A read only property of a prototype cannot be hidden by an assignment.
const constants: any = Object.freeze({ pi: 3, ["e".trim()]: 2 });
const derived: any = Object.create(constants);
attempt("pi", () => (derived.pi = 4));
derived.own = 1;
console.log(derived.pi, derived.own, Object.keys(derived).join());
Object.defineProperty(derived, "pi", { value: 5 });
console.log(derived.pi, constants.pi);

// Names that a loop visits once, though objects of the chain share them.
const first: any = { a: 1, shared: 1 };
const second: any = Object.create(first);
second.shared = 2;
second.b = 3;
const visited: string[] = [];
for (const key in second) visited.push(`${key}=${second[key]}`);
console.log(visited.join());

// A name of Object.prototype that the program defines.
const shown: any = Object.create({
    toString() {
        return "shown";
    },
});
console.log(shown.toString());

// A prototype in a literal, and tests that are borrowed.
const withProto: any = { own: 1, __proto__: first, after: 2 };
console.log(withProto.a, withProto.own, Object.keys(withProto).join(), withProto);
const noProto: any = { __proto__: null, x: 1 };
console.log(noProto, Object.getPrototypeOf(noProto), noProto.x);
const plain: any = { __proto__: 5, y: 1, ["__proto__".trim()]: "computed" };
console.log(Object.keys(plain).join(), plain.y);
const hasOwn = (object: any, key: string) => Object.prototype.hasOwnProperty.call(object, key);
console.log(hasOwn(withProto, "own"), hasOwn(withProto, "a"), hasOwn([1], "0"), hasOwn({ z: undefined }, "z"));
console.log(Object.prototype.propertyIsEnumerable.call(derived, "pi"));
console.log(Object.prototype.isPrototypeOf.call(first, withProto), [1].propertyIsEnumerable("length"));
