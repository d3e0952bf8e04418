// Classes held in variables, passed on, kept in objects and arrays.
class Animal {
    readonly name: string;
    constructor(name: string) {
        this.name = name;
    }
    speak(): string {
        return `${this.name} makes a sound`;
    }
}
class Dog extends Animal {
    readonly tricks: string[];
    constructor(name: string, ...tricks: string[]) {
        super(name);
        this.tricks = tricks;
    }
    override speak(): string {
        return `${this.name} barks`;
    }
}
class Cat extends Animal {}

const kinds = [Animal, Dog, Cat];
for (const Kind of kinds) console.log(new Kind("Rex").speak(), typeof Kind, Kind === Dog);

function make(Kind: new (name: string, ...rest: string[]) => Animal, name: string): Animal {
    return new Kind(name, "sit", "roll");
}
const dog = make(Dog, "Fido");
console.log(dog.speak(), (dog as Dog).tricks.join());
console.log(make(Cat, "Tom").speak());

const options = { io: Dog, name: "Bello" };
const held = new options.io(options.name, "stay");
console.log(held.speak(), held.tricks.length);

const registry: Record<string, new (name: string) => Animal> = {};
registry["cat"] = Cat;
registry["do" + "g"] = Dog;
for (const key of ["dog", "cat"]) {
    const Kind = registry[key];
    if (Kind !== undefined) console.log(key, new Kind(key).speak());
}

const isA = (value: unknown, Kind: new (...all: never[]) => Animal): boolean => value instanceof Kind;
console.log(isA(dog, Dog), isA(dog, Cat), isA(dog, Animal), isA(3, Dog), isA(null, Dog));

const made: unknown[] = [];
for (const Kind of [Uint8Array, Animal, Error]) {
    try {
        made.push(new (Kind as new (what: never) => unknown)("4" as never));
    } catch (error) {
        console.log(String(error));
    }
}
console.log(made.length, made[0] instanceof Uint8Array, made[1] instanceof Animal, made[2] instanceof Error);

const attempts: (() => unknown)[] = [
    () => new (undefined as unknown as new () => unknown)(),
    () => new (options.name as unknown as new () => unknown)(),
    () => (Dog as unknown as (name: string) => unknown)("x"),
    () => dog instanceof (7 as unknown as typeof Dog),
];
for (const attempt of attempts) {
    try {
        console.log(attempt());
    } catch (error) {
        console.log(error instanceof TypeError);
    }
}
const Chosen = kinds.length > 2 ? Dog : Cat;
console.log(new Chosen("Chosen").speak(), new Chosen("x") instanceof Chosen);
let Replaced: typeof Animal = Animal;
Replaced = Cat;
console.log(new Replaced("r") instanceof Cat, new Replaced("r") instanceof Dog);

// Static members, and the class of an object.
class Counter {
    static made = 0;
    static limit = 3;
    static create(): Counter {
        return new Counter();
    }
    static get left(): number {
        return Counter.limit - Counter.made;
    }
    static set left(count: number) {
        Counter.limit = Counter.made + count;
    }
    constructor() {
        Counter.made++;
    }
    again(): Counter {
        return new (this.constructor as typeof Counter)();
    }
}
class Fine extends Counter {
    static override create(): Counter {
        return new Fine();
    }
}
for (const Kind of [Counter, Fine]) {
    const one = Kind.create();
    console.log(Kind.name, Kind.made, Kind.left, one instanceof Fine, one.constructor === Kind);
    console.log(one.again() instanceof Kind, one.again().constructor.name);
}
const holder = { kind: Counter };
const Alias = holder.kind;
Alias.made = 100;
Alias.left = 7;
console.log(Counter.made, Counter.limit, Alias.left);
console.log(dog.constructor === Dog, dog.constructor.name, (dog.constructor as typeof Dog) === Dog);
