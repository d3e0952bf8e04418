for (const x of [1, "two", null, true]) console.log(x);
for (const c of "añ\u{1F600}") console.log(c, c.length);
for (const byte of new Uint8Array([1, 255, 256])) console.log(byte);
const growing = [1, 2, 3];
for (const x of growing) {
    if (growing.length < 6) growing.push(x * 10);
    console.log(x);
}
let last = 0;
for (last of [7, 8, 9]) if (last === 8) break;
console.log(last);
for (const [a, b] of [
    [1, 2],
    [3, 4],
])
    console.log(a, b);
for (const { p, q = "none" } of [
    { p: 1, q: "q" },
    { p: 2, q: undefined },
])
    console.log(p, q);
