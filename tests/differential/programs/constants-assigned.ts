// What tsc refuses to assign is a TypeError at run time, though its error is suppressed.
// @ts-nocheck
const tell = (run) => {
    try {
        run();
        console.log("ran");
    } catch (e) {
        console.log(e.name, e.message);
    }
};
const k = 1,
    { d } = { d: 2 },
    [e] = [3];
tell(() => {
    k = 2;
});
tell(() => {
    k++;
});
tell(() => {
    k += 1;
});
tell(() => {
    d = 1;
});
tell(() => {
    [e] = [1];
});
tell(() => {
    ({ k } = { k: 1 });
});
tell(() => {
    for (k of [1]) console.log("in");
});
tell(() => {
    k ||= 3;
});
tell(() => {
    k &&= 3;
});
tell(() => {
    k ??= 3;
});
tell(() => {
    for (const i = 0; i < 2; i++) console.log(i);
});
tell(() => {
    for (const i of [1, 2]) {
        i = 3;
    }
});
tell(() => {
    const f = function g() {
        g = 1;
    };
    f();
});
tell(() => {
    early = 1;
    const early = 2;
});
tell(() => {
    let n = 0;
    const c = 0;
    try {
        c = (n++, 1);
    } finally {
        console.log(n);
    }
});
