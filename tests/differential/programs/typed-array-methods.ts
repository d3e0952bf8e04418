/** Methods of typed arrays of every kind. */
type Any =
    | Int8Array
    | Uint8Array
    | Uint8ClampedArray
    | Int16Array
    | Uint16Array
    | Int32Array
    | Uint32Array
    | Float32Array
    | Float64Array;
const odd = [3, -1, 2.5, 300, 70000, 4294967295, -0, NaN, 0, -2147483648];
const each = (): Any[] => [
    new Int8Array(odd),
    new Uint8Array(odd),
    new Uint8ClampedArray(odd),
    new Int16Array(odd),
    new Uint16Array(odd),
    new Int32Array(odd),
    new Uint32Array(odd),
    new Float32Array(odd),
    new Float64Array(odd),
];
for (const view of each()) {
    console.log(view.join(), view.join("; "), view.slice(2, -2), view.subarray(-3, -1), view.at(-2), view.at(99));
    console.log(view.indexOf(300), view.includes(NaN), view.indexOf(NaN), view.lastIndexOf(0), view.includes(-1));
    console.log(view.lastIndexOf(3, -3), view.indexOf(2.5), view.indexOf(3, 1), view.indexOf("3" as never));
    console.log(
        view.toSorted(),
        view.filter((one) => one === one).sort((a, b) => b - a),
        view.toReversed(),
        view.with(1, 77.5),
        view,
    );
    console.log(view.sort() === view, view, view.reverse(), view.copyWithin(1, 4, 7), view.fill(1.5, 2, 5));
    console.log(
        view.map((value) => value * 2),
        view.filter((value) => value > 2),
        view.find((value) => value > 100),
    );
    console.log(
        view.findLast((value) => value < 1),
        view.findIndex((value) => value === 1),
        view.findLastIndex(isNaN),
    );
    console.log(
        view.some((value) => value < 0),
        view.every((value) => value === value),
    );
    const any = view as Float64Array;
    console.log(
        any.reduce((sum, value) => sum + value),
        any.reduceRight((text, value) => text + value, ""),
    );
    let count = 0;
    view.forEach((value, index, all) => (count += all[index] === value ? index : 0));
    console.log(count, view.byteLength, view.BYTES_PER_ELEMENT, view.slice(9, 2).length);
}

// One kind, with what is known of it.
const samples = new Int16Array([5, -6, 7]);
console.log(
    samples.map((value, index) => value * 1000 * index),
    samples.filter((_, index) => index !== 1),
);
console.log(samples.reduce((sum, value) => sum + value, 0) >> 1, samples.at(0)! + 1, samples.with(0, -1)[0]);
const signs = samples.map(Math.sign);
console.log(signs, signs.join(""), samples.join("é"), samples.join("€"));
const floats = new Float32Array([0.1, 0.2, -0]);
console.log(
    floats.join(" "),
    floats.map((value) => value / 3),
    floats.toSorted(),
    1 / floats.at(2)!,
);

// set: from arrays, other kinds, and over itself.
const target = new Int32Array(6);
target.set([1, 2.9, "3" as never, null as never]);
target.set(new Float64Array([-1.5, 1e10]), 4);
console.log(target);
target.set(target.subarray(0, 4), 1);
console.log(target);
const shared = new ArrayBuffer(8);
const low = new Uint8Array(shared);
low.set([1, 2, 3, 4, 5, 6, 7, 8]);
new Uint16Array(shared).set(low.subarray(0, 4));
console.log(low);
low.set(new Uint16Array(shared, 0, 4), 4);
console.log(low);
new Int8Array(shared).set(new Uint8ClampedArray([255, 128, 0]), 1);
console.log(new Int8Array(shared));

// Sorting by the values.
const wide = new Float64Array([1, NaN, -Infinity, -0, 0, Infinity, -1.5, 5e-324, -5e-324, NaN, 2]);
console.log(wide.sort(), 1 / wide[3]!);
console.log(new Float32Array([3, -3, NaN, 0, -0, 1e30, -1e30]).sort());
const many = new Int32Array(500);
for (let i = 0, seed = 1; i < many.length; i++) many[i] = seed = (Math.imul(seed, 1103515245) + 12345) | 0;
const sorted = many.toSorted();
console.log(
    sorted.every((value, index) => index === 0 || sorted[index - 1]! <= value),
    sorted[0],
    sorted[499],
);
const words = new Uint32Array(many).sort();
console.log(
    words.every((value, index) => index === 0 || words[index - 1]! <= value),
    words[0],
    words[499],
);
console.log(new Uint16Array(many).sort().subarray(490), new Int8Array(many).sort().subarray(0, 9));

// Buffers.
const whole = Uint16Array.of(1, 2, 3).buffer;
console.log(whole.byteLength, whole.slice(2, 4), whole.slice(-2).byteLength);
console.log(Int8Array.of(), Float64Array.of(1, "2" as never, true as never));
console.log(whole.concat(), whole.concat(new Uint8Array([9]), new DataView(whole, 4), new ArrayBuffer(1)));
console.log(String.fromArrayBuffer(Uint16Array.of(0x6968, 0x2021)), ArrayBuffer.fromString("hé").concat().byteLength);
const encoded = new TextEncoder().encode("hé");
console.log(
    new TextDecoder().decode(new Uint16Array(new Uint8Array([104, 105]).buffer)),
    new TextDecoder().decode(encoded),
);
console.log(crypto.getRandomValues(new Int32Array(3)).length, crypto.getRandomValues(encoded) === encoded);

function attempt(action: () => unknown): void {
    try {
        console.log(action());
    } catch (error) {
        console.log(error instanceof RangeError, error instanceof TypeError);
    }
}
attempt(() => samples.set([1, 2, 3, 4]));
attempt(() => samples.set(new Float32Array(2), 2));
attempt(() => samples.with(3, 0));
attempt(() => new Int16Array(0).reduce((sum) => sum));
attempt(() => crypto.getRandomValues(new Uint32Array(16385)));
