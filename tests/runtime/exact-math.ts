/**
 * The functions of Math to 1500 binary places, by their series: what the runtime's results are
 * measured with. Numbers are integers in units of 2^-PLACES.
 */
const PLACES = 1500n;
export const ONE = 1n << PLACES;

const view = new DataView(new ArrayBuffer(8));

/** A double as mantissa * 2^exponent. */
function split(number: number): { mantissa: bigint; exponent: bigint } {
    view.setFloat64(0, number);
    const bits = view.getBigUint64(0);
    const power = (bits >> 52n) & 0x7ffn;
    const digits = bits & ((1n << 52n) - 1n);
    const mantissa = power === 0n ? digits : digits | (1n << 52n);
    return { mantissa: bits >> 63n ? -mantissa : mantissa, exponent: (power === 0n ? 1n : power) - 1075n };
}

const shifted = (value: bigint, by: bigint): bigint => (by >= 0n ? value << by : value >> -by);

export function fixed(number: number): bigint {
    const { mantissa, exponent } = split(number);
    return shifted(mantissa, exponent + PLACES);
}

const multiply = (a: bigint, b: bigint): bigint => (a * b) >> PLACES;
const divide = (a: bigint, b: bigint): bigint => (a << PLACES) / b;
const abs = (a: bigint): bigint => (a < 0n ? -a : a);

export function squareRoot(a: bigint): bigint {
    const square = a << PLACES;
    if (square === 0n) return 0n;
    let root = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
    for (let next = (root + square / root) >> 1n; next < root; next = (root + square / root) >> 1n) root = next;
    return root;
}

/** The sum of `term(n)` as long as it is not 0. */
function series(term: (n: bigint) => bigint): bigint {
    let sum = 0n;
    for (let n = 0n; ; n++) {
        const added = term(n);
        if (added === 0n) return sum;
        sum += added;
    }
}

/** s + s^3/3 + s^5/5..., or with alternating signs. */
function oddSeries(s: bigint, sign: bigint): bigint {
    const square = multiply(s, s) * sign;
    let power = s;
    return series((n) => {
        const added = power / (2n * n + 1n);
        power = multiply(power, square);
        return added;
    });
}

function arcTangentSmall(x: bigint): bigint {
    if (abs(x) < ONE >> 4n) return oddSeries(x, -1n);
    return 2n * arcTangentSmall(divide(x, ONE + squareRoot(ONE + multiply(x, x))));
}

export const PI = 16n * oddSeries(ONE / 5n, -1n) - 4n * oddSeries(ONE / 239n, -1n);
const LN2 = 2n * oddSeries(ONE / 3n, 1n);

export function exponential(x: bigint): bigint {
    const times = x / LN2;
    const rest = x - times * LN2;
    let term = ONE;
    const sum = series((n) => {
        if (n > 0n) term = multiply(term, rest) / n;
        return term;
    });
    return shifted(sum, times);
}

export function logarithm(x: bigint): bigint {
    const times = BigInt(x.toString(2).length) - PLACES - 1n;
    const mantissa = shifted(x, -times);
    return 2n * oddSeries(divide(mantissa - ONE, mantissa + ONE), 1n) + times * LN2;
}

/** x - 4n * pi / 2, from 0 to 2 pi; of doubles of any size, so with as many digits more. */
function turned(number: number): bigint {
    const { mantissa, exponent } = split(number);
    const turn = 2n * PI;
    if (exponent <= 0n) return ((fixed(number) % turn) + turn) % turn;
    // mantissa * 2^exponent modulo the turn: the power by squaring loses a bit a step, no more.
    let power = ONE % turn;
    for (let i = 0n; i < exponent; i++) power = (2n * power) % turn;
    return (((mantissa * power) % turn) + turn) % turn;
}

function cosineSeries(x: bigint, isSine: boolean): bigint {
    const square = -multiply(x, x);
    let term = isSine ? x : ONE;
    const first = isSine ? 1n : 0n;
    return series((n) => {
        if (n > 0n) term = multiply(term, square) / ((2n * n + first) * (2n * n + first - 1n));
        return term;
    });
}

export const sine = (number: number): bigint => cosineSeries(turned(number), true);
export const cosine = (number: number): bigint => cosineSeries(turned(number), false);
export const arcTangent = (x: bigint): bigint =>
    abs(x) <= ONE ? arcTangentSmall(x) : (x < 0n ? -PI / 2n : PI / 2n) - arcTangentSmall(divide(ONE, x));

/** By how many units in its last place a double differs from the exact value. */
export function unitsOff(result: number, exact: bigint): number {
    const magnitude = abs(exact);
    const power = BigInt(magnitude.toString(2).length) - PLACES;
    const unit = shifted(1n, (power - 53n > -1074n ? power - 53n : -1074n) + PLACES);
    return Number((abs(fixed(result) - exact) << 30n) / unit) / 2 ** 30;
}

export { divide as ratio, multiply as product };
