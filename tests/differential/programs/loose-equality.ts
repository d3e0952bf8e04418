const values: (string | number | boolean | null | undefined)[] = [
    0,
    -0,
    NaN,
    1,
    "",
    "0",
    "1",
    " 1 ",
    "x",
    true,
    false,
    null,
    undefined,
];
for (const x of values) {
    for (const y of values) console.log(x, y, x == y, x != y, x === y, x !== y);
}
