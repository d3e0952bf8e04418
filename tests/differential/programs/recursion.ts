function fib(n: number): number {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
console.log(fib(20));
function ackermann(m: number, n: number): number {
    if (m === 0) return n + 1;
    if (n === 0) return ackermann(m - 1, 1);
    return ackermann(m - 1, ackermann(m, n - 1));
}
console.log(ackermann(2, 3));
const hanoi = (n: number, from: string, to: string, via: string): number =>
    n === 0 ? 0 : hanoi(n - 1, from, via, to) + 1 + hanoi(n - 1, via, to, from);
console.log(hanoi(8, "a", "b", "c"));
