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
