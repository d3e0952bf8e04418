/** What charCodeAt gives, an integer or NaN, wherever a number can go. */
const texts = ["Hello", "", "żółw", "a" + "b".repeat(300), "tab\tend"];
const indexes = [
    0,
    1,
    4,
    5,
    -1,
    -0,
    0.9,
    -0.5,
    1.5,
    NaN,
    Infinity,
    -Infinity,
    2 ** 31,
    2 ** 32,
    -(2 ** 31) - 1,
    299,
    300,
];

for (const text of texts) {
    for (const index of indexes) {
        const unit = text.charCodeAt(index);
        console.log(
            index,
            unit,
            unit + 1,
            unit - 48,
            unit * 2,
            -unit,
            +unit,
            ~unit,
            unit | 0,
            unit >>> 1,
            unit % 7,
            unit / 2,
        );
    }
}
for (let i = -2; i < 7; i++) {
    const unit = "Hello".charCodeAt(i);
    console.log(
        unit < 100,
        unit <= 101,
        unit > 100,
        unit >= 108,
        100 < unit,
        108 >= unit,
        unit === 72,
        unit !== 72,
        unit === unit,
        unit == 111,
    );
    console.log(
        unit ? "truthy" : "falsy",
        !unit,
        `${unit}`,
        String(unit),
        typeof unit,
        Number.isNaN(unit),
        isNaN(unit),
        Number.isInteger(unit),
    );
    console.log(Math.min(unit, 100), Math.max(100, unit), Math.abs(unit), Math.floor(unit), Math.trunc(unit - 100));
}

function classify(unit: number): string {
    switch (unit) {
        case 72:
            return "H";
        case 108:
            return "l";
        case NaN:
            return "never";
        default:
            return unit >= 97 ? "letter" : "other";
    }
}
for (let i = 0; i < 7; i++) console.log(classify("Hello".charCodeAt(i)));

// As an index.
const letters = new Uint8Array(128);
for (let i = 0; i < "Hello".length; i++) letters["Hello".charCodeAt(i)] += 1;
console.log(letters[72], letters[108], letters[NaN], letters["".charCodeAt(0)]);
const names: string[] = [];
for (let i = 0; i < 128; i++) names.push("n" + i);
for (let i = 3; i < 7; i++) console.log(names["Hello".charCodeAt(i)], "0123456789".repeat(12)["Hello".charCodeAt(i)]);

// Kept, passed on and mixed with others.
class Holder {
    unit = 0;
    units: number[] = [];
}
const holder = new Holder();
for (let i = 3; i < 7; i++) {
    holder.unit = "Hello".charCodeAt(i);
    holder.units.push("Hello".charCodeAt(i), i);
    const read = (): number => holder.unit + 1;
    console.log(holder.unit, read());
}
console.log(holder.units.join());
function next(text: string, at: number): number {
    let unit = text.charCodeAt(at);
    while (unit === 32) unit = text.charCodeAt(++at);
    return unit;
}
console.log(next("   x", 0), next("   ", 0), next("y", 0));
function chosen(text: string, at: number): number {
    const unit = at < 2 ? text.charCodeAt(at) : at;
    let last = unit;
    const change = (): void => {
        last = text.charCodeAt(at + 1);
    };
    change();
    return unit + last;
}
console.log(chosen("ab", 0), chosen("ab", 1), chosen("ab", 2));
function parse(text: string): number {
    let value = 0;
    for (let i = 0; ; i++) {
        const digit = text.charCodeAt(i) - 48;
        if (!(digit >= 0 && digit <= 9)) return value;
        value = value * 10 + digit;
    }
}
console.log(parse("0"), parse("2147483648"), parse("99999999999999999999"), parse("12x4"), parse(""));
let sum = 0;
for (let i = 0; i < 8; i++) sum += "Hello".charCodeAt(i % 5);
console.log(sum, sum + "Hello".charCodeAt(9));
try {
    const unit = "Hello".charCodeAt(7);
    if (!(unit > 0)) throw new Error(`none: ${unit}`);
    console.log(unit);
} catch (error) {
    console.log(error instanceof Error ? error.message : "?");
}
