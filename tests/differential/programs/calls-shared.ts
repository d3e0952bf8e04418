/** More functions than a place tests for, called in several places, with arguments of all kinds. */
type Step = (value: number, text?: string) => number | string;
const seen: string[] = [];
const steps: Step[] = [
    (value) => value + 1,
    (value) => value * 2.5,
    (value, text) => `${text ?? "-"}${value}`,
    (value) => -value,
    (value) => value | 0,
    (value) => value >>> 0,
    (value, text) => (text === undefined ? value : text.length),
    (value) => {
        if (value > 3) throw new RangeError(`${value} is large`);
        return value;
    },
    function (value) {
        seen.push(`this ${typeof this}`);
        return value % 3;
    } as (this: unknown, value: number) => number,
    (value) => `${value}`,
    () => NaN,
];
for (const step of steps) console.log(step(2));
for (const step of steps) console.log(`${step(1)}`);
for (const step of steps) console.log(step(-7.5, "text"));
for (const step of steps) {
    try {
        console.log(step(2 ** 31));
    } catch (error) {
        console.log(error instanceof RangeError ? error.message : "?");
    }
}
console.log(seen.join());

abstract class Shape {
    constructor(protected readonly size: number) {}
    abstract area(scale: number): number;
    name(): string {
        return "shape";
    }
}
const made: Shape[] = [];
class A extends Shape {
    area(scale: number): number {
        return this.size * scale;
    }
}
class B extends Shape {
    area(scale: number): number {
        return this.size + scale;
    }
    name(): string {
        return "b";
    }
}
class C extends Shape {
    area(scale: number): number {
        return this.size - scale;
    }
}
class D extends Shape {
    area(scale: number): number {
        return this.size / scale;
    }
    name(): string {
        return "d";
    }
}
class E extends Shape {
    area(): number {
        return 5;
    }
}
class F extends Shape {
    area(scale: number): number {
        return scale;
    }
}
class G extends Shape {
    area(scale: number): number {
        if (scale > 5) throw new Error("g");
        return 7;
    }
}
class H extends Shape {
    area(scale: number): number {
        return scale ** 2;
    }
    name(): string {
        return "h";
    }
}
class I extends Shape {
    area(scale: number): number {
        return this.size % scale;
    }
}
class J extends Shape {
    area(scale: number): number {
        return scale & 3;
    }
}
made.push(new A(1), new B(2), new C(3), new D(4), new E(5), new F(6), new G(7), new H(8), new I(9), new J(10));
const total = (scale: number): number => made.reduce((sum, one) => sum + one.area(scale), 0);
console.log(total(2), made.map((one) => one.area(0.5)).join(" "), made.map((one) => one.name()).join(" "));
for (const one of made) {
    try {
        console.log(one.name(), one.area(6));
    } catch (error) {
        console.log((error as Error).message);
    }
}
