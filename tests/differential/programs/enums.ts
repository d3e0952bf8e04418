// Enums: members are constants, `E[value]` finds names, an enum that is a value is an object.
import Default, { Fixed, Level, Renamed } from "./modules/enums-other.ts";
import * as other from "./modules/enums-other.ts";
enum Color {
    Red,
    Green,
    Blue = 7,
    Violet,
}
enum Answer {
    No = "no",
    Yes = "yes",
}
enum Mixed {
    A,
    B = "b",
    C = 5,
    D,
    "two words",
    Half = 0.5,
    Negative = -1,
    Same = 5,
    Zero = -0,
}
const enum Flags {
    None = 0,
    Read = 1 << 0,
    Write = 1 << 1,
    Both = Read | Write,
    Other = Flags.Both + 4,
}
console.log(Color.Red, Color.Green, Color.Blue, Color.Violet, Color["Green"], Color[`Blue`]);
console.log(Answer.No, Answer["Yes"], Answer.Yes.length, Answer.No + Answer.Yes);
console.log(Mixed.A, Mixed.B, Mixed.C, Mixed.D, Mixed["two words"], Mixed.Half, Mixed.Same);
console.log(1 / Mixed.Zero, Mixed[Mixed.Zero]);
console.log(Flags.None, Flags.Both, Flags.Other, Flags.Read | Flags.Write);
console.log(Level.Low, Level.High, Renamed.Only, Fixed.Three, Default.One, Default[0]);
console.log(other.Level.High, other.Level[16]);

// From values to names.
console.log(Color[0], Color[7], Color[2], Color[Color.Violet], Mixed[5], Mixed[0.5], Mixed[-1]);
function nameOf(color: Color): string {
    return Color[color];
}
for (let i = -1; i < 10; i++) console.log(i, nameOf(i), Level[i * 16], Mixed[i / 2]);
console.log(Color?.[7], Color["0"], Color["7"].length, Color["3"]);
console.log(nameOf(NaN), nameOf(-0), nameOf(7.5 as number));

function isWarm(color: Color): boolean {
    switch (color) {
        case Color.Red:
        case Color.Violet:
            return true;
        default:
            return false;
    }
}
console.log(isWarm(Color.Red), isWarm(Color.Blue));
const answers: Answer[] = [Answer.Yes, Answer.No];
console.log(answers.join(), answers.indexOf(Answer.No), typeof Answer.No, typeof Color.Red);
class Painter {
    color = Color.Green;
    next(): Color {
        return this.color === Color.Green ? Color.Blue : Color.Red;
    }
    static readonly first: Color = Color.Violet;
}
console.log(new Painter().next(), Painter.first, Color.Blue.toFixed(1), Answer.Yes.charCodeAt(0));

// In functions and blocks.
function local(which: number): string {
    enum Local {
        First = 10,
        Second,
    }
    const inner = () => Local.Second;
    class Uses {
        value = Local.First;
    }
    return [Local[which], Local.First, inner(), new Uses().value].join();
}
console.log(local(10), local(12));

// Merged declarations.
enum Merged {
    A,
    B,
}
enum Merged {
    C = 2,
    D = B + 10,
}
console.log(Merged.A, Merged.C, Merged.D, Merged[2], Merged[11]);
enum Between {
    A = 1,
}
console.log(Between.A, (Between as any).B);
enum Between {
    B = 2,
    C = A + 2,
}
console.log(Between.A, Between.B, Between.C);

// As values.
enum Shape {
    Round,
    Square,
}
const shapes = Shape;
console.log(shapes.Round, shapes.Square, shapes["Square"], shapes[0], Shape[1]);
const { Round, Square: square } = Shape;
console.log(Round, square, typeof Shape, Shape === shapes);
function count(of: { Square: number }): number {
    return of.Square;
}
console.log(count(Shape));

// Members that are computed when the program runs.
let calls = 0;
function call(): number {
    return ++calls * 100;
}
enum Computed {
    First = 1,
    Second = call(),
    Third = call() + First,
    Fourth = Computed.First + 2,
    Text = "text",
}
console.log(Computed.First, Computed.Second, Computed.Third, Computed.Fourth, Computed.Text, calls);

// Before the declaration an enum of a module is undefined, one of a block is not there.
function early(): string {
    try {
        return String(Late.Now);
    } catch (error) {
        return (error as Error).name;
    }
}
console.log(early());
enum Late {
    Now = "now",
}
console.log(early());
function earlyInside(): string {
    const read = () => Inside.One;
    try {
        read();
    } catch (error) {
        console.log((error as Error).name);
    }
    enum Inside {
        One = 1,
    }
    return String(read());
}
console.log(earlyInside());
