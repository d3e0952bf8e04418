function show(x: number, y: number): void {
    console.log(x + y, x - y, x * y, x / y, x % y, -x, +y);
}
const edges = [
    0,
    -0,
    1,
    -1,
    2147483647,
    -2147483648,
    0.5,
    -2.5,
    NaN,
    Infinity,
    -Infinity,
    9007199254740991,
    1e308,
    5e-324,
];
for (const x of edges) {
    for (const y of edges) show(x, y);
}
