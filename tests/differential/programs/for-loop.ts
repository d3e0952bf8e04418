for (let i = 0; i < 3; i++) console.log(i);
for (let i = 0, j = 10; i < j; i += 3, j--) console.log(i, j);
let k = 0;
for (; k < 2;) k++;
for (;;) {
    if (k++ > 4) break;
    if (k === 4) continue;
    console.log("k", k);
}
for (let x = 0.5; x < 100; x *= 3) console.log(x);
for (let i = 3; i--;) console.log("down", i);
