const [a, b, c = "default", , d] = [1, 2, undefined, 4, 5];
console.log(a, b, c, d);
const [head, ...tail] = [1, 2, 3];
console.log(head, tail.length, tail[0], tail[1]);
let x = 1;
let y = 2;
[x, y] = [y, x];
console.log(x, y);
const [[p], { q }] = [[10], { q: 20 }] as [number[], { q: number }];
console.log(p, q);
const [missing = "none"] = [] as string[];
console.log(missing);
const [first, second] = "\u{1F600}b";
console.log(first, second);
function pair([l, r]: number[]): number {
    return (l ?? 0) * 10 + (r ?? 0);
}
console.log(pair([1, 2]), pair([3]));
let calls = 0;
const called = (n: number) => {
    calls++;
    return n;
};
const [once, , ...others] = [called(1), called(2), called(3), called(4)];
console.log(once, others.join(), calls);
