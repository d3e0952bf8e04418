import { Base } from "./first.ts";

console.log("second runs");
export const double = (n: number) => n * 2;
export const constant = double(21);
export function make(): Base {
    return new Base();
}
