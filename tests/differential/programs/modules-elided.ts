import "./modules/elided/side.ts";
import "./modules/elided/side2.ts";
import { type Shape, Used } from "./modules/elided/types.ts";
import type { value } from "./modules/elided/types.ts";
import * as more from "./modules/elided/more.ts";
import { Kept } from "./modules/elided/kept.ts";
import { again } from "./modules/elided/inner.ts";
import { brief } from "./modules/elided/shorthand.ts";

class Own implements more.Base {
    size: more.Alias = 6;
}
function area(shape: Shape | Used, factor: typeof value): number {
    const Used = 2;
    return shape.size * factor * Used;
}
console.log(area(new Own(), 1), { brief }.brief, again);
const maybe: unknown = new Own();
console.log(maybe instanceof Kept);
