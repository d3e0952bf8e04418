const a = [5, 1, 4];
console.log(
    a.map((x) => x * 2).join(),
    a.filter((x) => x > 1).join(),
    a.reduce((s, x) => s + x, 0),
);
a.forEach((x, i) => console.log(i, x));
console.log(
    a.some((x) => x === 4),
    a.every((x) => x > 1),
    a.find((x) => x < 5),
    a.find((x) => x > 9),
    a.findIndex((x) => x === 4),
);
console.log(
    a.map((x, i) => `${i}:${x}`).join(" "),
    a
        .slice()
        .sort((l, r) => l - r)
        .join(),
    a.join(),
);
try {
    a.forEach((x) => {
        if (x === 1) throw new Error("stop");
        console.log("saw", x);
    });
} catch (error) {
    console.log((error as Error).message);
}
console.log(
    [1, 2, 3].reduce((sum, x) => sum + x),
    ["a", "b"].reduce((text, x, i) => text + x + i),
    [, 5, , 6].reduce((product, x) => product! * x!),
    [7].reduce(() => 0),
    [1, 2].reduce((text: any, x) => text + x, undefined),
);
const unchecked: any = [3, 4];
console.log(
    unchecked.reduce((a: any, b: any) => a - b),
    unchecked.reduce((a: any, b: any) => a - b, 1),
);
for (const nothing of [[], [,]] as any[]) {
    try {
        console.log(nothing.reduce((sum: any, x: any) => sum + x));
    } catch (error) {
        console.log(String(error));
    }
}
// What is no function is refused before anything is called.
function kindOf(action: () => unknown): string {
    try {
        action();
        return "none";
    } catch (error) {
        return error instanceof TypeError ? "TypeError" : "other";
    }
}
for (const wrong of [undefined, null, 5, "text", {}, [1]] as any[]) {
    for (const some of [[], [1]] as any[]) {
        console.log(
            kindOf(() => some.map(wrong)),
            kindOf(() => some.filter(wrong)),
            kindOf(() => some.forEach(wrong)),
            kindOf(() => some.some(wrong)),
            kindOf(() => some.every(wrong)),
            kindOf(() => some.find(wrong)),
            kindOf(() => some.findIndex(wrong)),
            kindOf(() => some.reduce(wrong)),
            kindOf(() => some.reduce(wrong, 1)),
            kindOf(() => some.sort(wrong)),
        );
    }
}
// A comparison that gives true or false moves nothing.
console.log([3, 1, 2].sort((l, r) => (l > r) as any).join(), [1, 2, 3].sort((l, r) => (l < r) as any).join());
