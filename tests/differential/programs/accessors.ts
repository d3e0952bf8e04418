// Getters and setters of classes: on the prototype, inherited, overridden, through super.
class Sensor {
    raw = 30;
    reads = 0;
    #scale = 10;
    get celsius(): number {
        this.reads++;
        return this.raw / this.#scale;
    }
    set celsius(value: number) {
        this.raw = value * this.#scale;
    }
    get scale(): number {
        return this.#scale;
    }
    get #half(): number {
        return this.raw / 2;
    }
    set #half(value: number) {
        this.raw = value * 2;
    }
    halve(): number {
        this.#half = this.#half / 2;
        return this.#half;
    }
}

const sensor = new Sensor();
console.log(sensor.celsius, sensor.scale, sensor.reads);
sensor.celsius = 4.5;
console.log(sensor.raw, sensor.celsius, sensor["celsius"]);
sensor.celsius += 1;
sensor.celsius++;
console.log(--sensor.celsius, sensor.celsius--, sensor.raw, sensor.reads);
console.log(sensor.halve(), sensor.raw);
const { celsius, scale: factor } = sensor;
console.log(celsius, factor);
[sensor.celsius, sensor.raw] = [7, 11];
console.log(sensor.raw);
({ a: sensor.celsius } = { a: 3 });
console.log(sensor.raw);
for (sensor.celsius of [1, 2, 3]) console.log(sensor.raw);
sensor.celsius &&= 9;
console.log(sensor.raw);
sensor.celsius ??= 1;
sensor.celsius ||= 1;
console.log(sensor.raw);

// What lacks one of the two.
class Half {
    seen = "";
    get only(): string {
        return `only ${this.seen}`;
    }
    set written(value: string) {
        this.seen += value;
    }
    readPrivate(): void {
        try {
            console.log((this as any).#secret);
        } catch (error) {
            if (error instanceof TypeError) console.log(error.message);
        }
        try {
            (this as any).#shown = 1;
        } catch (error) {
            if (error instanceof TypeError) console.log(error.message);
        }
    }
    set #secret(value: number) {
        this.seen += value;
    }
    get #shown(): number {
        return 1;
    }
}
const half = new Half();
half.written = "a";
half.written = "b";
console.log(half.only, half.written);
const loose: any = half;
try {
    loose.only = "x";
} catch (error) {
    if (error instanceof TypeError) console.log(error.message);
}
half.readPrivate();

// Inheritance: the nearest accessor hides the whole one of the base.
class Base {
    protected value = 1;
    get both(): number {
        return this.value;
    }
    set both(value: number) {
        this.value = value;
    }
    get name(): string {
        return "base";
    }
    get greeting(): string {
        return `hello ${this.name}`;
    }
    method(): string {
        return "method of base";
    }
}
class Derived extends Base {
    get both(): number {
        return super.both * 100;
    }
    set both(value: number) {
        super.both = value + 1;
        super.both += 1;
    }
    get name(): string {
        return `derived of ${super.name}`;
    }
}
class ReadOnly extends Base {
    get both(): number {
        return -1;
    }
}
class Fixed extends Base {
    // @ts-expect-error -- an own field over an accessor
    name = "field";
}
const all: Base[] = [new Base(), new Derived(), new ReadOnly(), new Fixed()];
for (const each of all) {
    try {
        each.both = 5;
    } catch (error) {
        if (error instanceof TypeError) console.log(error.message);
    }
    console.log(each.both, each.name, each.greeting);
}

abstract class Shape {
    abstract get area(): number;
    abstract set side(value: number);
    describe(): string {
        return `area ${this.area}`;
    }
}
class Square extends Shape {
    #side = 2;
    get area(): number {
        return this.#side ** 2;
    }
    set side(value: number) {
        this.#side = value;
    }
}
class Plain extends Shape {
    area = 5;
    side = 1;
}
const shapes: Shape[] = [new Square(), new Plain()];
for (const shape of shapes) {
    shape.side = 3;
    console.log(shape.describe(), shape.area);
}

// Polymorphic receivers, with primitives and fields beside accessors.
interface Named {
    readonly name: string;
}
const named: (Named | undefined)[] = [{ name: "literal" }, new Base(), undefined, new Derived()];
for (const each of named) console.log(each?.name);
function lengthOf(value: { readonly length: number }): number {
    return value.length;
}
class Counted {
    get length(): number {
        return 42;
    }
}
console.log(lengthOf("four"), lengthOf([1, 2, 3]), lengthOf(new Counted()));

// A getter that gives a function: `this` is the object.
class Maker {
    factor = 3;
    get triple(): (this: Maker, value: number) => number {
        console.log("looked up");
        return function (value) {
            return value * this.factor;
        };
    }
    get plain(): () => string {
        return () => `arrow ${this.factor}`;
    }
    get broken(): any {
        return 5;
    }
}
const maker = new Maker();
const argument = (): number => {
    console.log("argument");
    return 4;
};
console.log(maker.triple(argument()), maker.plain(), maker?.plain(), maker["plain"](), maker.plain?.());
try {
    maker.broken(argument());
} catch (error) {
    if (error instanceof TypeError) console.log(error.message);
}

// Getters that throw and recursive ones.
class Deep {
    constructor(public next: Deep | undefined) {}
    get depth(): number {
        return this.next === undefined ? 0 : this.next.depth + 1;
    }
    get endless(): number {
        return this.endless + 1;
    }
    get fails(): never {
        throw new RangeError("fails");
    }
    set fails(value: number) {
        throw new RangeError(`fails ${value}`);
    }
}
console.log(new Deep(new Deep(new Deep(undefined))).depth);
try {
    console.log(new Deep(undefined).endless);
} catch (error) {
    console.log(error instanceof RangeError);
}
try {
    console.log(new Deep(undefined).fails);
} catch (error) {
    console.log(String(error));
}
try {
    new Deep(undefined).fails = 3;
    console.log("not reached");
} catch (error) {
    console.log(String(error));
}

// Order of evaluation.
const order: string[] = [];
class Ordered {
    get left(): number {
        order.push("left");
        return 1;
    }
    get right(): number {
        order.push("right");
        return 2;
    }
    set target(value: number) {
        order.push(`set ${value}`);
    }
}
const ordered = new Ordered();
const index = (): number => {
    order.push("index");
    return 0;
};
const list = [ordered];
(list[index()] ?? ordered).target = ordered.left + ordered.right;
console.log(order.join(", "));

// In the constructor, before the fields of the derived class are there.
class Early {
    constructor() {
        console.log(this.label);
        this.label = "given";
    }
    stored = "";
    get label(): string {
        return `label ${this.stored}`;
    }
    set label(value: string) {
        this.stored = value;
    }
}
class Later extends Early {
    extra = this.label;
    get label(): string {
        return `later ${this.extra}`;
    }
    set label(value: string) {
        super.label = `${value} ${this.extra}`;
    }
}
console.log(new Early().stored, new Later().stored, new Later().label);

// Names that are numbers or texts.
class Numbered {
    get 1(): string {
        return "one";
    }
    set 1(value: string) {
        console.log(`one is ${value}`);
    }
    get "a b"(): string {
        return "a b";
    }
}
const numbered = new Numbered();
numbered[1] = "x";
console.log(numbered[1], numbered["a b"]);
