function apply(f: (n: number) => number, n: number): number {
    return f(n);
}
const table = [
    (n: number) => n + 1,
    (n: number) => n * 2,
    Math.abs === undefined ? (n: number) => n : (n: number) => -n,
];
for (const f of table) console.log(apply(f, 5));
let chosen = table[0];
console.log(chosen === table[0], chosen === table[1]);
chosen = table[2];
console.log(chosen?.(3));
const maybe: (() => string) | undefined = table.length > 5 ? () => "no" : undefined;
console.log(maybe?.());
const compose = (f: (n: number) => number, g: (n: number) => number) => (n: number) => f(g(n));
console.log(
    compose(
        (n) => n + 1,
        (n) => n * 10,
    )(4),
);
