// @ts-nocheck
// Where a comment silences tsc, what is a type alone is not there when the program runs.
import { type Base as Inner } from "./modules/elided/more.ts";
import type { Base as Outer } from "./modules/elided/more.ts";

interface Shape {
    side: number;
}
type Alias = Shape;

function attempt(action) {
    try {
        console.log("value", action());
    } catch (error) {
        console.log(String(error));
    }
}

attempt(() => missing);
attempt(() => (missing = 1));
attempt(() => new Shape());
attempt(() => Alias.name);
attempt(() => Inner);
attempt(() => Outer);
attempt(() => typeof Shape + typeof Outer + typeof missing);
attempt(() => {
    let shape: Shape = { side: 1 };
    return shape.side;
});
