// A module's `var` is undefined from the start of the program on, also for modules that run before.
import { look, own } from "./modules/var-ahead.ts";
export function count(): number {
    counter = (counter ?? 0) + 1;
    return counter;
}
console.log(counter, late!, own, look());
var counter: number | undefined;
console.log(counter);
var counter: number | undefined = 10;
export var late = "late";
for (const part of [1, 2]) export_(part);
function export_(part: number): void {
    console.log(part, counter, look());
    counter = part;
}
if (count() > 0) {
    var nested: string | undefined = "nested";
}
export { counter, nested };
console.log(look(), own);
