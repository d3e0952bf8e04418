/** Positions in texts, arrays and buffers, of whatever number they are. */
const positions = [
    0,
    1,
    2,
    -1,
    -3,
    -4,
    -0,
    0.5,
    -0.5,
    1.9,
    -1.9,
    NaN,
    Infinity,
    -Infinity,
    2 ** 31,
    2 ** 32,
    2 ** 32 + 1,
    -(2 ** 31),
    -(2 ** 32) + 1,
    1e300,
];
const list = [10, 20, 30];
const bytes = new Uint8Array([1, 2, 3]);
for (const text of ["abc", "żół", "a\u{1F600}"]) {
    for (const position of positions) {
        console.log(
            position,
            text.charAt(position),
            text.at(position),
            text.codePointAt(position),
            text.charCodeAt(position),
        );
        console.log(list.at(position));
    }
}
for (let i = -4; i < 5; i++) console.log(i, "abc".charAt(i), "abc".at(i), list.at(i), "abc".codePointAt(i));
for (let i = 0xfffffffe; i < 0x100000002; i++) console.log(i, "abc".charAt(i), "abc".at(i), list.at(i));
function unknown(position: number | undefined | boolean | string): void {
    const any = position as number;
    console.log(
        position,
        "abc".charAt(any),
        "abc".charCodeAt(any),
        "abc".at(any),
        "abc".codePointAt(any),
        list.at(any),
    );
}
for (const position of [undefined, true, false, "1", "x", "", "-1"]) unknown(position);

function attempt(what: string, make: () => number): void {
    try {
        console.log(what, make());
    } catch (error) {
        console.log(what, error instanceof RangeError);
    }
}
for (const size of [0, 3, 2.7, -0.5, -1, NaN, Infinity, 2 ** 60, -(2 ** 32)]) {
    attempt(`bytes ${size}`, () => new Uint8Array(size).length);
    attempt(`buffer ${size}`, () => new ArrayBuffer(size).byteLength);
    attempt(`from ${size}`, () => new Uint8Array(bytes.buffer, size).length);
    attempt(`from 1, ${size}`, () => new Uint8Array(bytes.buffer, 1, size).length);
    try {
        const to = new Uint8Array(5);
        to.set(bytes, size);
        console.log(size, to[0], to[1], to[2], to[3], to[4]);
    } catch (error) {
        console.log(size, error instanceof RangeError);
    }
}
