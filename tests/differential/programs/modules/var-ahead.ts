// Runs before the module that it imports from: its `var`s are undefined, its functions are there.
import * as whole from "../var-modules.ts";
import { counter, count, late, nested } from "../var-modules.ts";
console.log("ahead", counter, late, nested, whole.late);
var own: number | undefined = count();
console.log("ahead", counter, own);
var own: number | undefined;
export { own };
export const look = (): string => [counter, late, nested, whole.counter].join();
