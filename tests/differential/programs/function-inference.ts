function first(a, b) {
    return a ?? b;
}
function twice(x) {
    return x + x;
}
console.log(first(1, 2), first(undefined, "b"), first(null, true));
console.log(twice(21), twice("ab"), twice(0.5), twice(true), twice(null));
function pick(flag, value) {
    if (flag) return value;
}
console.log(pick(true, 1), pick(false, 1), pick(1, "s"));
