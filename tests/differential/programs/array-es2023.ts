function show(array: readonly unknown[]): string {
    let text = array.length + ":";
    for (let i = 0; i < array.length; i++) {
        let isThere = false;
        array.forEach((_, index) => {
            if (index === i) isThere = true;
        });
        const element = array[i];
        text += isThere ? " " + (Array.isArray(element) ? "[" + show(element) + "]" : String(element)) : " hole";
    }
    return text;
}
function attempt(action: () => string): string {
    try {
        return action();
    } catch (error) {
        return String(error);
    }
}
const numbers = [5, 1, 4, 10, 2];
const holes = [1, , 3, , 5];
const words = ["pear", "fig", "apple"];
const mixed: (number | string | undefined)[] = [3, "x", undefined, 1];
const none: number[] = [];

// From the end.
console.log(
    numbers.findLast((x) => x < 5),
    numbers.findLast((x) => x > 99),
    numbers.findLastIndex((x) => x > 4),
    none.findLast(() => true),
    holes.findLast((x) => x === undefined),
    holes.findLastIndex((x) => x === undefined),
);
numbers.findLast((value, index, all) => {
    console.log(value, index, all === numbers);
    return index === 2;
});
console.log(
    numbers.reduceRight((a, b) => a - b),
    numbers.reduceRight((text, x, i) => text + i + ":" + x + " ", ""),
    holes.reduceRight((a, b) => a! * 10 + b!),
    [7].reduceRight(() => 0),
    words.reduceRight((a, b) => a + b),
);
for (const empty of [[], [,]] as any[]) console.log(attempt(() => empty.reduceRight((a: string, b: string) => a + b)));

// One array of many.
console.log(show([1, [2, 3], [[4]], []].flat()), show([[1, , 2], , [3]].flat()));
const rows = [
    [1, 2],
    [3, 4],
];
console.log(
    rows.flat().reduce((sum, x) => sum + x),
    words.flatMap((word) => word.split("")).join(""),
);
const deep: any = [1, [2, [3, [4, [5, , 6]]]], ,];
console.log(show(deep.flat(2)), show(deep.flat(0)), show(deep.flat(-1)), show(deep.flat(Infinity)));
console.log(show(deep.flat(undefined)), show(deep.flat(1.9)), show(deep.flat(NaN)), show(deep.flat("2")));
console.log(
    show(numbers.flatMap((x, i) => (i % 2 === 0 ? [x, x * 2] : []))),
    show(holes.flatMap((x) => [x, [x]])),
    show(numbers.flatMap((x) => x / 2)),
    show([1, 2].flatMap(() => [, 1])),
);

// Copies, in which holes are undefined, and what they are copies of.
console.log(show(numbers.toReversed()), show(holes.toReversed()), show(none.toReversed()), show(numbers));
console.log(
    show(numbers.toSorted()),
    show(numbers.toSorted((a, b) => b - a)),
    show(words.toSorted()),
    show(holes.toSorted()),
    show(mixed.toSorted()),
    show(numbers),
);
console.log(show(numbers.with(0, 9)), show(numbers.with(-1, 9)), show(holes.with(1.7, 2)), show(numbers.with(-0.5, 8)));
console.log(
    show((words as any).with(1, 5)),
    show((numbers as any).with("1", true)),
    show((numbers as any).with(NaN, 1)),
);
for (const index of [5, -6, 1e10, Infinity, -Infinity])
    console.log(attempt(() => show(numbers.with(index, 0))).split(" :")[0]);
console.log(
    show(numbers.toSpliced()),
    show(numbers.toSpliced(1)),
    show(numbers.toSpliced(-2)),
    show(numbers.toSpliced(1, 2)),
    show(numbers.toSpliced(1, 0, 7, 8)),
    show(numbers.toSpliced(1, undefined)),
    show(numbers.toSpliced(undefined)),
    show(numbers.toSpliced(undefined, 1)),
);
console.log(
    show(numbers.toSpliced(-3, -1, 6)),
    show(numbers.toSpliced(Infinity, 1, 6)),
    show(numbers.toSpliced(-Infinity, 1.9, 6)),
    show(numbers.toSpliced(2, Infinity)),
    show(holes.toSpliced(2, 1)),
    show(numbers.toSpliced(1, 1, ...words.map((word) => word.length))),
    show(numbers.toSpliced(NaN, NaN, 0)),
);
const sparse = ["b", , "a"];
console.log(
    show(sparse.toReversed()),
    show(sparse.toSorted()),
    show(sparse.with(0, "c")),
    show(sparse.toSpliced(0, 1)),
);
console.log(show(sparse.copyWithin(0, 1)), show([{ n: 1 }, { n: 2 }].toReversed().map(({ n }) => n)));
const frozen: readonly string[] = words;
console.log(
    show(frozen.toSorted()),
    show(frozen.with(2, "kiwi")),
    show(frozen.toSpliced(0, 1)),
    show(frozen.toReversed()),
);

// Within one.
for (const [target, start, end] of [
    [0, 3, 5],
    [1, 0, 4],
    [-2, -4, -2],
    [0, 9, 12],
    [4, 0, 5],
    [2, 3, 3],
    [-99, 1, 99],
    [NaN, 1.9, Infinity],
] as [number, number, number][])
    console.log(show(numbers.slice().copyWithin(target, start, end)));
console.log(
    show(numbers.slice().copyWithin(2)),
    show(numbers.slice().copyWithin(1, 3)),
    show(holes.slice().copyWithin(0, 1)),
);
console.log(
    show(words.slice().copyWithin(1, 0, 2)),
    show([true, false, true].copyWithin(0, 1)),
    show([0.5, 1.5].copyWithin(1, 0)),
);

// What is no function is refused before anything is called.
for (const wrong of [undefined, null, 5, "text", {}] as any[]) {
    for (const some of [[], [1]] as any[]) {
        for (const action of [
            () => some.findLast(wrong),
            () => some.findLastIndex(wrong),
            () => some.reduceRight(wrong),
            () => some.reduceRight(wrong, 0),
            () => some.flatMap(wrong),
            () => show(some.toSorted(wrong)),
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

// The callback changes the array.
const growing = [1, 2, 3];
console.log(
    show(
        growing.flatMap((x) => {
            growing.push(x);
            return x;
        }),
    ),
    growing.length,
);
const shrinking = [1, 2, 3, 4];
console.log(
    shrinking.reduceRight((sum, x) => {
        shrinking.length = 1;
        return sum + x;
    }),
    shrinking.findLastIndex((x) => {
        shrinking.push(x);
        return false;
    }),
    shrinking.length,
);
export {};
