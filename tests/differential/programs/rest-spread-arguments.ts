function sum(...numbers: number[]): number {
    let total = 0;
    for (const n of numbers) total += n;
    return total;
}
function tail(first: string, ...rest: (string | number)[]): string {
    return first + ":" + rest.length + ":" + rest.join("|");
}
console.log(sum(), sum(1), sum(1, 2, 3), tail("a"), tail("a", 1, "b"));
const list = [4, 5, 6];
console.log(sum(...list), sum(1, ...list, 2, ...list), tail(...(["x", "y"] as [string, string])));
console.log(Math.max(...[4, 6, 5]), Math.min(...[4, 6], -1), Math.max());
const collect = (...values: number[]): number => values.length;
console.log(!collect(), -collect(1, 2));
