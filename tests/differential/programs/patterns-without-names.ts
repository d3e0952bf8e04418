// Patterns that read no property refuse undefined and null alone.
// @ts-nocheck
const tell = (run) => {
    try {
        run();
        console.log("ran");
    } catch (e) {
        console.log(e.name, e.message);
    }
};
const { ...r1 } = 5;
const { ...r2 } = true;
console.log(r1.x, r2.y);
tell(() => {
    const { ...r } = null;
});
tell(() => {
    const {} = undefined;
});
tell(() => {
    const {} = null;
});
tell(() => {
    ({} = undefined);
});
const {} = "abc",
    {} = () => 1,
    {} = [1];
function two(a) {
    const { ...r } = a;
    return r.x;
}
console.log(two({ x: 1 }), two(4));
const v = 0;
({} = v);
for (const {} of [1, 2]) console.log("turn");
function called({}) {
    return "called";
}
console.log(called(5), called("s"));
tell(() => called());
