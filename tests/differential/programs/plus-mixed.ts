const values: (string | number | boolean | null | undefined)[] = [
    0,
    -0,
    1.5,
    NaN,
    "",
    "a",
    "12",
    true,
    false,
    null,
    undefined,
];
function add(x: any, y: any): void {
    console.log(x + y);
}
for (const x of values) {
    for (const y of values) add(x, y);
}
