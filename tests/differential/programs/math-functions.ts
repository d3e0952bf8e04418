// Exponential, trigonometric and hyperbolic functions. ECMA-262 leaves the last bit of most results
// to the implementation, so they are shown with fourteen digits; exact results are shown whole.
const numbers = [0, -0, 1, -1, 0.5, -0.5, 2, -3, 10, 0.1, 1e-10, -1e-300, 5e-324, 700, -700, 1e22, 2 ** 800];
const special = [NaN, Infinity, -Infinity];

const functions: { name: string; of: (x: number) => number }[] = [
    { name: "exp", of: (x) => Math.exp(x) },
    { name: "expm1", of: (x) => Math.expm1(x) },
    { name: "log", of: (x) => Math.log(x) },
    { name: "log2", of: (x) => Math.log2(x) },
    { name: "log10", of: (x) => Math.log10(x) },
    { name: "log1p", of: (x) => Math.log1p(x) },
    { name: "sin", of: (x) => Math.sin(x) },
    { name: "cos", of: (x) => Math.cos(x) },
    { name: "tan", of: (x) => Math.tan(x) },
    { name: "asin", of: (x) => Math.asin(x) },
    { name: "acos", of: (x) => Math.acos(x) },
    { name: "atan", of: (x) => Math.atan(x) },
    { name: "sinh", of: (x) => Math.sinh(x) },
    { name: "cosh", of: (x) => Math.cosh(x) },
    { name: "tanh", of: (x) => Math.tanh(x) },
    { name: "asinh", of: (x) => Math.asinh(x) },
    { name: "acosh", of: (x) => Math.acosh(x) },
    { name: "atanh", of: (x) => Math.atanh(x) },
    { name: "cbrt", of: (x) => Math.cbrt(x) },
];

const digits = (x: number): string => (isZero(x) ? `${1 / x < 0 ? "-" : ""}0` : x.toPrecision(14));
function isZero(x: number): boolean {
    return x === 0;
}

for (const { name, of } of functions) {
    console.log(name, numbers.map((x) => digits(of(x))).join(" "));
    console.log(name, special.map((x) => String(of(x))).join(" "));
}

// Exact results.
console.log(Math.log2(8), Math.log2(2 ** -1074), Math.log10(1000), Math.log10(1e22), Math.log(1), Math.exp(0));
console.log(Math.cbrt(27), Math.cbrt(-64), Math.cbrt(0.001), Math.cos(0), Math.atan2(0, -1) === Math.PI);
console.log(Math.hypot(), Math.hypot(3, 4), Math.hypot(-5), Math.hypot(1e300, 1e300) > 1e300, Math.hypot(2, 3, 6));
console.log(Math.hypot(NaN, Infinity), Math.hypot(NaN, 1), Math.hypot("3" as any, true as any, null as any));
console.log(Math.exp(710), Math.exp(-746), Math.sinh(711), Math.cosh(-711), Math.tanh(40), Math.expm1(-50));

// The quadrants of atan2, with zeros and infinities.
const ends = [0, -0, 1, -1, Infinity, -Infinity, NaN];
for (const y of ends) console.log(ends.map((x) => digits(Math.atan2(y, x))).join(" "));

// Large arguments keep all their digits.
console.log(Math.sin(1e22).toPrecision(14), Math.cos(2 ** 1000).toPrecision(14), Math.sin(Math.PI).toPrecision(14));
console.log(Math.sin(6381956970095103 * 2 ** 797).toPrecision(12), Math.tan(Math.PI / 2).toPrecision(12));

// What is no number is converted.
console.log(
    Math.sin("0" as any),
    Math.cos(null as any),
    Math.exp(true as any).toPrecision(14),
    Math.log(undefined as any),
);
