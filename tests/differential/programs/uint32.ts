let h = 0x811c9dc5;
for (const c of [1, 2, 3]) h = Math.imul(h ^ c, 0x01000193) >>> 0;
console.log(h, 1 << 5, ~0, -1, 0xffffffff, 0xedb88320 | 0, h < 5, 5 < h, h === 4294967295, h - 1, h + 1);
const b = new Uint8Array(10);
for (let i = 0; i < 12; i++) b[i] = i * 300 - 5;
let s = 0;
for (const x of b) s += x;
console.log(s, b[11], b[-1], b[3.5], b[h], b[3]);
let u = 0;
for (let i = 0; i < 10; i++) u = (u + 0x9e3779b9) >>> 0;
console.log(
    u,
    u % 10,
    u % 7,
    (u % 1000).toString(),
    `${u}`,
    u > -1,
    u === u,
    u >= 2147483648,
    -u,
    u | 0,
    u & 0xff,
    u >>> 3,
    u >> 3,
    u << 3,
    u ? 1 : 2,
);
const arr = [u, 1, 2];
console.log(arr.join(), Math.clz32(u), Math.imul(u, 3), Math.clz32(0), Math.clz32(-1));
