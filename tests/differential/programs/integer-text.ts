/** The text of integers in each representation and radix. */
const bytes = new Uint8Array([0, 9, 10, 99, 100, 255]);
for (const byte of bytes)
    console.log(byte.toString(), byte.toString(16), byte.toString(2), `${byte}`, byte + "", String(byte));
const words = [0, 1, 2147483647, 2147483648, 4294967295];
for (const word of words) {
    const bits = word >>> 0;
    console.log(bits.toString(), bits.toString(2), bits.toString(16), bits.toString(36), `<${bits}>`, bits.toFixed(1));
    console.log((word | 0).toString(), (word | 0).toString(2), (word | 0).toString(36), (-word).toString(7));
}
let counter = 2147483640;
for (let i = 0; i < 16; i++) {
    counter++;
    console.log(
        counter.toString(),
        counter.toString(8),
        (-counter).toString(16),
        [counter, -counter].join(),
        `${counter}`,
    );
}
let text = "";
for (let i = -3; i < 12; i++) text += i + "," + i.toString(3) + ";";
console.log(text);
for (const radix of [1, 37, 2.9, NaN]) {
    try {
        console.log((255).toString(radix));
    } catch (error) {
        console.log(String(error));
    }
}
const mixed: (number | string)[] = [7, "7", -0, 2 ** 40, 0.5];
for (const value of mixed) console.log(value.toString(), `${value}`);
