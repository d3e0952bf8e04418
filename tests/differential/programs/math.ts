for (const x of [0, -0, 1.5, -1.5, 2.5, 0.49999999999999994, NaN, Infinity, -3]) {
    console.log(
        Math.abs(x),
        Math.floor(x),
        Math.ceil(x),
        Math.round(x),
        Math.trunc(x),
        Math.sign(x),
        Math.sqrt(x),
        Math.fround(x),
    );
}
console.log(
    Math.min(1, -0, 0),
    Math.max(-0, 0),
    Math.min(),
    Math.max(1, NaN),
    Math.imul(65537, 65537),
    Math.clz32(1),
    Math.pow(2, 0.5),
);
console.log(
    Math.PI,
    Number.MAX_SAFE_INTEGER,
    Number.isInteger(5.0),
    Number.isInteger(0.5),
    isNaN(NaN),
    isFinite(Infinity),
);
