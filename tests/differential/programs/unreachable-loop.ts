// @ts-nocheck
/** A statement that always throws, and behind it a loop and a `try`, which nothing comes to. */
function store() {
    const view = new Uint8Array(8);
    (view && 1)[3] = 1.9;
    for (const byte of view) console.log(byte);
    try {
        console.log("nothing");
    } catch (error) {
        console.log(error);
    }
    while (view.length > 3) {
        if (view[0] === 1) continue;
        break;
    }
    return view.length;
}
for (let round = 0; round < 2; round++) {
    try {
        console.log(store());
    } catch (error) {
        console.log(error instanceof TypeError);
    }
}
