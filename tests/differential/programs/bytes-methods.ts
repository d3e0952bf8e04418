const bytes = new Uint8Array([5, 200, 0, 17, 255, 17]);
const none = new Uint8Array(0);
function show(view: Uint8Array): string {
    return view.length + ":" + view.join(" ");
}
console.log(bytes.join(), bytes.join(""), bytes.join("→"), none.join() === "", Uint8Array.of(7).join("→"));
console.log((bytes as any).join(null), (bytes as any).join(5), bytes.join(undefined));
console.log(
    show(bytes.map((x) => x * 2)),
    show(bytes.map((x, i) => x / 2 - i)),
    show(bytes.filter((x) => x > 16)),
    show(bytes.filter(() => true)),
    show(bytes.filter(() => false)),
    show(none.map((x) => x)),
);
console.log(
    bytes.some((x) => x === 0),
    bytes.every((x) => x > 0),
    none.some(() => true),
    none.every(() => false),
    bytes.find((x) => x > 5),
    bytes.find((x) => x === 1),
    bytes.findIndex((x) => x === 17),
    bytes.findLast((x) => x > 100 && x < 255),
    bytes.findLastIndex((x) => x === 17),
    none.findLastIndex(() => true),
);
bytes.forEach((value, index, all) => console.log(value, index, all === bytes));
console.log(
    bytes.reduce((a, b) => a + b),
    bytes.reduce((text, x) => text + x + ",", ""),
    bytes.reduceRight((a, b) => a - b),
    bytes.reduceRight((text, x, i) => text + i + x + ",", ""),
    Uint8Array.of(9).reduce(() => 1),
);
for (const reduce of [() => none.reduce((a) => a), () => none.reduceRight((a) => a)]) {
    try {
        console.log(reduce());
    } catch (error) {
        console.log(String(error));
    }
}
console.log(bytes.at(0), bytes.at(-1), bytes.at(6), bytes.at(-7), none.at(0), (bytes as any).at("1"));
console.log(bytes.lastIndexOf(17), bytes.lastIndexOf(17, 4), bytes.lastIndexOf(17, -4), bytes.lastIndexOf(1));
console.log(
    bytes.lastIndexOf(5, undefined),
    bytes.lastIndexOf(17, undefined),
    bytes.lastIndexOf(5, -6),
    bytes.lastIndexOf(5, -7),
);
console.log((bytes as any).lastIndexOf("17"), (bytes as any).lastIndexOf(), bytes.lastIndexOf(17, Infinity));

const copy = new Uint8Array(bytes);
console.log(copy.reverse() === copy, show(copy), show(none.reverse()), show(Uint8Array.of(1, 2, 3).reverse()));
console.log(
    show(bytes.toReversed()),
    show(bytes.with(0, 300)),
    show(bytes.with(-1, -1)),
    show(bytes.with(1.9, 2.9)),
    show(bytes),
);
for (const index of [6, -7, Infinity, -Infinity, 4294967296]) {
    try {
        console.log(show(bytes.with(index, 1)));
    } catch (error) {
        console.log(String(error));
    }
}
for (const [target, start, end] of [
    [0, 3, 5],
    [1, 0, 4],
    [-2, -4, -2],
    [0, 9, 12],
    [5, 0, 6],
    [2, 4, 3],
    [NaN, 1.9, Infinity],
] as [number, number, number][])
    console.log(show(new Uint8Array(bytes).copyWithin(target, start, end)));
console.log(show(new Uint8Array(bytes).copyWithin(2)), show(new Uint8Array(bytes).copyWithin(1, 3)));

// A part of a buffer.
const part = new Uint8Array(bytes).subarray(1, 4);
console.log(
    show(part.sort()),
    part.byteOffset,
    show(new Uint8Array(part.buffer)),
    show(part.toReversed()),
    part.toReversed().byteOffset,
);

console.log(
    show(Uint8Array.of()),
    show(Uint8Array.of(1, 256, -1, 2.7, NaN)),
    show((Uint8Array.of as any)("3", true, null)),
);
console.log(
    show(bytes.toSorted()),
    show(bytes.toSorted((a, b) => b - a)),
    show(new Uint8Array(bytes).sort()),
    show(new Uint8Array(bytes).sort((a, b) => (a % 16) - (b % 16))),
    show(none.sort()),
    show(bytes),
);
const many = new Uint8Array(777);
for (let i = 0; i < many.length; i++) many[i] = i * 7919;
const sorted = many.toSorted();
console.log(
    sorted.every((x, i) => i === 0 || sorted[i - 1]! <= x),
    sorted.reduce((a, b) => a + b) === many.reduce((a, b) => a + b),
    many.sort() === many,
);

for (const wrong of [undefined, null, 5, "text", {}] as any[]) {
    for (const some of [none, bytes] as any[]) {
        for (const action of [
            () => some.map(wrong),
            () => some.filter(wrong),
            () => some.forEach(wrong),
            () => some.some(wrong),
            () => some.every(wrong),
            () => some.find(wrong),
            () => some.findIndex(wrong),
            () => some.findLast(wrong),
            () => some.findLastIndex(wrong),
            () => some.reduce(wrong),
            () => some.reduce(wrong, 1),
            () => some.reduceRight(wrong),
            () => some.reduceRight(wrong, 1),
            () => some.toSorted(wrong),
        ]) {
            try {
                action();
                console.log("none");
            } catch (error) {
                console.log(error instanceof TypeError);
            }
        }
    }
}
export {};
