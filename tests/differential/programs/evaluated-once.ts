/**
 * The right side of a pattern is evaluated once; a field that is only ever undefined is a value
 * like any other.
 */
let calls = 0;
const next = (): number => ++calls;
const [first, ...others]: any[] = [next(), next(), next()];
console.log(first, others.join(), calls);
let [a = next(), , ...rest]: any[] = [undefined, next(), [next()].length];
console.log(a, rest.join(), calls);
[a, ...rest] = [next(), a, ...rest];
console.log(a, rest.join(), calls);
class Empty {
    never: any;
}
let kept: any = new Empty().never;
console.log(kept === undefined, typeof (kept ?? "nothing"));
kept = new Empty();
const { never: taken, ...left } = { never: (kept as Empty).never, x: 1 };
console.log(taken, left.x, kept.never === taken);
export {};
