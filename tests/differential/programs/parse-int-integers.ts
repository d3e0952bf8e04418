// What parseInt gives is an integer of any size, -0, NaN or an infinity.
const texts = [
    "0",
    "-0",
    " 12",
    "+7",
    "-7abc",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "4294967296",
    "999999999",
    "9999999999",
    "9007199254740993",
    "0x7fffffff",
    "0xffffffff",
    "1e3",
    "3.9",
    "",
    "abc",
    "-",
    "Infinity",
    "1".padEnd(400, "0"),
];

class Counter {
    total = 0;
    last = 0;

    add(text: string): number {
        this.last = parseInt(text);
        this.total += this.last;
        return this.total;
    }
}

for (const text of texts) {
    const value = parseInt(text);
    const shown = text.length > 20 ? "long" : text;
    console.log(shown, value, 1 / value, value + 1, value - 1, value * 2, -value, value / 2, value % 7);
    console.log(value | 0, value >>> 0, value === 0, value < 10, Number.isInteger(value), `${value}`);
    const counter = new Counter();
    console.log(counter.add(text), counter.add("1"), counter.last, counter.total * 10000);
}

console.log(parseInt("ff", 16), parseInt("zz", 36), parseInt("102", 2), parseInt("9", 8), parseInt("10", 1));
console.log(Number.parseInt("2147483647") + Number.parseInt("1"), parseInt("12", 10) * parseInt("100000000"));

const numbers: number[] = [];
for (const text of texts) numbers.push(parseInt(text));
let sum = 0;
for (const number of numbers) if (number < 4294967296) sum += number;
console.log(sum, numbers.indexOf(2147483648), numbers.length);
