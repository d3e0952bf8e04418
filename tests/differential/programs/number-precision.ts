const numbers = [
    0,
    -0,
    1,
    -1,
    10,
    99,
    100,
    123.456,
    0.5,
    25,
    35,
    45,
    1.25,
    1.35,
    9.5,
    9.995,
    99.95,
    999.5,
    0.1,
    0.3,
    1 / 3,
    2 / 3,
    12345.678,
    44.96,
    445.5,
    999999,
    1e6,
    1e-6,
    1.5e-7,
    1.23e-7,
    0.00001234,
    1e20,
    1e21,
    1.5e21,
    1e22,
    1e23,
    9e22,
    123456789012345680000,
    4294967295,
    9007199254740991,
    9007199254740993,
    5e-324,
    2.2250738585072014e-308,
    1e-300,
    1.7976931348623157e308,
    1e308,
    9.999999999999999e22,
    0.000123456789,
    1.0000000000000002,
    4.35,
    1.005,
    8.345,
];
for (const number of numbers) {
    console.log(number.toExponential(), (-number).toExponential(), number.toPrecision(), number.toPrecision(undefined));
    for (const digits of [1, 2, 3, 4, 6, 15, 17, 21, 22, 53, 100])
        console.log(number.toPrecision(digits), number.toExponential(digits), (-number).toPrecision(digits));
    console.log(number.toExponential(0), number.toExponential(undefined));
}

// Powers of two and ten, and what lies around them.
let power = 5e-324;
while (power < Infinity) {
    console.log(power.toExponential(), power.toPrecision(5), (power * 1.1).toPrecision(17), power.toExponential(20));
    power *= 64;
}
for (let i = 0; i < 600; i++) {
    const number = ((i * 7919) % 10007) / 1000;
    console.log(number.toPrecision(1), number.toPrecision(2), number.toPrecision(3), number.toExponential(1));
}

for (const number of [NaN, Infinity, -Infinity])
    console.log(number.toPrecision(200), number.toExponential(-1), number.toPrecision(3), number.toExponential());
for (const digits of [-1, 0, 101, NaN, Infinity, 1.9, "3", null, true] as any[]) {
    try {
        console.log((1.25).toPrecision(digits));
    } catch (error) {
        console.log(String(error));
    }
    try {
        console.log((1.25).toExponential(digits));
    } catch (error) {
        console.log(String(error));
    }
}
export {};
