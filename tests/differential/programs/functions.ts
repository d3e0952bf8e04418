function add(a: number, b: number): number {
    return a + b;
}
function nothing(): void {}
console.log(add(1, 2), nothing(), hoisted(3));
function hoisted(n: number): number {
    return n <= 1 ? 1 : n * hoisted(n - 1);
}
function even(n: number): boolean {
    return n === 0 ? true : odd(n - 1);
}
function odd(n: number): boolean {
    return n === 0 ? false : even(n - 1);
}
console.log(even(10), odd(7), even(7));
const expression = function fact(n: number): number {
    return n < 2 ? 1 : n * fact(n - 1);
};
console.log(expression(10));
