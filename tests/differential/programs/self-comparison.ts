/** A variable compared with itself: equal unless it is NaN, and no warning of the C compiler. */
const values: any[] = [NaN, 0, -0, "a", "", undefined, null, true];
for (const v of values) {
    console.log(v === v, v == v, v !== v, v != v, v < v, v <= v, v > v, v >= v);
}
let n = NaN;
console.log(n === n, n == n, n !== n, n < n, n >= n);
n = 1;
console.log(n === n, n != n, n <= n);
const s = "é" + n;
console.log(
    s === s,
    s < s,
    s >= s,
    Object_same({}),
    Object_same(() => 1),
);
function Object_same(x: any): boolean {
    return x === x && x == x && !(x !== x) && !(x != x);
}
export {};
