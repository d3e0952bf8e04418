/** Array.from, Array.of, Array(n), and the same of typed arrays. */
console.log(Array.from([3, 4]), Array.from("héj😀"), Array.from(new Set([1, "a"])), Array.from([, 1]));
console.log(Array.from(new Map([["a", 1]])), Array.from(new Map([["b", 2]]).values()), Array.from([5, 6].entries()));
console.log(
    Array.from([1, 2, 3], (value) => value * 2),
    Array.from("abc", (unit, index) => unit + index),
);
console.log(
    Array.from({ length: 4 }, (_, index) => index * index),
    Array.from({ length: 2 }),
);
console.log(
    Array.from({ length: 2.9 }, () => "x"),
    Array.from({ length: -1 }),
    Array.from({ length: NaN }),
);
console.log(
    Array.from(new Int16Array([1, -2])),
    Array.from(new Float32Array([0.5]), (value) => -value),
);
const length = 3;
console.log(
    Array.from({ length }, (value, index) => [value, index]),
    Array.from({ length: "2" as never }, () => 0),
);
const copy = Array.from([1, 2, 3]);
copy.push(4);
let total = 0;
for (const value of copy) total += value;
console.log(total, copy);
const names = Array.from(["x", "y"], (name) => ({ name }));
console.log(names, names[1]?.name);
function collect(...values: number[]): number[] {
    return Array.from(values, (value) => value + 0.5);
}
console.log(collect(1, 2), collect());

console.log(Array.of(7), Array.of<unknown>(1, "two", undefined), Array.of(), Array.of(...copy, 9));
console.log(new Array(3), Array(2), new Array(1, 2), Array("a"), new Array<unknown>("b", 3), new Array(), Array());
console.log(
    new Array(3).fill(0),
    new Array<number>(2).fill(1.5).map((value) => value * 2),
    new Array(2).length,
);
console.log([...new Array(2)], new Array(...[4]).length, new Array(...["q"]), Array(...[1, 2], 3), [
    ...Array(3).keys(),
]);
const grid = Array.from({ length: 2 }, () => new Array<number>(2).fill(0));
grid[1]![0] = 5;
console.log(grid);
const size: any = "2";
console.log(new Array(size), new Array(+size));

console.log(Uint8Array.from([1, 300, -1]), Float64Array.from(new Set([0.5, 2])), Int8Array.from("123"));
console.log(
    Int16Array.from([1, 2, 3], (value) => value * 20000),
    Uint8ClampedArray.from({ length: 3 }, (_, i) => i * 200),
);
console.log(
    Float32Array.from({ length: 2 }),
    Uint32Array.from(new Uint8Array([9])),
    Int32Array.from(["5", "x"] as never),
);
console.log(Array.isArray(Array.from("")), Array.isArray(new Array(2)), Array.isArray(new Uint8Array(1)));
console.log(Array.isArray({ length: 0 }), Array.isArray("a"), Array.isArray(null), Array.isArray(Array.of()));

function attempt(action: () => unknown): void {
    try {
        console.log(action());
    } catch (error) {
        console.log(error instanceof RangeError, error instanceof TypeError);
    }
}
attempt(() => new Array(-1));
attempt(() => Array(1.5));
attempt(() => new Array(4294967296));
attempt(() => Array.from(undefined as never));
attempt(() => Array.from([1], 5 as never));
attempt(() => Array.from([1], () => new Array(NaN)));
attempt(() => Uint8Array.from(null as never));
