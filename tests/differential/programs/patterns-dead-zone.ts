// What a pattern takes apart is evaluated before the names of the pattern are there.
// @ts-nocheck
const tell = (run) => {
    try {
        console.log(run());
    } catch (error) {
        console.log(error instanceof ReferenceError, error.message);
    }
};
tell(() => {
    let [p, q] = [1, p];
    return q;
});
tell(() => {
    const { o } = { o: o };
    return o;
});
tell(() => {
    const read = () => x;
    const { x } = { x: read() };
    return x;
});
tell(() => {
    const { inner: { a, b } = { a: 1, b: a } } = {};
    return b;
});
tell(() => {
    const { a, b = a, inner: [c] = [b] } = { a: 1 };
    return [a, b, c].join();
});
const parameter = ([p, q] = [1, p]) => q;
tell(() => parameter());
tell(() => parameter([1, 2]));
const get = () => top;
tell(() => {
    const assign = () => {
        try {
            throw "thrown";
        } catch (e) {
            e = "the name of a clause is no constant";
            return e;
        }
    };
    return assign();
});
const [top] = [get()];
