// Object.fromEntries of arrays, maps and what Object.entries gives.
const prices = new Map([
    ["apple", 2],
    ["pear", 3],
]);
console.log(Object.fromEntries(prices), Object.fromEntries(prices.entries()));
console.log(
    Object.fromEntries([
        ["a", 1],
        ["b", 2],
        ["a", 3],
    ] as [string, number][]),
);
console.log(Object.fromEntries(Object.entries({ x: 1, y: 2 }).map(([key, value]) => [key, value * 10])));
const numbers = Object.fromEntries([
    [2, "two"],
    [1, "one"],
] as [number, string][]);
console.log(Object.keys(numbers), numbers[1], JSON.stringify(numbers));
const odd = Object.fromEntries([
    ["__proto__", 1],
    ["toString", 2],
] as [string, number][]);
console.log(Object.keys(odd), Object.hasOwn(odd, "__proto__"));
console.log(Object.keys(Object.fromEntries([])).length);
try {
    Object.fromEntries([1] as any);
} catch (error) {
    console.log(String(error));
}
