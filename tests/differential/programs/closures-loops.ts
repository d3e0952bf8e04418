const functions: (() => number)[] = [];
for (let i = 0; i < 3; i++) functions.push(() => i);
for (let i = 0; i < 3; i++) {
    functions.push(() => i * 10);
    i++;
}
for (const x of [7, 8]) functions.push(() => x);
let n = 0;
while (n < 2) {
    const captured = n;
    functions.push(() => captured + n);
    n++;
}
for (let i = 0, step = () => i++; i < 2; step()) {
    functions.push(() => i + 1000);
    i++;
}
for (const f of functions) console.log(f());
