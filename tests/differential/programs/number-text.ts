for (const x of [
    0,
    -0,
    1,
    0.1,
    1e21,
    1e-7,
    123456789012345680000,
    1.7976931348623157e308,
    5e-324,
    100,
    0.000001,
    -1.5e-9,
    4294967296,
    2 ** 53,
]) {
    console.log("" + x, `${x}`, x.toString(), String(x));
}
console.log((255).toString(16), (0.5).toString(2), (-255).toString(36), (1.005).toFixed(2), (25).toFixed(0));
