function make(x: number, y = x): () => number {
    x += 1;
    const f = () => x + y;
    y *= 2;
    return f;
}
console.log(make(1)(), make(1, 5)());
function defaults(a: number, get = () => a): number {
    a = 50;
    return get();
}
console.log(defaults(1));
function rest(...values: number[]) {
    return () => values.length;
}
console.log(rest(1, 2, 3)());
