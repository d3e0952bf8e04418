let i = 0;
while (i < 5) {
    if (i === 3) break;
    console.log("while", i++);
}
do {
    console.log("do", i);
    i--;
    if (i === 1) continue;
} while (i > 0);
while (true) {
    if (++i > 3) break;
}
console.log(i);
do console.log("once");
while (false);
