/**
 * Every operator on every pair of kinds of primitive values, as values whose kind is known at run
 * time only; of powers those that are exact.
 */
const values: any[] = [
    ...[0, 1, -1, 7, 2147483647, -2147483648, 2147483648, 4294967295, 9007199254740991, 1e21, 0.5, -2.5, -0, NaN],
    ...[Infinity, -Infinity, "", "a", "12", " 7 ", "日本", "ÿĀ", "\ud83d", "\ude00x", true, false, null, undefined],
];
const name = (value: any): string =>
    typeof value === "string" ? `"${value}"` : Object_is(value) ? "-0" : String(value);
function Object_is(value: any): boolean {
    return value === 0 && 1 / value < 0;
}
function isExact(a: any, b: any): boolean {
    const [base, exponent] = [+a, +b];
    const isSpecial = (x: number): boolean => x !== x || x === 0 || x === 1 || x === -1 || x - x !== 0;
    return isSpecial(base) || isSpecial(exponent) || (exponent === 7 && (base & 15) === base);
}
for (const a of values) {
    console.log(name(a), +a, -a, ~a, !a, typeof a, void a, a && 1, a || 1, a ?? 1);
    for (const b of values) {
        const numbers: any[] = [
            a - b,
            a * b,
            a / b,
            a % b,
            isExact(a, b) ? a ** b : 0,
            a & b,
            a | b,
            a ^ b,
            a << b,
            a >> b,
            a >>> b,
        ];
        const relations: any[] = [a < b, a <= b, a > b, a >= b, a == b, a != b, a === b, a !== b];
        console.log(name(a), name(b), name(a + b), numbers.map(name).join(), relations.join());
    }
}
export {};
