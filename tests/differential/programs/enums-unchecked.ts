// Enums where tsc is silenced: assigned members and names, missing members, uses at odd places.
// @ts-nocheck
import { ahead, named } from "./modules/enums-ahead.ts";
export enum Shared {
    One = 1,
}
console.log(ahead(), named(1), named(7), Shared.One);
enum Empty {}
console.log(typeof Empty);
enum Written {
    A = 1,
    B = 2,
}
const alias = Written;
Written.A = 10;
alias.B++;
console.log(Written.A, Written.B, alias.A, Written[1]);
enum Replaced {
    A = 1,
}
const before = Replaced.A;
Replaced = { A: "replaced" };
console.log(before, Replaced.A);
enum Missing {
    A,
}
console.log(Missing.Other, Missing.A);
function merged(value) {
    enum Parts {
        A = 1,
    }
    const read = () => Parts.B;
    console.log(read(), Parts.A);
    enum Parts {
        B = A + 1,
    }
    class Reader {
        b = Parts.B;
    }
    console.log(read(), Parts.A, new Reader().b);
    switch (value) {
        case 1:
            enum Inside {
                X = "x",
            }
        default:
            try {
                console.log(Inside.X);
            } catch (error) {
                console.log(error.name);
            }
    }
}
merged(1);
merged(2);
const results = [];
for (const value of [0, 1, 2]) {
    enum Turn {
        Zero,
        One,
        Own = value * 10,
    }
    results.push(() => Turn.Own + Turn.One);
}
console.log(results.map((run) => run()).join());
enum Chained {
    A = 1,
    B = Chained.A + 1,
    C = (() => Chained.B * 2)(),
    D = "d" + A,
}
console.log(Chained?.A, Chained.B, Chained.C, Chained.D);

const nameOf = (value) => Shared[value];
console.log(nameOf(1), nameOf(2));
enum Changed {
    A,
    B,
}
Changed.A += 5;
for (const value of [0, 1, 2]) console.log(Changed[value], Changed.A);
