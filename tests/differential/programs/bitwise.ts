const values = [0, 1, -1, 2147483647, -2147483648, 4294967295, 4294967296, 1.9, -1.9, NaN, Infinity, 1e20];
for (const x of values) {
    console.log(~x, x | 0, x >>> 0, x >> 1, x << 1, x >>> 1, x ^ 85, x & 15);
    for (const y of values) console.log(x & y, x | y, x ^ y, x << y, x >> y, x >>> y);
}
