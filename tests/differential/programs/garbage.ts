let kept: { n: number; text: string }[] = [];
for (let i = 0; i < 20000; i++) {
    const o = { n: i, text: "item " + i };
    if (i % 1000 === 0) kept.push(o);
}
console.log(kept.length, kept[7]?.text, kept[19]?.n);
kept = [];
let a: { other?: unknown } = {};
for (let i = 0; i < 5000; i++) {
    const b = { other: a };
    a.other = b;
    a = {};
}
console.log("done");
