outer: for (let i = 0; i < 4; i++) {
    inner: for (let j = 0; j < 4; j++) {
        if (j === 2) continue outer;
        if (i === 2) break outer;
        if (i === j) continue inner;
        console.log(i, j);
    }
}
block: {
    console.log("in block");
    if (1 < 2) break block;
    console.log("never");
}
loop: while (true) {
    switch (1) {
        case 1:
            break loop;
    }
}
console.log("end");
