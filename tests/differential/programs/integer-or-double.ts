/**
 * Integers that leave int32 and come back, through each operator, and what has no int32 at all: -0,
 * NaN, undefined.
 */
const limits = [0, -0, 1, -1, 2, -3, 32767, 32768, -32768, -32769, 46340, 46341, 65536, 2147483647, -2147483648];
const beyond = [2147483648, -2147483649, 4294967295, 4294967296, 9007199254740991, NaN];

function sign(x: number): string {
    return `${x === 0 ? 1 / x : x}`;
}

function integers(values: number[]): void {
    let sum = 0;
    let difference = 0;
    let product = 1;
    let count = 0;
    for (const value of values) {
        sum += value;
        difference -= value;
        product = (product * value) % 2147483647;
        if (sum > difference) count++;
        if (sum >= difference) count--;
        if (sum < product) count += 2;
        if (sum <= product) count -= 3;
        if (sum === product) count += 5;
        if (sum !== difference) count -= 7;
        console.log(sum, difference, sign(product), count, -sum, sign(-product), +sum, !sum, sum ? 1 : 0);
        console.log(sum | 0, sum >>> 0, sum & 255, ~sum, sum << 3, sum >> 3, `${sum}`, sum + "", sum / 2, sum ** 2);
        console.log(sum++, sum--, ++sum, --sum, sum === value, sum == value, sum < 0, sum > 2147483647);
    }
}

function pairs(left: number[], right: number[]): void {
    for (const a of left) {
        for (const b of right) {
            let x = a;
            let y = b;
            x += y;
            y = x - y;
            const product = a * b;
            const remainder = a % b;
            console.log(x, y, sign(product), sign(remainder), a < b, a <= b, a > b, a >= b, a === b, a !== b, sign(-a));
        }
    }
}

integers(limits);
integers(beyond);
pairs(limits, limits);
pairs(beyond, limits);
pairs(limits, beyond);

function factorial(n: number): number {
    return n < 2 ? 1 : n * factorial(n - 1);
}
function fib(n: number): number {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
for (let n = 0; n < 25; n++) console.log(n, factorial(n), fib(n % 20));

let counter = 2147483640;
const read = (): number => counter;
for (let i = 0; i < 20; i++) counter++;
console.log(counter, read(), counter % 10, counter % 7.5, -counter % 2);
for (let i = 0; i < 20; i++) counter--;
console.log(counter, read());

class Meter {
    total = 0;
    static all = 0;
    add(amount: number): number {
        this.total += amount;
        Meter.all += amount;
        return this.total;
    }
}
const meter = new Meter();
for (const amount of [2147483647, 1, -2147483648, -5, 1e15]) console.log(meter.add(amount), meter.total, Meter.all);

const list: number[] = [];
let next = 1;
for (let i = 0; i < 40; i++) {
    list[i] = next;
    next *= 3;
}
console.log(list.join(), list[next] === undefined, list[39], list.indexOf(4782969), list.includes(3 ** 30));
let at = 0;
let missing = 0;
for (let i = 0; i < 45; i++) {
    const element = list[at++];
    if (element === undefined) missing += 1;
    else missing -= element;
}
console.log(at, missing, list[at - 41], list[at - 0.5], list[-1]);
let unknown = 0;
for (let i = 0; i < 3; i++) unknown += list[i * 20] as number;
console.log(unknown);
