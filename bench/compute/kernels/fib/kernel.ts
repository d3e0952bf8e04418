/** Calls: the fifteenth Fibonacci number by its definition. */
function fib(n: number): number {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

export function run(): number {
    return fib(15);
}
