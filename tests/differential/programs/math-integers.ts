/** Functions of Math on integers, and quotients that are rounded. */
const integers = [0, 1, -1, 7, -7, 2147483647, -2147483648, 4294967295];
const others = [-0, 0.5, -0.5, 1.5, -1.5, 1e300, NaN, Infinity, -Infinity, 4503599627370497.5];
const exact = (x: number): string => (x === 0 ? `${1 / x}` : `${x}`);
function all(values: readonly number[]): void {
    for (const x of values) {
        console.log(
            exact(Math.abs(x)),
            exact(Math.floor(x)),
            exact(Math.ceil(x)),
            exact(Math.round(x)),
            exact(Math.trunc(x)),
        );
        console.log(
            exact(Math.sign(x)),
            Math.clz32(x),
            Math.imul(x, 3),
            Math.imul(x, x),
            exact(Math.min(x)),
            exact(Math.max(x)),
        );
    }
}
all(integers);
all(others);
function two(left: readonly number[], right: readonly number[]): void {
    for (const a of left) {
        for (const b of right) {
            console.log(
                exact(Math.min(a, b)),
                exact(Math.max(a, b)),
                exact(Math.min(a, b, 3)),
                exact(Math.max(1, a, b)),
            );
            console.log(
                exact(Math.floor(a / b)),
                exact(Math.trunc(a / b)),
                exact(Math.round(a / b)),
                exact(Math.ceil(a / b)),
            );
        }
    }
}
two(integers, integers);
two(others, integers);
two(integers, others);
console.log(Math.min(), Math.max(), Math.min(...integers), Math.max(...others.slice(0, 5)));
let total = 0;
for (let i = 0; i < 300; i++) {
    total = Math.max(total, i * 7 - (i % 13) * 100);
    total += Math.floor(i / 2) - Math.floor(-i / 3) + Math.abs(i - 150) + Math.trunc(i / 7) + Math.min(i, 50);
}
console.log(total);
let least = 2147483647;
for (let i = 0; i < 40; i++) least = Math.min(least, 1000 - i * i * i * 2000);
console.log(least, Math.abs(least), Math.abs(-2147483648 + total * 0));
for (const n of [0, 255, -255, 2147483647, -2147483648, 4294967295, 4294967296, 1e21, -0, 0.5]) {
    console.log(
        n.toString(),
        n.toString(2),
        n.toString(16),
        n.toString(36),
        `${n}`,
        n + "",
        [n, n].join(),
        n.toFixed(2),
        n.valueOf(),
    );
}
