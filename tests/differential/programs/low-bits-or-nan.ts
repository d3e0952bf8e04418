/** Low bits of sums whose operands may be missing: NaN makes 0 of all that it meets. */
const words = [0x80000000, 0xffffffff, 1, -1, 2147483647, -2147483648];
const grown: number[] = [];
for (let i = 0; i < 6; i++) grown.push(words[i]);
const bytes = new Uint8Array(4);
for (let i = 0; i < 4; i++) bytes[i] = 250 + i;

function sumOfThree(list: number[], at: number): number {
    return (list[at] + list[at + 1] + 7) | 0;
}

function mixed(list: number[], at: number, seed: number): number {
    let hash = seed | 0;
    hash = (hash * 31 + list[at]) | 0;
    hash = (hash - list[at + 1] + bytes[at]) | 0;
    return hash ^ (bytes[at] + 1);
}

for (let at = -1; at < 8; at++) {
    console.log(sumOfThree(grown, at), sumOfThree(words, at), mixed(grown, at, at * 1000003));
    console.log((bytes[at] * 3 + 5) & 0xffff, (bytes[at] - 300) >>> 0, ~(bytes[at] + 1), (bytes[at] + 0.5) | 0);
}

/** A variable that is NaN on one way in keeps that for the sum behind it. */
function chain(list: number[], rounds: number): number {
    let a = list[0];
    let b = list[1];
    let result = 0;
    for (let i = 0; i < rounds; i++) {
        const next = (a + b + i) | 0;
        a = b;
        b = list[i];
        result = (result * 33 + next) | 0;
    }
    return result;
}
console.log(chain(grown, 3), chain(grown, 9), chain([], 4), chain([5], 6));

/** Values that are no numbers: undefined is NaN, null is 0. */
function bitsOf(values: (number | undefined | null | boolean)[], at: number): number {
    return ((values[at] as number) + 1) | 0;
}
for (let at = 0; at < 6; at++) console.log(bitsOf([1, undefined, null, true, 4294967295], at));

/** Beyond 2^53 a product is rounded before it is cut. */
function product(x: number, y: number): number {
    return (x * y) | 0;
}
console.log(product(2147483647, 2147483647), product(-2147483648, 2147483647), product(65537, 65537), product(-0, 5));

/** Sums of which only the low bits are seen, of numbers that nothing bounds. */
class Counter {
    constructor(public value: number) {}
    next(step: number): number {
        this.value += step;
        return this.value;
    }
}
for (const start of [0, 2147483645, -2147483646, 4294967293, 9007199254740988, -9007199254740990]) {
    const counter = new Counter(start);
    let sum = 1;
    let difference = 1;
    let product = 1;
    let remainder = 1;
    for (let i = 1; i < 5; i++) {
        sum = (sum * 3 + counter.next(1)) & 0xfffff;
        difference = (difference - counter.next(i)) & 0xffffff;
        product = (product * counter.next(1)) | 0;
        remainder = ((product % counter.next(1)) >>> 0) ^ remainder;
    }
    console.log(sum, difference, product, remainder, (counter.next(1) + counter.next(-1)) | 0);
    console.log((counter.next(0) - counter.next(0)) >> 1, ~(counter.next(1) * -1), (counter.next(0) % 7) | 0);
}

/** Elements of each kind, there and not, in a sum that is cut. */
const truths: boolean[] = [true, false];
const small = [1, 2, 3];
const sparse: number[] = [];
sparse[3] = 5;
const counted = [2147483647];
counted.push(counted[0] * 3);
for (let at = -1; at < 5; at++) {
    const here = Number(truths[at]) + at;
    console.log((small[at] + 1) | 0, (sparse[at] * 3 - 1) | 0, (counted[at] + at) | 0, (here + 2) | 0);
    console.log((small[at] + sparse[at] + counted[at] + at) >>> 0, (small[at] * 3 - sparse[at]) & 255);
}
