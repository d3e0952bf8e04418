function f(a: number, b: number): void {
    console.log(
        (a + b) | 0,
        (a - b) >>> 0,
        (a * b) | 0,
        (a * 3) >>> 2,
        -a | 0,
        (a / b) | 0,
        (a % b) | 0,
        ~(a + b),
        (a + b) & 255,
    );
}
for (const a of [0, -0, 1, -1, 2147483647, -2147483648, 65536, 46341])
    for (const b of [0, 1, -1, 3, -7, 2147483647, -2147483648]) f(a, b);
function g(a: number, b: number): void {
    console.log((a + b) | 0, (a * b) | 0, (a - b) >>> 0, a >>> 0, b | 0, (a / b) | 0, (a % b) | 0);
}
for (const a of [0.5, -0, 1e10, -1e10, NaN, Infinity, 4294967296, 4294967295, 9007199254740991, 1e21, -2147483649])
    for (const b of [0, 1, -1, 0.25, 4294967295, NaN, 1e300]) g(a, b);
const d = new Uint8Array([1, 2, 255, 128]);
const w = [1, undefined, 4294967295, -3, 2 ** 40];
function crcLike(bytes: Uint8Array): number {
    let crc = 0xffffffff;
    for (let i = -1; i < 6; i++) crc = (((crc >>> 8) ^ (bytes[i] as number)) + 7) ^ (w[i] as number);
    return (crc ^ 0xffffffff) >>> 0;
}
console.log(crcLike(d));
let seed = 1;
for (let i = 0; i < 20; i++) {
    seed = (seed * 1664525 + 1013904223) >>> 0;
}
console.log(seed);
let s2 = 1;
for (let i = 0; i < 20; i++) {
    s2 = (s2 * 1103515245 + 12345) & 0x7fffffff;
}
console.log(s2);
let h = 5381;
for (const c of "hello world") h = ((h << 5) + h + c.charCodeAt(0)) | 0;
console.log(h);
let m = 0;
for (let i = 0; i < 100; i++) {
    const t = i * 123456789;
    m = ((m ^ t) + (t >>> 3)) | 0;
}
console.log(m);
let sum = 0;
for (const x of [2147483647, 2147483647, 5]) sum += x;
console.log(sum, sum | 0, sum >>> 0);
const out = new Uint8Array(4);
out[0] = sum;
out[1] = -1;
out[2] = 300.7;
out[3] = NaN;
console.log([...out].join());
const un: any = [undefined, null, true, 3];
for (const x of un) console.log(x | 0, x >>> 0, ~x, x & 1);
