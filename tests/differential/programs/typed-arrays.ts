/** Typed arrays of every kind: construction, elements, conversions, iteration, printing. */
const odd = [0, -0, 1.5, 2.5, -1.5, 127, 128, 255, 256, 32768, 65536.9, 2147483648, 4294967296.5, -1, NaN, Infinity];
const kinds = {
    int8: new Int8Array(odd),
    uint8: new Uint8Array(odd),
    clamped: new Uint8ClampedArray(odd),
    int16: new Int16Array(odd),
    uint16: new Uint16Array(odd),
    int32: new Int32Array(odd),
    uint32: new Uint32Array(odd),
    float32: new Float32Array(odd),
    float64: new Float64Array(odd),
};
console.log(kinds);
console.log(kinds.float32[2], 1 / kinds.float64[1]!, kinds.uint32[13], kinds.int32[11], kinds.clamped[3]);

// Elements: of one kind, and where several arrive.
function fillIn(array: Int8Array | Uint16Array | Float32Array | Uint8ClampedArray, value: any): string {
    array[0] = value;
    array[1]! += 1;
    array[9] = 5;
    array[-1] = 6;
    return `${array[0]} ${array[1]} ${array[9]} ${array[-1]} ${array.length}`;
}
for (const value of [3, -3, 300.5, "7", true, undefined, null, NaN, 1e300, -2147483649]) {
    console.log(fillIn(new Int8Array(2), value), fillIn(new Uint16Array(2), value));
    console.log(fillIn(new Float32Array(2), value), fillIn(new Uint8ClampedArray(2), value));
}

// Sums of elements are as exact as the kind says.
const words = Uint32Array.of(4294967295, 4294967295, 1);
let sum = 0;
for (const word of words) sum += word;
console.log(sum, words[0]! + words[1]!, words[0]! | 0, words[0]! >>> 1, ~words[1]!);
const halves = new Int16Array(4);
for (let i = 0; i < halves.length; i++) halves[i] = i * 20000;
let total = 0;
for (let i = 0; i < halves.length; i++) total += halves[i]!;
console.log(halves, total);
halves[0]++;
halves[1]! <<= 1;
halves[2]! -= 0.5;
console.log(halves, halves[0]! / 2, halves[4]! + 1, halves[4]! | 0);
const seconds = new Float64Array(3);
seconds[0] = 0.1;
seconds[1] = seconds[0] + 0.2;
seconds[2] = -seconds[1]! * 1e20;
console.log(seconds, seconds[1]! | 0, seconds[2]! | 0, seconds[5]! * 2);
const single = new Float32Array(2);
single[0] = 16777217;
single[1] = 0.1;
console.log(single[0], single[1], single[1] === 0.1, single[1] === Math.fround(0.1));

// Views of one buffer.
const buffer = new ArrayBuffer(16);
const bytes = new Uint8Array(buffer);
new Float64Array(buffer)[0] = Math.PI;
new Int16Array(buffer, 8, 2)[1] = -2;
new Uint32Array(buffer, 12).fill(0xdeadbeef);
console.log(bytes, new Uint8Array(buffer.slice(3, 9)), new Int8Array(buffer, 15));
const inner = new Int32Array(buffer, 4, 2);
console.log(inner.byteOffset, inner.byteLength, inner.length, inner.buffer === buffer, inner.BYTES_PER_ELEMENT);
console.log(Float64Array.BYTES_PER_ELEMENT, Uint16Array.BYTES_PER_ELEMENT, Int8Array.BYTES_PER_ELEMENT);
// A copy from any place of a buffer can be looked at in any width.
const moved = new Float64Array(new Uint8Array(buffer).slice(1, 9).buffer);
console.log(moved.length, new Uint32Array(bytes.subarray(3, 11).slice().buffer)[0]);
console.log(new Int32Array(new Uint8Array(buffer, 1, 4).slice().buffer)[0]);
console.log(new Int16Array(new Float32Array([1.9, -70000])), new Float32Array(new Int8Array([1, -1])));
console.log(new Uint8Array(), new Int32Array(undefined), new Float32Array(0), new Int16Array([]));
console.log(ArrayBuffer.isView(inner), ArrayBuffer.isView(buffer), ArrayBuffer.isView([1]), ArrayBuffer.isView(4));

// Iteration, spread, patterns.
const small = Int16Array.of(3, -2, 1);
for (const value of small) console.log(value);
for (const value of small.values()) console.log(value);
for (const [index, value] of small.entries()) console.log(index, value);
for (const key in small) console.log(key, typeof key);
const [first, ...others] = small;
console.log(first, others, [...small, ...Float32Array.of(0.5)], Math.max(...small), { ...small });
console.log([...small.keys()], Object.keys(small), Object.values(small), Object.entries(new Float64Array([0.5])));
console.log("1" in small, 7 in small, Object.hasOwn(small, "2"), small instanceof Int16Array);
const mixed: (Int8Array | Float64Array | number[] | string)[] = [small as never, new Float64Array([2.5]), [9], "ab"];
for (const one of mixed) for (const value of one) console.log(value);
for (const one of mixed) console.log(one.length, one[0], [...one]);
const isWide = (view: Int8Array | Float64Array): view is Float64Array => view instanceof Float64Array;
console.log(isWide(new Float64Array(1)), isWide(new Int8Array(1)));

// Classes of the program.
class Samples extends Int16Array {
    unit = "mV";
    mean(): number {
        let all = 0;
        for (const one of this) all += one;
        return all / this.length;
    }
}
const samples = new Samples([1, 2, 40000]);
console.log(samples.mean(), samples.unit, samples[2], samples.length, samples instanceof Int16Array, samples);

function attempt(action: () => unknown): void {
    try {
        console.log(action());
    } catch (error) {
        console.log(error instanceof RangeError, error instanceof TypeError);
    }
}
attempt(() => new Int16Array(-1));
attempt(() => new Float64Array(1e10));
attempt(() => new Int16Array(new ArrayBuffer(3)));
attempt(() => new Int16Array(new ArrayBuffer(4), 1));
attempt(() => new Int32Array(new ArrayBuffer(8), 4, 2));
attempt(() => new Int32Array(new ArrayBuffer(8), 12));
attempt(() => new Int32Array(new ArrayBuffer(8), -4));
attempt(() => new Int16Array(new ArrayBuffer(5), 2, 1));
