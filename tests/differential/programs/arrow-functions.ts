const inc = (n: number) => n + 1;
const pair = (a: number, b: number) => ({ a, b });
const block = (n: number) => {
    if (n > 0) return "positive";
    return "other";
};
console.log(inc(1), pair(1, 2).b, block(1), block(-1));
const curried = (a: number) => (b: number) => (c: number) => a * 100 + b * 10 + c;
console.log(curried(1)(2)(3));
console.log(((x: string) => x + "!")("now"));
