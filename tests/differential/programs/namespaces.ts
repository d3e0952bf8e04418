/** Namespaces with values: exported and private members, nested, merged, written to, too early. */
namespace Units {
    export const kilo = 1000;
    const hidden = 3;
    export let count = 0;
    export function grams(kilograms: number): number {
        count++;
        return kilograms * kilo + hidden;
    }
    export class Scale {
        static made = 0;
        constructor(readonly weight: number) {
            Scale.made++;
        }
        shown(): string {
            return `${grams(this.weight)} g, ${Units.count}`;
        }
    }
    export enum Kind {
        Small,
        Large = "large",
    }
    export interface Shape {
        size: number;
    }
    export var later = hidden + 1;
    console.log("in the namespace", kilo, hidden, Kind.Small, Kind.Large);
}
console.log(Units.kilo, Units.grams(2), new Units.Scale(1).shown(), Units.Scale.made, Units.count, Units.later);
Units.count = 40;
Units.count += 2;
Units.later++;
const shape: Units.Shape = { size: Units.count };
console.log(shape.size, Units.grams(0), Units.count, Units.later, Units.Kind.Small, Units.Kind.Large);

namespace Units {
    export const more = kilo + count;
    export const describe = (text: string): string => `${text}: ${more}`;
}
console.log(Units.more, Units.describe("more"));

namespace Outer.Inner {
    export const deep = "deep";
    export namespace Deepest {
        export const text = deep + "est";
        export function both(): string[] {
            return [text, deep];
        }
    }
}
namespace Outer {
    export const length = Inner.deep.length + Inner.Deepest.text.length;
}
console.log(Outer.Inner.deep, Outer.Inner.Deepest.text, Outer.Inner.Deepest.both(), Outer.length);

class Point {
    constructor(
        readonly x: number,
        readonly y: number,
    ) {}
    static zero(): Point {
        return new Point(0, Point.start);
    }
}
namespace Point {
    export const start = 7;
    export class Named extends Point {
        name = "named";
    }
}
console.log(Point.zero().y, Point.start, new Point.Named(1, 2).name, new Point.Named(1, 2) instanceof Point);

function tool(n: number): number {
    return n * tool.factor;
}
namespace tool {
    export const factor = 6;
    export const twice = (n: number): number => tool(n) * 2;
}
console.log(tool(2), tool.twice(3));

enum Color {
    Red = 1,
}
namespace Color {
    export const name = (color: Color): string => (color === Color.Red ? "red" : "other");
}
console.log(Color.name(Color.Red), Color.Red);

const x = "outer";
namespace Shadow {
    const x = "inner";
    export const seen = x;
    export const closures = [1, 2].map((n) => () => `${x}${n}`);
}
console.log(x, Shadow.seen, Shadow.closures.map((closure) => closure()).join());

namespace Types {
    export type Name = string;
}
const named: Types.Name = "typed";
console.log(named);

function tries(run: () => unknown): string {
    try {
        return String(run() !== undefined);
    } catch (error) {
        return error instanceof TypeError ? "TypeError" : String(error);
    }
}
function early(): string {
    try {
        return Late.text();
    } catch (error) {
        return error instanceof TypeError ? "TypeError" : String(error);
    }
}
console.log(
    early(),
    tries(() => new Late.Made()),
    tries(() => Late.value++),
);
namespace Late {
    export let value = 1;
    export class Made {}
    export function text(): string {
        return "late";
    }
}
console.log(
    early(),
    tries(() => new Late.Made()),
    tries(() => Late.value++),
);

namespace Counter {
    let value = 0;
    export function next(): number {
        return ++value;
    }
}
console.log(Counter.next(), Counter.next());
